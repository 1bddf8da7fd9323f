// Inclusive writing: élu·e·s, citoyen.ne.s, habitant(e)s, instituteur·rice·s. One token over the whole of it,
// in the masculine form, with the feminine as an alternate.
#include <array>
#include <string>

#include "indexer/text/rules.h"

namespace fonds::text {
namespace {

// How a feminine ending is written behind the masculine form: the masculine loses `cut` at its end and takes
// `append`. An empty cut always applies.
struct Feminine {
  std::string_view suffix;
  std::string_view cut;
  std::string_view append;
  bool common;  // also after a full stop or a hyphen, where other readings are possible
};

// In order: the first whose cut fits.
constexpr auto kFeminines = std::to_array<Feminine>({
    {"e", "", "e", true},          {"ne", "n", "nne", true},
    {"te", "", "te", false},       {"le", "", "le", false},
    {"se", "x", "se", false},      {"se", "", "se", false},
    {"ve", "f", "ve", false},      {"ive", "if", "ive", true},
    {"rice", "eur", "rice", true}, {"trice", "teur", "trice", true},
    {"ice", "eur", "rice", false}, {"euse", "eur", "euse", true},
    {"euse", "eux", "euse", true}, {"eresse", "eur", "eresse", true},
    {"ere", "er", "ere", true},    {"iere", "ier", "iere", true},
    {"enne", "en", "enne", true},  {"ienne", "ien", "ienne", true},
    {"elle", "el", "elle", true},  {"esse", "e", "esse", true},
    {"onne", "on", "onne", true},  {"sse", "", "sse", false},
    {"fe", "", "fe", false},       {"al", "", "ale", false},
    {"ale", "al", "ale", true},    {"ette", "et", "ette", true},
    {"che", "c", "che", false},
});

const Feminine* feminine_of(std::string_view suffix, std::string_view base) {
  for (const Feminine& each : kFeminines) {
    if (each.suffix == suffix && base.ends_with(each.cut)) return &each;
  }
  return nullptr;
}

bool is_separator(Gap gap) {
  return gap == Gap::middot || gap == Gap::dot || gap == Gap::hyphen || gap == Gap::slash ||
         gap == Gap::open_paren;
}

}  // namespace

std::size_t inclusive_rule(Passage& passage, std::size_t i) {
  constexpr std::size_t kShortestBase = 2;  // nu·e
  const Gap separator = passage.gap(i + 1);
  if (!is_separator(separator) || passage.kind(i + 1) != AtomKind::word) return 0;
  const Atom& base = passage.atoms[i];
  if (base.kind != AtomKind::word || base.folded.size() < kShortestBase) return 0;
  const Atom& ending = passage.atoms[i + 1];
  const bool lower = base.letter_case != Case::upper && ending.letter_case == Case::lower;
  const bool upper = base.letter_case == Case::upper && ending.letter_case != Case::lower;
  if (!lower && !upper) return 0;

  // habitant(e)s, payé(e): the s touches the bracket. maire(s) has only the s.
  std::size_t used = 2;
  bool plural = false;
  std::string_view suffix = ending.folded;
  std::string_view masculine = base.folded;
  std::string_view masculine_written = base.written;
  if (separator == Gap::open_paren) {
    const std::size_t close = passage.atoms[i + 1].end;
    if (close >= passage.source.size() || passage.source[close] != ')') return 0;
    if (passage.gap(i + 2) == Gap::close_paren && passage.folded(i + 2) == "s") {
      plural = true;
      used = 3;
    }
  } else if (passage.gap(i + 2) == separator && passage.folded(i + 2) == "s") {
    plural = true;
    used = 3;
  }
  if (masculine.ends_with("s") && suffix == "e") {
    // Français-e-s: the masculine has its s already.
  } else if (!plural && suffix.size() > 1 && suffix.ends_with("s") && suffix != "sse") {
    suffix.remove_suffix(1);
    plural = true;
  } else if (suffix == "s" && (separator == Gap::open_paren || separator == Gap::middot)) {
    suffix = {};
    plural = true;
  }
  // Of the endings only -ère has an accent: nouveau-né, aîné-né are compounds of né.
  if (ending.written != ending.folded && !suffix.ends_with("ere")) return 0;
  const Feminine* const rule = suffix.empty() ? nullptr : feminine_of(suffix, masculine);
  if (!suffix.empty()) {
    if (rule == nullptr) return 0;
    const bool clear = separator == Gap::middot || separator == Gap::open_paren || plural;
    if (!rule->common && !clear) return 0;
    if (!rule->common && separator != Gap::middot && separator != Gap::open_paren && used < 3) return 0;
    // "fin.e" and the like need a word before them; a full stop before one letter may be anything else.
    if (separator == Gap::dot && !plural && base.folded.size() < 4) return 0;
    if (separator == Gap::slash && suffix.size() == 1 && base.folded.size() < 3) return 0;
  }
  const std::uint32_t end =
      passage.atoms[i + used - 1].end + (separator == Gap::open_paren && used == 2 ? 1U : 0U);
  std::string folded(masculine);
  std::string written(masculine_written);
  if (plural && !folded.ends_with("s") && !folded.ends_with("x")) {
    folded += 's';
    written += 's';
  }
  if (folded.size() + 8 > kMaxTermBytes || written.size() + 8 > kMaxTermBytes) return 0;
  const std::string_view kept = passage.out.keep(folded);
  passage.out.word(base, kept, written == folded ? kept : passage.out.keep(written), base.begin, end, false);
  if (rule != nullptr) {
    std::string feminine(masculine.substr(0, masculine.size() - rule->cut.size()));
    feminine += rule->append;
    if (plural) feminine += 's';
    passage.out.alternate(passage.out.keep(feminine));
  }
  return used;
}

}  // namespace fonds::text
