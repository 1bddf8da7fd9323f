#include "server/search/pronunciation.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "indexer/text/folding.h"

namespace fonds::search {

namespace {

// Letters that stand for accented ones: é, è, ê and ë are E, ç is s.
std::string with_plain_letters(std::string_view written) {
  std::string plain;
  for (std::size_t at = 0; at < written.size();) {
    const auto byte = static_cast<unsigned char>(written[at]);
    const std::size_t bytes = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    const std::string_view letter = written.substr(at, bytes);
    at += bytes;
    if (letter == "é" || letter == "è" || letter == "ê" || letter == "ë") {
      plain += 'E';
    } else if (letter == "ç") {
      plain += 's';
    } else {
      for (const char c : text::fold(letter)) {
        if (c >= 'a' && c <= 'z') plain += c;
      }
    }
  }
  return plain;
}

struct Rewriting {
  std::string_view letters, sound;
};

// At the end of a word, the longest first. A sound in capitals is none of the letters that follow.
constexpr auto kEnds = std::to_array<Rewriting>({{"aient", "E"},
                                                 {"atie", "asi"},
                                                 {"iers", "iE"},
                                                 {"ient", "iA"},
                                                 {"ais", "E"},
                                                 {"ait", "E"},
                                                 {"aix", "E"},
                                                 {"ees", "E"},
                                                 {"Ees", "E"},
                                                 {"ers", "E"},
                                                 {"ets", "E"},
                                                 {"ai", "E"},
                                                 {"Ee", "E"},
                                                 {"Es", "E"},
                                                 {"ee", "E"},
                                                 {"er", "E"},
                                                 {"et", "E"},
                                                 {"ez", "E"},
                                                 {"ed", "E"}});

// Anywhere, the longest first.
constexpr auto kInside = std::to_array<Rewriting>(
    {{"ssion", "siO"}, {"ction", "ksiO"}, {"stion", "stiO"}, {"tions", "siO"}, {"tion", "siO"},
     {"sion", "siO"},  {"cion", "siO"},   {"sch", "C"},      {"eau", "o"},     {"oeu", "U"},
     {"ein", "I"},     {"ain", "I"},      {"aim", "I"},      {"au", "o"},      {"ou", "W"},
     {"oi", "wa"},     {"ai", "E"},       {"ei", "E"},       {"eu", "U"},      {"ph", "f"},
     {"th", "t"},      {"ch", "C"},       {"gn", "ni"},      {"qu", "k"},      {"ck", "k"},
     {"gu", "g"},      {"ge", "j"},       {"on", "O"},       {"om", "O"},      {"an", "A"},
     {"am", "A"},      {"en", "A"},       {"em", "A"},       {"in", "I"},      {"im", "I"},
     {"yn", "I"},      {"ym", "I"},       {"un", "I"}});

bool is_vowel(char c) {
  return std::string_view("aeiouyE").find(c) != std::string_view::npos;
}
bool is_soft_before(std::string_view word, std::size_t at) {
  return at < word.size() && std::string_view("eiyE").find(word[at]) != std::string_view::npos;
}

// Whether the rewriting stands for its sound here: a nasal vowel before a vowel or a second n is none, gu and ge are
// before some vowels only.
bool applies(std::string_view letters, std::string_view word, std::size_t at) {
  const std::size_t next = at + letters.size();
  const char behind = next < word.size() ? word[next] : '\0';
  const bool nasal =
      letters.size() <= 3 && (letters.back() == 'n' || letters.back() == 'm') && letters != "gn";
  if (nasal) return !is_vowel(behind) && behind != 'n' && behind != 'm' && behind != 'h';
  if (letters == "gu") return is_vowel(behind);
  if (letters == "ge") return behind == 'a' || behind == 'o';
  return true;
}

char single(std::string_view word, std::size_t at) {
  switch (word[at]) {
    case 'c':
      return is_soft_before(word, at + 1) ? 's' : 'k';
    case 'g':
      return is_soft_before(word, at + 1) ? 'j' : 'g';
    case 'q':
      return 'k';
    case 'x':
    case 'z':
      return 's';
    case 'y':
      return 'i';
    case 'w':
      return 'v';
    default:
      return word[at];
  }
}

// What is written and not heard at the end of a word. A mute e makes the consonant before it heard.
std::string_view without_mute_end(std::string_view word) {
  constexpr std::size_t kShortest = 3;
  if (word.size() >= kShortest && word.ends_with("es")) return word.substr(0, word.size() - 2);
  if (word.size() >= kShortest && word.ends_with('e')) return word.substr(0, word.size() - 1);
  while (word.size() >= kShortest && std::string_view("sxtdpz").find(word.back()) != std::string_view::npos)
    word.remove_suffix(1);
  return word;
}

}  // namespace

std::string pronunciation(std::string_view written) {
  const std::string plain = with_plain_letters(written);
  std::string_view word = plain;
  std::string_view end;
  for (const Rewriting& ending : kEnds) {
    if (word.size() > ending.letters.size() + 1 && word.ends_with(ending.letters)) {
      word.remove_suffix(ending.letters.size());
      end = ending.sound;
      break;
    }
  }
  if (end.empty()) word = without_mute_end(word);
  std::string sounds;
  const auto add = [&](char sound) {
    // Doubled letters sound as one; an e inside a word is left out as often as not.
    const bool inner_e = (sound == 'e' || sound == 'E') && !sounds.empty();
    if (!inner_e && (sounds.empty() || sounds.back() != sound)) sounds += sound == 'e' ? 'E' : sound;
  };
  for (std::size_t at = 0; at < word.size();) {
    const auto* const found = std::find_if(kInside.begin(), kInside.end(), [&](const Rewriting& rule) {
      return word.substr(at).starts_with(rule.letters) && applies(rule.letters, plain, at);
    });
    if (found != kInside.end()) {
      for (const char sound : found->sound) add(sound);
      at += found->letters.size();
      continue;
    }
    if (word[at] != 'h') add(single(plain, at));
    ++at;
  }
  // An accent at the end is heard, whatever was left out before it.
  if (!plain.empty() && plain.back() == 'E' && end.empty()) sounds += 'E';
  sounds += end;
  return sounds;
}

bool sound_alike(std::string_view written, std::string_view other) {
  return pronunciation(written) == pronunciation(other);
}

}  // namespace fonds::search
