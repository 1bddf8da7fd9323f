#include "server/search/name_forms.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/dictionary/dictionary.h"

namespace fonds::search {

namespace {

constexpr std::uint32_t kCapitalOf10 = 9;  // articles of ten: the others begin sentences with it, or slip

// Ends of words that tell whence somebody is, and what their feminine adds.
struct Ending {
  std::string_view masculine, feminine;
};
constexpr auto kDemonyms = std::to_array<Ending>({{"ais", "e"},
                                                  {"ois", "e"},
                                                  {"ain", "e"},
                                                  {"an", "e"},
                                                  {"ard", "e"},
                                                  {"aud", "e"},
                                                  {"en", "ne"},
                                                  {"in", "e"},
                                                  {"on", "ne"}});

std::string_view without_plural(std::string_view word) {
  const bool masculine = word.ends_with("ais") || word.ends_with("ois");
  if (word.size() > 3 && word.ends_with('s') && !masculine) word.remove_suffix(1);
  return word;
}

}  // namespace

bool is_only_a_name(std::string_view folded, std::uint32_t articles, std::uint32_t capitalised) {
  if (articles == 0) return dictionary::is_known_name(folded) && !dictionary::is_common_word(folded);
  // The archive first: it is at hand, and speaks against most words.
  if (10 * std::uint64_t{capitalised} < std::uint64_t{kCapitalOf10} * articles) return false;
  return !dictionary::is_common_word(folded) || dictionary::is_proper_name(folded);
}

bool are_forms_of_a_name(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (dictionary::is_known_name(a) || dictionary::is_known_name(b)) return false;
  a = without_plural(a);
  b = without_plural(b);
  if (a.size() > b.size()) std::swap(a, b);
  if (a == b) return true;
  return b.starts_with(a) && std::any_of(kDemonyms.begin(), kDemonyms.end(), [&](const Ending& ending) {
           return a.ends_with(ending.masculine) && b.substr(a.size()) == ending.feminine;
         });
}

}  // namespace fonds::search
