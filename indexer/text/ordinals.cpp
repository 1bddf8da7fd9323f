// Ordinals: 1er is premier, 2ème and 2° are 2e is deuxième, XXIe is 21e, seconde édition is 2e édition. The short form
// is the word, the long form an alternate.
#include <algorithm>
#include <array>
#include <string>

#include "indexer/text/number_text.h"
#include "indexer/text/rules.h"
#include "indexer/text/stemmer.h"

namespace fonds::text {
namespace {

constexpr int kMaxRoman = 39;  // I, V and X only: L, C, D and M begin too many words

constexpr std::array<std::string_view, 20> kUnder20 = {
    "",          "unieme",   "deuxieme",    "troisieme",   "quatrieme",
    "cinquieme", "sixieme",  "septieme",    "huitieme",    "neuvieme",
    "dixieme",   "onzieme",  "douzieme",    "treizieme",   "quatorzieme",
    "quinzieme", "seizieme", "dixseptieme", "dixhuitieme", "dixneuvieme"};
constexpr std::array<std::string_view, 10> kTens = {
    "",          "dix",      "vingt",    "trente",      "quarante",
    "cinquante", "soixante", "soixante", "quatrevingt", "quatrevingt"};

// The ordinal in letters, as the joined form of its compound: vingtetunieme, dixseptieme. Empty beyond 100.
std::string spelled(int value) {
  if (value == 100) return "centieme";
  if (value == 1000) return "millieme";
  if (value < 2 || value > 99) return {};
  if (value < 20) return std::string(kUnder20[static_cast<std::size_t>(value)]);
  const int tens = value / 10;
  int rest = value % 10;
  if (tens == 7 || tens == 9) rest += 10;
  std::string text(kTens[static_cast<std::size_t>(tens)]);
  if (rest == 0) {
    if (text.ends_with('e')) text.pop_back();  // trent-ième
    return text + "ieme";
  }
  if ((rest == 1 || rest == 11) && tens < 8) text += "et";
  return text + std::string(kUnder20[static_cast<std::size_t>(rest)]);
}

enum class Gender : std::uint8_t { none, masculine, feminine, any };

struct Ending {
  std::string_view text;
  Gender gender;
  bool plural;
  bool second;  // nd, nde
};
constexpr auto kEndings = std::to_array<Ending>({
    {"e", Gender::any, false, false},
    {"es", Gender::any, true, false},
    {"eme", Gender::any, false, false},
    {"emes", Gender::any, true, false},
    {"ieme", Gender::any, false, false},
    {"iemes", Gender::any, true, false},
    {"er", Gender::masculine, false, false},
    {"ers", Gender::masculine, true, false},
    {"re", Gender::feminine, false, false},
    {"res", Gender::feminine, true, false},
    {"ere", Gender::feminine, false, false},
    {"eres", Gender::feminine, true, false},
    {"iere", Gender::feminine, false, false},
    {"ieres", Gender::feminine, true, false},
    {"nd", Gender::masculine, false, true},
    {"nds", Gender::masculine, true, true},
    {"nde", Gender::feminine, false, true},
    {"ndes", Gender::feminine, true, true},
});

const Ending* ending_of(std::string_view text) {
  for (const Ending& ending : kEndings) {
    if (ending.text == text) return &ending;
  }
  return nullptr;
}

// Emits an ordinal; false if number and ending do not go together (3er, 5nd).
bool emit(Passage& passage, const Atom& atom, std::uint32_t end, int value, const Ending& ending) {
  TokenBuilder& out = passage.out;
  const std::string plural = ending.plural ? "s" : "";
  if (value == 1 && ending.gender != Gender::any && !ending.second) {
    const bool feminine = ending.gender == Gender::feminine;
    const std::string_view text = feminine ? "1re" : "1er";
    out.word(atom, text, text, atom.begin, end, false);
    out.alternate(out.keep((feminine ? "premiere" : "premier") + plural));
    return true;
  }
  if (ending.second && value != 2) return false;
  if (!ending.second && ending.gender != Gender::any) return false;
  const std::string_view text = out.keep(std::to_string(value) + 'e');
  out.word(atom, text, text, atom.begin, end, false);
  if (ending.second)
    out.alternate(out.keep((ending.gender == Gender::feminine ? "seconde" : "second") + plural));
  if (const std::string word = spelled(value); !word.empty()) out.alternate(out.keep(word + plural));
  return true;
}

// The value of a numeral of I, V and X in its usual spelling; 0 for anything else.
int roman(std::string_view text) {
  int value = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto digit = [](char c) { return c == 'i' ? 1 : c == 'v' ? 5 : c == 'x' ? 10 : 0; };
    const int here = digit(text[i]);
    if (here == 0) return 0;
    value += i + 1 < text.size() && digit(text[i + 1]) > here ? -here : here;
  }
  constexpr std::array<std::string_view, 10> kOnes = {"",  "i",  "ii",  "iii",  "iv",
                                                      "v", "vi", "vii", "viii", "ix"};
  if (value < 1 || value > kMaxRoman) return 0;
  std::string spelling(static_cast<std::size_t>(value / 10), 'x');
  spelling += kOnes[static_cast<std::size_t>(value % 10)];
  return spelling == text ? value : 0;
}

// What leads to the one that is counted: le 2° étage. Degrees are several, or have no article: les 30°, à 2° près.
constexpr auto kDeterminers =
    std::to_array<std::string_view>({"au", "ce", "cet", "cette", "chaque", "du", "l", "la", "le", "leur",
                                     "ma", "mon", "notre", "sa", "son", "un", "une", "votre"});
// What follows degrees after an article: le 45° nord.
constexpr auto kBehindDegrees = std::to_array<std::string_view>(
    {"celsius", "centigrade", "fahrenheit", "kelvin", "latitude", "longitude", "nord", "ouest"});

// "le 2° étage": of what is counted, a noun in lower case.
bool is_counted(const Passage& passage, std::size_t i) {
  constexpr std::size_t kShortest = 3;
  const bool sign =
      (passage.is_sign(i + 1, "°") || passage.is_sign(i + 1, "º")) && passage.gap(i + 1) == Gap::none;
  if (!sign || passage.gap(i + 2) != Gap::space || passage.kind(i + 2) != AtomKind::word) return false;
  const std::string_view noun = passage.folded(i + 2);
  const auto is_one_of = [](const auto& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  if (passage.atoms[i + 2].letter_case != Case::lower || noun.size() < kShortest || is_stop_word(noun) ||
      is_one_of(kBehindDegrees, noun))
    return false;
  return i == 0 || is_one_of(kDeterminers, passage.folded(i - 1));
}

bool is_period(std::string_view word) {
  return word == "siecle" || word == "siecles" || word == "s";
}

}  // namespace

std::size_t ordinal_rule(Passage& passage, std::size_t i) {
  const Atom& atom = passage.atoms[i];
  if (atom.kind == AtomKind::mixed) {
    const std::size_t digits = atom.folded.find_first_not_of("0123456789");
    const int value = small_number(atom.folded.substr(0, digits));
    const Ending* ending = ending_of(atom.folded.substr(digits));
    return value > 0 && ending != nullptr && emit(passage, atom, atom.end, value, *ending) ? 1 : 0;
  }
  if (is_counted(passage, i)) {
    const int value = small_number(atom.folded);
    if (value > 0 && value < 100) {
      const std::uint32_t end = passage.atoms[i + 1].end;
      if (value > 1) return emit(passage, atom, end, value, kEndings[0]) ? 2 : 0;
      passage.out.word(atom, "1er", "1er", atom.begin, end, false);
      passage.out.alternate("premier");
      return 2;
    }
  }
  // "1 er", "2 ème": a stray space.
  if (passage.gap(i + 1) != Gap::space || passage.kind(i + 1) != AtomKind::word) return 0;
  const std::string_view word = passage.folded(i + 1);
  if (word != "er" && word != "eme" && word != "ieme" && word != "ere") return 0;
  const int value = small_number(atom.folded);
  const Ending* ending = ending_of(word);
  return value > 0 && emit(passage, atom, passage.atoms[i + 1].end, value, *ending) ? 2 : 0;
}

// Of what is counted, not of time: there a number stands in front, or nothing behind.
std::size_t second_rule(Passage& passage, std::size_t i) {
  const Atom& atom = passage.atoms[i];
  if (atom.folded != "second" && atom.folded != "seconde") return 0;
  if (passage.gap(i + 1) != Gap::space || passage.kind(i + 1) != AtomKind::word ||
      is_stop_word(passage.folded(i + 1)))
    return 0;
  const bool counted = i > 0 && passage.near(i) && passage.kind(i - 1) != AtomKind::word;
  if (counted) return 0;
  passage.out.word(atom, false);
  passage.out.alternate("2e");
  passage.out.alternate(kUnder20[2]);
  return 1;
}

std::size_t roman_ordinal_rule(Passage& passage, std::size_t i) {
  const Atom& atom = passage.atoms[i];
  const char first = atom.folded.front();
  if ((first != 'i' && first != 'v' && first != 'x') || atom.folded.size() > 12) return 0;
  const bool period = passage.gap(i + 1) == Gap::space && is_period(passage.folded(i + 1)) &&
                      passage.folded(i + 1).size() > 1;
  std::size_t letters = 0;
  while (letters < atom.folded.size() &&
         std::string_view("ivx").find(atom.folded[letters]) != std::string_view::npos)
    ++letters;
  if (letters < atom.folded.size()) {
    const int value = roman(atom.folded.substr(0, letters));
    const Ending* ending = ending_of(atom.folded.substr(letters));
    if (value == 0 || ending == nullptr) return 0;
    // The capitals tell: XXIe, not vie or Vie; all in one case only before "siècle".
    bool capitals = true;
    // One sign may stand for several letters (ⅷ), so there may be fewer bytes than letters.
    const std::string_view source = passage.text(i);
    for (std::size_t k = 0; k < letters; ++k) {
      const char c = k < source.size() ? source[k] : ' ';
      capitals = capitals && c >= 'A' && c <= 'Z';
    }
    if (!(capitals && atom.letter_case == Case::capitalised) && !period) return 0;
    return emit(passage, atom, atom.end, value, *ending) ? 1 : 0;
  }
  // XXI siècle, XXI e siècle
  const int value = roman(atom.folded);
  if (value == 0) return 0;
  if (period) return emit(passage, atom, atom.end, value, kEndings[0]) ? 1 : 0;
  const bool loose = passage.gap(i + 1) == Gap::space &&
                     (passage.folded(i + 1) == "e" || passage.folded(i + 1) == "eme") &&
                     atom.letter_case != Case::lower && passage.atoms[i + 1].letter_case == Case::lower;
  return loose && emit(passage, atom, passage.atoms[i + 1].end, value, kEndings[0]) ? 2 : 0;
}

}  // namespace fonds::text
