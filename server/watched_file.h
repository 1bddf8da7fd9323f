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

}  // namespace fonds
