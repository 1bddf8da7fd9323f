#include "server/search/snapshot.h"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <utility>

#include "indexer/index/persons_table.h"
#include "indexer/text/stemmer.h"
#include "server/search/expressions_being_read.h"

namespace fonds::search {

namespace {

constexpr std::size_t kDecodedWords = 500;  // the most frequent ones, before the first request
// They may take this long; what is left is decoded when it is asked for. A newer generation is opened beside
// the one that answers, the first one keeps readers waiting.
constexpr std::chrono::milliseconds kDecodingTime{60};

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

Snapshot::Snapshot(const index::Generation& generation, unsigned workers, Hidden hidden)
    : hidden_(std::move(hidden)),
      info_{generation.name,
            generation.manifest.articles - hidden_.size(),
            generation.manifest.updated,
            {},
            hidden_.digest(),
            {}},
      handles_(open_handles(generation, workers)),
      store_(generation.articles),
      lexicon_being_read_(std::async(
          std::launch::async,
          [this, &generation] { return Lexicon(open_handles(generation, 1).front(), store_, hidden_); })),
      columns_(handles_.front(), index::read_persons(generation), store_.records(), hidden_),
      suggester_(handles_.front(), columns_, lexicon_),
      lexicon_(lexicon_being_read_.get()),
      postings_(columns_),
      expressions_(std::make_unique<ExpressionsBeingRead>(columns_, lexicon_, store_)) {
  if (columns_.size() != info_.articles) {
    throw index::IndexError(index::IndexError::Kind::damaged,
                            "generation " + info_.generation + " has " + std::to_string(columns_.size()) +
                                " articles where its manifest says " + std::to_string(info_.articles) +
                                ": run fonds-indexer build");
  }
  decode_frequent_words();
}

Snapshot::~Snapshot() = default;

const Expressions& Snapshot::expressions(Deadline deadline) const {
  return expressions_->get(deadline);
}

// So that the first readers of a new generation do not wait for what everybody asks for.
void Snapshot::decode_frequent_words() {
  std::vector<WordId> words(lexicon_.size());
  std::iota(words.begin(), words.end(), 0);
  const auto wanted = words.begin() + static_cast<std::ptrdiff_t>(std::min(kDecodedWords, words.size()));
  std::partial_sort(words.begin(), wanted, words.end(), [this](WordId a, WordId b) {
    return lexicon_.articles(a) != lexicon_.articles(b) ? lexicon_.articles(a) > lexicon_.articles(b) : a < b;
  });
  const auto end = std::chrono::steady_clock::now() + kDecodingTime;
  for (auto word = words.begin(); word != wanted && std::chrono::steady_clock::now() < end; ++word) {
    const std::string_view text = lexicon_.word(*word);
    if (!text::is_stop_word(text)) postings_.get(handles_.front(), std::string(text));
  }
}

index::StoredArticle Snapshot::article(Rank rank) const {
  auto stored = store_.article(columns_.record(rank));
  if (!stored || stored->id != columns_.id(rank)) {
    throw index::IndexError(
        index::IndexError::Kind::damaged,
        "the stored article '" + std::string(columns_.id(rank)) + "' is damaged: run fonds-indexer build");
  }
  name_persons(*stored, columns_.docid(rank), columns_.person_lookup());
  return *std::move(stored);
}

void Snapshot::check_whole() const {
  if (store_.has_its_size()) return;
  throw index::IndexError(index::IndexError::Kind::damaged,
                          "the articles of generation " + info_.generation +
                              " were cut off while they were served: run fonds-indexer build");
}

const std::vector<Rank>& Snapshot::by_modified() const {
  std::call_once(by_modified_made_, [this] {
    by_modified_.resize(columns_.size());
    std::iota(by_modified_.begin(), by_modified_.end(), 0);
    std::stable_sort(by_modified_.begin(), by_modified_.end(),
                     [this](Rank a, Rank b) { return columns_.modified(a) > columns_.modified(b); });
  });
  return by_modified_;
}

Rank Snapshot::find(unsigned worker, std::string_view id) const {
  const std::string term = std::string(index::kIdPrefix) + std::string(id);
  if (term.size() > index::kMaxTermBytes) return Columns::kNoRank;
  const Xapian::PostingIterator it = db(worker).postlist_begin(term);
  return it == db(worker).postlist_end(term) ? Columns::kNoRank : columns_.rank(*it);
}

}  // namespace fonds::search
