// The articles of a generation in one file, mapped into memory: of each its words in order (word_stream.h)
// and what a hit and the article page show (stored_article.h), compressed.
//
// Xapian could hold both, as positions and document data, and did: positions took 79 MB for 21,868 articles
// where the words in order take 20, and each read went through a B-tree. The figures are in docs/measurements.md.
//
//   header          Header, below
//   streams         of each record: title, lead, words, extras (4 bytes each), then words (2 bytes each,
//                   padded to 4), what parts them (a bit each, padded to 4) and extras (place, word: 4 bytes
//                   each)
//   articles        of each record: a zstd frame made with the dictionary; stored_article.h encodes what is
//                   in it
//   records         of each record: where its stream and its article begin (8 bytes each), and the bytes of
//                   the article (4); zeros for a record that is no more
//   word starts     4 bytes for each word number, and one more: where the word begins in the texts
//   word texts
//   words in order  numbers in the byte order of their words, 4 bytes each
//   dictionary      of zstd
//
// Numbers are in the byte order of the machine that built the index, and said to be in the header. An
// article's record is in its column kRecord. Files of a store are written by article_store_writer.h.
//
// Whatever the bytes say, nothing outside them is read: a number or an offset that is out of range is an
// IndexError, damaged. Bytes that were changed within their bounds are found by their checksum only
// (verification.h).
//
// Thread safety: an ArticleStore is immutable; all members may be called from any thread. Errors: IndexError
// damaged, also from the members; an article that is damaged is nullopt.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "indexer/index/mapped_file.h"
#include "indexer/index/stored_article.h"
#include "indexer/index/word_stream.h"

namespace fonds::index {

using RecordNumber = std::uint32_t;

// The file, in a generation's folder.
inline constexpr const char* kArticleFile = "articles";

class ArticleStore {
 public:
  struct Header {
    // "FONDSART"
    char magic[8];
    // kByteOrder
    std::uint32_t byte_order;
    // kLayout
    std::uint32_t layout;
    std::uint64_t records, words;
    std::uint64_t records_at, word_starts_at, word_texts_at, word_order_at, dictionary_at, end;
  };
  struct Record {
    std::uint64_t stream_at, article_at;
    std::uint32_t article_bytes, reserved;
  };
  static constexpr std::uint32_t kByteOrder = 0x01020304;
  static constexpr std::uint32_t kLayout = 2;

  explicit ArticleStore(const std::filesystem::path& file);
  ~ArticleStore();
  ArticleStore(const ArticleStore&) = delete;
  ArticleStore& operator=(const ArticleStore&) = delete;

  RecordNumber records() const { return static_cast<RecordNumber>(records_.size()); }
  WordNumber words() const { return static_cast<WordNumber>(word_order_.size()); }
  std::string_view word(WordNumber number) const {
    if (number >= words()) throw damaged("a word is not in the list");
    return word_texts_.substr(word_starts_[number], word_starts_[number + 1] - word_starts_[number]);
  }
  // Numbers in the byte order of their words.
  std::span<const WordNumber> word_order() const { return word_order_; }
  // WordSequence::kNone where the store does not have the word.
  WordNumber find(std::string_view word) const;

  WordStream stream(RecordNumber record) const;
  // A hint that stream(record) is asked for soon: its first words are fetched from memory meanwhile.
  void will_read(RecordNumber record) const {
    if (record >= records_.size() || records_[record].stream_at >= file_.size()) return;
    constexpr std::size_t kLine = 64, kLines = 4;
    const char* head = file_.data() + records_[record].stream_at;
    for (std::size_t line = 0; line < kLines; ++line) __builtin_prefetch(head + line * kLine);
  }
  std::optional<StoredArticle> article(RecordNumber record) const;
  // See MappedFile. What was read while one of them becomes false is not to be believed.
  bool intact() const { return mapped_.intact(); }
  bool has_its_size() const { return mapped_.has_its_size(); }
  // The bytes of a record, for copying it; empty where the record is no more.
  std::string_view stream_bytes(RecordNumber record) const;
  std::string_view article_bytes(RecordNumber record) const;
  std::string_view dictionary() const { return dictionary_; }

 private:
  struct Decompression;
  IndexError damaged(const std::string& what) const;
  std::filesystem::path path_;
  MappedFile mapped_;
  std::string_view file_;
  std::span<const Record> records_;
  std::span<const std::uint32_t> word_starts_;
  std::span<const WordNumber> word_order_;
  std::string_view word_texts_, dictionary_;
  std::unique_ptr<Decompression> decompression_;
};

}  // namespace fonds::index
