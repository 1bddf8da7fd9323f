#include "server/search/snapshot.h"

#include <algorithm>

#include "indexer/index/persons_table.h"

namespace fonds::search {

namespace {

// Every handle is opened now, so that a request never depends on files that a later publication may remove.
std::vector<Xapian::Database> open_handles(const index::Generation& generation, unsigned workers) {
  try {
    std::vector<Xapian::Database> handles;
    for (unsigned i = 0; i < workers; ++i) {
      handles.emplace_back(generation.database.string());
    }
    return handles;
  } catch (const Xapian::Error& e) {
    throw index::IndexError(index::IndexError::Kind::damaged,
                            "cannot open generation " + generation.name + ": " + e.get_description());
  }
}

// Persons in the place of the names that the article is stored with.
void name_persons(index::StoredArticle& article, std::uint32_t docid, const index::PersonLookup& lookup) {
  std::vector<index::Ordinal> persons;
  for (const index::Ordinal name : article.persons) {
    const index::Ordinal person = lookup.person(docid, name);
    if (person == index::kNobody || std::find(persons.begin(), persons.end(), person) != persons.end()) {
      continue;
    }
    persons.push_back(person);
  }
  article.persons = std::move(persons);
  for (index::PersonMention& mention : article.mentions)
    mention.person = lookup.person(docid, mention.person);
  std::erase_if(article.mentions,
                [](const index::PersonMention& mention) { return mention.person == index::kNobody; });
}

}  // namespace

Snapshot::Snapshot(const index::Generation& generation, unsigned workers)
    : info_{generation.name, generation.manifest.articles, generation.manifest.updated, {}},
      handles_(open_handles(generation, workers)),
      store_(generation.articles),
      columns_(handles_.front(), index::read_persons(generation)),
      lexicon_(handles_.front(), store_),
      suggester_(handles_.front(), columns_, lexicon_),
      postings_(columns_) {}

index::StoredArticle Snapshot::article(Rank rank) const {
  auto stored = store_.article(columns_.record(rank));
  if (!stored) {
    throw index::IndexError(index::IndexError::Kind::damaged,
                            "the stored article " + std::to_string(columns_.docid(rank)) + " is damaged");
  }
  name_persons(*stored, columns_.docid(rank), columns_.person_lookup());
  return *std::move(stored);
}

Rank Snapshot::find(unsigned worker, std::string_view id) const {
  const std::string term = std::string(index::kIdPrefix) + std::string(id);
  if (term.size() > index::kMaxTermBytes) return Columns::kNoRank;
  const Xapian::PostingIterator it = db(worker).postlist_begin(term);
  return it == db(worker).postlist_end(term) ? Columns::kNoRank : columns_.rank(*it);
}

}  // namespace fonds::search
