#include "indexer/index/person_registration.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

#include "indexer/index/database_errors.h"
#include "indexer/index/document_builder.h"
#include "indexer/index/stored_article.h"
#include "indexer/index/writer.h"

namespace fonds::index {
namespace {

// A name in an article, as the column has it.
struct Occurrence {
  Xapian::docid article = 0;
  Ordinal name = 0;
};

std::vector<Occurrence> occurrences(const Xapian::Database& database, std::size_t names) {
  std::vector<Occurrence> found;
  for (auto value = database.valuestream_begin(kPersons); value != database.valuestream_end(kPersons);
       ++value) {
    const std::string ordinals = *value;
    std::string_view rest = ordinals;
    while (const auto ordinal = take_varint(rest)) {
      if (*ordinal >= names) throw Xapian::DatabaseCorruptError("an article has a name that is not listed");
      found.push_back({value.get_docid(), static_cast<Ordinal>(*ordinal)});
    }
  }
  return found;
}

std::set<std::string> articles_of_editor(const persons::EditorFile& editor) {
  std::set<std::string> ids;
  for (const auto& split : editor.splits) ids.insert(split.articles.begin(), split.articles.end());
  for (const auto& reject : editor.rejects) ids.insert(reject.articles.begin(), reject.articles.end());
  return ids;
}

// What the registry is asked. Labels are in order, so that its answer does not depend on the order in which
// threads met them.
struct Question {
  std::vector<std::string> labels, article_ids;
  std::vector<persons::Sighting> sightings;  // in the order of the occurrences
};

Question question(const std::vector<Occurrence>& occurrences, const std::vector<SightedName>& names,
                  const std::unordered_map<Xapian::docid, std::string>& named_articles) {
  Question asked;
  std::vector<bool> used(names.size());
  for (const Occurrence& occurrence : occurrences) used[occurrence.name] = true;
  std::vector<Ordinal> order;
  for (Ordinal name = 0; name < names.size(); ++name) {
    if (used[name]) order.push_back(name);
  }
  std::sort(order.begin(), order.end(),
            [&](Ordinal a, Ordinal b) { return names[a].label < names[b].label; });
  std::vector<std::uint32_t> label_of(names.size());
  for (const Ordinal name : order) {
    if (asked.labels.empty() || asked.labels.back() != names[name].label) {
      asked.labels.push_back(names[name].label);
    }
    label_of[name] = static_cast<std::uint32_t>(asked.labels.size() - 1);
  }
  for (const auto& [article, id] : named_articles) {
    if (article >= asked.article_ids.size()) asked.article_ids.resize(article + 1);
    asked.article_ids[article] = id;
  }
  asked.sightings.reserve(occurrences.size());
  for (const Occurrence& occurrence : occurrences) {
    const SightedName& name = names[occurrence.name];
    asked.sightings.push_back(
        {occurrence.article, label_of[occurrence.name], name.gender, name.by_editor, name.certainty});
  }
  return asked;
}

// Whose each name is where no article says otherwise: what it is in the articles that the editor does not
// name.
void write_names(const std::vector<Occurrence>& occurrences, const std::vector<std::uint32_t>& person_of,
                 const std::unordered_map<Xapian::docid, std::string>& named_articles, PersonsTable& table) {
  table.person_of.assign(table.names.size(), kNobody);
  std::vector<bool> known(table.names.size());
  for (const bool named : {false, true}) {
    for (std::size_t i = 0; i < occurrences.size(); ++i) {
      const Ordinal name = occurrences[i].name;
      if (known[name] || named_articles.contains(occurrences[i].article) != named) continue;
      known[name] = true;
      table.person_of[name] = person_of[i];
    }
  }
  table.exceptions.clear();
  for (std::size_t i = 0; i < occurrences.size(); ++i) {
    const auto& [article, name] = occurrences[i];
    if (person_of[i] == table.person_of[name]) continue;
    table.exceptions.push_back({named_articles.at(article), name, person_of[i]});
  }
  std::sort(table.exceptions.begin(), table.exceptions.end(),
            [](const PersonException& a, const PersonException& b) {
              return std::tie(a.article, a.name) < std::tie(b.article, b.name);
            });
}

}  // namespace

persons::Registry register_persons(const Xapian::Database& database, const persons::EditorFile& editor,
                                   PersonsTable& table, bool forget_unseen) {
  const std::vector<Occurrence> found = occurrences(database, table.names.size());
  std::unordered_map<Xapian::docid, std::string> named_articles;
  for (const std::string& id : articles_of_editor(editor)) {
    const std::string term = id_term(id);
    if (term.size() > kMaxTermBytes) continue;
    const auto posting = database.postlist_begin(term);
    if (posting != database.postlist_end(term)) named_articles.emplace(*posting, id);
  }
  const Question asked = question(found, table.names, named_articles);
  persons::Registry registry = persons::build_registry(
      {asked.labels, asked.article_ids, asked.sightings, &editor, table.known_values, forget_unseen});

  table.persons.clear();
  for (const persons::RegisteredPerson& person : registry.persons) {
    PersonEntry entry{person.value, person.label, {}};
    for (const auto& function : person.functions) {
      entry.functions.push_back({function.title, function.from, function.to});
    }
    table.persons.push_back(std::move(entry));
  }
  table.former_values.clear();
  for (const auto& [value, person] : registry.former_values) table.former_values.push_back({value, person});
  table.known_values = registry.values;
  table.rules = persons::kRegistryVersion;
  write_names(found, registry.person_of, named_articles, table);
  return registry;
}

persons::Registry registered_persons(const std::filesystem::path& index,
                                     const std::optional<std::string>& decisions) {
  return with_index_errors(index, [&] {
    const Generation generation = open_current(index);
    PersonsTable table = read_persons(generation);
    const Xapian::Database database(generation.database.string());
    return register_persons(database, persons::parse_editor_file(decisions.value_or(table.decisions)), table);
  });
}

PersonLookup::PersonLookup(const Xapian::Database& database, const PersonsTable& table)
    : person_of_(table.person_of) {
  for (const PersonException& exception : table.exceptions) {
    const std::string term = id_term(exception.article);
    const auto posting = database.postlist_begin(term);
    if (posting != database.postlist_end(term)) exceptions_[*posting].push_back(exception);
  }
}

Ordinal PersonLookup::person(Xapian::docid article, Ordinal name) const {
  if (!exceptions_.empty()) {
    const auto found = exceptions_.find(article);
    if (found != exceptions_.end()) {
      for (const PersonException& exception : found->second) {
        if (exception.name == name) return exception.person;
      }
    }
  }
  return name < person_of_.size() ? person_of_[name] : kNobody;
}

}  // namespace fonds::index
