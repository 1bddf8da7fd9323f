#include "indexer/persons/lexicon.h"

#include "indexer/persons/letters.h"
#include "indexer/persons/lexicon_words.h"
#include "indexer/text/fnv.h"

namespace fonds::persons {
namespace {

// The table is never resized: a power of two, four times the number of words that the lists hold.
constexpr std::size_t kSlots = 1u << 14;

// "Jean-" and the like make a given name of a short second half whatever it is (Jean-Bedel); a longer one is
// rather a surname (Jean-Jaurès as the name of a school).
constexpr std::size_t kMaxCompoundHalf = 5;

std::uint64_t hash_of(std::string_view key) {  // FNV-1a, never 0: 0 marks an empty slot
  std::uint64_t h = text::Fnv().add(key).value();
  h ^= h >> 29;
  return h | 1;
}

// The first halves that make a compound given name of any second half: Jean-Loup, Marie-Jo, Anne-So.
bool begins_compounds(std::string_view key) {
  return key == "jean" || key == "marie" || key == "anne" || key == "pierre" || key == "paul" ||
         key == "louis" || key == "charles" || key == "francois" || key == "rose" || key == "yves" ||
         key == "lou";
}

}  // namespace

Lexicon::Lexicon() : slots_(kSlots) {
  using namespace trait;
  add(words::kGivenNames, kGiven);
  add(words::kWeakGivenNames, kGiven | kWeakGiven);
  add(words::kCivilities, kCivility);
  add(words::kPluralCivilities, kCivility | kPluralCivility);
  add(words::kFunctions, kFunction);
  add(words::kSayings, kSaying);
  add(words::kHumanVerbs, kHumanVerb);
  add(words::kKinNouns, kKinNoun);
  add(words::kSites, kSite);
  add(words::kOrganisations, kOrganisation);
  add(words::kStops, kStop);
  add(words::kCommonWords, kCommonWord);
  add(words::kOffices, kOffice | kFunction);
  add(words::kBrands, kBrand | kOrganisation);
  add(words::kForms, kForm | kFunction);
  add(words::kSiteAdjectives, kSiteAdjective);
  add(words::kPlaces, kPlace);
  add(words::kNations, kNation);
  add(words::kParticles, kParticle);
  add(words::kArticles, kArticle);
  add(words::kPossessives, kArticle | kPossessive);
  add(words::kPrepositions, kPreposition);
  add(words::kPlacePrepositions, kPlacePreposition);
  add(words::kKin, kKin);
  add(words::kBirth, kBirth);
  add(words::kRomans, kRoman);
  add(words::kByGivenName, kByGivenName);
  add(words::kClergy, kByGivenName | kClergy);
  add(words::kGenerations, kGeneration);
  add(words::kWorks, kWork);
  add(words::kBodies, kBody);
}

const Lexicon& Lexicon::instance() {
  static const Lexicon lexicon;
  return lexicon;
}

void Lexicon::add(std::string_view list, Traits traits) {
  std::string key;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t begin = list.find_first_not_of(" \n", at);
    if (begin == std::string_view::npos) break;
    at = std::min(list.find_first_of(" \n", begin), list.size());
    key.clear();
    append_key(key, list.substr(begin, at - begin));
    const std::uint64_t hash = hash_of(key);
    std::size_t slot = hash & (kSlots - 1);
    while (slots_[slot].hash != 0 && slots_[slot].hash != hash) slot = (slot + 1) & (kSlots - 1);
    slots_[slot].hash = hash;
    slots_[slot].traits |= traits;
  }
}

Traits Lexicon::of(std::string_view key) const {
  const std::uint64_t hash = hash_of(key);
  for (std::size_t slot = hash & (kSlots - 1); slots_[slot].hash != 0; slot = (slot + 1) & (kSlots - 1)) {
    if (slots_[slot].hash == hash) return slots_[slot].traits;
  }
  return 0;
}

Traits Lexicon::of_word(std::string_view key) const {
  const Traits traits = of(key);
  if (traits != 0) return traits;
  const std::size_t hyphen = key.find('-');
  if (hyphen == std::string_view::npos || hyphen == 0 || hyphen + 1 == key.size()) return 0;
  const std::string_view first = key.substr(0, hyphen), rest = key.substr(hyphen + 1);
  if (!(of(first) & trait::kGiven)) return 0;
  const bool simple = rest.find('-') == std::string_view::npos;
  if (simple && (of(rest) & trait::kGiven)) return trait::kGiven;
  if (simple && rest.size() <= kMaxCompoundHalf && begins_compounds(first)) return trait::kGiven;
  if (!simple && (of_word(rest) & trait::kGiven)) return trait::kGiven;
  return 0;
}

Traits Lexicon::of_small_word(std::string_view key) const {
  const Traits traits = of(key);
  if (traits != 0) return traits;
  for (const std::string_view prefix :
       {"ex-", "co-", "vice-", "sous-", "demi-", "beau-", "belle-", "arriere-"}) {
    if (key.starts_with(prefix)) return of(key.substr(prefix.size()));
  }
  // Shops and workshops: fromagerie, menuiserie, imprimerie.
  constexpr std::size_t kShortestShop = 8;
  if (key.size() >= kShortestShop && key.ends_with("erie")) return trait::kSite;
  if (key.ends_with("ienne")) return of(key.substr(0, key.size() - 2)) & trait::kFunction;
  return 0;
}

bool has_thing_ending(std::string_view key) {
  for (const std::string_view ending :
       {"tion", "sion",  "ment", "ique", "isme", "ite", "age", "erie", "aire", "logie",
        "eur",  "trice", "eux",  "euse", "elle", "ing", "ale", "ales", "aux",  "ance"}) {
    if (key.size() > ending.size() + 1 && key.ends_with(ending)) return true;
  }
  return false;
}

}  // namespace fonds::persons
