// Where the reader of a format puts what it finds: one record at a time, good or bad, with the line it starts
// on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "indexer/archive/article.h"

namespace fonds::archive {

// Largest record read, in bytes of decompressed source: one JSON line, one WordPress item, one Markdown, HTML
// or text file. An article is some kilobytes; what is larger is no article, and one record is all that memory
// holds.
inline constexpr std::size_t kMaxRecordBytes = 64u << 20;

class RecordSink {
 public:
  virtual ~RecordSink() = default;
  // The article as the format gives it; id, title, dossiers and address are checked and put in order behind
  // this.
  virtual void accept(std::uint64_t line, Article&& article) = 0;
  // `id` is the record's where it could be read, else empty.
  virtual void reject(std::uint64_t line, std::string id, std::string reason) = 0;
};

}  // namespace fonds::archive
