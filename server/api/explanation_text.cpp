#include "server/api/explanation_text.h"

#include <cmath>

#include "server/api/site_text.h"

namespace fonds::api {

namespace {

using search::Rule;

struct RuleText {
  Rule rule;
  std::string_view name, french;
};
constexpr RuleText kRules[] = {
    {Rule::as_written, "as_written", "tel quel"},
    {Rule::elision, "elision", "tel quel, après une élision"},
    {Rule::accents, "accents", "aux accents et aux majuscules près"},
    {Rule::inflexion, "inflexion", "au pluriel, au féminin ou sous une autre forme"},
    {Rule::sign, "sign", "par un signe ou en chiffres"},
    {Rule::prefix, "prefix", "mot qui commence ainsi"},
    {Rule::phrase, "phrase", "expression, mots côte à côte"},
    {Rule::compound, "compound", "mot composé, écrit en un mot ou en plusieurs"},
    {Rule::synonym, "synonym", "synonyme"},
    {Rule::correction, "correction", "orthographe corrigée"},
    {Rule::close, "close", "orthographe voisine"},
};

const RuleText& text_of(Rule rule) {
  for (const RuleText& text : kRules) {
    if (text.rule == rule) return text;
  }
  return kRules[0];
}

// "dans le titre et 3 fois dans le texte"
std::string places(const search::MatchedForm& form) {
  std::string text;
  const auto add = [&](std::uint32_t times, std::string_view where) {
    if (times == 0) return;
    if (!text.empty()) text += ", ";
    if (times > 1) text += french_number(times) + "\u00A0fois ";
    text += where;
  };
  add(form.title, "dans le titre");
  add(form.lead, "dans le chapeau");
  add(form.body, "dans le texte");
  return text;
}

// Readers compare: what a number of points is, nobody knows.
std::string_view share_text(double share) {
  constexpr double kMost = 0.6, kMuch = 0.35, kSome = 0.12;
  if (share >= kMost) return "compte pour l’essentiel";
  if (share >= kMuch) return "compte pour beaucoup";
  if (share >= kSome) return "compte pour une part";
  return "compte pour peu";
}

}  // namespace

std::string_view name_of(Rule rule) {
  return text_of(rule).name;
}

std::string french_text(const search::WordReason& reason) {
  std::string text = in_guillemets(reason.word) + "\u00A0: ";
  if (reason.forms.empty())
    return text + (reason.weight > 0 ? "présent dans l’article" : "absent de l’article");
  bool first = true;
  for (const search::MatchedForm& form : reason.forms) {
    if (!first) text += "\u202F; ";
    first = false;
    text += text_of(form.rule).french;
    if (form.text != reason.word) text += " (" + in_guillemets(form.text) + ")";
    text += " " + places(form);
  }
  return text;
}

std::vector<std::string> french_lines(const search::Explanation& explanation) {
  double score = explanation.place;
  for (const search::WordReason& reason : explanation.words) score += reason.weight;
  const bool scored = score > 0;
  const auto worth = [&](double weight) {
    return scored && weight > 0 ? " – " + std::string(share_text(weight / score)) : std::string();
  };
  std::vector<std::string> lines;
  for (const search::WordReason& reason : explanation.words) {
    lines.push_back(french_text(reason) + worth(reason.weight) + ".");
  }
  if (scored && explanation.place >= 0.05) {
    lines.push_back(
        "Place des mots, proches les uns des autres ou au début de l’article, et date de celui-ci" +
        worth(explanation.place) + ".");
  }
  return lines;
}

}  // namespace fonds::api
