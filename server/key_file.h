// The keys on disk (api/keys.h): read at the start, and again when the file is saved; and `fonds-server key`, which adds
// one.
//
// Thread safety: one thread at a time.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "server/api/keys.h"
#include "server/watched_file.h"

namespace fonds {

class KeyFile {
 public:
  explicit KeyFile(std::filesystem::path path);
  // What it says where that is other than before; nullopt where it is the same. Throws WatchedFileError where the file
  // cannot be read: what was read last then stays true.
  std::optional<api::ParsedKeys> read_if_changed();

 private:
  WatchedFile file_;
};

// Makes a key and adds it to the file, which is made, for its owner alone, where it is not there. `key` without a hash.
// Returns the key itself, which is written nowhere. Throws std::runtime_error, which says what is wrong.
std::string add_key(const std::filesystem::path& file, api::Key key);

}  // namespace fonds
