// Numbers as French writes them: 3 500 is 3500, 1,8 is 1.8; the units behind them; n° 15.
#include <algorithm>
#include <array>
#include <string>

#include "indexer/text/ascii.h"
#include "indexer/text/number_text.h"
#include "indexer/text/rules.h"

namespace fonds::text {
namespace {

constexpr std::size_t kMaxGroups = 5;    // 999 999 999 999 999
constexpr std::size_t kMaxDecimals = 3;  // more digits behind a comma are a list, as in 2015,2016

struct Number {
  std::string text;       // canonical: digits, then '.' and decimals
  std::size_t atoms = 1;  // used, the first one included
};

bool is_group(const Passage& passage, std::size_t i, Gap gap) {
  return passage.kind(i) == AtomKind::number && passage.gap(i) == gap && passage.folded(i).size() == 3;
}

// Where so many leading digits of an atom end in the source, which may have invisible characters between
// them.
std::uint32_t behind_digits(const Passage& passage, const Atom& atom, std::size_t digits) {
  std::uint32_t at = atom.begin;
  for (; digits > 0 && at < atom.end; ++at) {
    if (passage.source[at] >= '0' && passage.source[at] <= '9') --digits;
  }
  return at;
}

// The digits at the beginning of a mixed atom (500 of 500m2) count as a group or as decimals too.
std::size_t leading_digits(std::string_view folded) {
  std::size_t count = 0;
  while (count < folded.size() && is_ascii_digit(folded[count])) ++count;
  return count;
}

bool can_be_grouped(std::string_view first) {
  return first.size() <= 3 && first.front() != '0';
}

// Digit groups and decimals from atom i on. `tail` gets the atom whose letters follow the number (the m2 of 3
// 500m2), or the size of atoms if there is none.
Number read_number(const Passage& passage, std::size_t i, std::size_t& tail) {
  Number number;
  number.text = passage.folded(i);
  std::size_t next = i + 1;
  const auto is_mixed_group = [&](std::size_t j, Gap gap) {
    return passage.kind(j) == AtomKind::mixed && passage.atoms[j].ascii_digits && passage.gap(j) == gap &&
           leading_digits(passage.folded(j)) == 3;
  };
  tail = passage.atoms.size();
  // Inside 1,2,3 or 192.168.0.1, which are lists.
  const auto continues = [&](std::size_t j, Gap gap) {
    return (gap == Gap::comma || gap == Gap::dot) && passage.gap(j) == gap &&
           passage.kind(j) == AtomKind::number;
  };
  if (i > 0 && continues(i, passage.gap(i)) && passage.kind(i - 1) == AtomKind::number) return number;
  if (can_be_grouped(number.text)) {
    const Gap separator = passage.gap(next);
    if (separator == Gap::space || separator == Gap::dot) {
      while (next - i <= kMaxGroups && is_group(passage, next, separator))
        number.text += passage.folded(next++);
      if (next > i + 1 && continues(next, separator)) {
        number.text = passage.folded(i);
        return number;
      }
      if (is_mixed_group(next, separator)) {
        number.text += passage.folded(next).substr(0, 3);
        tail = next++;
        number.atoms = next - i;
        return number;
      }
    }
  }
  const Gap separator = passage.gap(next);
  const bool decimal = (separator == Gap::comma || separator == Gap::dot) &&
                       (passage.kind(next) == AtomKind::number || passage.kind(next) == AtomKind::mixed);
  if (decimal) {
    const std::size_t digits = leading_digits(passage.folded(next));
    // 1,2,3 and 192.168.0.1 are lists.
    const bool list = passage.gap(next + 1) == separator && passage.kind(next + 1) != AtomKind::symbol &&
                      passage.kind(next + 1) != AtomKind::word;
    const bool mixed = passage.kind(next) == AtomKind::mixed;
    if (digits >= 1 && digits <= kMaxDecimals && !list && (!mixed || passage.atoms[next].ascii_digits)) {
      number.text += '.';
      number.text += passage.folded(next).substr(0, digits);
      if (mixed) tail = next;
      ++next;
    }
  }
  number.atoms = next - i;
  return number;
}

// Moves the decimal point three places to the right: 1.5 k€ is 1500 €.
std::string thousandfold(const std::string& number) {
  const std::size_t point = number.find('.');
  std::string digits = number.substr(0, point);
  std::string decimals = point == std::string::npos ? std::string() : number.substr(point + 1);
  decimals.resize(std::max<std::size_t>(decimals.size(), 3), '0');
  digits += decimals.substr(0, 3);
  const std::string rest = decimals.substr(3);
  return rest.empty() ? digits : digits + '.' + rest;
}

bool fits(const std::string& number) {
  return number.size() <= kMaxTermBytes;
}

// k€, K€, kE, KE, keuros behind a number. Returns how many atoms.
std::size_t thousands_of_euros(const Passage& passage, std::size_t i, std::string_view letters) {
  if (letters == "k") return passage.is_sign(i, "€") && passage.near(i) ? 1 : 0;
  return 0;
}

struct Scale {
  std::string_view word;
  std::string_view full;
};
constexpr auto kScales = std::to_array<Scale>({{"m", "millions"},
                                               {"md", "milliards"},
                                               {"mds", "milliards"},
                                               {"mrd", "milliards"},
                                               {"mrds", "milliards"},
                                               {"mio", "millions"}});

std::string_view scale_of(std::string_view letters) {
  for (const Scale& scale : kScales) {
    if (scale.word == letters) return scale.full;
  }
  return {};
}

struct Unit {
  std::string_view word;
  std::string_view full;  // an alternate; empty for none
};
// Symbols of units behind a number, sorted. "m2" has no alternate, because its long form has two words and
// gives m2 as a compound. Those that are also French words or initials (a, h, l, t) are left out or handled
// elsewhere.
constexpr auto kUnits = std::to_array<Unit>({
    {"bis", ""},
    {"bpm", ""},
    {"cl", "centilitres"},
    {"cm", "centimetres"},
    {"cm2", ""},
    {"cm3", ""},
    {"cv", ""},
    {"db", "decibels"},
    {"eur", "euros"},
    {"euro", ""},
    {"euros", ""},
    {"g", "grammes"},
    {"ghz", ""},
    {"go", "gigaoctets"},
    {"gr", "grammes"},
    {"gw", "gigawatts"},
    {"gwh", ""},
    {"ha", "hectares"},
    {"hab", "habitants"},
    {"hl", "hectolitres"},
    {"hz", "hertz"},
    {"kg", "kilos"},
    {"kgs", "kilos"},
    {"km", "kilometres"},
    {"km2", ""},
    {"kms", "kilometres"},
    {"ko", "kilooctets"},
    {"kv", "kilovolts"},
    {"kva", ""},
    {"kw", "kilowatts"},
    {"kwc", ""},
    {"kwh", ""},
    {"l", "litres"},
    {"lux", ""},
    {"m", "metres"},
    {"m2", ""},
    {"m3", ""},
    {"mg", "milligrammes"},
    {"mhz", ""},
    {"min", "minutes"},
    {"ml", "millilitres"},
    {"mm", "millimetres"},
    {"mn", "minutes"},
    {"mo", "megaoctets"},
    {"mois", ""},
    {"mw", "megawatts"},
    {"mwh", ""},
    {"quater", ""},
    {"sec", "secondes"},
    {"t", "tonnes"},
    {"ter", ""},
    {"to", "teraoctets"},
    {"twh", ""},
    {"v", "volts"},
    {"w", "watts"},
    {"x", ""},
});

const Unit* unit_of(std::string_view folded) {
  const auto* found =
      std::lower_bound(kUnits.begin(), kUnits.end(), folded,
                       [](const Unit& unit, std::string_view word) { return unit.word < word; });
  return found != kUnits.end() && found->word == folded ? found : nullptr;
}

// Long forms of two words that have a symbol: mètres carrés. Stems, so that both numbers are met.
struct LongUnit {
  std::string_view first;
  std::string_view second;
  std::string_view symbol;
};
constexpr auto kLongUnits = std::to_array<LongUnit>({{"metre", "carre", "m2"},
                                                     {"metre", "cube", "m3"},
                                                     {"kilometre", "carre", "km2"},
                                                     {"centimetre", "carre", "cm2"},
                                                     {"pour", "cent", "pourcent"}});

bool is_form_of(std::string_view word, std::string_view singular) {
  return word == singular ||
         (word.size() == singular.size() + 1 && word.starts_with(singular) && word.back() == 's');
}

// "M€" and "Mds €": the scale as a word, then euros. Returns the atoms used from i on.
std::size_t emit_scale(Passage& passage, std::size_t i, std::string_view letters, std::uint32_t begin) {
  const std::string_view full = scale_of(letters);
  if (full.empty()) return 0;
  const Atom& atom = passage.atoms[i];
  const bool euros = passage.is_sign(i + 1, "€") && passage.near(i + 1);
  if (!euros && letters == "m") return 0;
  passage.out.word(atom, full, full, begin, atom.end, false);
  if (!euros) return 1;
  passage.out.word(passage.atoms[i + 1], "euros", false);
  return 2;
}

}  // namespace

bool is_unit(std::string_view letters) {
  return unit_of(letters) != nullptr;
}

bool emit_unit(Passage& passage, std::size_t i, std::string_view folded, std::uint32_t begin) {
  const Unit* unit = unit_of(folded);
  if (unit == nullptr) return false;
  const Atom& atom = passage.atoms[i];
  passage.out.word(atom, folded, folded, begin, atom.end, false);
  if (!unit->full.empty()) passage.out.alternate(unit->full);
  return true;
}

std::size_t unit_rule(Passage& passage, std::size_t i) {
  if (!passage.has(i) || !passage.near(i) || passage.kind(i) != AtomKind::word) return 0;
  const Atom& atom = passage.atoms[i];
  if (const std::size_t used = emit_scale(passage, i, atom.folded, atom.begin); used > 0) return used;
  if (atom.folded == "me" && passage.text(i) == "ME") {  // press shorthand for M€
    passage.out.word(atom, "millions", false);
    passage.out.word(atom, "euros", false);
    return 1;
  }
  if (passage.near(i + 1) && passage.kind(i + 1) == AtomKind::word) {
    for (const LongUnit& unit : kLongUnits) {
      if (!is_form_of(atom.folded, unit.first) || !is_form_of(passage.folded(i + 1), unit.second)) continue;
      const std::uint32_t first = passage.out.position();
      passage.out.word(atom, false);
      passage.out.word(passage.atoms[i + 1], true);
      passage.out.compound(first, unit.symbol, unit.symbol);
      return 2;
    }
  }
  return emit_unit(passage, i, atom.folded, atom.begin) ? 1 : 0;
}

std::size_t telephone_rule(Passage& passage, std::size_t i) {
  constexpr std::size_t kGroups = 5;
  if (passage.folded(i).size() != 2 || passage.folded(i).front() != '0') return 0;
  const Gap separator = passage.gap(i + 1);
  if (separator != Gap::space && separator != Gap::dot && separator != Gap::hyphen) return 0;
  std::string digits(passage.folded(i));
  for (std::size_t k = 1; k < kGroups; ++k) {
    const bool group = passage.kind(i + k) == AtomKind::number && passage.gap(i + k) == separator &&
                       passage.folded(i + k).size() == 2;
    if (!group) return 0;
    digits += passage.folded(i + k);
  }
  const Atom& first = passage.atoms[i];
  const std::string_view kept = passage.out.keep(digits);
  passage.out.word(first, kept, kept, first.begin, passage.atoms[i + kGroups - 1].end, false);
  return kGroups;
}

std::size_t number_rule(Passage& passage, std::size_t i, bool glued) {
  if (const std::size_t used = numeric_date_rule(passage, i); used > 0) return used;
  if (const std::size_t used = month_and_year_rule(passage, i); used > 0) return used;
  if (const std::size_t used = telephone_rule(passage, i); used > 0) return used;
  if (const std::size_t used = day_and_month_rule(passage, i); used > 0) return used;
  if (const std::size_t used = hour_rule(passage, i, glued); used > 0) return used;
  if (const std::size_t used = ordinal_rule(passage, i); used > 0) return used;
  if (const std::size_t used = product_rule(passage, i); used > 0) return used;

  const Atom& first = passage.atoms[i];
  if (first.kind == AtomKind::mixed) {
    // 500m2, 12bis, 340M€; anything else (4x4, 3D, 2CV) is a name and stays whole.
    const std::size_t digits = leading_digits(first.folded);
    const std::string_view letters = first.folded.substr(digits);
    if (!first.ascii_digits || digits == 0) return 0;
    const std::uint32_t middle = behind_digits(passage, first, digits);
    const std::string_view number = first.folded.substr(0, digits);
    const bool thousands = thousands_of_euros(passage, i + 1, letters) == 1 ||
                           passage.text(i).ends_with("KE") || letters == "keuros";
    if (thousands) {
      const bool sign = letters == "k";
      const std::string value = thousandfold(std::string(number));
      if (!fits(value)) return 0;
      const std::string_view kept = passage.out.keep(value);
      passage.out.word(first, kept, kept, first.begin, middle, glued);
      passage.out.word(first, "euros", "euros", middle, sign ? passage.atoms[i + 1].end : first.end, false);
      return sign ? 2 : 1;
    }
    const bool million = letters == "m" && passage.is_sign(i + 1, "€") && passage.near(i + 1);
    if (!million && unit_of(letters) == nullptr && scale_of(letters).empty()) return 0;
    passage.out.word(first, number, number, first.begin, middle, glued);
    if (const std::size_t used = emit_scale(passage, i, letters, middle); used > 0) return used;
    return emit_unit(passage, i, letters, middle) ? 1 : 0;
  }
  if (first.kind != AtomKind::number) return 0;

  std::size_t tail = 0;
  Number number = read_number(passage, i, tail);
  const std::size_t next = i + number.atoms;
  const Atom& last = passage.atoms[next - 1];
  const bool has_tail = tail < passage.atoms.size();
  const std::size_t tail_digits = has_tail ? leading_digits(last.folded) : 0;
  const std::string_view tail_letters = has_tail ? last.folded.substr(tail_digits) : std::string_view();
  const std::uint32_t number_end = has_tail ? behind_digits(passage, last, tail_digits) : last.end;

  // 42 k€, 42 KE: the number is a thousand times greater.
  std::size_t currency = 0;  // atoms behind the number
  if (!has_tail && passage.kind(next) == AtomKind::word && passage.near(next)) {
    if (passage.folded(next) == "k") currency = thousands_of_euros(passage, next + 1, "k") + 1;
    if (currency == 1) currency = 0;
    if (passage.folded(next) == "keuros" || passage.text(next) == "KE" || passage.text(next) == "kE")
      currency = 1;
  }
  if (currency > 0) number.text = thousandfold(number.text);
  if (!fits(number.text)) return 0;
  const std::string_view kept = number.text == first.folded ? first.folded : passage.out.keep(number.text);
  passage.out.word(first, kept, kept, first.begin, number_end, glued);
  if (currency > 0) {
    passage.out.word(passage.atoms[next], "euros", "euros", passage.atoms[next].begin,
                     passage.atoms[next + currency - 1].end, false);
    return number.atoms + currency;
  }
  if (has_tail) {
    if (const std::size_t used = emit_scale(passage, tail, tail_letters, number_end); used > 0)
      return number.atoms - 1 + used;
    if (!emit_unit(passage, tail, tail_letters, number_end))
      passage.out.word(last, tail_letters, tail_letters, number_end, last.end, false);
    return number.atoms;
  }
  return number.atoms + unit_rule(passage, next);
}

std::size_t numero_rule(Passage& passage, std::size_t i) {
  const std::string_view word = passage.folded(i);
  std::size_t next = i + 1;
  if (word == "n" && passage.gap(next) == Gap::none &&
      (passage.is_sign(next, "°") || passage.is_sign(next, "º"))) {
    ++next;
  } else if (!passage.is_sign(i, "№") && word != "no" && word != "num") {
    return 0;
  }
  const bool near = passage.near(next) || (passage.gap(next) == Gap::other && passage.dotted(next - 1));
  const AtomKind kind = passage.kind(next);
  if (!near || (kind != AtomKind::number && kind != AtomKind::mixed)) return 0;
  const Atom& first = passage.atoms[i];
  passage.out.word(first, "numero", "numero", first.begin, passage.atoms[next - 1].end, false);
  if (const std::size_t used = number_rule(passage, next, true); used > 0) return next - i + used;
  passage.out.word(passage.atoms[next], true);
  return next - i + 1;
}

std::size_t symbol_rule(Passage& passage, std::size_t i) {
  const Atom& atom = passage.atoms[i];
  const bool after_number =
      i > 0 && passage.near(i) &&
      (passage.kind(i - 1) == AtomKind::number || passage.kind(i - 1) == AtomKind::mixed);
  const std::string_view sign = atom.folded;
  if (sign == "€") {
    passage.out.word(atom, "euros", false);
  } else if (sign == "$") {
    passage.out.word(atom, "dollars", false);
  } else if (sign == "£") {
    passage.out.word(atom, "livres", false);
  } else if (sign == "&") {
    passage.out.word(atom, "et", false);
  } else if (sign == "%" && after_number) {
    passage.out.word(atom, "pourcent", false);
  } else if ((sign == "°" || sign == "º") && after_number) {
    const bool celsius = passage.folded(i + 1) == "c" && passage.gap(i + 1) == Gap::none;
    passage.out.word(atom, "degres", "degrés", atom.begin, celsius ? passage.atoms[i + 1].end : atom.end,
                     false);
    return celsius ? 2 : 1;
  } else if (sign == "№") {
    return numero_rule(passage, i);
  }
  return 1;
}

}  // namespace fonds::text
