// Dotted acronyms: S.N.C.F., with or without its last full stop, is SNCF.
#include <string>

#include "indexer/text/rules.h"

namespace fonds::text {
namespace {

constexpr std::size_t kMaxLetters = 12;

// One letter, of one code point.
bool is_letter(const Passage& passage, std::size_t i) {
  return passage.kind(i) == AtomKind::word && passage.folded(i).size() == 1;
}

}  // namespace

std::size_t acronym_rule(Passage& passage, std::size_t i) {
  if (!is_letter(passage, i) || passage.gap(i + 1) != Gap::dot) return 0;
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
