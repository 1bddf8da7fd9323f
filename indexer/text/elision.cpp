// Elision: l'école is école, in any case and behind any apostrophe. The elided word gives no token and no
// position, so that "de l'école" and "de école" are the same phrase.
#include <algorithm>
#include <array>
#include <string>

#include "indexer/text/rules.h"

namespace fonds::text {
namespace {

// What may be elided before a vowel, h, y or a digit. Sorted.
constexpr auto kElided = std::to_array<std::string_view>(
    {"c", "d", "j", "jusqu", "l", "lorsqu", "m", "n", "puisqu", "qu", "quelqu", "quoiqu", "s", "t"});

// Words with an apostrophe of their own, as {before, after}: never two words for a reader. Sorted. Plurals
// and derivatives (prud'homal, presqu'îles) are covered by the beginning of the second half.
struct Lexical {
  std::string_view before;
  std::string_view after;
};
constexpr auto kLexical = std::to_array<Lexical>({
    {"aujourd", "hui"},
    {"presqu", "ile"},  // the peninsula; "presqu'arrivé" is not one
    {"prud", "hom"},    // prud'homme, prud'homie, prud'homal
    {"quelqu", "un"},   // quelqu'un, quelqu'une
});

bool begins_like_vowel(std::string_view folded) {
  if (folded.empty()) return false;
  const char c = folded.front();
  return std::string_view("aeiouyh").find(c) != std::string_view::npos || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_apostrophe(Gap gap) {
  return gap == Gap::apostrophe || gap == Gap::apostrophe_loose;
}

const Lexical* lexical(const Passage& passage, std::size_t i) {
  const std::string_view before = passage.folded(i);
  if (before.size() < 4 || before.size() > 7) return nullptr;
  for (const Lexical& word : kLexical) {
    if (before == word.before && passage.folded(i + 1).starts_with(word.after)) return &word;
  }
  return nullptr;
}

// The apostrophe has become a space: "l arbresle", "ZAC DE L ISLE D ABEAU". Only where nothing else is
// likely: the letter in lower case, or in capitals before a capital ("ligne D à Vaise" keeps its D).
bool is_elided_by_space(const Passage& passage, std::size_t i) {
  const Atom& atom = passage.atoms[i];
  const Atom& next = passage.atoms[i + 1];
  if (next.kind != AtomKind::word || next.folded == "et" || !begins_like_vowel(next.folded)) return false;
  if (atom.letter_case == Case::lower) {
    if (atom.folded == "l" || atom.folded == "d" || atom.folded == "qu") return next.folded.size() > 1;
    if (atom.folded == "c") return next.folded == "est" || next.folded == "etait" || next.folded == "etaient";
    return atom.folded == "j" || atom.folded == "s" || atom.folded == "n" || atom.folded == "m" ||
           atom.folded == "t";
  }
  return (atom.folded == "l" || atom.folded == "d" || atom.folded == "qu") &&
         next.letter_case != Case::lower && next.folded.size() > 1;
}

}  // namespace

bool is_elided(const Passage& passage, std::size_t i) {
  if (!passage.has(i + 1)) return false;
  const std::string_view folded = passage.folded(i);
  if (folded.size() > 6 || !std::binary_search(kElided.begin(), kElided.end(), folded)) return false;
  const Gap gap = passage.gap(i + 1);
  if (gap == Gap::space) return is_elided_by_space(passage, i);
  if (!is_apostrophe(gap) || passage.kind(i + 1) == AtomKind::symbol) return false;
  // qu' has no other use; the letters are elided only before a vowel (N'Diaye is a name).
  return folded.size() > 1 || begins_like_vowel(passage.folded(i + 1));
}

std::size_t elision_rule(Passage& passage, std::size_t i) {
  if (!is_elided(passage, i)) return 0;
  // D'Ornano: where the capital says that it is a name, dornano finds it too.
  const Atom& particle = passage.atoms[i];
  const Atom& name = passage.atoms[i + 1];
  const Gap behind = passage.gap(i + 2);
  const bool surname = particle.folded == "d" && particle.letter_case != Case::lower &&
                       !particle.sentence_start && name.letter_case == Case::capitalised &&
                       passage.gap(i + 1) == Gap::apostrophe && name.kind == AtomKind::word &&
                       (behind == Gap::space || behind == Gap::other) && name.folded.size() < kMaxTermBytes;
  if (!surname) return 1;
  passage.out.word(name, false);
  std::string whole(1, 'd');
  whole += name.folded;
  passage.out.alternate(passage.out.keep(whole));
  return 2;
}

std::size_t lexical_apostrophe_rule(Passage& passage, std::size_t i) {
  if (passage.gap(i + 1) != Gap::apostrophe && passage.gap(i + 1) != Gap::space) return 0;
  if (lexical(passage, i) == nullptr) return 0;
  const Atom& first = passage.atoms[i];
  const Atom& second = passage.atoms[i + 1];
  std::string joined(first.folded);
  joined += second.folded;
  std::string written(first.written);
  written += second.written;
  if (joined.size() > kMaxTermBytes || written.size() > kMaxTermBytes) return 0;
  const std::string_view folded = passage.out.keep(joined);
  passage.out.word(first, folded, written == joined ? folded : passage.out.keep(written), first.begin,
                   second.end, false);
  return 2;
}

}  // namespace fonds::text
