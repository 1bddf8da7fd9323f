// The editor's synonyms on disk: read at the start, and again when the file changes.
//
// Thread safety: one thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>

#include "indexer/text/analyzer.h"
#include "server/search/synonyms.h"

namespace fonds {

class SynonymFileError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class SynonymFile {
 public:
  explicit SynonymFile(std::filesystem::path path) : path_(std::move(path)) {}

  // The contents where they are other than those read last; nullopt where they are the same. Throws
  // SynonymFileError where the file cannot be read: what was read last then stays true.
  std::optional<search::ParsedSynonyms> read_if_changed();

 private:
  // What changes when an editor saves: looked at instead of the contents.
  struct Stamp {
    std::int64_t seconds = 0, nanoseconds = 0, size = -1;
    std::uint64_t file = 0;
    bool operator==(const Stamp&) const = default;
  };
  Stamp stamp() const;

  std::filesystem::path path_;
  Stamp last_;
  std::optional<std::string> contents_;
  text::Analyzer analyzer_;
};

}  // namespace fonds
