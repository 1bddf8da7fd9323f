#include "server/search/sentence.h"

#include <algorithm>
#include <array>
#include <string>
#include <variant>
#include <vector>

#include "indexer/text/ascii.h"
#include "indexer/text/folding.h"

namespace fonds::search {

namespace {

constexpr auto kSubjects =
    std::to_array<std::string_view>({"elle", "elles", "il", "ils", "je", "nous", "on", "tu", "vous"});

bool contains(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Words that begin a question and seldom anything else.
constexpr auto kInterrogatives =
    std::to_array<std::string_view>({"combien", "comment", "laquelle", "lequel", "lesquelles", "lesquels",
                                     "ou", "pourquoi", "quel", "quelle", "quelles", "quels", "qui"});

// Without the white space and closing marks at its end.
std::string_view trimmed(std::string_view q) {
  return text::trimmed_of(q, std::to_array<std::string_view>({" ", "\t", "\n", "\r", "\u00A0", "\u202F"}));
}

}  // namespace

std::size_t without_inverted_subject(std::span<const std::string_view> folded) {
  const std::size_t size = folded.size();
  if (size < 2 || !contains(kSubjects, folded.back())) return size;
  if (size == 2) return folded[0] == "rendez" ? 2 : 1;  // un rendez-vous
  // The t of "a-t-il" is there for the ear. Longer compounds with a pronoun at the end are nouns:
  // garde-à-vous.
  return size == 3 && folded[1] == "t" ? 1 : size;
}

bool is_plain(const query::Node* root) {
  const auto plain_word = [](const query::Node& node) {
    const auto* word = std::get_if<query::Word>(&node.value);
    return word != nullptr && word->field == query::Field::any;
  };
  if (root == nullptr) return false;
  if (const auto* bag = std::get_if<query::Bag>(&root->value)) {
    return std::all_of(bag->children.begin(), bag->children.end(),
                       [&](const auto& child) { return plain_word(*child); });
  }
  return plain_word(*root);
}

bool is_question(std::string_view q) {
  if (trimmed(q).ends_with('?')) return true;
  const std::string folded = text::fold(q);
  std::vector<std::string_view> first;  // the first word, or the parts of a compound: "puis", "je"
  std::size_t begin = folded.find_first_not_of(' ');
  while (begin < folded.size()) {
    const std::size_t end = std::min(folded.find_first_of(" -,:'", begin), folded.size());
    first.push_back(std::string_view(folded).substr(begin, end - begin));
    if (end == folded.size() || folded[end] != '-') break;
    begin = end + 1;
  }
  if (first.empty()) return false;
  if (first.size() == 1) return contains(kInterrogatives, first.front());
  const bool est_ce = first.front() == "est" && first.back() == "ce";
  return est_ce || without_inverted_subject(first) < first.size();
}

}  // namespace fonds::search
