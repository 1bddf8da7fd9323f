// The register of delisted articles (archive/delisting.h) that a running server follows: what it names is not
// served from the moment the file says so, before any index is written anew. It may be in two files: the installation's,
// and that of the editors' desk.
//
// Thread safety: one thread at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "indexer/archive/delisting.h"
#include "server/watched_file.h"

namespace fonds {

class DelistedFile {
 public:
  // A file that must be there.
  void require(std::filesystem::path path);
  // One that is empty until it is there.
  void add(std::filesystem::path path);
  bool empty() const { return sources_.empty(); }

  // The register where it is another one than was given last, else null. A name that is added counts at once.
  // One that is gone must still be gone at the next call: a program that writes the file empties it first.
  // Throws WatchedFileError where the file cannot be read, or is no text: what was given last stays in force.
  std::shared_ptr<const archive::Delisting> read_if_changed();

 private:
  bool names_all_of_last(const archive::Delisting& delisting) const;
  std::shared_ptr<const archive::Delisting> give(archive::Delisting delisting);

  std::vector<WatchedText> sources_;
  // A source has changed, and what it says has not been given yet: another one could not be read.
  bool changed_ = false;
  bool given_ = false;
  // names given last
  std::set<std::string> last_;
  // read, but not given yet
  std::optional<archive::Delisting> fewer_;
};

}  // namespace fonds
