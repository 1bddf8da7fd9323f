// Dotted acronyms: S.N.C.F., with or without its last full stop, is SNCF. Roads: A 7 is A7.
#include <string>

#include "indexer/text/rules.h"

namespace fonds::text {
namespace {

constexpr std::size_t kMaxLetters = 12;

// One letter, of one code point.
bool is_letter(const Passage& passage, std::size_t i) {
  return passage.kind(i) == AtomKind::word && passage.folded(i).size() == 1;
}

// S. N. C. F.: at least four, because three may be a person's initials.
std::size_t spaced_acronym(Passage& passage, std::size_t i) {
  constexpr std::size_t kFewest = 4;
  std::size_t end = i;
  std::string joined;
  while (end - i < kMaxLetters && passage.has(end) && is_letter(passage, end) && passage.dotted(end) &&
         passage.atoms[end].letter_case != Case::lower &&
         (end == i || passage.atoms[end].begin == passage.atoms[end - 1].end + 2)) {
    joined += passage.folded(end++);
  }
  if (end - i < kFewest) return 0;
  Atom atom = passage.atoms[i];
  atom.letter_case = Case::upper;
  const std::string_view folded = passage.out.keep(joined);
  passage.out.word(atom, folded, folded, atom.begin, passage.atoms[end - 1].end, false);
  return end - i;
}

// The letters of motorways and roads. A single one counts only as a capital: "a 7 ans" is no road.
bool is_road(const Passage& passage, std::size_t i) {
  const std::string_view folded = passage.folded(i);
  if (folded == "rn" || folded == "rd") return true;
  const Atom& atom = passage.atoms[i];
  // At the beginning it is a road if nothing else follows, as in a query: "A 7 ans, il" is none.
  return (folded == "a" || folded == "d" || folded == "n") && atom.letter_case != Case::lower &&
         (!atom.sentence_start || !passage.has(i + 2)) &&
         (i == 0 || passage.atoms[i - 1].letter_case != Case::upper);
}

}  // namespace

std::size_t road_rule(Passage& passage, std::size_t i) {
  constexpr std::size_t kLongestNumber = 4;
  if (passage.gap(i + 1) != Gap::space || passage.kind(i + 1) != AtomKind::number || !is_road(passage, i) ||
      passage.folded(i + 1).size() > kLongestNumber)
    return 0;
  // "A 7 heures" is an hour, "D 1,5" a measure.
  if (passage.gap(i + 2) != Gap::other &&
      (passage.gap(i + 2) != Gap::space || passage.folded(i + 2).starts_with('h')))
    return 0;
  const std::uint32_t first = passage.out.position();
  passage.out.word(passage.atoms[i], false);
  passage.out.word(passage.atoms[i + 1], true);
  std::string joined(passage.folded(i));
  joined += passage.folded(i + 1);
  const std::string_view kept = passage.out.keep(joined);
  passage.out.compound(first, kept, kept);
  return 2;
}

std::size_t acronym_rule(Passage& passage, std::size_t i) {
  if (!is_letter(passage, i)) return 0;
  if (const std::size_t used = spaced_acronym(passage, i); used > 0) return used;
  if (passage.gap(i + 1) != Gap::dot) return 0;
  std::size_t end = i + 1;
  while (end - i < kMaxLetters && passage.gap(end) == Gap::dot && is_letter(passage, end)) ++end;
  const std::size_t letters = end - i;
  const bool upper = passage.atoms[i].letter_case != Case::lower;
  if (letters < (upper ? 2U : 3U)) return 0;
  std::string joined;
  for (std::size_t j = i; j < end; ++j) joined += passage.folded(j);
  Atom atom = passage.atoms[i];
  atom.letter_case = upper ? Case::upper : Case::lower;
  const std::string_view folded = passage.out.keep(joined);
  passage.out.word(atom, folded, folded, atom.begin, passage.atoms[end - 1].end, false);
  return letters;
}

}  // namespace fonds::text
