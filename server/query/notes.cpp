#include "server/query/notes.h"

#include "server/query/characters.h"

namespace fonds::query::notes {
namespace {

// U+00A0 inside guillemets and before a colon, U+202F before a question mark, as French typography has it.
constexpr std::string_view kNoBreak = "\u00A0";

// Longest quotation of the reader's own text, in bytes; enough for a date or a few words.
constexpr std::size_t kMaxQuoted = 80;

std::string in_guillemets(std::string_view typed) {
  const std::string clean = clean_quotation(typed);
  const std::string_view shown = cut_at_word(clean, kMaxQuoted);
  std::string out = "«";
  out.append(kNoBreak).append(shown);
  if (shown.size() < clean.size()) out += "…";
  return out.append(kNoBreak) += "»";
}

}  // namespace

std::string invalid_date(std::string_view typed) {
  return in_guillemets(typed) +
         " n’est pas une date\u00A0: cette condition est ignorée. Exemples\u00A0: date:2017-04, date:\"5 "
         "avril 2017\", "
         "date:\"depuis 2016\".";
}

std::string unclosed_quote() {
  return "Un guillemet n’est pas refermé\u00A0: les mots qui le suivent sont cherchés séparément.";
}

std::string unclosed_parenthesis() {
  return "Une parenthèse n’est pas refermée\u00A0: elle est ignorée.";
}

std::string unopened_parenthesis() {
  return "Une parenthèse est fermée sans avoir été ouverte\u00A0: elle est ignorée.";
}

std::string empty_parentheses() {
  return "Des parenthèses vides sont ignorées.";
}

std::string prefix_too_short(std::string_view word) {
  return "Il faut au moins deux lettres devant l’astérisque\u00A0: le mot " + in_guillemets(word) +
         " est cherché tel quel.";
}

std::string operator_left_out(std::string_view name) {
  return "L’opérateur " + in_guillemets(name) + " est ignoré\u00A0: il lui manque un mot à relier.";
}

std::string operator_as_word(std::string_view name) {
  return in_guillemets(name) + ", seul, est cherché comme un mot.";
}

std::string too_many_bytes() {
  return "La recherche est trop longue\u00A0: sa fin est ignorée.";
}

std::string too_many_words(std::size_t limit) {
  return "La recherche compte trop de mots\u00A0: seuls les " + std::to_string(limit) +
         " premiers sont cherchés.";
}

std::string too_deep(std::size_t limit) {
  return "Trop de parenthèses sont imbriquées\u00A0: au-delà de " + std::to_string(limit) +
         " niveaux, elles sont ignorées.";
}

std::string phrase_too_long(std::size_t limit) {
  return "Une expression entre guillemets est trop longue\u00A0: seuls ses " + std::to_string(limit) +
         " premiers mots sont cherchés.";
}

std::string nothing_to_search(std::string_view typed) {
  return "Rien ne peut être cherché dans " + in_guillemets(typed) + "\u00A0: tous les articles sont montrés.";
}

std::string unsearchable(std::string_view typed) {
  return in_guillemets(typed) +
         " ne contient ni lettre ni chiffre à chercher\u00A0: cette condition est ignorée.";
}

std::string too_costly(std::string_view typed) {
  return in_guillemets(typed) +
         " est trop fréquent pour être cherché avec tout le reste\u00A0: cette condition est ignorée.";
}

std::string too_many_spellings() {
  return "Il y a trop de mots pour chercher des orthographes voisines de chacun\u00A0: les derniers sont "
         "cherchés tels "
         "quels.";
}

std::string said_date(std::string_view typed, bool every_year, bool in_text) {
  std::string note = in_guillemets(typed) + "\u00A0: ";
  if (in_text) note += "dans le texte ou la date de l’article";
  if (in_text && every_year) note += ", ";
  if (every_year) note += "de toutes les années";
  return note + ".";
}

std::string not_required(std::string_view typed) {
  return in_guillemets(typed) +
         " n’a pas été exigé\u00A0: aucun article n’a ce petit mot à côté des autres. Entre guillemets, "
         "l’expression est cherchée telle quelle.";
}

std::string nowhere(std::string_view typed) {
  return in_guillemets(typed) + " n’est dans aucun article.";
}

std::string unknown_field(std::string_view typed, std::string_view meant) {
  return in_guillemets(std::string(typed) + ":") +
         " n’est pas un champ et se cherche comme du texte. Vouliez-vous écrire " +
         in_guillemets(std::string(meant) + ":") + "\u202F?";
}

}  // namespace fonds::query::notes
