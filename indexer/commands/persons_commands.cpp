// persons of an index: who is filed under which names and why, and what an editor should decide.
#include <algorithm>
#include <iostream>
#include <set>

#include <nlohmann/json.hpp>

#include "indexer/commands/commands.h"
#include "indexer/commands/editors_decisions.h"
#include "indexer/commands/exit_codes.h"
#include "indexer/index/writer.h"
#include "indexer/text/folding.h"

namespace fonds::commands {
namespace {

using persons::Tie;

// What ties a name to its person, as an editor would say it; empty where it is the person's own name.
std::string_view reason(Tie tie) {
  switch (tie) {
    case Tie::kSame:
      return "";
    case Tie::kSlip:
      return "à une faute de frappe ou une graphie près";
    case Tie::kPart:
      return "une partie du nom";
    case Tie::kInitials:
      return "initiales";
    case Tie::kSurname:
      return "nom seul";
    case Tie::kEditor:
      return "décision de la rédaction";
  }
  return "";
}

std::string articles(std::uint32_t count) {
  return std::to_string(count) + (count < 2 ? " article" : " articles");
}

std::set<std::string> words_of(const std::string& name) {
  std::set<std::string> words;
  std::string word;
  for (const char c : text::fold(name) + " ") {
    if (c != ' ' && c != '-' && c != '\'' && c != '.') {
      word += c;
    } else if (!word.empty()) {
      words.insert(std::move(word));
      word.clear();
    }
  }
  return words;
}

bool is_asked_for(const persons::RegisteredPerson& person, const std::set<std::string>& words) {
  const auto has_them = [&](const std::string& name) {
    const std::set<std::string> own = words_of(name);
    return std::includes(own.begin(), own.end(), words.begin(), words.end());
  };
  return has_them(person.label) || std::any_of(person.forms.begin(), person.forms.end(),
                                               [&](const auto& form) { return has_them(form.label); });
}

nlohmann::ordered_json to_json(const persons::RegisteredPerson& person) {
  nlohmann::ordered_json names = nlohmann::ordered_json::array();
  for (const persons::RegisteredForm& form : person.forms) {
    names.push_back({{"name", form.label}, {"articles", form.articles}, {"why", reason(form.tie)}});
  }
  return {{"value", person.value}, {"label", person.label}, {"articles", person.articles}, {"names", names}};
}

}  // namespace

int persons_of_index(const Settings& settings, const std::string& name, bool as_json) {
  const EditorsDecisions decisions(settings);
  const persons::Registry registry = index::registered_persons(settings.index, decisions.persons());
  const std::set<std::string> words = words_of(name);
  bool found = false;
  for (const persons::RegisteredPerson& person : registry.persons) {
    if (!is_asked_for(person, words)) continue;
    found = true;
    if (as_json) {
      std::cout << to_json(person).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
      continue;
    }
    std::cout << person.label << " (" << person.value << "), " << articles(person.articles) << "\n";
    for (const persons::RegisteredForm& form : person.forms) {
      const std::string_view why = reason(form.tie);
      if (person.forms.size() == 1 && why.empty()) break;
      std::cout << "    " << form.label << ", " << articles(form.articles);
      if (!why.empty()) std::cout << " : " << why;
      std::cout << "\n";
    }
  }
  if (!found && !words.empty()) std::cerr << "nobody in this index is called " << name << std::endl;
  return std::max<int>(decisions.report({}), found || words.empty() ? kOk : kData);
}

int review_persons(const Settings& settings) {
  const EditorsDecisions decisions(settings);
  const persons::Registry registry = index::registered_persons(settings.index, decisions.persons());
  for (const persons::Doubt& doubt : registry.doubts) {
    const persons::RegisteredPerson& person = registry.persons[doubt.person];
    const persons::RegisteredPerson& other = registry.persons[doubt.other];
    std::cout << "# " << person.label << ", " << articles(person.articles) << " ; " << other.label << ", "
              << articles(other.articles) << " : " << reason(doubt.tie)
              << ". Sinon : protéger : " << person.label << "\n"
              << "fusionner : " << person.label << " -> " << other.label << "\n";
  }
  for (const persons::Refusal& refusal : registry.refusals) {
    std::cout << "# " << refusal.label << ", " << articles(refusal.articles)
              << " : rien ne montre une personne. Si c'en est une :\n"
              << "# protéger : " << refusal.label << "\n";
  }
  return decisions.report(registry.warnings);
}

}  // namespace fonds::commands
