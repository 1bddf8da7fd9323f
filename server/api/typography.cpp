#include "server/api/typography.h"

#include <algorithm>
#include <array>

#include "indexer/text/ascii.h"
#include "indexer/text/one_of.h"

namespace fonds::api {
namespace {

constexpr std::string_view kNoBreak = "\u00A0", kNarrow = "\u202F", kApostrophe = "’";
constexpr std::size_t kThousands = 3;  // digits of a group

// What does not stand at the end of a line before a name or a number.
constexpr auto kBeforeName = std::to_array<std::string_view>(
    {"M.",  "MM.", "Mr",  "Mr.", "Mme", "Mmes", "Mlle", "Mlles", "Dr",    "Dr.", "Pr",
     "Pr.", "Me",  "Mes", "Mgr", "n°",  "N°",   "p.",   "art.",  "chap.", "St",  "Ste"});
// What does not stand at the beginning of a line behind a number.
constexpr auto kBehindNumber = std::to_array<std::string_view>(
    {"janvier",   "février",  "mars",     "avril",      "mai",       "juin",    "juillet",   "août",
     "septembre", "octobre",  "novembre", "décembre",   "euros",     "euro",    "€",         "%",
     "km",        "m",        "m²",       "cm",         "mm",        "kg",      "g",         "t",
     "ha",        "l",        "h",        "heures",     "heure",     "min",     "minutes",   "ans",
     "an",        "millions", "million",  "milliards",  "milliard",  "°C",      "habitants", "articles",
     "personnes", "mètres",   "mètre",    "kilomètres", "kilomètre", "km/h",    "km²",       "m³",
     "litres",    "litre",    "kilos",    "kilo",       "grammes",   "gramme",  "tonnes",    "tonne",
     "hectares",  "hectare",  "degrés",   "degré",      "jours",     "jour",    "mois",      "semaines",
     "semaine",   "secondes", "seconde",  "siècles",    "siècle",    "dollars", "dollar",    "francs",
     "franc",     "k€",       "M€",       "kWh",        "MW",        "kW",      "points",    "point",
     "fois"});

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_upper(char c) {
  return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) == 0xC3;
}

// The word at the end or the beginning of a text.
std::string_view last_word(std::string_view text) {
  const auto space = text.find_last_of(" \n(");
  return space == std::string_view::npos ? text : text.substr(space + 1);
}
std::string_view first_word(std::string_view text) {
  auto word = text.substr(0, text.find_first_of(" \n<&"));
  while (!word.empty() && std::string_view(".,;:)").find(word.back()) != std::string_view::npos) {
    word.remove_suffix(1);
  }
  return word;
}

bool is_number(std::string_view word) {
  if (word == "1er") return true;
  return !word.empty() && text::is_ascii_digit(word.front()) && text::is_ascii_digit(word.back());
}

bool is_thousand(std::string_view word) {
  return word.size() == kThousands && std::all_of(word.begin(), word.end(), text::is_ascii_digit);
}

// What to write for a space between two runs of text.
std::string_view space_between(std::string_view before, std::string_view after) {
  if (after.empty() || before.empty()) return " ";
  if (after.front() == ';' || after.front() == '!' || after.front() == '?') return kNarrow;
  if (after.front() == ':' || after.starts_with("»") || before.ends_with("«")) return kNoBreak;
  const auto left = last_word(before);
  const auto right = first_word(after);
  if (is_number(left)) {
    if (text::is_one_of(right, kBehindNumber)) return kNoBreak;
    // 12 000, but not « en 2017 100 personnes ».
    if (is_thousand(right) && left.size() <= kThousands && left != "1er") return kNarrow;
  }
  const bool name_or_number = is_upper(after.front()) || text::is_ascii_digit(after.front());
  return name_or_number && text::is_one_of(left, kBeforeName) ? kNoBreak : " ";
}

// 1er, 2e, XIXe: the letters behind the number, which French raises; "" where there are none.
std::string_view raised_ending(std::string_view before, std::string_view rest) {
  const auto ends = [&](std::size_t length) {
    return rest.size() == length || (!is_letter(rest[length]) && !text::is_ascii_digit(rest[length]));
  };
  const std::string_view word = last_word(before);
  if (word == "1" && rest.starts_with("er") && ends(2)) return rest.substr(0, 2);
  const bool arabic = !word.empty() && std::all_of(word.begin(), word.end(), text::is_ascii_digit);
  if (arabic && ends(1)) return rest.substr(0, 1);
  const bool roman = !word.empty() && word.find_first_not_of("IVXLC") == std::string_view::npos;
  // Of one letter it may be a word: Le, Ce.
  if (!roman || !ends(1)) return {};
  const bool counted = rest.substr(1).starts_with(" siècle") || rest.substr(1).starts_with(" République");
  return word.size() > 1 || counted ? rest.substr(0, 1) : std::string_view();
}

}  // namespace

std::string typeset(std::string_view html) {
  std::string out;
  out.reserve(html.size() + html.size() / 16);
  // The text so far without its tags: « <mark>pont</mark> ! » is read as « pont ! ».
  std::string text;
  int verbatim = 0;
  for (std::size_t i = 0; i < html.size(); ++i) {
    if (html[i] == '<') {
      const auto end = std::min(html.find('>', i), html.size() - 1);
      const auto tag = html.substr(i, end - i + 1);
      if (tag.starts_with("<pre") || tag.starts_with("<code")) ++verbatim;
      if (tag.starts_with("</pre") || tag.starts_with("</code")) --verbatim;
      out += tag;
      i = end;
      continue;
    }
    if (verbatim == 0 && html[i] == 'e') {
      const std::string_view ending = raised_ending(text, html.substr(i));
      if (!ending.empty()) {
        out.append("<sup>").append(ending).append("</sup>");
        text += ending;
        i += ending.size() - 1;
        continue;
      }
    }
    std::string_view sign = html.substr(i, 1);
    if (verbatim == 0 && html[i] == ' ') {
      auto after = html.substr(i + 1);
      while (after.starts_with('<') && after.find('>') != std::string_view::npos) {
        after.remove_prefix(after.find('>') + 1);
      }
      sign = space_between(text, after);
    } else if (verbatim == 0) {
      const std::string_view straight = html.substr(i).starts_with("&#39;") ? "&#39;" : "'";
      const auto behind = i + straight.size();
      if (html.substr(i).starts_with(straight) && !text.empty() && is_letter(text.back()) &&
          behind < html.size() && is_letter(html[behind])) {
        sign = kApostrophe;
        i = behind - 1;
      }
    }
    out += sign;
    // A space of any kind parts words here.
    if (html[i] == ' ') {
      text += ' ';
    } else {
      text += sign;
    }
    // Only the last word is looked at.
    if (text.size() > 256) text.erase(0, text.size() - 64);
  }
  return out;
}

}  // namespace fonds::api
