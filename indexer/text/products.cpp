// Figures around a multiplication sign: 4x4, 4 × 4, 4 x 100 m. The parts take successive positions, as those of a
// compound do, and the joined form covers them.
#include <string>

#include "indexer/text/ascii.h"
#include "indexer/text/number_text.h"
#include "indexer/text/rules.h"

namespace fonds::text {
namespace {

constexpr std::size_t kMostFactors = 4;

std::size_t digits_in_front(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && is_ascii_digit(text[count])) ++count;
  return count;
}

// A number of one to four digits, or one that a unit touches.
bool is_factor(const Passage& passage, std::size_t i) {
  if (!passage.has(i)) return false;
  const std::string_view folded = passage.folded(i);
  const std::size_t digits = digits_in_front(folded);
  if (small_number(folded.substr(0, digits)) < 0 || passage.text(i) != folded) return false;
  return passage.kind(i) == AtomKind::number ||
         (passage.kind(i) == AtomKind::mixed && is_unit(folded.substr(digits)));
}

// Whether there is nothing but × and white space before atom i.
bool behind_sign(const Passage& passage, std::size_t i) {
  constexpr std::string_view kSign = "×";
  constexpr std::size_t kLongest = 8;  // no-break spaces around the sign
  if (!passage.has(i) || passage.gap(i) != Gap::other) return false;
  const std::uint32_t begin = passage.atoms[i - 1].end;
  const std::string_view between = passage.source.substr(begin, passage.atoms[i].begin - begin);
  const std::size_t sign = between.find(kSign);
  if (sign == std::string_view::npos || between.size() > kLongest) return false;
  const auto blank = [](std::string_view text) {
    return text.empty() || text == " " || text == "\u00A0" || text == "\u202F";
  };
  return blank(between.substr(0, sign)) && blank(between.substr(sign + kSign.size()));
}

// The next factor behind atom i; i where there is none.
std::size_t next_factor(const Passage& passage, std::size_t i) {
  if (passage.kind(i) != AtomKind::number) return i;
  if (behind_sign(passage, i + 1)) return is_factor(passage, i + 1) ? i + 1 : i;
  const bool x = passage.kind(i + 1) == AtomKind::word && passage.folded(i + 1) == "x" &&
                 passage.gap(i + 1) == Gap::space && passage.gap(i + 2) == Gap::space;
  return x && is_factor(passage, i + 2) ? i + 2 : i;
}

// 4x100m in one: the product, then its unit. What has none (4x4) is a word as it stands.
std::size_t with_unit(Passage& passage, std::size_t i) {
  const Atom& atom = passage.atoms[i];
  const std::string_view folded = atom.folded;
  if (!atom.ascii_digits || atom.end - atom.begin != folded.size()) return 0;
  const std::size_t x = digits_in_front(folded);
  if (x == 0 || x == folded.size() || folded[x] != 'x') return 0;
  const std::size_t end = x + 1 + digits_in_front(folded.substr(x + 1));
  if (end == x + 1 || end == folded.size() || !is_unit(folded.substr(end))) return 0;
  const auto middle = static_cast<std::uint32_t>(atom.begin + end);
  const std::string_view product = folded.substr(0, end);
  passage.out.word(atom, product, product, atom.begin, middle, false);
  emit_unit(passage, i, folded.substr(end), middle);
  return 1;
}

}  // namespace

std::size_t product_rule(Passage& passage, std::size_t i) {
  if (passage.kind(i) == AtomKind::mixed) return with_unit(passage, i);
  std::size_t next = next_factor(passage, i);
  if (next == i || !is_factor(passage, i)) return 0;
  const std::uint32_t first = passage.out.position();
  std::string joined(passage.folded(i));
  passage.out.word(passage.atoms[i], false);
  std::size_t last = i;
  for (std::size_t factors = 1; next != last && factors < kMostFactors; ++factors) {
    const Atom& factor = passage.atoms[next];
    const std::uint32_t sign = passage.atoms[last].end;
    passage.out.word(passage.atoms[last], "x", "x", sign, factor.begin, true);
    const std::size_t digits = digits_in_front(factor.folded);
    const std::string_view number = factor.folded.substr(0, digits);
    passage.out.word(factor, number, number, factor.begin, static_cast<std::uint32_t>(factor.begin + digits),
                     true);
    joined += 'x';
    joined += number;
    last = next;
    next = next_factor(passage, last);
  }
  const std::string_view kept = passage.out.keep(joined);
  passage.out.compound(first, kept, kept);
  const Atom& factor = passage.atoms[last];
  const std::size_t digits = digits_in_front(factor.folded);
  if (digits < factor.folded.size()) {
    emit_unit(passage, last, factor.folded.substr(digits), static_cast<std::uint32_t>(factor.begin + digits));
    return last + 1 - i;
  }
  return last + 1 - i + unit_rule(passage, last + 1);
}

}  // namespace fonds::text
