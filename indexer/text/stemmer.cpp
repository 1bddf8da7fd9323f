// Stemming in this order: a word that is written down as irregular; a stop word; a protected name; the simple
// past of an irregular verb; a noun that must not meet the word with an e; the base of a noun (singular, masculine) where the noun is known to
// look like a verb form; a verb ending cut; else the base. Then the themes of irregular verbs are made one.
#include "indexer/text/stemmer.h"

#include <algorithm>

#include "indexer/text/stem_rules.h"
#include "indexer/text/stem_tables.h"

namespace fonds::text {

std::string stem(std::string_view folded) {
  if (const auto written_down = irregular_stem(folded); !written_down.empty())
    return std::string(written_down);
  if (is_stop_word(folded)) return std::string(folded) + '\'';  // no other word ends so
  return stem_of_content_word(folded);
}

// renouvèlement, ruissèlement: since 1990 so, before with ll. Those that always had one l (harcèlement) have no others.
std::string with_double_l(std::string_view folded) {
  constexpr std::string_view kEnd = "element";
  constexpr std::size_t kRoot = 3;
  const std::string_view singular = folded.ends_with('s') ? folded.substr(0, folded.size() - 1) : folded;
  if (!singular.ends_with(kEnd) || singular.size() < kRoot + kEnd.size()) return {};
  const std::size_t l = singular.size() - kEnd.size() + 1;
  if (folded[l - 2] == 'l') return {};
  return std::string(folded.substr(0, l)) + 'l' + std::string(folded.substr(l));
}

namespace {

// dentellière, lunettier, prunellier: since 1990 with one consonant, as chamelier has always been.
std::string with_single_consonant(std::string_view folded) {
  for (const std::string_view end : {"ier", "iers", "iere", "ieres"}) {
    if (!folded.ends_with(end)) continue;
    const std::string_view root = folded.substr(0, folded.size() - end.size());
    if (root.ends_with("ell") || root.ends_with("ett"))
      return std::string(root.substr(0, root.size() - 1)) + std::string(end);
  }
  return {};
}

}  // namespace

std::string stem_of_content_word(std::string_view folded) {
  constexpr std::size_t kShortest = 3;
  if (const std::string before_1990 = with_double_l(folded); !before_1990.empty())
    return stem_of_content_word(before_1990);
  if (const auto written_down = irregular_stem(folded); !written_down.empty())
    return std::string(written_down);
  if (const auto beside = stem_beside_stop_word(folded); !beside.empty()) return std::string(beside);
  if (folded.size() < kShortest) return std::string(folded);
  if (std::any_of(folded.begin(), folded.end(), [](char c) { return c < 'a' || c > 'z'; }))
    return std::string(folded);
  if (is_protected_name(folded) || contains(WordSet::names, folded)) return std::string(folded);
  if (const std::string single = with_single_consonant(folded); !single.empty())
    return stem_of_content_word(single);
  if (std::string past = stem_of_simple_past(folded); !past.empty()) return past;
  const std::string_view singular = folded.ends_with('s') ? folded.substr(0, folded.size() - 1) : folded;
  for (const std::string_view noun : {folded, singular}) {
    if (contains(WordSet::masculine, noun)) return std::string(noun) + '\'';
  }
  std::string base = nominal_base(folded);
  if (contains(WordSet::nouns, base) || is_noun_in_er(base)) return base;
  std::string root = verbal_root(folded);
  if (!root.empty()) return unified_theme(std::move(root));
  // emploie, essaie: the e was that of a verb in -yer.
  if (base.size() > 4 && (folded.ends_with("ie") || folded.ends_with("ies")) && base.ends_with('i')) {
    const char before = base[base.size() - 2];
    const bool ouir = base.ends_with("oui");  // réjouie
    if (before == 'o' || before == 'a' || (before == 'u' && !ouir)) base.back() = 'y';
  }
  return unified_theme(std::move(base));
}

}  // namespace fonds::text
