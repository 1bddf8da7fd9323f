// The editor's synonyms on disk: read at the start, and again when they change. They may be in two files: the
// installation's, and that of the editors' desk.
//
// Thread safety: one thread at a time.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "indexer/text/analyzer.h"
#include "server/search/synonyms.h"
#include "server/watched_file.h"

namespace fonds {

class SynonymFile {
 public:
  // A file that must be there.
  void require(std::filesystem::path path);
  // One that is empty until it is there.
  void add(std::filesystem::path path);

  // What they are where they are other than those read last; nullopt where they are the same. Throws
  // WatchedFileError where a file cannot be read: what was read last then stays true.
  std::optional<search::ParsedSynonyms> read_if_changed();

 private:
  std::vector<WatchedText> sources_;
  // A source has changed, and another one could not be read.
  bool changed_ = false;
  text::Analyzer analyzer_;
};

}  // namespace fonds
