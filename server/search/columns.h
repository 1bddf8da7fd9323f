// The facet columns of a snapshot in memory: day, dossiers, persons, author and source of every article, and the
// order newest first.
//
// Articles are numbered by rank: 0 is the newest; undated ones come last; ties are broken by id. A period is
// thus a range of ranks, and "newest first" is the order of the bits. Thread safety: immutable once loaded.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/index/article_store.h"
#include "indexer/index/person_registration.h"
#include "indexer/index/schema.h"
#include "indexer/text/calendar.h"
#include "server/search/bitmap.h"

namespace fonds::search {

class Hidden;

using Rank = std::uint32_t;

// The articles' values of one facet, both ways.
class FacetColumn {
 public:
  struct Value {
    std::string slug, label;
    // of a person, where the editor has said so
    std::vector<index::PersonFunction> functions;
    // of the label, for completing and for dossier:/personne:
    std::string folded;
    // of the label, as French readers sort
    std::string sort_key;
  };

  // Ordinals of an article, in ascending order of ordinal.
  std::pair<const index::Ordinal*, const index::Ordinal*> of(Rank rank) const {
    return {values_.data() + starts_[rank], values_.data() + starts_[rank + 1]};
  }
  // Ranks that have a value, ascending.
  std::pair<const Rank*, const Rank*> articles(index::Ordinal ordinal) const {
    return {ranks_.data() + rank_starts_[ordinal], ranks_.data() + rank_starts_[ordinal + 1]};
  }
  std::uint32_t count(index::Ordinal ordinal) const {
    return rank_starts_[ordinal + 1] - rank_starts_[ordinal];
  }
  // of the dictionary: ordinals are below it
  std::size_t size() const { return dictionary_.size(); }
  const Value& value(index::Ordinal ordinal) const { return dictionary_[ordinal]; }
  // size() where no value that an article has has that slug.
  index::Ordinal find(std::string_view slug) const;
  // Values of some article whose label has each of the words `whole`, and for each of `beginnings` a word that begins
  // so (both of label_words()), ascending.
  std::vector<index::Ordinal> matching(const std::vector<std::string_view>& whole,
                                       const std::vector<std::string_view>& beginnings) const;
  // Ordinals in the French order of their labels.
  const std::vector<index::Ordinal>& by_label() const { return by_label_; }
  std::uint32_t label_place(index::Ordinal ordinal) const { return label_places_[ordinal]; }

 private:
  friend class Columns;
  void add_value(std::string slug, std::string label);
  // `lists`: the ordinals of each article, by rank.
  void load(const std::vector<std::vector<index::Ordinal>>& lists);
  void load_words();
  struct LabelWord {
    index::Ordinal value;
    // of its folded label
    std::uint32_t start, length;
  };
  std::string_view text_of(const LabelWord& word) const {
    return std::string_view(dictionary_[word.value].folded).substr(word.start, word.length);
  }
  // The words_ that are `wanted`, or begin so, as [begin, end).
  std::pair<std::size_t, std::size_t> range_of(std::string_view wanted, bool beginning) const;
  std::vector<std::uint32_t> starts_, rank_starts_;
  std::vector<index::Ordinal> values_;
  std::vector<Rank> ranks_;
  std::vector<Value> dictionary_;
  std::unordered_map<std::string, index::Ordinal> by_slug_;
  std::vector<index::Ordinal> by_label_;
  std::vector<std::uint32_t> label_places_;
  // of all labels, in byte order
  std::vector<LabelWord> words_;
};

// Of the value of kContentHash.
std::uint64_t content_digest(std::string_view hash);

class Columns {
 public:
  static constexpr Rank kNoRank = ~Rank{0};

  // Without the articles that are `hidden`: these have no rank. `records`: how many the article store has. Throws
  // index::IndexError where the columns do not agree with each other or with these, and Xapian::Error.
  Columns(const Xapian::Database& db, const index::PersonsTable& persons, index::RecordNumber records,
          const Hidden& hidden);

  Rank size() const { return size_; }
  Rank dated() const {
    return static_cast<Rank>(days_.size());
  }  // ranks below are dated, from there on undated
  // REQUIRES: rank < dated()
  text::Day day(Rank rank) const { return days_[rank]; }
  // Words of an article (its wdf sum, what BM25 calls its length), and of the average one.
  std::uint32_t length(Rank rank) const { return lengths_[rank]; }
  // Words of the title, roughly: runs between spaces and apostrophes; at most 255.
  std::uint8_t title_words(Rank rank) const { return title_words_[rank]; }
  double average_length() const { return average_length_; }
  // Instant of the last change that is known of (schema.h, kModified); kUnknownInstant of an undated article.
  static constexpr std::int64_t kUnknownInstant = std::numeric_limits<std::int64_t>::min();
  std::int64_t modified(Rank rank) const { return modified_[rank]; }
  // A digest of all that the article is.
  std::uint64_t contents(Rank rank) const { return contents_[rank]; }
  // in the article store
  index::RecordNumber record(Rank rank) const { return records_[rank]; }
  std::uint32_t docid(Rank rank) const { return docids_[rank]; }
  Rank rank(std::uint32_t docid) const {
    if (docid >= ranks_.size() || ranks_[docid] == kHidden) return kNoRank;
    return ranks_[docid];
  }
  // The same of an article that the index has something for: kNoRank where it is hidden. Throws index::IndexError where
  // there is no such article: the index is damaged.
  Rank stored_rank(std::uint32_t docid) const;
  // Ranks whose day is in [first, last], as [begin, end).
  std::pair<Rank, Rank> range(text::Day first, text::Day last) const;
  const FacetColumn& facet(index::FacetKind kind) const {
    switch (kind) {
      case index::FacetKind::person:
        return persons_;
      case index::FacetKind::author:
        return authors_;
      case index::FacetKind::source:
        return sources_;
      case index::FacetKind::dossier:
        break;
    }
    return dossiers_;
  }
  // Pages of the paper itself. They have no values of any facet.
  const Bitmap& pages() const { return pages_; }
  bool is_page(Rank rank) const { return pages_.test(rank); }
  // Whom the names that an article is stored with stand for.
  const index::PersonLookup& person_lookup() const { return person_lookup_; }
  std::string_view id(Rank rank) const { return std::string_view(order_keys_[rank]).substr(kDayBytes); }
  // kOrder key of an article, for cursors.
  const std::string& order_key(Rank rank) const { return order_keys_[rank]; }
  // The first rank whose key is greater than `key`.
  Rank after(std::string_view key) const;

 private:
  // of an order key, before the id (schema.h)
  static constexpr std::size_t kDayBytes = 4;
  // In ranks_: an article that is not served.
  static constexpr Rank kHidden = kNoRank - 1;
  void load_order(const Xapian::Database& db, const Hidden& hidden);
  void load_days(const Xapian::Database& db);
  void load_records(const Xapian::Database& db, index::RecordNumber records);
  void load_lengths(const Xapian::Database& db);
  void load_titles(const Xapian::Database& db);
  void load_modified(const Xapian::Database& db);
  void load_contents(const Xapian::Database& db);
  void load_pages(const Xapian::Database& db);
  void load_dossiers(const Xapian::Database& db);
  static void load_names(const Xapian::Database& db, index::ValueSlot slot, const Columns& columns,
                         FacetColumn& into);
  void load_persons(const Xapian::Database& db, const index::PersonsTable& persons);
  Rank size_ = 0;
  std::vector<text::Day> days_;
  std::vector<std::uint32_t> docids_, lengths_;
  std::vector<index::RecordNumber> records_;
  std::vector<std::uint8_t> title_words_;
  std::vector<std::int64_t> modified_;
  std::vector<std::uint64_t> contents_;
  double average_length_ = 0;
  std::vector<Rank> ranks_;
  std::vector<std::string> order_keys_;
  index::PersonLookup person_lookup_;
  Bitmap pages_;
  FacetColumn dossiers_, persons_, authors_, sources_;
};

}  // namespace fonds::search
