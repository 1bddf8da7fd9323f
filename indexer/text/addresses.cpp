// E-mail addresses, host names, hashtags and snake_case: findable by each part and as a whole.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "indexer/text/characters.h"
#include "indexer/text/folding.h"
#include "indexer/text/rules.h"
#include "indexer/text/utf8.h"

namespace fonds::text {
namespace {

constexpr std::size_t kMaxAddressParts = 24;

// Last labels that make "a.b" a host rather than a missing space after a full stop. Sorted. Country codes
// that are French words (at, be, de, es, eu, il, is, la, me, ne, no, se, tu) need www., a scheme or an @
// before them; "eu" and "be" are let through, because the words do not begin sentences in lower case.
constexpr auto kTopLevels = std::to_array<std::string_view>(
    {"app",     "asso", "be",   "biz",    "blog", "bzh", "ca",    "ch",     "club", "cloud", "co",  "com",
     "corsica", "cat",  "dev",  "edu",    "eu",   "fm",  "fr",    "gouv",   "gov",  "info",  "int", "io",
     "lu",      "lyon", "mobi", "museum", "name", "net", "news",  "online", "org",  "paris", "pro", "re",
     "shop",    "site", "tech", "tv",     "uk",   "us",  "video", "wiki",   "xyz"});

bool is_top_level(std::string_view label) {
  return std::find(kTopLevels.begin(), kTopLevels.end(), label) != kTopLevels.end();
}

bool is_link(Gap gap) {
  return gap == Gap::dot || gap == Gap::hyphen || gap == Gap::underscore;
}

struct Address {
  std::size_t end = 0;      // behind the last atom
  std::size_t at_sign = 0;  // atom of @, 0 if there is none
  bool underscore = false;
};

Address extent(const Passage& passage, std::size_t i) {
  Address address;
  std::size_t j = i + 1;
  while (j - i < kMaxAddressParts && passage.has(j)) {
    if (passage.kind(j) == AtomKind::symbol) {
      const bool at = passage.folded(j) == "@" && address.at_sign == 0 && passage.gap(j) == Gap::none &&
                      passage.gap(j + 1) == Gap::none && passage.kind(j + 1) != AtomKind::symbol;
      if (!at) break;
      address.at_sign = j;
      j += 2;
      continue;
    }
    if (!is_link(passage.gap(j))) break;
    if (passage.gap(j) == Gap::underscore) address.underscore = true;
    ++j;
  }
  address.end = std::min(j, passage.atoms.size());
  return address;
}

// A host ends in a known label, in lower case; what follows it is left out: "charboplus.info.Le".
std::size_t host_end(const Passage& passage, std::size_t begin, std::size_t end, bool certain) {
  for (std::size_t j = end; j > begin + 1; --j) {
    const Atom& last = passage.atoms[j - 1];
    if (last.gap != Gap::dot || last.kind != AtomKind::word) continue;
    if (certain || (is_top_level(last.folded) && passage.atoms[begin].folded.size() > 1 &&
                    (last.letter_case == Case::lower || passage.atoms[begin].letter_case == Case::upper)))
      return j;
  }
  return begin;
}

void emit_parts(Passage& passage, std::size_t begin, std::size_t end, std::uint32_t& host_position,
                std::size_t host) {
  for (std::size_t j = begin; j < end; ++j) {
    if (j == host) host_position = passage.out.position();
    if (passage.kind(j) == AtomKind::symbol) continue;
    passage.out.word(passage.atoms[j], j > begin);
  }
}

// Of a word that goes on in the next line, behind a soft hyphen.
std::string without_line_ends(std::string text) {
  std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
  return text;
}

// The source text of a range, folded; addresses are nearly always ASCII. Empty where it is too long for a
// term.
std::string_view whole(Passage& passage, std::size_t begin, std::size_t end) {
  const std::uint32_t from = passage.atoms[begin].begin;
  const std::string folded =
      without_line_ends(fold(passage.source.substr(from, passage.atoms[end - 1].end - from)));
  return folded.size() > kMaxTermBytes ? std::string_view() : passage.out.keep(folded);
}

// The parts of CamelCase2020: a new one at each capital behind a small letter and where digits begin or end.
std::vector<std::size_t> camel_cuts(std::string_view text) {
  enum class Shape { none, lower, upper, digit };
  std::vector<std::size_t> cuts = {0};
  Shape before = Shape::none;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    const CharClass kind = classify(c);
    if (kind != CharClass::letter && kind != CharClass::digit) continue;
    const bool upper = c < kTableEnd && latin_table()[c].upper;
    const Shape shape = kind == CharClass::digit ? Shape::digit : upper ? Shape::upper : Shape::lower;
    const bool cut =
        before != Shape::none && shape != before && !(before == Shape::upper && shape == Shape::lower);
    if (cut) cuts.push_back(begin);
    before = shape;
  }
  cuts.push_back(text.size());
  return cuts;
}

bool emit_camel_case(Passage& passage, std::size_t i) {
  const Atom& atom = passage.atoms[i];
  const std::string_view text = passage.text(i);
  const std::vector<std::size_t> cuts = camel_cuts(text);
  if (cuts.size() < 3 || cuts.size() > kMaxAddressParts) return false;
  const std::uint32_t first = passage.out.position();
  for (std::size_t k = 0; k + 1 < cuts.size(); ++k) {
    const std::string_view part = text.substr(cuts[k], cuts[k + 1] - cuts[k]);
    const std::string_view folded = passage.out.keep(without_line_ends(fold(part)));
    if (folded.empty() || folded.size() > kMaxTermBytes) continue;
    const std::string written = without_line_ends(lower(part));
    passage.out.word(atom, folded,
                     written == folded || written.size() > kMaxTermBytes ? folded : passage.out.keep(written),
                     atom.begin + static_cast<std::uint32_t>(cuts[k]),
                     atom.begin + static_cast<std::uint32_t>(cuts[k + 1]), k > 0);
  }
  passage.out.compound(first, atom.folded, atom.written);
  return true;
}

}  // namespace

std::size_t address_rule(Passage& passage, std::size_t i) {
  if (i > 0 && passage.is_sign(i - 1, "#") && passage.gap(i) == Gap::none &&
      passage.kind(i) == AtomKind::word)
    return emit_camel_case(passage, i) ? 1 : 0;
  const Gap next = passage.gap(i + 1);
  const bool at_next = passage.is_sign(i + 1, "@") && next == Gap::none;
  if (!at_next && !is_link(next)) return 0;
  const Address address = extent(passage, i);
  if (address.at_sign == 0 && next == Gap::hyphen) {
    // Only a host may begin with a hyphenated label; the compound rule has the rest.
    const std::size_t end = host_end(passage, i, address.end, false);
    if (end == i) return 0;
  }
  std::uint32_t host_position = 0;
  const std::uint32_t first = passage.out.position();
  if (address.at_sign != 0) {
    const std::size_t host = address.at_sign + 1;
    const std::size_t end = std::max(host_end(passage, host, address.end, true), host + 1);
    emit_parts(passage, i, end, host_position, host);
    if (end > host + 1)
      passage.out.compound(host_position, whole(passage, host, end), whole(passage, host, end));
    passage.out.compound(first, whole(passage, i, end), whole(passage, i, end));
    return end - i;
  }
  const bool certain = passage.folded(i) == "www";
  std::size_t end = host_end(passage, i, address.end, certain);
  if (end == i) {
    if (!address.underscore || next != Gap::underscore) return 0;
    end = i + 1;
    while (end < address.end && passage.gap(end) == Gap::underscore) ++end;
  }
  emit_parts(passage, i, end, host_position, passage.atoms.size());
  if (certain && end > i + 2)
    passage.out.compound(first + 1, whole(passage, i + 1, end), whole(passage, i + 1, end));
  passage.out.compound(first, whole(passage, i, end), whole(passage, i, end));
  return end - i;
}

}  // namespace fonds::text
