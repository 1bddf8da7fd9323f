// Hours of the day and durations: 15h30, 15 h 30, 15:30 are one token, 15h30; 20 h and 20 heures meet at 20h.
#include <string>

#include "indexer/text/number_text.h"
#include "indexer/text/rules.h"

namespace fonds::text {
namespace {

constexpr int kMaxHours = 999;  // 35 heures, 24 heures; beyond that it is no hour of anything

int minutes(std::string_view digits) {
  const int value = digits.size() == 2 ? small_number(digits) : -1;
  return value <= 59 ? value : -1;
}

std::string_view canonical(Passage& passage, int hours, int minutes) {
  std::string text = std::to_string(hours) + 'h';
  if (minutes > 0) {
    if (minutes < 10) text += '0';
    text += std::to_string(minutes);
  }
  return passage.out.keep(text);
}

void emit(Passage& passage, std::size_t i, std::size_t last, int hours, int minutes, bool glued) {
  const std::string_view text = canonical(passage, hours, minutes);
  passage.out.word(passage.atoms[i], text, text, passage.atoms[i].begin, passage.atoms[last].end, glued);
}

// "min", "mn" or "m" behind the minutes belong to them.
std::size_t skip_minute_unit(const Passage& passage, std::size_t i) {
  const std::string_view word = passage.folded(i);
  return passage.near(i) && (word == "min" || word == "mn" || word == "minutes") ? 1 : 0;
}

}  // namespace

std::size_t hour_rule(Passage& passage, std::size_t i, bool glued) {
  const Atom& first = passage.atoms[i];
  if (first.kind == AtomKind::mixed) {
    const std::size_t h = first.folded.find_first_not_of("0123456789");
    if (first.folded[h] != 'h') return 0;
    const int hours = small_number(first.folded.substr(0, h));
    std::string_view rest = first.folded.substr(h + 1);
    if (hours < 0 || hours > kMaxHours) return 0;
    if (rest.empty()) {
      // "14h 30", but not "14h 12-15 ans" or "14h 30 000 personnes".
      const bool range = passage.kind(i + 2) == AtomKind::number &&
                         (passage.gap(i + 2) == Gap::hyphen || passage.folded(i + 2).size() == 3);
      const int late = passage.gap(i + 1) == Gap::space && passage.kind(i + 1) == AtomKind::number && !range
                           ? minutes(passage.folded(i + 1))
                           : -1;
      if (late >= 0) {
        emit(passage, i, i + 1, hours, late, glued);
        return 2 + skip_minute_unit(passage, i + 2);
      }
      emit(passage, i, i, hours, 0, glued);
      return 1;
    }
    if (rest.ends_with("mn")) rest.remove_suffix(2);
    if (rest.ends_with("min")) rest.remove_suffix(3);
    const int past = minutes(rest);
    if (past < 0) return 0;
    emit(passage, i, i, hours, past, glued);
    return 1 + skip_minute_unit(passage, i + 1);
  }
  const int hours = small_number(first.folded);
  if (hours < 0 || hours > kMaxHours || !passage.has(i + 1)) return 0;
  const std::string_view word = passage.folded(i + 1);
  if (passage.gap(i + 1) == Gap::colon && hours <= 23 && passage.kind(i + 1) == AtomKind::number) {
    const int past = minutes(word);
    if (past < 0 || passage.gap(i + 2) == Gap::colon) return 0;
    emit(passage, i, i + 1, hours, past, glued);
    return 2;
  }
  if (!passage.near(i + 1) || passage.kind(i + 1) != AtomKind::word) return 0;
  if (word.size() == 3 && word.front() == 'h') {  // 15 h30
    const int past = minutes(word.substr(1));
    if (past < 0) return 0;
    emit(passage, i, i + 1, hours, past, glued);
    return 2 + skip_minute_unit(passage, i + 2);
  }
  const bool spelled = word == "heures" || word == "heure";
  if (word != "h" && !spelled) return 0;
  const int past =
      passage.near(i + 2) && passage.kind(i + 2) == AtomKind::number ? minutes(passage.folded(i + 2)) : -1;
  // "20 heures 30 personnes" is too rare to lose "20 heures 30" for.
  const bool grouped = past >= 0 && passage.gap(i + 3) == Gap::space &&
                       passage.kind(i + 3) == AtomKind::number && passage.folded(i + 3).size() == 3;
  if (past >= 0 && !grouped) {
    emit(passage, i, i + 2, hours, past, glued);
    return 3 + skip_minute_unit(passage, i + 3);
  }
  if (!spelled) {
    emit(passage, i, i + 1, hours, 0, glued);
    return 2;
  }
  const std::uint32_t position = passage.out.position();
  const std::string_view number = passage.out.keep(std::to_string(hours));
  passage.out.word(first, number, glued);
  passage.out.word(passage.atoms[i + 1], true);
  const std::string_view text = canonical(passage, hours, 0);
  passage.out.compound(position, text, text);
  return 2;
}

}  // namespace fonds::text
