// Writes article stores: while articles are indexed into segments, one per thread; when a generation is
// published from segments, and for an update from the store before it, into one file.
//
// Thread safety: one thread per ArticleSegment; write_articles() runs on `threads` of its own. Errors:
// IndexError io.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "indexer/index/article_store.h"
#include "indexer/index/output_file.h"
#include "indexer/index/word_stream.h"

namespace fonds::index {

// What a store holds of an article, as it is indexed.
struct ArticleRecord {
  // numbers of the segment's own
  WordSequence words;
  // encode(StoredArticle)
  std::string stored;
};

// Articles on their way into a store, on disk. The file is the caller's to remove.
class ArticleSegment {
 public:
  explicit ArticleSegment(std::filesystem::path file);
  ArticleSegment(const ArticleSegment&) = delete;
  ArticleSegment& operator=(const ArticleSegment&) = delete;

  WordNumbers& words() { return words_; }
  // REQUIRES: `record` not added to any segment of the same store before; as many `breaks` as words.
  void add(RecordNumber record, const ArticleRecord& article);

  // What was added as one of these records is not written to a store.
  void drop(const std::set<RecordNumber>& records);

  struct Entry {
    RecordNumber record;
    std::uint64_t at;
  };
  const std::vector<Entry>& entries() const { return entries_; }
  const std::vector<WordNumbers::Word>& numbered_words() const { return words_.words(); }
  // Everything added is in the file, and nothing more is added.
  const std::filesystem::path& close();

 private:
  std::filesystem::path path_;
  // until it is closed
  std::optional<OutputFile> output_;
  WordNumbers words_;
  std::vector<Entry> entries_;
};

// Writes the store of all segments. `before`: of the generation that is updated, or null; `live`: by record
// number of `before`, whether it is still wanted. Words keep the numbers they have in `before`.
void write_articles(const std::filesystem::path& target,
                    const std::vector<std::unique_ptr<ArticleSegment>>& segments, const ArticleStore* before,
                    const std::vector<bool>& live, unsigned threads);

}  // namespace fonds::index
