// Writes dictionary_generated.inc: the words of dictionary.h as a graph (word_graph.h).
//
// Usage: make_dictionary FILE.dic FILE.aff COMMUNES > dictionary_generated.inc
// COMMUNES is a text of words separated by white space; so is what the graph is made of where FILE.dic is "-": none.
//
// The graph is made minimal while words are added in order, each node once for all words that end alike.
// Source: Daciuk, Mihov, Watson and Watson 2000, algorithm 1.
#include <algorithm>
#include <cstdint>
#include <exception>
#include <fstream>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/dictionary/word_graph.h"
#include "indexer/text/folding.h"
#include "indexer/text/tables/hunspell_forms.h"

namespace {

using fonds::dictionary::GraphEdge;
using fonds::dictionary::kNoNode;
using fonds::dictionary::WordKinds;

constexpr WordKinds kCommon = 1;
constexpr WordKinds kName = 2;
constexpr WordKinds kProper = 4;
constexpr std::size_t kShortest = 2;

class GraphMaker {
 public:
  GraphMaker() : path_(1) {}

  // REQUIRES: words in byte order, each once.
  void add(std::string_view word, WordKinds kinds) {
    const auto shared = static_cast<std::size_t>(
        std::mismatch(last_.begin(), last_.end(), word.begin(), word.end()).first - last_.begin());
    close(shared);
    for (const char letter : word.substr(shared)) {
      path_.back().push_back(GraphEdge::make(letter, 0, false, kNoNode));
      path_.emplace_back();
    }
    std::uint32_t& edge = path_[path_.size() - 2].back();
    edge = GraphEdge::make(GraphEdge::letter(edge), kinds, false, kNoNode);
    last_ = word;
  }

  // The graph and the place of its first node.
  std::uint32_t finish() {
    close(0);
    return keep(path_.front());
  }
  const std::vector<std::uint32_t>& graph() const { return graph_; }

 private:
  using Node = std::vector<std::uint32_t>;

  // Nothing more comes behind the letters after the first `letters` of the last word.
  void close(std::size_t letters) {
    while (path_.size() > letters + 1) {
      const std::uint32_t target = keep(path_.back());
      path_.pop_back();
      std::uint32_t& edge = path_.back().back();
      edge = GraphEdge::make(GraphEdge::letter(edge), GraphEdge::kinds(edge), false, target);
    }
  }

  std::uint32_t keep(Node node) {
    if (node.empty()) return kNoNode;
    std::uint32_t& edge = node.back();
    edge = GraphEdge::make(GraphEdge::letter(edge), GraphEdge::kinds(edge), true, GraphEdge::target(edge));
    const auto [known, is_new] = kept_.try_emplace(node, static_cast<std::uint32_t>(graph_.size()));
    if (is_new) graph_.insert(graph_.end(), node.begin(), node.end());
    return known->second;
  }

  std::string last_;
  std::vector<Node> path_;
  std::map<Node, std::uint32_t> kept_;
  std::vector<std::uint32_t> graph_ = {0};
};

using Words = std::map<std::string, WordKinds>;

// A part of a compound: a name only where it is no word by itself (the saint of Saint-Étienne is none).
constexpr WordKinds kPart = 8;

// lower() also takes ligatures apart.
bool has_capital(std::string form) {
  for (const auto& [ligature, letters] : {std::pair("œ", "oe"), {"æ", "ae"}}) {
    const std::string_view sign(ligature);
    for (auto at = form.find(sign); at != std::string::npos; at = form.find(sign))
      form.replace(at, sign.size(), letters);
  }
  return fonds::text::lower(form) != form;
}

WordKinds kinds_of(const fonds::text::Lemma& lemma, const std::string& form, bool whole) {
  if (!has_capital(form)) return kCommon;
  if (!whole) return kPart;
  return lemma.name || lemma.surname ? kName | kProper : kName;
}

// Each part of a form between its hyphens and apostrophes is a word that may be typed.
void add(const fonds::text::Lemma& lemma, const std::string& form, Words& words) {
  const std::string folded = fonds::text::fold(form);
  const WordKinds kind = kinds_of(lemma, form, folded.find_first_of("-' ") == std::string::npos);
  std::string part;
  for (const char c : folded + '-') {
    if (c >= 'a' && c <= 'z') {
      part += c;
      continue;
    }
    if (c != '-' && c != '\'' && c != ' ') return;  // digits and signs: no word
    if (part.size() >= kShortest) words[part] |= kind;
    part.clear();
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 4) throw std::runtime_error("usage: make_dictionary FILE.dic FILE.aff COMMUNES");
    Words words;
    if (argv[1] != std::string_view("-")) {
      for (const fonds::text::Lemma& lemma : fonds::text::read_hunspell(argv[1], argv[2])) {
        for (const std::string& form : lemma.forms) add(lemma, form, words);
      }
    }
    std::ifstream communes(argv[3]);
    if (!communes) throw std::runtime_error(std::string("cannot read ") + argv[3]);
    for (std::string line; std::getline(communes, line);) {
      if (line.starts_with('#')) continue;
      for (std::size_t begin = 0; begin < line.size();) {
        const std::size_t end = std::min(line.find(' ', begin), line.size());
        if (end - begin >= kShortest) words[line.substr(begin, end - begin)] |= kName;
        begin = end + 1;
      }
    }
    GraphMaker maker;
    for (const auto& [word, kinds] : words) {
      maker.add(word, kinds == kPart ? kName : static_cast<WordKinds>(kinds & ~kPart));
    }
    const std::uint32_t root = maker.finish();
    std::cout << "// Written by make_dictionary.cpp; do not edit.\n"
              << "constexpr WordKinds kCommon = " << int{kCommon} << ";\n"
              << "constexpr WordKinds kName = " << int{kName} << ";\n"
              << "constexpr WordKinds kProper = " << int{kProper} << ";\n"
              << "constexpr std::uint32_t kRoot = " << root << ";\n"
              << "constexpr std::uint32_t kGraph[] = {";
    std::size_t column = 0;
    for (const std::uint32_t edge : maker.graph())
      std::cout << (column++ % 12 == 0 ? "\n    " : " ") << edge << "u,";
    std::cout << "\n};\n";
    std::cerr << words.size() << " words, " << maker.graph().size() << " edges\n";
    return std::cout.good() ? 0 : 1;
  } catch (const std::exception& e) {
    std::cerr << "make_dictionary: " << e.what() << '\n';
    return 1;
  }
}
