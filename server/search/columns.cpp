#include "server/search/columns.h"

#include <algorithm>
#include <numeric>

#include <xapian.h>

#include "indexer/index/stored_article.h"
#include "indexer/text/folding.h"

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

void FacetColumn::load(const Xapian::Database& db, index::FacetKind kind,
                       const std::vector<Rank>& rank_of_docid, Rank articles) {
  const bool dossier = kind == index::FacetKind::dossier;
  const std::string key_prefix = dossier ? "dossier" : "person";
  for (auto it = db.metadata_keys_begin(key_prefix); it != db.metadata_keys_end(key_prefix); ++it) {
    const std::string key = *it;
    std::string_view rest = std::string_view(key).substr(key_prefix.size());
    const auto ordinal = index::take_varint(rest);
    const std::string entry = db.get_metadata(key);
    const auto nul = entry.find('\0');
    if (!ordinal || nul == std::string::npos) continue;
    if (*ordinal >= dictionary_.size()) dictionary_.resize(*ordinal + 1);
    Value& value = dictionary_[*ordinal];
    value.slug = entry.substr(0, nul);
    value.label = entry.substr(nul + 1);
    value.folded = text::fold(value.label);
    value.sort_key = text::sort_key(value.label);
    by_slug_.emplace(value.slug, static_cast<index::Ordinal>(*ordinal));
  }

  std::vector<std::vector<index::Ordinal>> lists(articles);
  const auto slot = dossier ? index::kDossiers : index::kPersons;
  for (auto it = db.valuestream_begin(slot); it != db.valuestream_end(slot); ++it) {
    const Rank rank = rank_of_docid[it.get_docid()];
    const std::string bytes = *it;
    std::string_view rest = bytes;
    while (!rest.empty()) {
      const auto ordinal = index::take_varint(rest);
      if (!ordinal) break;
      if (*ordinal < dictionary_.size()) lists[rank].push_back(static_cast<index::Ordinal>(*ordinal));
    }
  }
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

  by_label_.resize(dictionary_.size());
  std::iota(by_label_.begin(), by_label_.end(), 0);
  std::sort(by_label_.begin(), by_label_.end(), [&](index::Ordinal a, index::Ordinal b) {
    return std::tie(dictionary_[a].sort_key, dictionary_[a].slug) <
           std::tie(dictionary_[b].sort_key, dictionary_[b].slug);
  });
  label_places_.resize(dictionary_.size());
  for (std::uint32_t place = 0; place < by_label_.size(); ++place) label_places_[by_label_[place]] = place;
}

Columns::Columns(const Xapian::Database& db) {
  struct Entry {
    std::string key;
    std::uint32_t docid;
  };
  std::vector<Entry> entries;
  entries.reserve(db.get_doccount());
  for (auto it = db.valuestream_begin(index::kOrder); it != db.valuestream_end(index::kOrder); ++it) {
    entries.push_back({*it, it.get_docid()});
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
    days_[ranks_[it.get_docid()]] = decode_day(*it);
    ++dated;
  }
  days_.resize(dated);
  lengths_.resize(size_);
  average_length_ = db.get_avlength();
  for (auto it = db.postlist_begin(""); it != db.postlist_end(""); ++it) {
    lengths_[ranks_[*it]] = it.get_doclength();
  }
  dossiers_.load(db, index::FacetKind::dossier, ranks_, size_);
  persons_.load(db, index::FacetKind::person, ranks_, size_);
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
