// The words of the archive, in memory: every folded word with the number of articles it stands in, found by
// spelling, by stem and by prefix. It is what makes stemming a matter of the query and not of the index.
//
// Thread safety: immutable once loaded.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/index/article_store.h"

namespace Xapian {
class Database;
}

namespace fonds::search {

class Hidden;

// place in the byte order of the words
using WordId = std::uint32_t;

class Lexicon {
 public:
  static constexpr WordId kNone = ~WordId{0};

  // Without the words that only `hidden` articles have. Throws index::IndexError where the words are not in order
  // or too long, and Xapian::Error.
  Lexicon(const Xapian::Database& db, const index::ArticleStore& store, const Hidden& hidden);

  std::size_t size() const { return frequencies_.size(); }
  std::string_view word(WordId id) const {
    return std::string_view(bytes_).substr(starts_[id], starts_[id + 1] - starts_[id]);
  }
  std::uint32_t articles(WordId id) const { return frequencies_[id]; }
  // of any word
  std::uint32_t most_articles() const { return most_articles_; }
  // Articles that have the word with a capital that says something (schema.h).
  std::uint32_t articles_capitalised(WordId id) const { return capitals_[id]; }
  bool is_only_a_name(WordId id) const;
  // The archive writes it with a capital more often than not: a name, as far as an archive can tell.
  bool is_mostly_capitalised(WordId id) const { return 2 * capitals_[id] >= frequencies_[id]; }

  // Between a word and its number in the article store; kNone where the other does not have it.
  index::WordNumber number(WordId id) const { return numbers_[id]; }
  WordId of_number(index::WordNumber number) const { return number < ids_.size() ? ids_[number] : kNone; }

  // The word as the archive mostly writes it, with its accents: "école" for ecole.
  std::string display(WordId id) const;

  // Of a written word that only its accents tell from a stop word (maïs, trés); 0 for any other.
  std::uint32_t articles_written(const std::string& written) const {
    const auto found = beside_stop_words_.find(written);
    return found == beside_stop_words_.end() ? 0 : found->second;
  }

  // kNone where the archive does not have it
  WordId find(std::string_view folded) const;
  // Words that have the stem of `folded`, in byte order; `folded` itself is there where the archive has it. Names meet
  // only what names have (name_forms.h). `capital`: as the reader typed it, which tells of a name that the archive lacks.
  std::vector<WordId> inflexions(std::string_view folded, bool capital = false) const;
  // in byte order
  std::vector<WordId> with_stem(const std::string& stem) const;
  // Words that look as if they were of the family of `folded` ("découverte" and "découvreur" for
  // "découvrit"): they share its first letters, and at least half of the longer word. The `limit` most
  // frequent that are not in `apart` (ascending), most frequent first. Guesses: good for ordering articles,
  // not for choosing them.
  std::vector<WordId> family(std::string_view folded, const std::vector<WordId>& apart,
                             std::size_t limit) const;
  // Words that begin with `prefix`, as [begin, end).
  std::pair<WordId, WordId> with_prefix(std::string_view prefix) const;
  // Of these the most frequent, most frequent first.
  std::vector<WordId> most_frequent(std::string_view prefix, std::size_t limit) const;

 private:
  struct StemEntry {
    std::uint64_t hash;
    WordId word;
  };
  std::string bytes_;
  std::vector<std::uint32_t> starts_;
  std::vector<std::uint32_t> frequencies_;
  std::uint32_t most_articles_ = 0;
  // by word
  std::vector<index::WordNumber> numbers_;
  // by number
  std::vector<WordId> ids_;
  // by hash, then word
  std::vector<StemEntry> by_stem_;
  // Accented spellings that are more frequent than all others of their word together, by word.
  struct WrittenEntry {
    WordId word;
    // of written_bytes_
    std::uint32_t start, length;
  };
  void load_written(const Xapian::Database& db, const Hidden& hidden);
  void load_capitals(const Xapian::Database& db, const Hidden& hidden);
  // by word
  std::vector<std::uint32_t> capitals_;
  std::unordered_map<std::string, std::uint32_t> beside_stop_words_;
  std::string written_bytes_;
  std::vector<WrittenEntry> written_;
};

}  // namespace fonds::search
