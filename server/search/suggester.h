// Completions while typing: persons, dossiers, titles and words of the archive whose words begin with what is
// typed. An ordered dictionary in memory: a lookup touches only the entries that match the rarest typed word.
//
// Thread safety: immutable once loaded.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/search/columns.h"
#include "server/search/deadline.h"
#include "server/search/lexicon.h"
#include "server/search/types.h"

namespace fonds::search {

class Suggester {
 public:
  // `lexicon` may still be without its words: only suggest() reads it. Both must outlive this.
  Suggester(const Xapian::Database& db, const Columns& columns, const Lexicon& lexicon);

  // Best first: persons and dossiers, then titles and words; each word of `q` begins a word of the entry,
  // whatever accents and case; the first typed word beginning the entry counts more. Where nothing begins so,
  // one typed word may have a slip in it. Throws DeadlineExceeded.
  std::vector<Suggestion> suggest(std::string_view q, std::uint32_t limit, Deadline deadline) const;

 private:
  struct Entry {
    SuggestionKind kind;
    // ordinal, rank or WordId
    std::uint32_t number;
    std::uint32_t count;
  };
  struct Key {
    // into words_
    std::uint32_t start;
    std::uint16_t length;
    // of the word in its entry
    std::uint16_t place;
    std::uint32_t entry;
  };
  std::string_view word(const Key& key) const {
    return std::string_view(words_).substr(key.start, key.length);
  }
  void add(SuggestionKind kind, std::uint32_t number, std::uint32_t count, std::string_view folded);
  // Calls each(key, slips) for the keys whose word begins nearly as `typed`.
  template <typename Each>
  void near_keys(const std::string& typed, const Each& each) const;
  bool has_words(std::uint32_t entry, const std::vector<std::string>& prefixes) const;
  Suggestion describe(const Entry& entry) const;

  const Columns& columns_;
  const Lexicon& lexicon_;
  std::string words_;
  std::vector<Entry> entries_;
  // by word
  std::vector<Key> keys_;
  // [begin, end) into words_ of each entry
  std::vector<std::pair<std::uint32_t, std::uint32_t>> entry_keys_;
  // by rank
  std::vector<std::string> titles_;
};

}  // namespace fonds::search
