#include "indexer/text/stemmer.h"

#include <algorithm>
#include <array>

namespace fonds::text {
namespace {

struct Suffix {
  std::string_view from;
  std::string_view to;
  std::size_t stem;  // letters that must stay before `from`
};

bool replace(std::string& word, const Suffix& rule) {
  if (word.size() < rule.from.size() + rule.stem || !word.ends_with(rule.from)) return false;
  word.resize(word.size() - rule.from.size());
  word += rule.to;
  return true;
}

template <std::size_t N>
bool replace_first(std::string& word, const std::array<Suffix, N>& rules) {
  return std::any_of(rules.begin(), rules.end(), [&](const Suffix& rule) { return replace(word, rule); });
}

constexpr auto kPlurals = std::to_array<Suffix>({
    {"eaux", "eau", 1},
    {"aux", "al", 2},
    {"eux", "eu", 1},
    {"oux", "ou", 2},
    {"ss", "ss", 1},
    {"s", "", 3},
});
constexpr auto kEndings = std::to_array<Suffix>({
    {"atrices", "ateu", 1}, {"atrice", "ateu", 1}, {"trice", "teu", 3}, {"euse", "eu", 2},
    {"eure", "eu", 4},      {"eur", "eu", 2},      {"ive", "if", 2},    {"ienne", "ien", 1},
    {"onne", "on", 2},      {"elle", "el", 2},     {"iere", "ier", 2},  {"ere", "er", 3},
    {"aise", "ais", 2},     {"oise", "ois", 3},    {"issait", "ir", 3}, {"issaient", "ir", 3},
    {"issant", "ir", 3},    {"erait", "", 4},      {"eraient", "", 4},  {"eront", "", 4},
    {"era", "", 4},         {"aient", "", 3},      {"ait", "", 4},      {"ant", "", 4},
    {"erent", "", 4},       {"ees", "", 3},        {"ee", "", 3},       {"er", "", 3},
    {"ez", "", 3},          {"ent", "ent", 1},     {"e", "", 3},
});

}  // namespace

std::string stem(std::string_view folded) {
  std::string word(folded);
  if (word.size() < 3) return word;
  if (std::any_of(word.begin(), word.end(), [](char c) { return c < 'a' || c > 'z'; })) return word;
  replace_first(word, kPlurals);
  replace_first(word, kEndings);
  return word;
}

}  // namespace fonds::text
