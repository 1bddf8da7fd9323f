// A text that an editor keeps on disk: read at the start, and again when the file changes.
//
// Thread safety: one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace fonds {

class WatchedFileError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class WatchedFile {
 public:
  // `what` the file holds, for errors: "the synonyms". More than `limit` bytes are an error.
  WatchedFile(std::filesystem::path path, std::string what, std::size_t limit)
      : path_(std::move(path)), what_(std::move(what)), limit_(limit) {}

  const std::filesystem::path& path() const { return path_; }

  // The contents where they are other than those read last; nullopt where they are the same. Throws
  // WatchedFileError where the file cannot be read: what was read last then stays true.
  std::optional<std::string> read_if_changed();
  // The same file as if it had never been read.
  WatchedFile unread() const { return {path_, what_, limit_}; }

 private:
  // What changes when an editor saves: looked at instead of the contents.
  struct Stamp {
    std::int64_t seconds = 0, nanoseconds = 0, size = -1;
    std::uint64_t file = 0;
    bool operator==(const Stamp&) const = default;
  };
  Stamp stamp() const;
  [[noreturn]] void fail(const std::string& why) const;

  std::filesystem::path path_;
  std::string what_;
  std::size_t limit_;
  Stamp last_;
  std::optional<std::string> contents_;
};

// What one says, or may say: a file that must be there, or one that is empty until it is.
class WatchedText {
 public:
  WatchedText(WatchedFile file, bool required) : file_(std::move(file)), required_(required) {}

  const std::filesystem::path& path() const { return file_.path(); }
  // What it said last; "" before.
  const std::string& text() const { return text_; }
  // Whether it says something else than before. Throws WatchedFileError, and what `check(text)` throws: what it said
  // before then stays true.
  template <typename Check>
  bool read_again(const Check& check) {
    if (std::optional<std::string> text = read()) {
      check(*text);
      text_ = *std::move(text);
      return true;
    }
    return false;
  }
  bool read_again() {
    return read_again([](const std::string&) {});
  }

 private:
  // nullopt where it is the same
  std::optional<std::string> read();

  WatchedFile file_;
  bool required_;
  bool was_read_ = false;
  std::string text_;
};

}  // namespace fonds
