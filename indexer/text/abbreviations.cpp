// Abbreviations with one reading: the word as it stands, and its long form as an alternate, so that either
// finds the other. The editor's own abbreviations (PLU, rte) are synonyms of the search and no concern of
// analysis.
#include <algorithm>
#include <array>

#include "indexer/text/rules.h"

namespace fonds::text {
namespace {

enum class Needs : std::uint8_t {
  nothing,
  dot,      // ambiguous without its full stop
  capital,  // a capital of its own and behind it: Me Dupont, not "me suivre"
};

struct Abbreviation {
  std::string_view word;
  std::string_view full;
  Needs needs;
};

// Sorted by word.
constexpr auto kAbbreviations = std::to_array<Abbreviation>({
    {"all", "allee", Needs::dot},
    {"arr", "arrondissement", Needs::dot},
    {"assoc", "association", Needs::nothing},
    {"av", "avenue", Needs::nothing},
    {"ave", "avenue", Needs::nothing},
    {"bat", "batiment", Needs::dot},
    {"bd", "boulevard", Needs::nothing},
    {"bld", "boulevard", Needs::nothing},
    {"blvd", "boulevard", Needs::nothing},
    {"boul", "boulevard", Needs::dot},
    {"bvd", "boulevard", Needs::nothing},
    {"ch", "chemin", Needs::dot},
    {"che", "chemin", Needs::dot},
    {"cie", "compagnie", Needs::nothing},
    {"dept", "departement", Needs::nothing},
    {"dr", "docteur", Needs::nothing},
    {"drs", "docteurs", Needs::nothing},
    {"ets", "etablissements", Needs::nothing},
    {"fbg", "faubourg", Needs::nothing},
    {"fg", "faubourg", Needs::nothing},
    {"gal", "general", Needs::dot},
    {"hab", "habitants", Needs::dot},
    {"imp", "impasse", Needs::dot},
    {"me", "maitre", Needs::capital},
    {"mgr", "monseigneur", Needs::nothing},
    {"mlle", "mademoiselle", Needs::nothing},
    {"mlles", "mesdemoiselles", Needs::nothing},
    {"mm", "messieurs", Needs::dot},
    {"mme", "madame", Needs::nothing},
    {"mmes", "mesdames", Needs::nothing},
    {"mr", "monsieur", Needs::nothing},
    {"ndlr", "", Needs::nothing},
    {"pdt", "president", Needs::nothing},
    {"pl", "place", Needs::dot},
    {"pr", "professeur", Needs::capital},
    {"prof", "professeur", Needs::dot},
    {"qq", "quelques", Needs::nothing},
    {"rte", "route", Needs::nothing},
    {"sq", "square", Needs::dot},
    {"st", "saint", Needs::nothing},
    {"ste", "sainte", Needs::nothing},
    {"stes", "saintes", Needs::nothing},
    {"sts", "saints", Needs::nothing},
    {"tel", "telephone", Needs::dot},
    {"vve", "veuve", Needs::nothing},
});
constexpr std::size_t kLongestAbbreviation = 5;

}  // namespace

std::string_view long_form(const Passage& passage, std::size_t i) {
  const Atom& atom = passage.atoms[i];
  if (atom.folded.size() > kLongestAbbreviation || atom.folded.size() < 2) return {};
  const auto* found =
      std::lower_bound(kAbbreviations.begin(), kAbbreviations.end(), atom.folded,
                       [](const Abbreviation& a, std::string_view word) { return a.word < word; });
  if (found != kAbbreviations.end() && found->word == atom.folded) {
    if (found->needs == Needs::dot && !passage.dotted(i)) return {};
    if (found->needs == Needs::capital &&
        (atom.letter_case != Case::capitalised || passage.gap(i + 1) == Gap::other || !passage.has(i + 1) ||
         passage.atoms[i + 1].letter_case == Case::lower))
      return {};
    if (atom.written == "sté") return "societe";
    // av. J.-C.: avant, not avenue.
    if (found->full == "avenue" && passage.folded(i + 1) == "j") return "avant";
    return found->full;
  }
  bool abbreviated = false;
  const int month = month_of(atom.folded, abbreviated);
  if (month == 0 || !abbreviated) return {};
  const bool before_year = passage.kind(i + 1) == AtomKind::number && passage.folded(i + 1).size() == 4;
  return passage.dotted(i) || before_year ? month_name(month) : std::string_view();
}

std::size_t abbreviation_rule(Passage& passage, std::size_t i) {
  const std::string_view full = long_form(passage, i);
  if (full.empty()) return 0;
  passage.out.word(passage.atoms[i], false);
  passage.out.alternate(full);
  return 1;
}

}  // namespace fonds::text
