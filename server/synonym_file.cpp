#include "server/synonym_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include <sys/stat.h>

namespace fonds {

namespace {
[[noreturn]] void fail(const std::filesystem::path& path, int error) {
  throw SynonymFileError("cannot read the synonyms " + path.string() + ": " + std::strerror(error));
}
}  // namespace

SynonymFile::Stamp SynonymFile::stamp() const {
  struct stat status {};
  if (::stat(path_.c_str(), &status) != 0) fail(path_, errno);
  if (!S_ISREG(status.st_mode)) fail(path_, EISDIR);
  return {status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_size, status.st_ino};
}

std::optional<search::ParsedSynonyms> SynonymFile::read_if_changed() {
  const Stamp now = stamp();
  if (contents_ && now == last_) return std::nullopt;
  std::ifstream in(path_, std::ios::binary);
  if (!in) fail(path_, errno);
  std::string contents((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (in.bad()) fail(path_, EIO);
  last_ = now;  // taken before reading: what is written meanwhile is seen the next time
  if (contents_ == contents) return std::nullopt;
  contents_ = std::move(contents);
  return search::parse_synonyms(*contents_, path_.string(), analyzer_);
}

}  // namespace fonds
