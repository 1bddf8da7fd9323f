// A set of words as a graph in which words share their beginnings and their ends: some hundred thousand forms of a
// language in half a megabyte, looked up without any memory of its own. Made by make_dictionary.cpp when the
// programs are built.
//
// A node is a run of edges, one 32-bit number each. Words are letters a to z.
//
// Thread safety: functions without state.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace fonds::dictionary {

// Kinds of a word, as bits.
using WordKinds = std::uint8_t;

struct GraphEdge {
  static constexpr std::uint32_t kLetterBits = 5;
  static constexpr std::uint32_t kKindBits = 3;
  // letter, kinds of the word that ends here, whether it is the last edge of its node, and the node behind it
  static constexpr std::uint32_t make(char letter, WordKinds kinds, bool last, std::uint32_t target) {
    return static_cast<std::uint32_t>(letter - 'a') | std::uint32_t{kinds} << kLetterBits |
           (last ? 1U : 0U) << (kLetterBits + kKindBits) | target << (kLetterBits + kKindBits + 1);
  }
  static constexpr char letter(std::uint32_t edge) {
    return static_cast<char>('a' + (edge & ((1U << kLetterBits) - 1)));
  }
  static constexpr WordKinds kinds(std::uint32_t edge) {
    return static_cast<WordKinds>(edge >> kLetterBits & ((1U << kKindBits) - 1));
  }
  static constexpr bool is_last(std::uint32_t edge) { return (edge >> (kLetterBits + kKindBits) & 1) != 0; }
  static constexpr std::uint32_t target(std::uint32_t edge) { return edge >> (kLetterBits + kKindBits + 1); }
};

// Place of a node without edges: the first number of a graph is none.
inline constexpr std::uint32_t kNoNode = 0;

// The kinds of `word` in the graph whose first node is at `root`; 0 where it is none of its words.
constexpr WordKinds kinds_in(std::span<const std::uint32_t> graph, std::uint32_t root,
                             std::string_view word) {
  std::uint32_t at = root;
  WordKinds kinds = 0;
  for (const char letter : word) {
    if (at == kNoNode) return 0;
    while (GraphEdge::letter(graph[at]) != letter) {
      if (GraphEdge::is_last(graph[at])) return 0;
      ++at;
    }
    kinds = GraphEdge::kinds(graph[at]);
    at = GraphEdge::target(graph[at]);
  }
  return kinds;
}

}  // namespace fonds::dictionary
