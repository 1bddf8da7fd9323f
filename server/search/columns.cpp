#include "server/search/columns.h"

#include <algorithm>
#include <numeric>

#include <xapian.h>

#include "indexer/index/dossier_dictionary.h"
#include "indexer/index/stored_article.h"
#include "indexer/text/folding.h"
#include "server/search/hidden.h"

namespace fonds::search {

namespace {

// Calls f(word) for each run of letters and digits of a folded label.
template <typename F>
void for_each_word(std::string_view folded, F&& f) {
  std::size_t i = 0;
  const auto separator = [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return u < 0x80 && !(u >= '0' && u <= '9') && !(u >= 'a' && u <= 'z');
  };
  while (i < folded.size()) {
    while (i < folded.size() && separator(folded[i])) ++i;
    const std::size_t start = i;
    while (i < folded.size() && !separator(folded[i])) ++i;
    if (i > start) f(folded.substr(start, i - start));
  }
}

text::Day decode_day(std::string_view bytes) {
  std::uint32_t biased = 0;
  for (const char c : bytes.substr(0, 4)) biased = biased << 8 | static_cast<unsigned char>(c);
  return static_cast<text::Day>(static_cast<std::int64_t>(biased) - (std::int64_t{1} << 31));
}

// Calls f(docid, ordinal) for each ordinal of each article in a column.
template <typename F>
void for_each_ordinal(const Xapian::Database& db, index::ValueSlot slot, F&& f) {
  for (auto it = db.valuestream_begin(slot); it != db.valuestream_end(slot); ++it) {
    const std::string bytes = *it;
    std::string_view rest = bytes;
    while (const auto ordinal = index::take_varint(rest)) {
      f(it.get_docid(), static_cast<index::Ordinal>(*ordinal));
    }
  }
}

}  // namespace

index::Ordinal FacetColumn::find(std::string_view slug) const {
  const auto it = by_slug_.find(std::string(slug));
  return it == by_slug_.end() ? static_cast<index::Ordinal>(dictionary_.size()) : it->second;
}

std::vector<index::Ordinal> FacetColumn::matching(const std::vector<std::string>& words, bool prefix) const {
  std::vector<index::Ordinal> found;
  for (index::Ordinal ordinal = 0; ordinal < dictionary_.size(); ++ordinal) {
    if (count(ordinal) == 0) continue;
    const bool all = std::all_of(words.begin(), words.end(), [&](const std::string& wanted) {
      bool hit = false;
      for_each_word(dictionary_[ordinal].folded, [&](std::string_view word) {
        hit = hit || (prefix ? word.starts_with(wanted) : word == wanted);
      });
      return hit;
    });
    if (all) found.push_back(ordinal);
  }
  return found;
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
}

Columns::Columns(const Xapian::Database& db, const index::PersonsTable& persons, const Hidden& hidden)
    : person_lookup_(db, persons) {
  struct Entry {
    std::string key;
    std::uint32_t docid;
  };
  std::vector<Entry> entries;
  entries.reserve(db.get_doccount());
  for (auto it = db.valuestream_begin(index::kOrder); it != db.valuestream_end(index::kOrder); ++it) {
    if (!hidden.contains(it.get_docid())) entries.push_back({*it, it.get_docid()});
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.key < b.key; });

  size_ = static_cast<Rank>(entries.size());
  ranks_.assign(db.get_lastdocid() + 1, kNoRank);
  docids_.reserve(size_);
  order_keys_.reserve(size_);
  for (Rank rank = 0; rank < size_; ++rank) {
    ranks_[entries[rank].docid] = rank;
    docids_.push_back(entries[rank].docid);
    order_keys_.push_back(std::move(entries[rank].key));
  }
  // Dated articles have the lower ranks (schema.h), so their days fill the front of the column exactly.
  days_.resize(size_);
  Rank dated = 0;
  for (auto it = db.valuestream_begin(index::kDay); it != db.valuestream_end(index::kDay); ++it) {
    const Rank rank = ranks_[it.get_docid()];
    if (rank == kNoRank) continue;
    days_[rank] = decode_day(*it);
    ++dated;
  }
  days_.resize(dated);
  records_.assign(size_, ~index::RecordNumber{0});
  for (auto it = db.valuestream_begin(index::kRecord); it != db.valuestream_end(index::kRecord); ++it) {
    const Rank rank = ranks_[it.get_docid()];
    if (rank == kNoRank) continue;
    const std::string bytes = *it;
    std::string_view rest = bytes;
    if (const auto record = index::take_varint(rest)) {
      records_[rank] = static_cast<index::RecordNumber>(*record);
    }
  }
  lengths_.resize(size_);
  average_length_ = db.get_avlength();
  for (auto it = db.postlist_begin(""); it != db.postlist_end(""); ++it) {
    if (ranks_[*it] != kNoRank) lengths_[ranks_[*it]] = it.get_doclength();
  }
  title_words_.assign(size_, 0);
  for (auto it = db.valuestream_begin(index::kTitle); it != db.valuestream_end(index::kTitle); ++it) {
    const Rank rank = ranks_[it.get_docid()];
    if (rank == kNoRank) continue;
    const std::string title = *it;
    const auto gaps = std::count_if(title.begin(), title.end(), [](char c) { return c == ' ' || c == '\''; });
    title_words_[rank] = static_cast<std::uint8_t>(std::min<std::ptrdiff_t>(gaps + 1, 255));
  }
  load_dossiers(db);
  load_persons(db, persons);
}

void Columns::load_dossiers(const Xapian::Database& db) {
  for (index::DossierEntry& entry : index::read_dossiers(db)) {
    dossiers_.add_value(std::move(entry.slug), std::move(entry.label));
  }
  std::vector<std::vector<index::Ordinal>> lists(size_);
  for_each_ordinal(db, index::kDossiers, [&](std::uint32_t docid, index::Ordinal dossier) {
    if (dossier < dossiers_.size() && rank(docid) != kNoRank) lists[rank(docid)].push_back(dossier);
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
    if (rank(docid) == kNoRank) return;
    const index::Ordinal person = person_lookup_.person(docid, name);
    if (person < persons_.size()) lists[rank(docid)].push_back(person);
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
