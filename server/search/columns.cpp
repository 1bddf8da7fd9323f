#include "server/search/columns.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

#include <xapian.h>

#include "indexer/index/document_builder.h"
#include "indexer/index/dossier_dictionary.h"
#include "indexer/index/generation.h"
#include "indexer/index/stored_article.h"
#include "indexer/text/folding.h"
#include "server/search/hidden.h"
#include "server/search/label_words.h"

namespace fonds::search {

namespace {

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t number = 0;
  for (const char c : bytes.substr(0, 4)) number = number << 8 | static_cast<unsigned char>(c);
  return number;
}

// What is read is used as places in arrays: whatever does not fit ends the loading.
[[noreturn]] void fail(const std::string& what) {
  throw index::IndexError(index::IndexError::Kind::damaged,
                          "the index is damaged (" + what + "): run fonds-indexer build");
}

// Calls f(docid, ordinal) for each ordinal of each article in a column.
template <typename F>
void for_each_ordinal(const Xapian::Database& db, index::ValueSlot slot, F&& f) {
  for (auto it = db.valuestream_begin(slot); it != db.valuestream_end(slot); ++it) {
    const std::string bytes = *it;
    std::string_view rest = bytes;
    while (!rest.empty()) {
      const auto ordinal = index::take_varint(rest);
      if (!ordinal || *ordinal > std::numeric_limits<index::Ordinal>::max()) {
        fail("an article has an unreadable list of dossiers or persons");
      }
      f(it.get_docid(), static_cast<index::Ordinal>(*ordinal));
    }
  }
}

// A docid this many times the number of articles is no docid: articles that were taken out leave theirs unused, but
// a table for them must fit into memory.
constexpr std::uint64_t kDocidsPerArticle = 1024;
constexpr std::uint64_t kDocidsOfAnyArchive = 1 << 24;

}  // namespace

std::uint64_t content_digest(std::string_view hash) {
  std::uint64_t digest = 0;
  for (const char byte : hash.substr(0, sizeof digest))
    digest = digest << 8U | static_cast<unsigned char>(byte);
  return digest;
}

index::Ordinal FacetColumn::find(std::string_view slug) const {
  const auto it = by_slug_.find(std::string(slug));
  return it == by_slug_.end() ? static_cast<index::Ordinal>(dictionary_.size()) : it->second;
}

std::vector<index::Ordinal> FacetColumn::matching(const std::vector<std::string_view>& whole,
                                                  const std::vector<std::string_view>& beginnings) const {
  std::vector<index::Ordinal> found;
  if (whole.empty() && beginnings.empty()) {
    for (index::Ordinal ordinal = 0; ordinal < dictionary_.size(); ++ordinal) {
      if (count(ordinal) > 0) found.push_back(ordinal);
    }
    return found;
  }
  // Candidates by the word that the fewest have.
  using Range = std::pair<std::size_t, std::size_t>;
  Range fewest{0, ~std::size_t{0}};
  const auto consider = [&](const Range& range) {
    if (range.second - range.first < fewest.second - fewest.first) fewest = range;
  };
  for (const std::string_view word : whole) consider(range_of(word, false));
  for (const std::string_view word : beginnings) consider(range_of(word, true));
  for (std::size_t i = fewest.first; i < fewest.second; ++i) {
    if (count(words_[i].value) > 0) found.push_back(words_[i].value);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  if (whole.size() + beginnings.size() == 1) return found;
  std::erase_if(found, [&](index::Ordinal ordinal) {
    const std::vector<std::string_view> words = label_words(dictionary_[ordinal].folded);
    const auto has = [&](std::string_view wanted) {
      return std::find(words.begin(), words.end(), wanted) != words.end();
    };
    const auto has_beginning = [&](std::string_view wanted) {
      return std::any_of(words.begin(), words.end(), [&](auto word) { return word.starts_with(wanted); });
    };
    return !std::all_of(whole.begin(), whole.end(), has) ||
           !std::all_of(beginnings.begin(), beginnings.end(), has_beginning);
  });
  return found;
}

std::pair<std::size_t, std::size_t> FacetColumn::range_of(std::string_view wanted, bool beginning) const {
  const auto begin = std::partition_point(words_.begin(), words_.end(),
                                          [&](const LabelWord& word) { return text_of(word) < wanted; });
  const auto end = std::partition_point(begin, words_.end(), [&](const LabelWord& word) {
    return beginning ? text_of(word).starts_with(wanted) : text_of(word) == wanted;
  });
  return {static_cast<std::size_t>(begin - words_.begin()), static_cast<std::size_t>(end - words_.begin())};
}

void FacetColumn::load_words() {
  for (index::Ordinal ordinal = 0; ordinal < dictionary_.size(); ++ordinal) {
    const std::string& folded = dictionary_[ordinal].folded;
    for (const std::string_view word : label_words(folded)) {
      words_.push_back({ordinal, static_cast<std::uint32_t>(word.data() - folded.data()),
                        static_cast<std::uint32_t>(word.size())});
    }
  }
  std::sort(words_.begin(), words_.end(), [this](const LabelWord& a, const LabelWord& b) {
    const int order = text_of(a).compare(text_of(b));
    return order != 0 ? order < 0 : a.value < b.value;
  });
}

void FacetColumn::add_value(std::string slug, std::string label) {
  by_slug_.emplace(slug, static_cast<index::Ordinal>(dictionary_.size()));
  Value& value = dictionary_.emplace_back();
  value.folded = text::fold(label);
  value.sort_key = text::sort_key(label);
  value.slug = std::move(slug);
  value.label = std::move(label);
}

void FacetColumn::load(const std::vector<std::vector<index::Ordinal>>& lists) {
  const auto articles = static_cast<Rank>(lists.size());
  starts_.resize(articles + 1);
  rank_starts_.assign(dictionary_.size() + 1, 0);
  for (Rank rank = 0; rank < articles; ++rank) {
    starts_[rank] = static_cast<std::uint32_t>(values_.size());
    for (const index::Ordinal ordinal : lists[rank]) {
      values_.push_back(ordinal);
      ++rank_starts_[ordinal + 1];
    }
  }
  starts_[articles] = static_cast<std::uint32_t>(values_.size());
  std::partial_sum(rank_starts_.begin(), rank_starts_.end(), rank_starts_.begin());
  ranks_.resize(values_.size());
  std::vector<std::uint32_t> next(rank_starts_.begin(), rank_starts_.end());
  for (Rank rank = 0; rank < articles; ++rank) {
    for (const index::Ordinal ordinal : lists[rank]) ranks_[next[ordinal]++] = rank;
  }

  // What no article has is nobody's to name: its label may be all that is left of one that was taken out.
  std::erase_if(by_slug_, [&](const auto& entry) { return count(entry.second) == 0; });

  by_label_.resize(dictionary_.size());
  std::iota(by_label_.begin(), by_label_.end(), 0);
  std::sort(by_label_.begin(), by_label_.end(), [&](index::Ordinal a, index::Ordinal b) {
    return std::tie(dictionary_[a].sort_key, dictionary_[a].slug) <
           std::tie(dictionary_[b].sort_key, dictionary_[b].slug);
  });
  label_places_.resize(dictionary_.size());
  for (std::uint32_t place = 0; place < by_label_.size(); ++place) label_places_[by_label_[place]] = place;
  load_words();
}

Columns::Columns(const Xapian::Database& db, const index::PersonsTable& persons, index::RecordNumber records,
                 const Hidden& hidden)
    : person_lookup_(db, persons) {
  load_order(db, hidden);
  load_days(db);
  load_records(db, records);
  load_lengths(db);
  load_titles(db);
  load_modified(db);
  load_contents(db);
  load_pages(db);
  load_dossiers(db);
  load_persons(db, persons);
  load_names(db, index::kAuthor, *this, authors_);
  load_names(db, index::kSource, *this, sources_);
}

Rank Columns::stored_rank(std::uint32_t docid) const {
  if (docid >= ranks_.size() || ranks_[docid] == kNoRank)
    fail("something is stored for an article that is not there");
  return rank(docid);
}

void Columns::load_order(const Xapian::Database& db, const Hidden& hidden) {
  struct Entry {
    std::string key;
    std::uint32_t docid;
  };
  std::vector<Entry> entries;
  std::vector<std::uint32_t> out;
  entries.reserve(std::min<std::size_t>(db.get_doccount(), kDocidsOfAnyArchive));
  std::uint64_t last = 0;
  for (auto it = db.valuestream_begin(index::kOrder); it != db.valuestream_end(index::kOrder); ++it) {
    last = std::max<std::uint64_t>(last, it.get_docid());
    if (hidden.contains(it.get_docid())) {
      out.push_back(it.get_docid());
      continue;
    }
    entries.push_back({*it, it.get_docid()});
    if (entries.back().key.size() <= kDayBytes) fail("an article has no place in the order");
  }
  if (entries.size() + out.size() != db.get_doccount()) {
    fail(std::to_string(entries.size() + out.size()) + " articles have a place in the order, of " +
         std::to_string(db.get_doccount()));
  }
  if (last > std::max(kDocidsOfAnyArchive, (entries.size() + out.size()) * kDocidsPerArticle))
    fail("a docid is out of range");
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.key < b.key; });

  size_ = static_cast<Rank>(entries.size());
  ranks_.assign(last + 1, kNoRank);
  docids_.reserve(size_);
  order_keys_.reserve(size_);
  for (Rank rank = 0; rank < size_; ++rank) {
    if (ranks_[entries[rank].docid] != kNoRank) fail("an article has two places in the order");
    ranks_[entries[rank].docid] = rank;
    docids_.push_back(entries[rank].docid);
    order_keys_.push_back(std::move(entries[rank].key));
  }
  for (const std::uint32_t docid : out) ranks_[docid] = kHidden;
}

void Columns::load_days(const Xapian::Database& db) {
  constexpr std::int64_t kBias = std::int64_t{1} << 31;
  // One year more at either end: older programs let a time zone move a day there.
  const text::Day earliest = text::to_day({0, 1, 1});
  const text::Day latest = text::to_day({10'000, 12, 31});
  // Dated articles have the lower ranks (schema.h), so their days fill the front of the column exactly.
  days_.resize(size_);
  Rank dated = 0;
  for (auto it = db.valuestream_begin(index::kDay); it != db.valuestream_end(index::kDay); ++it) {
    const Rank rank = stored_rank(it.get_docid());
    if (rank == kNoRank) continue;
    const std::string bytes = *it;
    const std::uint32_t biased = big_endian(bytes);
    const std::int64_t day = static_cast<std::int64_t>(biased) - kBias;
    if (bytes.size() != kDayBytes || day < earliest || day > latest ||
        big_endian(order_keys_[rank]) != ~biased) {
      fail("the day of an article is not the one that it is in order by");
    }
    days_[rank] = static_cast<text::Day>(day);
    ++dated;
  }
  days_.resize(dated);
  if (after(index::kUndatedOrder) != dated) fail("an article has no day and is in order by one");
}

void Columns::load_records(const Xapian::Database& db, index::RecordNumber records) {
  constexpr index::RecordNumber kNone = ~index::RecordNumber{0};
  records_.assign(size_, kNone);
  for (auto it = db.valuestream_begin(index::kRecord); it != db.valuestream_end(index::kRecord); ++it) {
    const Rank rank = stored_rank(it.get_docid());
    if (rank == kNoRank) continue;
    const std::string bytes = *it;
    std::string_view rest = bytes;
    const auto record = index::take_varint(rest);
    if (!record || *record >= records) fail("an article names a record that is not there");
    records_[rank] = static_cast<index::RecordNumber>(*record);
  }
  if (std::find(records_.begin(), records_.end(), kNone) != records_.end()) fail("an article has no record");
}

void Columns::load_lengths(const Xapian::Database& db) {
  lengths_.resize(size_);
  average_length_ = db.get_avlength();
  for (auto it = db.postlist_begin(""); it != db.postlist_end(""); ++it) {
    if (const Rank rank = stored_rank(*it); rank != kNoRank) lengths_[rank] = it.get_doclength();
  }
}

void Columns::load_titles(const Xapian::Database& db) {
  title_words_.assign(size_, 0);
  for (auto it = db.valuestream_begin(index::kTitle); it != db.valuestream_end(index::kTitle); ++it) {
    const Rank rank = stored_rank(it.get_docid());
    if (rank == kNoRank) continue;
    const std::string title = *it;
    const auto gaps = std::count_if(title.begin(), title.end(), [](char c) { return c == ' ' || c == '\''; });
    title_words_[rank] = static_cast<std::uint8_t>(std::min<std::ptrdiff_t>(gaps + 1, 255));
  }
}

void Columns::load_modified(const Xapian::Database& db) {
  constexpr std::int64_t kSecondsOfDay = 24 * 60 * 60;
  modified_.assign(size_, kUnknownInstant);
  // An index made before there was this column has the days.
  for (Rank rank = 0; rank < dated(); ++rank) modified_[rank] = std::int64_t{days_[rank]} * kSecondsOfDay;
  for (auto it = db.valuestream_begin(index::kModified); it != db.valuestream_end(index::kModified); ++it) {
    const Rank rank = stored_rank(it.get_docid());
    if (rank == kNoRank) continue;
    const auto instant = index::parse_modified_value(*it);
    if (!instant) fail("the instant of an article's last change is unreadable");
    modified_[rank] = *instant;
  }
}

void Columns::load_contents(const Xapian::Database& db) {
  contents_.assign(size_, 0);
  for (auto it = db.valuestream_begin(index::kContentHash); it != db.valuestream_end(index::kContentHash);
       ++it) {
    if (const Rank rank = stored_rank(it.get_docid()); rank != kNoRank) contents_[rank] = content_digest(*it);
  }
}

void Columns::load_pages(const Xapian::Database& db) {
  pages_ = Bitmap(size_);
  for (auto it = db.valuestream_begin(index::kKind); it != db.valuestream_end(index::kKind); ++it) {
    const Rank rank = stored_rank(it.get_docid());
    if (rank != kNoRank && *it == index::kPageKind) pages_.set(rank);
  }
}

// Authors and sources. Spellings that make the same value are one, called as most of its articles call it.
void Columns::load_names(const Xapian::Database& db, index::ValueSlot slot, const Columns& columns,
                         FacetColumn& into) {
  std::map<std::string, std::map<std::string, std::vector<Rank>>> spellings;  // by value, then as written
  for (auto it = db.valuestream_begin(slot); it != db.valuestream_end(slot); ++it) {
    const Rank rank = columns.stored_rank(it.get_docid());
    if (rank == kNoRank || columns.is_page(rank)) continue;
    std::string value = text::slugify(*it);
    // Signs alone name nobody.
    if (!value.empty() && value.front() != '-') spellings[std::move(value)][*it].push_back(rank);
  }
  std::vector<std::vector<index::Ordinal>> lists(columns.size());
  for (const auto& [value, written] : spellings) {
    const auto usual = std::max_element(written.begin(), written.end(), [](const auto& a, const auto& b) {
      return a.second.size() < b.second.size();
    });
    const auto ordinal = static_cast<index::Ordinal>(into.size());
    into.add_value(value, usual->first);
    for (const auto& [name, ranks] : written) {
      for (const Rank rank : ranks) lists[rank].push_back(ordinal);
    }
  }
  into.load(lists);
}

void Columns::load_dossiers(const Xapian::Database& db) {
  for (index::DossierEntry& entry : index::read_dossiers(db)) {
    dossiers_.add_value(std::move(entry.slug), std::move(entry.label));
  }
  std::vector<std::vector<index::Ordinal>> lists(size_);
  for_each_ordinal(db, index::kDossiers, [&](std::uint32_t docid, index::Ordinal dossier) {
    if (dossier >= dossiers_.size()) fail("an article has a dossier that is not there");
    if (const Rank rank = stored_rank(docid); rank != kNoRank && !is_page(rank))
      lists[rank].push_back(dossier);
  });
  dossiers_.load(lists);
}

void Columns::load_persons(const Xapian::Database& db, const index::PersonsTable& persons) {
  for (const index::PersonEntry& entry : persons.persons) {
    persons_.add_value(entry.value, entry.label);
    persons_.dictionary_.back().functions = entry.functions;
  }
  for (const index::FormerValue& former : persons.former_values) {
    persons_.by_slug_.emplace(former.value, former.person);
  }
  std::vector<std::vector<index::Ordinal>> lists(size_);
  for_each_ordinal(db, index::kPersons, [&](std::uint32_t docid, index::Ordinal name) {
    const Rank rank = stored_rank(docid);
    if (rank == kNoRank || is_page(rank)) return;
    const index::Ordinal person = person_lookup_.person(docid, name);
    if (person < persons_.size()) lists[rank].push_back(person);
  });
  for (std::vector<index::Ordinal>& list : lists) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
  persons_.load(lists);
}

std::pair<Rank, Rank> Columns::range(text::Day first, text::Day last) const {
  // Days descend with the rank.
  const auto begin =
      std::partition_point(days_.begin(), days_.end(), [&](text::Day day) { return day > last; });
  const auto end = std::partition_point(begin, days_.end(), [&](text::Day day) { return day >= first; });
  return {static_cast<Rank>(begin - days_.begin()), static_cast<Rank>(end - days_.begin())};
}

Rank Columns::after(std::string_view key) const {
  const auto it = std::upper_bound(order_keys_.begin(), order_keys_.end(), key,
                                   [](std::string_view k, const std::string& other) { return k < other; });
  return static_cast<Rank>(it - order_keys_.begin());
}

}  // namespace fonds::search
