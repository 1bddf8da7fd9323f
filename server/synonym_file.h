// The editor's synonyms on disk: read at the start, and again when the file changes.
//
// Thread safety: one thread at a time.
#pragma once

#include <filesystem>
#include <optional>

#include "indexer/text/analyzer.h"
#include "server/search/synonyms.h"
#include "server/watched_file.h"

namespace fonds {

class SynonymFile {
 public:
  explicit SynonymFile(std::filesystem::path path);

  // What they are where they are other than those read last; nullopt where they are the same. Throws
  // WatchedFileError where the file cannot be read: what was read last then stays true.
  std::optional<search::ParsedSynonyms> read_if_changed();

 private:
  WatchedFile file_;
  text::Analyzer analyzer_;
};

}  // namespace fonds
