#include "server/search/other_writings.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/dictionary/dictionary.h"
#include "indexer/text/ascii.h"
#include "indexer/text/one_of.h"
#include "indexer/text/stemmer.h"
#include "server/search/said_period.h"

namespace fonds::search {

namespace {

using Writings = std::vector<std::vector<std::string>>;

constexpr std::size_t kLongestAcronym = 4;  // letters before a number: CAC, SARS
constexpr std::size_t kLongestFigure = 6;
constexpr std::size_t kSubscriber = 9;         // digits of a French telephone number behind its 0
constexpr std::size_t kLongestTelephone = 14;  // 0033 0 4 78 00 00 00

// Ends of ordinals and hours, which are words of their own: 2e, 1er, 20h.
constexpr auto kEndsOfNumbers = std::to_array<std::string_view>(
    {"e", "er", "ere", "eme", "emes", "es", "h", "m", "nd", "nde", "re", "s", "min", "eur"});
constexpr auto kRoman =
    std::to_array<std::string_view>({"ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiii", "xiv",
                                     "xv", "xvi", "xvii", "xviii", "xix", "xx"});
constexpr auto kRomanValues =
    std::to_array<int>({2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20});
static_assert(kRoman.size() == kRomanValues.size());
// Letters that are words, so that before a number they are hardly a name: à 6 euros, il y 3.
constexpr auto kWordsToo = std::to_array<std::string_view>({"a", "y"});

// What is written together with the word behind it, apart, or with a hyphen (1990 wants it together).
constexpr auto kPrefixes = std::to_array<std::string_view>(
    {"aero",  "agro",   "ante",  "anti",  "audio", "auto",    "avant",  "bi",    "bio",    "centre",
     "co",    "contre", "cyber", "demi",  "eco",   "electro", "entre",  "euro",  "extra",  "geo",
     "hydro", "hyper",  "infra", "inter", "intra", "macro",   "mega",   "micro", "mini",   "mono",
     "moto",  "multi",  "neo",   "para",  "photo", "poly",    "porte",  "post",  "pseudo", "psycho",
     "radio", "semi",   "socio", "super", "supra", "tele",    "thermo", "trans", "tri",    "ultra",
     "uni",   "vice",   "video", "web",   "week"});
// What is part of a name, and written together with it or apart.
constexpr auto kParticles = std::to_array<std::string_view>(
    {"al", "ben", "da", "de", "del", "des", "di", "du", "el", "la", "le", "les", "mac", "mc", "van", "von"});
// Letters of what may be half of a word.
constexpr std::size_t kHalf = 3;
constexpr std::size_t kRestOfPrefix = 4;

struct Road {
  std::array<std::string_view, 2> letters;
  std::string_view adjective;
};
constexpr auto kRoads = std::to_array<Road>(
    {{{"d", "rd"}, "departementale"}, {{"n", "rn"}, "nationale"}, {{"a", "a"}, "autoroute"}});

bool is_figure(std::string_view word) {
  return !word.empty() && word.size() <= kLongestFigure &&
         std::all_of(word.begin(), word.end(), text::is_ascii_digit);
}
bool is_letters(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), text::is_ascii_letter);
}

// "cac40" as "cac", "40"; empty where there is anything else than letters and digits.
std::vector<std::string> parts_of(std::string_view word) {
  std::vector<std::string> parts;
  for (const char c : word) {
    if (!text::is_ascii_digit(c) && !text::is_ascii_letter(c)) return {};
    if (parts.empty() || text::is_ascii_digit(parts.back().back()) != text::is_ascii_digit(c))
      parts.emplace_back();
    parts.back() += c;
  }
  return parts;
}

std::string number_text(std::string_view roman) {
  const auto* const found = std::find(kRoman.begin(), kRoman.end(), roman);
  if (found == kRoman.end()) return {};
  return std::to_string(kRomanValues[static_cast<std::size_t>(found - kRoman.begin())]);
}

std::string roman_text(std::string_view number) {
  for (std::size_t i = 0; i < kRoman.size(); ++i) {
    if (std::to_string(kRomanValues[i]) == number) return std::string(kRoman[i]);
  }
  return {};
}

class Reader {
 public:
  Reader(std::string_view text, const text::Analysis& analysis, const ArchiveWords& archive)
      : text_(text), archive_(archive), words_(analysis.positions()) {
    for (const text::Token& token : analysis.tokens()) {
      if (token.kind == text::TokenKind::word) words_[token.position] = &token;
      if (token.kind == text::TokenKind::compound) compounds_.push_back(&token);
    }
  }

  std::vector<OtherWriting> run() {
    std::vector<OtherWriting> found;
    for (std::uint32_t i = 0; i < words_.size();) {
      OtherWriting other;
      other.begin = other.end = i;
      if (words_[i] != nullptr) read(i, other);
      if (other.end > i) {
        i = other.end;
        found.push_back(std::move(other));
      } else {
        ++i;
      }
    }
    return found;
  }

 private:
  std::string_view word(std::uint32_t i) const {
    return i < words_.size() && words_[i] != nullptr ? words_[i]->folded : std::string_view();
  }
  // What stands between a word and the next; a sign that nothing has where there is no next.
  std::string_view gap(std::uint32_t i) const {
    if (i + 1 >= words_.size() || words_[i + 1] == nullptr || words_[i + 1]->begin < words_[i]->end)
      return "|";
    return text_.substr(words_[i]->end, words_[i + 1]->begin - words_[i]->end);
  }
  bool is_near(std::uint32_t i) const {
    const std::string_view between = gap(i);
    return between == " " || between == "-" || between == ". " || between == "." || between == "\u00A0";
  }
  bool follows_hyphen(std::uint32_t i) const { return gap(i) == "-"; }

  void read(std::uint32_t i, OtherWriting& other) const {
    if (telephone(i, other) || host(i, other) || acronym(i, other) || mixed(i, other) || pair(i, other) ||
        decimal(i, other) || road(i, other) || counted(i, other) || named(i, other) || initials(i, other) ||
        apart(i, other) || together(i, other)) {
      return;
    }
  }

  bool is_word(std::string_view folded) const {
    return archive_.has(folded) || dictionary::is_common_word(folded);
  }
  // In any number.
  bool has(const std::string& folded) const {
    return archive_.has(folded) || archive_.has(folded + "s") ||
           (folded.back() == 's' && archive_.has(std::string_view(folded).substr(0, folded.size() - 1)));
  }
  bool is_name(std::string_view folded) const { return archive_.has(folded) && archive_.is_name(folded); }

  // Whether two words may be one: éco quartier, plate forme; Le Goff. What the archive has no half of is a slip
  // (correction.h): biblio thèque.
  bool are_one(std::string_view first, std::string_view second) const {
    if (!is_letters(first) || !is_letters(second) || text::is_stop_word(second)) return false;
    if (text::is_one_of(first, kParticles)) return second.size() >= kHalf && is_name(second);
    if (text::is_one_of(first, kPrefixes)) return second.size() >= kHalf;
    // Of any two words an archive may have the joined form, from a hyphen: the prix Marguerite-Tissot.
    return first.size() >= kHalf && second.size() >= kHalf && !text::is_stop_word(first) &&
           archive_.has(first) && archive_.has(second) &&
           dictionary::is_common_word(std::string(first) + std::string(second));
  }

  // éco quartier, Le Goff, Mc Donald
  bool apart(std::uint32_t i, OtherWriting& other) const {
    if (gap(i) != " " || !are_one(word(i), word(i + 1))) return false;
    const std::string joined = std::string(word(i)) + std::string(word(i + 1));
    if (!has(joined) || text::is_stop_word(joined)) return false;
    other.end = i + 2;
    other.inflected = true;
    other.writings.push_back({joined});
    return true;
  }

  // écoquartier, Legoff, McDonald
  bool together(std::uint32_t i, OtherWriting& other) const {
    const std::string_view whole = word(i);
    if (!is_letters(whole)) return false;
    const auto add = [&](std::string_view first, std::size_t shortest, auto&& may_follow) {
      if (!whole.starts_with(first) || whole.size() < first.size() + shortest) return;
      const std::string_view rest = whole.substr(first.size());
      if (archive_.has(first) && may_follow(rest))
        other.writings.push_back({std::string(first), std::string(rest)});
    };
    for (const std::string_view prefix : kPrefixes) {
      const std::size_t rest = prefix == "week" ? kHalf : kRestOfPrefix;
      add(prefix, rest, [&](std::string_view word) { return is_word(word) && !text::is_stop_word(word); });
    }
    for (const std::string_view particle : kParticles)
      add(particle, kHalf, [&](std::string_view word) { return is_name(word); });
    if (other.writings.empty()) return false;
    other.end = i + 1;
    other.inflected = true;
    return true;
  }

  bool is_initial(std::uint32_t i) const {
    return word(i).size() == 1 && is_letters(word(i)) && words_[i]->letter_case != text::Case::lower;
  }
  bool begins_name(std::uint32_t i) const {
    return !word(i).empty() && word(i).size() > 1 && words_[i]->letter_case != text::Case::lower;
  }

  // J.-Y. Cochet, J. Y. Cochet; JY Cochet, J.Y. Cochet
  bool initials(std::uint32_t i, OtherWriting& other) const {
    if (is_initial(i) && is_initial(i + 1) && begins_name(i + 2)) {
      other.end = i + 2;
      other.only_these = true;
      other.writings.push_back({std::string(word(i)) + std::string(word(i + 1))});
      other.writings.push_back({std::string(word(i)), std::string(word(i + 1))});
      return true;
    }
    const std::string_view both = word(i);
    if (both.size() != 2 || !is_letters(both) || words_[i]->letter_case != text::Case::upper ||
        !begins_name(i + 1))
      return false;
    other.end = i + 1;
    other.writings.push_back({std::string(both.substr(0, 1)), std::string(both.substr(1))});
    return true;
  }

  static bool is_road_name(std::string_view word) {
    return std::any_of(kRoads.begin(), kRoads.end(),
                       [&](const Road& road) { return road.adjective == word; });
  }

  static void add_roads(std::string_view letters, const std::string& figure, Writings& writings) {
    for (const Road& known : kRoads) {
      if (!text::is_one_of(letters, known.letters) && letters != known.adjective) continue;
      for (const std::string_view other : known.letters) {
        if (other == letters) continue;
        writings.push_back({std::string(other) + figure});
        writings.push_back({std::string(other), figure});
      }
      if (letters != known.adjective) writings.push_back({std::string(known.adjective), figure});
    }
  }

  // CE 2, L. 123-4
  bool acronym(std::uint32_t i, OtherWriting& other) const {
    const std::string letters(word(i));
    const std::string figure(word(i + 1));
    if (!is_letters(letters) || letters.size() > kLongestAcronym || !is_figure(figure) || !is_near(i))
      return false;
    if (month_named(letters) > 0) return false;
    if (words_[i]->letter_case == text::Case::lower ||
        (letters.size() > 1 && words_[i]->letter_case != text::Case::upper))
      return false;
    const bool weak = letters.size() == 1 || text::is_stop_word(letters);
    const bool apart = !text::is_one_of(letters, kWordsToo);
    other.end = i + 2;
    other.only_these = weak;
    if (is_figure(word(i + 2)) && follows_hyphen(i + 1)) {
      const std::string second(word(i + 2));
      other.end = i + 3;
      other.only_these = true;
      if (apart) other.writings.push_back({letters, figure, second});
      other.writings.push_back({letters + figure, second});
      other.writings.push_back({letters + figure + second});
      return true;
    }
    if (weak && apart) other.writings.push_back({letters, figure});
    other.writings.push_back({letters + figure});
    add_roads(letters, figure, other.writings);
    return true;
  }

  // CAC40, 4x4, 30ans, L123-4
  bool mixed(std::uint32_t i, OtherWriting& other) const {
    const std::vector<std::string> parts = parts_of(word(i));
    if (parts.size() < 2 || parts.size() > 3) return false;
    if (text::is_ascii_digit(parts.front().front()) && parts.size() == 2 &&
        text::is_one_of(parts[1], kEndsOfNumbers))
      return false;
    const bool letters_first = parts.size() == 2 && text::is_ascii_letter(parts.front().front());
    if (letters_first && text::is_one_of(parts.front(), kWordsToo)) return false;
    other.end = i + 1;
    if (letters_first && is_figure(word(i + 1)) && follows_hyphen(i)) {
      const std::string second(word(i + 1));
      other.end = i + 2;
      other.only_these = true;
      other.writings.push_back({parts[0], parts[1], second});
      other.writings.push_back({parts[0] + parts[1], second});
      other.writings.push_back({parts[0] + parts[1] + second});
      return true;
    }
    other.writings.push_back(parts);
    if (letters_first) add_roads(parts[0], parts[1], other.writings);
    return true;
  }

  // 49-3, a score of 3-1: side by side, or with a full stop
  bool pair(std::uint32_t i, OtherWriting& other) const {
    constexpr std::size_t kYear = 4;
    const std::string first(word(i));
    const std::string second(word(i + 1));
    if (!is_figure(first) || !is_figure(second) || !follows_hyphen(i)) return false;
    if (first.size() >= kYear || second.size() >= kYear || month_named(word(i + 2)) > 0) return false;
    other.end = i + 2;
    other.only_these = true;
    other.writings.push_back({first, second});
    other.writings.push_back({first + "." + second});
    other.writings.push_back({first, "a", second});
    return true;
  }

  // 49.3
  bool decimal(std::uint32_t i, OtherWriting& other) const {
    const std::string_view folded = word(i);
    const std::size_t dot = folded.find('.');
    if (dot == std::string_view::npos || !is_figure(folded.substr(0, dot)) ||
        !is_figure(folded.substr(dot + 1)))
      return false;
    // 2,5 points is no article.
    if (text_.substr(words_[i]->begin, words_[i]->end - words_[i]->begin).find('.') == std::string_view::npos)
      return false;
    other.end = i + 1;
    other.writings.push_back({std::string(folded.substr(0, dot)), std::string(folded.substr(dot + 1))});
    return true;
  }

  // départementale 307, route nationale 7
  bool road(std::uint32_t i, OtherWriting& other) const {
    if (word(i) == "route" && gap(i) == " " && is_road_name(word(i + 1)) && road(i + 1, other)) {
      other.writings.push_back({std::string(word(i + 1)), std::string(word(i + 2))});
      return true;
    }
    const std::string figure(word(i + 1));
    if (!is_figure(figure) || gap(i) != " ") return false;
    add_roads(word(i), figure, other.writings);
    if (other.writings.empty()) return false;
    if (word(i).size() <= 2) return other.writings.clear(), false;  // in small letters: d, n
    other.end = i + 2;
    return true;
  }

  // 30 ans
  bool counted(std::uint32_t i, OtherWriting& other) const {
    if (!is_figure(word(i)) || !is_letters(word(i + 1)) || gap(i) != " ") return false;
    if (text::is_one_of(word(i + 1), kEndsOfNumbers) || month_named(word(i + 1)) > 0) return false;
    other.end = i + 2;
    other.writings.push_back({std::string(word(i)) + std::string(word(i + 1))});
    return true;
  }

  // covid 19; tome II, tome 2
  bool named(std::uint32_t i, OtherWriting& other) const {
    constexpr std::size_t kShortest = 3;
    const std::string_view name = word(i);
    const std::string_view number = word(i + 1);
    if (name.size() < kShortest || !is_letters(name) || text::is_stop_word(name) || gap(i) != " ")
      return false;
    // Of « article 49-3 » the number is a pair.
    if (month_named(name) > 0 || (follows_hyphen(i + 1) && is_figure(word(i + 2)))) return false;
    const bool capitals =
        i + 1 < words_.size() && words_[i + 1] != nullptr && words_[i + 1]->letter_case == text::Case::upper;
    std::string written = capitals ? number_text(number) : roman_text(number);
    if (!written.empty()) other.writings.push_back({std::string(name), std::move(written)});
    if (is_figure(number)) other.writings.push_back({std::string(name) + std::string(number)});
    if (other.writings.empty()) return false;
    other.end = i + 2;
    return true;
  }

  // www.exemple.fr, https://www.exemple.fr
  bool host(std::uint32_t i, OtherWriting& other) const {
    std::uint32_t at = i;
    if ((word(at) == "http" || word(at) == "https") && gap(at) == "://") ++at;
    if (word(at) == "www") ++at;
    if (at == i) return false;
    for (const text::Token* compound : compounds_) {
      if (compound->position != at) continue;
      other.end = std::max(other.end, compound->position + compound->span);
      other.writings = {{std::string(compound->folded)}};
    }
    return other.end > i;
  }

  // 04 78 00 00 00, +33 4 78 00 00 00, 0033478000000, 0478 00 00 00: however its digits are grouped.
  bool telephone(std::uint32_t i, OtherWriting& other) const {
    std::string digits;
    for (std::uint32_t at = i; is_digits(word(at)) && digits.size() + word(at).size() <= kLongestTelephone;
         ++at) {
      digits += word(at);
      if (const std::string_view subscriber = subscriber_of(digits); !subscriber.empty()) {
        // More digits behind are another number.
        if (stands_by(at) && is_digits(word(at + 1))) return false;
        other.end = at + 1;
        other.writings = telephone_writings(subscriber);
        return true;
      }
      if (!stands_by(at)) return false;
    }
    return false;
  }

  static bool is_digits(std::string_view word) {
    return !word.empty() && std::all_of(word.begin(), word.end(), text::is_ascii_digit);
  }
  // Only what groups the digits of a number: "(0)4 72.10-30".
  bool stands_by(std::uint32_t i) const {
    std::string between(gap(i));
    for (std::size_t at = 0; (at = between.find("\u00A0")) != std::string::npos;) between.replace(at, 2, " ");
    return between.size() <= 2 && between.find_first_not_of(" .-()/") == std::string::npos;
  }
  // The digits behind the 0 or the code of France; the plus is no part of a query's words. Empty: no such number.
  static std::string_view subscriber_of(std::string_view digits) {
    for (const std::string_view before : {"0033", "33", ""}) {
      if (!digits.starts_with(before)) continue;
      std::string_view rest = digits.substr(before.size());
      const bool zero = rest.starts_with('0');
      if (zero) rest.remove_prefix(1);
      if ((zero || !before.empty()) && rest.size() == kSubscriber && rest.front() != '0') return rest;
    }
    return {};
  }
  static Writings telephone_writings(std::string_view subscriber) {
    std::vector<std::string> groups = {std::string(subscriber.substr(0, 1))};
    for (std::size_t at = 1; at < subscriber.size(); at += 2) groups.emplace_back(subscriber.substr(at, 2));
    const std::string whole(subscriber);
    Writings writings = {{"0" + whole}, {"33" + whole}, {"0033" + whole}};
    for (const std::vector<std::string>& before : {std::vector<std::string>{"33"}, {"33", "0"}, {"0033"}}) {
      std::vector<std::string> grouped = before;
      grouped.insert(grouped.end(), groups.begin(), groups.end());
      writings.push_back(std::move(grouped));
    }
    return writings;
  }

  std::string_view text_;
  const ArchiveWords& archive_;
  std::vector<const text::Token*> words_;  // by position
  std::vector<const text::Token*> compounds_;
};

}  // namespace

std::vector<OtherWriting> other_writings(std::string_view text, const text::Analysis& analysis,
                                         const ArchiveWords& archive) {
  return Reader(text, analysis, archive).run();
}

}  // namespace fonds::search
