#include "indexer/persons/words.h"

#include <algorithm>

#include "indexer/persons/letters.h"

namespace fonds::persons {
namespace {

// Longer words are no names; also bounds what a hostile text costs.
constexpr std::size_t kMaxWordBytes = 60;
// Words that lose their last letter before a vowel are no longer than this: lorsqu, puisqu, presqu. A word may
// have any number of apostrophes, and what stands before each is looked at.
constexpr std::size_t kMaxElidedBytes = 8;
// Initials and abbreviated civilities are no longer than this before their dot.
constexpr std::size_t kMaxAbbreviationBytes = 4;
// The longest run of small words inside a surname: " von und zu der ".
constexpr std::size_t kMaxParticleGap = 16;

bool is_sentence_end(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == ':' || c == ';' || c == 0x2022 || c == '*';
}

bool is_joined_particle(std::string_view key) {
  return key == "al" || key == "el" || key == "ben" || key == "ul";
}

// "Faut-il", "Viendra-t-elle", "Voulez-vous".
bool is_inverted_verb(std::string_view key) {
  for (const std::string_view ending :
       {"-il", "-ils", "-elle", "-elles", "-ce", "-on", "-vous", "-nous", "-tu", "-je"}) {
    if (key.ends_with(ending)) return true;
  }
  return false;
}

bool is_letter_at(std::string_view text, std::size_t at) {
  return is_letter(decode(text, at).value);
}
bool is_upper_at(std::string_view text, std::size_t at) {
  return is_upper(decode(text, at).value);
}

// The part of a word before an apostrophe that is a word of its own: l', d', qu', lorsqu'… "D'Ornano",
// "N'Diaye" and "O'Brien" are one word when a capital follows, as is any longer first part ("Moncond'huy",
// "Quat'sous").
bool is_elided_word(std::string_view prefix, bool capital_follows) {
  if (prefix.size() == 1) {
    const char c = prefix[0];
    const bool of_names = c == 'D' || c == 'N' || c == 'O' || c == 'M' || c == 'K' || c == 'T';
    return !(of_names && capital_follows);
  }
  if (prefix.size() > kMaxElidedBytes) return false;
  const std::string key = name_key(prefix);
  return key == "qu" || key == "jusqu" || key == "lorsqu" || key == "puisqu" || key == "quoiqu" ||
         key == "presqu";
}

// Reads the word that begins at `at`: letters, hyphens between letters, apostrophes inside names. Returns its
// end.
std::size_t read_word(std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  while (at < text.size()) {
    const CodePoint c = decode(text, at);
    if (is_letter(c.value)) {
      at += c.bytes;
    } else if ((is_hyphen(c.value) || is_apostrophe(c.value)) && at > begin &&
               is_letter_at(text, at + c.bytes)) {
      if (is_apostrophe(c.value) &&
          is_elided_word(text.substr(begin, at - begin), is_upper_at(text, at + c.bytes))) {
        break;
      }
      at += c.bytes;
    } else {
      break;
    }
  }
  return at;
}

// Takes in the dots of "J.", "J.-P." and "J.P."; `end` is behind the first letters. Returns `end` where there
// are none.
std::size_t read_initials(std::string_view text, std::size_t begin, std::size_t end) {
  const auto one_or_two = [&](std::size_t from, std::size_t to) {  // "P", "Ph", "Th", "Ch"
    const CodePoint first = decode(text, from);
    if (!is_upper(first.value)) return false;
    const std::size_t rest = to - from - first.bytes;
    return rest == 0 || (rest == 1 && text[to - 1] == 'h');
  };
  if (end >= text.size() || text[end] != '.' || !one_or_two(begin, end)) return end;
  std::size_t at = end + 1;
  for (int parts = 1; parts < 3 && at < text.size(); ++parts) {
    const std::size_t next = text[at] == '-' ? at + 1 : at;
    const CodePoint c = decode(text, next);
    if (!is_upper(c.value)) break;
    std::size_t close = next + c.bytes;
    if (close < text.size() && text[close] == 'h') ++close;
    if (close >= text.size() || text[close] != '.') break;
    at = close + 1;
  }
  return at;
}

// The beginnings behind which a name has another capital: McDonald, MacArthur, DeLorean, LaRue, FitzGerald.
bool is_capital_prefix(std::string_view prefix) {
  return prefix == "Mc" || prefix == "Mac" || prefix == "De" || prefix == "Di" || prefix == "Da" ||
         prefix == "La" || prefix == "Le" || prefix == "Du" || prefix == "Fitz" || prefix == "Van" ||
         prefix == "Ben";
}

// "MM.", "Mme." and "Dr." take in their dot as initials do.
std::size_t read_dots(std::string_view text, std::size_t begin, std::size_t end, const Lexicon& lexicon) {
  const std::size_t initials = read_initials(text, begin, end);
  if (initials != end || end >= text.size() || text[end] != '.') return initials;
  return lexicon.of(name_key(text.substr(begin, end - begin))) & trait::kCivility ? end + 1 : end;
}

// "S." in "P.L.U.S. Foncier": the end of an acronym, and nobody's initial.
bool continues_acronym(std::string_view text, std::size_t begin) {
  if (begin < 2 || text[begin - 1] != '.') return false;
  return is_upper(decode_before(text, begin - 1).value);
}

// "PSG-Bayern", "RTL-Le": an acronym joined to another word. "LE-GOFF" is all in capitals.
bool is_acronym_pair(std::string_view word) {
  const std::size_t hyphen = word.find('-');
  if (hyphen == std::string_view::npos || hyphen < 2) return false;
  for (std::size_t at = 0; at < hyphen;) {
    const CodePoint c = decode(word, at);
    if (!is_upper(c.value)) return false;
    at += c.bytes;
  }
  for (std::size_t at = hyphen + 1; at < word.size();) {
    const CodePoint c = decode(word, at);
    if (is_letter(c.value) && !is_upper(c.value)) return true;
    at += c.bytes;
  }
  return false;
}

Shape shape_of(std::string_view text, std::size_t begin, std::size_t end) {
  if (text[end - 1] == '.') return Shape::kInitial;
  int letters = 0, capitals = 0;
  bool after_lower = false, mixed = false;
  for (std::size_t at = begin; at < end;) {
    const CodePoint c = decode(text, at);
    if (is_upper(c.value) && after_lower && !is_capital_prefix(text.substr(begin, at - begin))) mixed = true;
    at += c.bytes;
    after_lower = is_letter(c.value) && !is_upper(c.value);
    if (!is_letter(c.value)) continue;
    ++letters;
    capitals += is_upper(c.value);
  }
  if (letters > capitals && in_capitals(text.substr(begin, end - begin))) return Shape::kUpper;
  if (mixed || is_acronym_pair(text.substr(begin, end - begin))) return Shape::kMixed;
  if (letters == 1) return Shape::kLetter;
  return capitals == letters ? Shape::kUpper : Shape::kTitle;
}

Gap gap_of(std::string_view gap, const Lexicon& lexicon) {
  if (gap.empty()) return Gap::kOther;
  std::size_t at = 0;
  int line_ends = 0, words = 0;
  bool blank = false, comma = false, particles = true, conjunction = false, birth = false;
  std::string key;
  while (at < gap.size()) {
    const CodePoint c = decode(gap, at);
    if (is_letter(c.value)) {
      const std::size_t end = read_word(gap, at);
      key.clear();
      append_key(key, gap.substr(at, end - at));
      const Traits traits = lexicon.of(key);
      conjunction |= key == "et";
      birth |= (traits & trait::kBirth) != 0;
      particles &= (traits & trait::kParticle) != 0;
      ++words;
      at = end;
      if (at < gap.size() && is_apostrophe(decode(gap, at).value)) at += decode(gap, at).bytes;
      if (at + 1 == gap.size() && gap[at] == '-' && is_joined_particle(key)) ++at;  // al-Assiri
      continue;
    }
    if (is_blank(c.value)) {
      blank = true;
    } else if (c.value == '\n') {
      ++line_ends;
    } else if (c.value == ',') {
      comma = true;
    } else if (c.value == '&') {
      conjunction = true, ++words;
    } else if (c.value != '\r') {
      return Gap::kOther;
    }
    at += c.bytes;
  }
  if (line_ends > 1) return Gap::kOther;
  if (words == 0) {
    if (comma) return line_ends == 0 ? Gap::kComma : Gap::kOther;
    if (line_ends == 1) return Gap::kLineEnd;
    return blank ? Gap::kSpace : Gap::kOther;
  }
  if (line_ends > 0) return Gap::kOther;
  if (conjunction && words == 1) return Gap::kAnd;
  if (comma) return Gap::kOther;
  if (birth && words == 1) return Gap::kBirth;
  return particles ? Gap::kParticle : Gap::kOther;
}

// "DB5" and "LaPrimaire.org": a model, an address.
bool ends_in_code(std::string_view text, std::size_t end) {
  if (end >= text.size()) return false;
  if (is_digit(static_cast<unsigned char>(text[end]))) return true;
  return text[end] == '.' && end + 1 < text.size() && text[end + 1] >= 'a' && text[end + 1] <= 'z';
}

bool starts_sentence(std::string_view text, std::size_t begin, bool& starts_line) {
  std::size_t at = begin;
  while (at > 0) {
    const CodePoint c = decode_before(text, at);
    if (c.value == '\n') {
      starts_line = true;
      return true;
    }
    if (is_letter(c.value) || is_digit(c.value) || c.value == ',') return false;
    if (is_sentence_end(c.value)) return true;
    if (c.value == '(' || c.value == ')') return false;
    at -= c.bytes;
  }
  starts_line = true;
  return true;
}

}  // namespace

void scan_words(std::string_view text, const Lexicon& lexicon, WordList& out) {
  out.clear();
  std::size_t at = 0, previous_end = 0;
  bool inside = false;  // of a word: what follows a letter begins none
  while (at < text.size()) {
    const unsigned char byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      const bool lower = byte >= 'a' && byte <= 'z';
      const bool upper = byte >= 'A' && byte <= 'Z';
      if (!upper || inside) {
        inside = lower || upper || (byte >= '0' && byte <= '9') || byte == '_' || byte == '@';
        ++at;
        continue;
      }
    } else {
      const CodePoint c = decode(text, at);
      if (inside || !is_upper(c.value)) {
        inside = is_letter(c.value);
        at += c.bytes;
        continue;
      }
    }
    std::size_t end = read_word(text, at);
    if (end - at <= kMaxAbbreviationBytes) end = read_dots(text, at, end, lexicon);
    if (end - at <= kMaxWordBytes) {
      Word word;
      word.begin = static_cast<std::uint32_t>(at);
      word.end = static_cast<std::uint32_t>(end);
      word.shape = ends_in_code(text, end) ? Shape::kMixed : shape_of(text, at, end);
      if (word.shape == Shape::kInitial && continues_acronym(text, at)) word.shape = Shape::kMixed;
      word.key_begin = static_cast<std::uint32_t>(out.keys.size());
      append_key(out.keys, text.substr(at, end - at));
      word.key_size = static_cast<std::uint32_t>(out.keys.size() - word.key_begin);
      word.traits = lexicon.of_word(out.key(word));
      if (is_inverted_verb(out.key(word))) word.traits |= trait::kStop;
      if (!out.words.empty() && at - previous_end <= kMaxParticleGap) {
        word.gap = gap_of(text.substr(previous_end, at - previous_end), lexicon);
      }
      word.starts_sentence = starts_sentence(text, at, word.starts_line);
      out.words.push_back(word);
      previous_end = end;
    }
    at = end;
    inside = false;
  }
}

Neighbour word_before(std::string_view text, std::size_t at, const Lexicon& lexicon) {
  Neighbour n;
  while (at > 0) {
    const CodePoint c = decode_before(text, at);
    if (c.value == '\n') return n;
    if (is_letter(c.value) || is_digit(c.value)) break;
    if (!is_blank(c.value) && n.mark == 0 &&
        !(is_apostrophe(c.value) && at > c.bytes && is_letter(decode_before(text, at - c.bytes).value))) {
      n.mark = c.value;
    }
    at -= c.bytes;
  }
  if (at == 0) return n;
  n.end = static_cast<std::uint32_t>(at);
  while (at > 0 && n.end - at < kMaxWordBytes) {
    const CodePoint c = decode_before(text, at);
    if (!is_letter(c.value) && !is_digit(c.value) && !is_hyphen(c.value)) break;
    at -= c.bytes;
  }
  n.begin = static_cast<std::uint32_t>(at);
  n.found = true;
  n.capital = is_upper_at(text, at);
  append_key(n.key, text.substr(n.begin, n.end - n.begin));
  n.traits = lexicon.of_small_word(n.key);
  return n;
}

Neighbour word_after(std::string_view text, std::size_t at, const Lexicon& lexicon) {
  Neighbour n;
  while (at < text.size()) {
    const CodePoint c = decode(text, at);
    if (c.value == '\n') return n;
    if (is_letter(c.value) || is_digit(c.value)) break;
    if (!is_blank(c.value) && n.mark == 0) n.mark = c.value;
    at += c.bytes;
  }
  if (at >= text.size()) return n;
  n.begin = static_cast<std::uint32_t>(at);
  while (at < text.size() && at - n.begin < kMaxWordBytes) {
    const CodePoint c = decode(text, at);
    const bool joined = is_hyphen(c.value) && is_letter_at(text, at + c.bytes);
    if (!is_letter(c.value) && !is_digit(c.value) && !joined) break;
    at += c.bytes;
  }
  n.end = static_cast<std::uint32_t>(at);
  n.found = true;
  n.capital = is_upper_at(text, n.begin);
  append_key(n.key, text.substr(n.begin, n.end - n.begin));
  n.traits = lexicon.of_small_word(n.key);
  return n;
}

Neighbour function_behind_link(std::string_view text, std::size_t at, const Lexicon& lexicon) {
  Neighbour link = word_before(text, at, lexicon);
  if (link.found && link.mark == 0 && (link.key == "la" || link.key == "l")) {
    link = word_before(text, link.begin, lexicon);
    if (link.key != "de") return {};
  } else if (link.key != "du" && link.key != "des") {
    return {};
  }
  if (!link.found || link.mark != 0) return {};
  Neighbour head = word_before(text, link.begin, lexicon);
  if (head.found && head.mark == 0 && !head.capital && (head.traits & trait::kNation)) {
    head = word_before(text, head.begin, lexicon);
  }
  return head.found && head.mark == 0 ? head : Neighbour{};
}

bool behind_ministry(std::string_view text, std::size_t at, const Lexicon& lexicon) {
  const Neighbour head = function_behind_link(text, at, lexicon);
  return head.key == "ministre" || head.key == "secretaire" || head.key == "commissaire" ||
         head.key == "ministres";
}

}  // namespace fonds::persons
