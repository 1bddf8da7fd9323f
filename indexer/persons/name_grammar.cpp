#include "indexer/persons/name_grammar.h"

#include "indexer/persons/letters.h"

namespace fonds::persons {
namespace {

constexpr std::size_t kMaxGivenNames = 3;
constexpr std::size_t kMaxSurnameWords = 3;
// A line end is a broken line, not the end of a cell or heading, where the line before is at least this long
// (bytes).
constexpr std::size_t kBrokenLineBytes = 45;

// Where else a text has a word is looked at so many times, and no farther away than this (bytes): the cost of
// a hostile text stays in proportion to its length.
constexpr int kPlacesLookedAt = 20;
constexpr std::size_t kContextBytes = 10'000;

using namespace trait;

}  // namespace

bool NameGrammar::is_civility(std::size_t i) const {
  if (!has(i, kCivility)) return false;
  // "M" needs its dot or a name; in capitals "ME", "DR" and "PR" are anything.
  if (shape(i) == Shape::kLetter) {  // "M Dupont", but "pack M Sport" and "25 M EUR"
    const Neighbour left = word_before(text_, words_[i].begin, lexicon_);
    if (left.found && left.mark == 0 && is_digit(decode(text_, left.begin).value)) return false;
    return i + 1 < words_.size() && words_[i + 1].gap == Gap::kSpace && is_plain_surname(i + 1) &&
           !has_thing_ending(list_.key(words_[i + 1]));
  }
  return !upper(i) || list_.key(words_[i]) == "mm" || words_[i].key_size > 2;
}

bool NameGrammar::is_given(std::size_t i) const {
  return has(i, kGiven) && (title(i) || upper(i)) && !(is_civility(i));
}

bool NameGrammar::is_initials(std::size_t i) const {
  return shape(i) == Shape::kInitial && !has(i, kCivility | kOrganisation);  // not "H.T."
}

bool NameGrammar::is_middle_initial(std::size_t i) const {
  return i > 0 && shape(i) == Shape::kInitial && words_[i].key_size == 1 && words_[i].gap == Gap::kSpace &&
         i + 1 < words_.size() && words_[i + 1].gap == Gap::kSpace && title(i + 1) && is_plain_surname(i + 1);
}

bool NameGrammar::broken_line_before(std::size_t i) const {
  if (words_[i].gap != Gap::kLineEnd) return false;
  const std::size_t line_end = text_.rfind('\n', words_[i].begin);
  return line_end >= kBrokenLineBytes &&
         text_.substr(line_end - kBrokenLineBytes, kBrokenLineBytes).find('\n') == std::string_view::npos;
}

bool NameGrammar::joined(std::size_t i) const {
  return i < words_.size() && (words_[i].gap == Gap::kSpace || broken_line_before(i) || bracketed_before(i));
}

bool NameGrammar::bracketed_before(std::size_t i) const {
  return i > 0 && words_[i].gap == Gap::kOther && words_[i - 1].begin > 0 &&
         text_[words_[i - 1].begin - 1] == '(' && gap_text(i) == ") ";
}

bool NameGrammar::capital_particle(std::size_t i) const {
  return i < words_.size() && has(i, kParticle) && (title(i) || upper(i)) && words_[i].key_size <= 4;
}

bool NameGrammar::is_surname(std::size_t i) const {
  if (i >= words_.size() || !(title(i) || upper(i))) return false;
  if (has(i, kStop) || is_civility(i)) return false;
  if (upper(i) && has(i, kOrganisation) && words_[i].key_size <= 4) return false;  // Milan AC
  if (title(i) && has(i, kBrand)) return false;                                    // Charlie Hebdo
  const std::string_view key = list_.key(words_[i]);
  if (upper(i) && key.find_first_not_of(key[0]) == std::string_view::npos) return false;  // Mme XXX
  return words_[i].key_size >= 2;
}

bool NameGrammar::is_plain_surname(std::size_t i) const {
  return is_surname(i) &&
         !has(i, kCommonWord | kFunction | kOrganisation | kPlace | kNation | kSite | kRoman);
}

std::size_t NameGrammar::read_surname(std::size_t i, bool plain_only) const {
  std::size_t core = i;
  for (int particles = 0; particles < 2 && capital_particle(core) && core + 1 < words_.size() &&
                          (words_[core + 1].gap == Gap::kSpace || words_[core + 1].gap == Gap::kParticle) &&
                          upper(core) == upper(core + 1);
       ++particles) {
    ++core;
  }
  if (core > i && plain_only && has(core, kFunction)) return i;  // Monsieur Le Maire
  if (!(plain_only ? is_plain_surname(core) : is_surname(core))) {
    // A particle can itself be the surname: "Ben Salah" read as given + surname, "Marie Le".
    return i;
  }
  std::size_t end = core + 1;
  while (end - core < kMaxSurnameWords && end < words_.size()) {
    const Word& w = words_[end];
    if (w.gap == Gap::kParticle) {
      if (!is_plain_surname(end) || upper(end) != upper(core) || is_origin(end)) break;
      ++end;
      continue;
    }
    if (w.gap != Gap::kSpace || upper(end) != upper(core)) break;
    if (capital_particle(end) && end + 1 < words_.size() && words_[end + 1].gap == Gap::kSpace &&
        is_plain_surname(end + 1) && upper(end + 1) == upper(core)) {
      end += 2;
      continue;
    }
    if (!is_plain_surname(end) && !(title(end) && list_.key(w) == "un")) break;  // Kim Jong Un
    // "Jean Dupont Marie Martin": the next name begins.
    if (is_given(end) && end + 1 < words_.size() && is_surname(end + 1) &&
        (words_[end + 1].gap == Gap::kSpace || words_[end + 1].gap == Gap::kParticle)) {
      break;
    }
    // "DUPONT Jean DURAND Paul": a surname in capitals belongs to the given name behind it.
    if (upper(end) && end + 1 < words_.size() && words_[end + 1].gap == Gap::kSpace && is_given(end + 1) &&
        title(end + 1) && end - core >= 1) {
      break;
    }
    ++end;
  }
  // A list without commas, "Paul Durand Ylane Korvat Anne Martin": no surname has three words and a given
  // name behind it.
  const bool spaces = end - core == kMaxSurnameWords && words_[core + 1].gap == Gap::kSpace &&
                      words_[core + 2].gap == Gap::kSpace && !capital_particle(core + 1);
  if (spaces && end < words_.size() && words_[end].gap == Gap::kSpace && is_given(end)) return core + 1;
  return end;
}

bool NameGrammar::is_origin(std::size_t i) const {
  const std::string gap = name_key(gap_text(i));
  if (gap.find("d'") != std::string::npos) return gap.size() > 3;
  if (gap.find("de") == std::string::npos) return gap.find("du") != std::string::npos;
  // "de la", "de l'" and "des" precede things; "de" and "d'" names and places.
  if (gap.find_first_not_of(" de") != std::string::npos) return true;
  if (has(i, kGiven) || list_.key(words_[i]).starts_with("saint")) return true;
  // "de Wedbush Securities" is a firm; and whom the text also calls by the first surname alone has no other.
  if (i + 1 < words_.size() && words_[i + 1].gap == Gap::kSpace) return true;
  const std::size_t from = words_[i].begin > kContextBytes ? words_[i].begin - kContextBytes : 0;
  const std::string_view context = text_.substr(0, words_[i].begin + kContextBytes);
  std::size_t w = i;
  while (w > 0 && words_[w - 1].begin >= from) --w;
  for (; w < words_.size() && words_[w].begin < context.size(); ++w) {
    const bool alone = w + 1 >= words_.size() || words_[w + 1].gap != Gap::kParticle;
    if (alone && w != i - 1 && list_.key(words_[w]) == list_.key(words_[i - 1])) return true;
  }
  const std::string_view word = text_.substr(words_[i].begin, words_[i].end - words_[i].begin);
  std::size_t at = from;
  for (int seen = 0; seen < kPlacesLookedAt && (at = context.find(word, at)) != std::string_view::npos;
       ++seen) {
    const Neighbour left = word_before(text_, at, lexicon_);
    if (at != words_[i].begin && left.found && left.mark == 0) {
      if (left.traits & kPlacePreposition) return true;
      const Neighbour noun =
          left.key == "de" || left.key == "d" ? word_before(text_, left.begin, lexicon_) : left;
      if (noun.found && noun.mark == 0 && !noun.capital &&
          (noun.traits & (kSite | kOrganisation | kFunction))) {
        return true;  // la gare de Tassin, le maire de Tassin
      }
    }
    at += word.size();
  }
  return false;
}

std::string NameGrammar::slice(std::uint32_t begin, std::uint32_t end) const {
  std::string out;
  bool blank = false;
  for (std::size_t at = begin; at < end;) {
    const CodePoint c = decode(text_, at);
    if (is_blank(c.value) || c.value == '\n' || c.value == '\r') {
      blank = true;
    } else {
      if (blank && !out.empty()) out += ' ';
      blank = false;
      out.append(text_, at, c.bytes);
    }
    at += c.bytes;
  }
  return out;
}

std::uint32_t NameGrammar::surname_begin(std::size_t i) const {
  std::uint32_t begin = words_[i].begin;
  const std::uint32_t stop = i == 0 ? 0 : words_[i - 1].end;
  for (int particles = 0; particles < 3; ++particles) {
    const Neighbour left = word_before(text_, begin, lexicon_);
    const bool joined_on = left.mark == 0 || left.mark == '-';  // "de La", "al-Assiri"
    if (!left.found || !joined_on || left.capital || left.begin < stop || !(left.traits & kParticle)) break;
    begin = left.begin;
  }
  return begin;
}

Candidate NameGrammar::make(std::size_t first, std::size_t last, Form form) const {
  Candidate c;
  c.first = static_cast<std::uint32_t>(first);
  c.last = static_cast<std::uint32_t>(last);
  c.begin = words_[first].begin;
  c.end = words_[last].end;
  c.form = form;
  return c;
}

std::optional<Candidate> NameGrammar::read_forward(std::size_t i) const {
  std::size_t end = i;
  bool known = false, initials = false;
  while (end < words_.size() && end - i < kMaxGivenNames && (end == i || joined(end)) &&
         (is_given(end) || is_initials(end) || (end > i && is_middle_initial(end)))) {
    known |= is_given(end);
    initials |= !is_given(end);
    ++end;
  }
  if (end == i) return std::nullopt;
  const auto surname_at = [&](std::size_t s) -> std::size_t {
    if (s >= words_.size()) return s;
    if (words_[s].gap == Gap::kParticle) {
      const std::string gap = name_key(gap_text(s));
      const bool plain = gap.find("du") == std::string::npos && gap.find("des") == std::string::npos &&
                         gap.find("l'") == std::string::npos && gap.find(" y ") == std::string::npos &&
                         gap.find(" e ") == std::string::npos;
      const bool place = has(s, kPlace) && gap.find("d'") == std::string::npos;
      if (!plain || place || (upper(s) && !upper(s - 1) && words_[s].key_size < 4)) return s;
      if (has(s, kOrganisation | kNation | kFunction | kGiven)) return s;
      return read_surname(s, false);
    }
    return joined(s) ? read_surname(s, false) : s;
  };
  std::size_t last = surname_at(end);
  if (initials && !known && last > end && !fits_initials(i, end)) return std::nullopt;
  // A given name can be the surname: Jean Martin, Charles Michel; "Édouard Philippe Deux mois" is no
  // longer.
  if (end - i >= 2 && is_given(end - 1) &&
      (last == end || !(is_plain_surname(end) || capital_particle(end)))) {
    last = patronymic_end(end);
    --end;
  }
  if (last == end && end - i >= 2 && is_initials(end - 1) && is_given(i)) {  // Amir S.
    initials = false;
    --end;
  }
  if (last == end || (end > i && last == end + 1 && is_initials(end))) {
    if (known && !initials && end < words_.size() && words_[end].gap == Gap::kSpace &&
        (has(end, kRoman) || shape(end) == Shape::kLetter || shape(end) == Shape::kInitial) &&
        !is_civility(end)) {
      Candidate c = make(i, end, Form::kFull);
      c.given = slice(words_[i].begin, words_[end - 1].end);
      c.surname = slice(words_[end].begin, words_[end].end);
      c.weak_given = has(i, kWeakGiven);
      return c;
    }
    if (known && end == i + 1 && title(i)) {
      Candidate c = make(i, i, Form::kGivenOnly);
      c.given = slice(c.begin, c.end);
      return c;
    }
    return std::nullopt;
  }
  Candidate c = make(i, last - 1, Form::kFull);
  c.end = generation_end(c.end);
  c.given = slice(words_[i].begin, words_[end - 1].end);
  c.surname = slice(surname_begin(end), c.end);
  c.initials = initials && !known;
  c.weak_given = known && end - i == 1 && has(i, kWeakGiven);
  c.capital_surname = upper(last - 1) && title(i);
  c.all_capitals = upper(i) && upper(last - 1);
  return c;
}

std::size_t NameGrammar::patronymic_end(std::size_t end) const {
  if (end >= words_.size() || words_[end].gap != Gap::kParticle || !title(end)) return end;
  const std::string gap = name_key(gap_text(end));
  if (gap != " ben " && gap != " bin " && gap != " ibn " && gap != " ould ") return end;
  ++end;
  return end < words_.size() && words_[end].gap == Gap::kSpace && title(end) && is_plain_surname(end)
             ? end + 1
             : end;
}

std::uint32_t NameGrammar::generation_end(std::uint32_t end) const {
  const Neighbour word = word_after(text_, end, lexicon_);
  if (!word.found || word.mark != 0 || word.capital || !(word.traits & kGeneration)) return end;
  const Neighbour next = word_after(text_, word.end, lexicon_);
  const bool relation = next.found && next.mark == 0 && next.key.size() <= 4 && next.key.starts_with('d');
  return relation ? end : word.end;
}

bool NameGrammar::fits_initials(std::size_t first, std::size_t surname) const {
  const std::string_view key = list_.key(words_[first]);
  const bool abbreviation = key.size() > 1 && key.find('-') == std::string_view::npos && key.find('h') != 1;
  const std::string_view last = list_.key(words_[surname]);
  if (last.ends_with("tion") || last.ends_with("tions") || last.ends_with("ture")) {
    return false;  // I. Introduction, L.A. Toiture
  }
  if (words_[surname].gap == Gap::kParticle) return !abbreviation;
  return words_[surname].gap == Gap::kSpace && (is_plain_surname(surname) || capital_particle(surname));
}

std::optional<Candidate> NameGrammar::read_reversed(std::size_t i) const {
  if (i >= words_.size() || !upper(i)) return std::nullopt;
  std::size_t given = i;
  while (given < words_.size() && given - i < 4 &&
         (given == i || words_[given].gap == Gap::kSpace || words_[given].gap == Gap::kParticle) &&
         upper(given) && !(has(given, kStop) && !capital_particle(given))) {
    ++given;
  }
  if (given == i || given >= words_.size()) return std::nullopt;
  if (words_[given].gap != Gap::kSpace && !in_cells(i, given)) return std::nullopt;
  if (has(i, kOrganisation | kRoman) || (given - i == 1 && (has(i, kStop) || words_[i].key_size < 2))) {
    return std::nullopt;  // "SARL DURAND Patrick" is read from the next word
  }
  if (given - i == 1) {  // surnames have no article: "la NBA Paul Durand", "l'ONG Paul Durand"
    const Neighbour left = word_before(text_, words_[i].begin, lexicon_);
    const bool article =
        left.key == "l" || left.key == "la" || left.key == "le" || left.key == "du" || left.key == "au";
    if (left.found && left.mark == 0 && article) return std::nullopt;
  }
  std::size_t middle = given;  // "VELASCO Cabrera Mauricio"
  if (!is_given(middle) && middle + 1 < words_.size() && words_[middle + 1].gap == Gap::kSpace &&
      is_given(middle + 1) && title(middle + 1) && is_plain_surname(middle)) {
    ++middle;
  }
  if (!title(middle) || has(middle, kStop) || is_civility(middle)) return std::nullopt;
  std::size_t end = middle + 1;
  const bool known = is_given(middle);
  while (known && end < words_.size() && end - middle < 2 && words_[end].gap == Gap::kSpace &&
         is_given(end) && title(end)) {
    ++end;
  }
  // "du RN Marine Le Pen": the given name belongs to what follows it.
  if (known && end < words_.size() && (words_[end].gap == Gap::kSpace || words_[end].gap == Gap::kParticle)) {
    const bool short_first = given - i == 1 && words_[i].key_size <= 4;
    const bool title_follows = title(end) && is_plain_surname(end) && words_[end].gap == Gap::kSpace;
    const bool capitals_follow =
        upper(end) && !(end + 1 < words_.size() && words_[end + 1].gap == Gap::kSpace && is_given(end + 1)) &&
        is_surname(end) && words_[end].gap == Gap::kSpace;
    if (title_follows || capitals_follow || (short_first && words_[end].gap == Gap::kParticle))
      return std::nullopt;
  }
  if (!known && !is_plain_surname(middle)) return std::nullopt;
  if (!known && end < words_.size() && words_[end].gap == Gap::kSpace && (title(end) || upper(end))) {
    return std::nullopt;  // a longer run of capitalised words, of which nothing is known
  }
  Candidate c = make(i, end - 1, known ? Form::kFull : Form::kUnknownFull);
  c.reversed = true;
  c.capital_surname = true;
  c.weak_given = known && has(middle, kWeakGiven);
  c.given = slice(words_[middle].begin, words_[end - 1].end);
  c.surname = slice(words_[i].begin, words_[middle - 1].end);
  return c;
}

bool NameGrammar::in_cells(std::size_t surname, std::size_t given) const {
  return surname > 0 && words_[given].gap == Gap::kLineEnd && is_given(given) && title(given) &&
         words_[surname].gap == Gap::kLineEnd && is_civility(surname - 1);
}

bool NameGrammar::foreign_particle(std::size_t i) const {
  const std::string gap = name_key(gap_text(i));
  if (gap.ends_with('-')) return true;  // al-Assiri
  for (const std::string_view particle :
       {" van ", " von ", " van der ", " van den ", " von der ", " ben ", " bin "}) {
    if (gap == particle) return true;
  }
  return false;
}

std::optional<Candidate> NameGrammar::read_unknown(std::size_t i) const {
  if (!title(i) || !is_plain_surname(i) || is_given(i) || words_[i].key_size < 2) return std::nullopt;
  if (list_.key(words_[i]).starts_with("saint")) return std::nullopt;  // Saint-Rémy Les-Prés
  std::size_t s = i + 1;
  if (s >= words_.size()) return std::nullopt;
  const bool middle = is_middle_initial(s);
  if (middle) ++s;
  if (words_[s].gap != Gap::kSpace && !(words_[s].gap == Gap::kParticle && foreign_particle(s)))
    return std::nullopt;
  if (is_given(s) && joined(s + 1) && is_surname(s + 1)) return std::nullopt;  // the name begins at s
  const std::size_t end = read_surname(s, true);
  if (end == s) return std::nullopt;
  if (end < words_.size() && words_[end].gap == Gap::kSpace) return std::nullopt;  // a longer run
  if (end - i >= 3 && !middle && behind_ministry(text_, words_[i].begin, lexicon_)) {
    return std::nullopt;  // "le ministre de l'Intérieur Kalden Brusk": the name begins at s
  }
  Candidate c = make(i, end - 1, Form::kUnknownFull);
  c.given = slice(words_[i].begin, words_[middle ? s - 1 : i].end);
  c.surname = slice(surname_begin(s), words_[end - 1].end);
  c.capital_surname = upper(end - 1);
  c.middle_initial = middle;
  return c;
}

std::optional<Candidate> NameGrammar::read_bare(std::size_t i, bool after_civility) const {
  if (i >= words_.size() || has(i, kRoman)) return std::nullopt;
  std::size_t end = i;
  if (after_civility && shape(i) == Shape::kLetter) {  // M. O
    end = i + 1;
  } else if (after_civility && (upper(i) || !has(i, kForm | kOrganisation | kStop))) {
    end = read_surname(i, false);  // Dr Maréchal, Mme Boulanger
  } else {
    end = read_surname(i, true);
  }
  if (end == i) return std::nullopt;
  if (capital_particle(i) && end == i + 2 && has(i + 1, kForm)) return std::nullopt;  // Monsieur Le Maire
  if (end == i + 1 && end < words_.size() && title(i) && is_initials(end) && words_[end].gap == Gap::kSpace &&
      !joined(end + 1)) {  // "son épouse Nadia N."
    Candidate c = make(i, end, Form::kFull);
    c.given = slice(words_[i].begin, words_[i].end);
    c.surname = slice(words_[end].begin, words_[end].end);
    return c;
  }
  if (end == i + 1 && is_given(i) && decode(text_, words_[i].end).value == 0x2026)
    return std::nullopt;  // Mme Florence…
  Candidate c = make(i, end - 1, Form::kBare);
  c.begin = surname_begin(i);
  c.surname = slice(c.begin, c.end);
  return c;
}

std::optional<Candidate> NameGrammar::read_name(std::size_t i, bool after_civility) const {
  if (i >= words_.size()) return std::nullopt;
  if (auto c = read_reversed(i)) {
    if (c->form == Form::kFull || after_civility) {
      c->form = Form::kFull;
      return c;
    }
  }
  auto forward = read_forward(i);
  if (forward && forward->form == Form::kFull) {
    // "MARTIN Ylane", "ANGE Typhaine": capitals tell the surname, though it be a given name as well.
    if (upper(forward->first) && title(forward->last) && forward->last == forward->first + 1) {
      if (auto c = read_reversed(i)) {
        c->form = Form::kFull;
        return c;
      }
    }
    return forward;
  }
  if (after_civility && !forward) {
    // "Mme Ombelyne Dagicour": whatever two words a civility introduces.
    if (auto c = read_unknown(i)) {
      c->form = Form::kFull;
      return c;
    }
  }
  if (after_civility) {
    if (auto c = read_bare(i, true)) return c;
  }
  if (forward) return forward;
  if (auto c = read_reversed(i)) return c;
  return read_unknown(i);
}

}  // namespace fonds::persons
