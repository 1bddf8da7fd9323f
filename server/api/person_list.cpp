#include "server/api/person_list.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "indexer/text/folding.h"

namespace fonds::api {
namespace {

// Fewer are read to their end: none is left out.
constexpr std::size_t kShortList = 240;

bool is_lower(std::string_view word) {
  return !word.empty() && word[0] >= 'a' && word[0] <= 'z';
}

// A part of the family name that stands before it, with a capital.
bool is_article(std::string_view word) {
  constexpr auto kArticles =
      std::to_array<std::string_view>({"Le", "La", "Les", "Du", "Des", "De", "Da", "Dos", "Di", "Van", "Von",
                                       "El", "Ben", "Mac", "Saint", "Sainte"});
  return std::find(kArticles.begin(), kArticles.end(), word) != kArticles.end();
}

struct Word {
  std::size_t begin;
  std::string_view text;
};

std::vector<Word> words_of_label(std::string_view label) {
  std::vector<Word> words;
  for (std::size_t begin = 0; begin < label.size();) {
    const std::size_t end = std::min(label.find(' ', begin), label.size());
    if (end > begin) words.push_back({begin, label.substr(begin, end - begin)});
    begin = end + 1;
  }
  return words;
}

}  // namespace

std::size_t family_name(const std::string& label) {
  const std::vector<Word> words = words_of_label(label);
  if (words.size() < 2) return 0;
  std::size_t at = words.size() - 1;
  while (at > 1 && is_article(words[at - 1].text)) --at;
  // Two family names, joined by "de".
  if (at > 2 && is_lower(words[at - 1].text) && !is_lower(words[at - 2].text)) at -= 2;
  return words[at].begin;
}

std::string by_family_name(const std::string& label) {
  const std::size_t family = family_name(label);
  if (family == 0) return label;
  return label.substr(family) + ", " + label.substr(0, family - 1);
}

std::string family_letter(const std::string& label) {
  const std::string_view family = std::string_view(label).substr(family_name(label));
  if (family.empty()) return "#";
  char letter = family[0];
  if ((letter & 0x80) != 0) {
    // One letter is enough to know it by.
    const std::string folded = text::fold(family.substr(0, 2));
    letter = folded.empty() ? '#' : folded[0];
  }
  if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  return letter >= 'A' && letter <= 'Z' ? std::string(1, letter) : "#";
}

void leaf_through(const std::vector<search::FacetValue>& persons, std::uint32_t per_page, PersonList& list) {
  std::set<std::string> letters;
  std::vector<const search::FacetValue*> found;
  for (const search::FacetValue& person : persons) {
    const std::string letter = family_letter(person.label);
    letters.insert(letter);
    if (list.letter.empty() || letter == list.letter) found.push_back(&person);
  }
  list.letters.assign(letters.begin(), letters.end());
  if (!list.whole && found.size() > kShortList) {
    const auto once = std::stable_partition(found.begin(), found.end(),
                                            [](const auto* person) { return person->count > 1; });
    // Where hardly anybody is named twice, that is no choice.
    if (static_cast<std::size_t>(once - found.begin()) >= kShortList / 4) {
      list.once = static_cast<std::uint64_t>(found.end() - once);
      found.erase(once, found.end());
    }
  }
  if (!list.letter.empty()) {
    std::vector<std::pair<std::string, const search::FacetValue*>> keyed;
    keyed.reserve(found.size());
    for (const auto* person : found)
      keyed.emplace_back(text::sort_key(by_family_name(person->label)), person);
    std::sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) {
      return std::tie(a.first, a.second->value) < std::tie(b.first, b.second->value);
    });
    std::transform(keyed.begin(), keyed.end(), found.begin(), [](const auto& entry) { return entry.second; });
  }
  list.total = found.size();
  for (std::size_t i = list.offset; i < found.size() && list.values.size() < per_page; ++i)
    list.values.push_back(*found[i]);
}

}  // namespace fonds::api
