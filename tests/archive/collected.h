// What a reader of a format hands over, kept for a test to look at; and streams that are hard to read.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/archive/byte_stream.h"
#include "indexer/archive/reader.h"
#include "indexer/archive/record_sink.h"

namespace fonds::archive {

struct CollectingSink final : RecordSink {
  std::vector<Article> articles;
  std::vector<std::uint64_t> lines;
  std::vector<Rejection> rejections;
  std::vector<Note> notes;
  std::vector<std::string> withdrawn, why_withdrawn, held, removed;
  // kinds, one for each record
  std::vector<std::string> left_out;
  std::vector<std::pair<Ending, Note>> breaks;

  void accept(std::uint64_t line, Article&& article) override {
    lines.push_back(line);
    articles.push_back(std::move(article));
  }
  void reject(std::uint64_t line, std::string id, std::string reason) override {
    rejections.push_back({"", line, std::move(id), std::move(reason)});
  }
  void note(std::uint64_t line, std::string reason) override {
    notes.push_back({"", line, std::move(reason)});
  }
  void withdraw(std::uint64_t /*line*/, std::string id, const std::string& why) override {
    withdrawn.push_back(std::move(id));
    why_withdrawn.push_back(why);
  }
  void hold(std::string id) override { held.push_back(std::move(id)); }
  void remove(std::uint64_t /*line*/, std::string id) override { removed.push_back(std::move(id)); }
  void leave_out(const std::string& kind) override { left_out.push_back(kind); }
  void break_off(std::uint64_t line, Ending ending, std::string reason) override {
    breaks.emplace_back(ending, Note{"", line, std::move(reason)});
  }
};

// Gives a few bytes at a time, so that every border of a buffer falls everywhere.
class TrickleStream final : public ByteStream {
 public:
  TrickleStream(std::string_view bytes, std::size_t step) : bytes_(bytes), step_(step) {}
  std::size_t read(char* buffer, std::size_t size) override {
    const std::string_view piece = bytes_.substr(0, std::min(size, step_));
    piece.copy(buffer, piece.size());
    bytes_.remove_prefix(piece.size());
    return piece.size();
  }

 private:
  std::string_view bytes_;
  std::size_t step_;
};

}  // namespace fonds::archive
