// Where the reader of a format puts what it finds: one record at a time, good or bad, with the line it starts
// on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "indexer/archive/article.h"
#include "indexer/archive/source_verdict.h"

namespace fonds::archive {

// Largest record read, in bytes of decompressed source: one JSON line, one WordPress item, one Markdown, HTML
// or text file. An article is some kilobytes; what is larger is no article, and one record is all that memory
// holds.
inline constexpr std::size_t kMaxRecordBytes = 64u << 20;

// Largest text of an article, in bytes: several novels. Its analysis takes some thirty times as much memory.
inline constexpr std::size_t kMaxTextBytes = 16u << 20;

class RecordSink {
 public:
  virtual ~RecordSink() = default;
  // The article as the format gives it; id, title, dossiers and address are checked and put in order behind
  // this.
  virtual void accept(std::uint64_t line, Article&& article) = 0;
  // The record cannot be taken. `id` is the record's where it could be read, else empty.
  virtual void reject(std::uint64_t line, std::string id, std::string reason) = 0;
  // A field cannot be taken, and its record is without it.
  virtual void note(std::uint64_t line, std::string reason) = 0;
  // The source has the record but does not make it public; `why` in a word or two, by which such records are
  // counted: "draft", "private".
  virtual void withdraw(std::uint64_t line, std::string id, const std::string& why) = 0;
  // The source still has the record as it was when it was last read, and does not hand it over again.
  virtual void hold(std::string id) = 0;
  // The source had the record, and has it no more.
  virtual void remove(std::uint64_t line, std::string id) = 0;
  // A record of a kind that nobody asked for, such as "wp:post_type attachment"; counted by kind.
  virtual void leave_out(const std::string& kind) = 0;
  // What follows in the source, or all of it, cannot be known. REQUIRES: not Ending::whole
  virtual void break_off(std::uint64_t line, Ending ending, std::string reason) = 0;
};

}  // namespace fonds::archive
