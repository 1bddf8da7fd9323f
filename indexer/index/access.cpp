#include "indexer/index/access.h"

#include <cerrno>

#include "indexer/index/file.h"
#include "indexer/index/file_system.h"
#include "indexer/index/folder.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kFolderMode = 0750, kFileMode = 0640;

void settle(const fs::path& path, File::Mode opened, mode_t mode, gid_t group) {
  File file(path, opened);
  struct stat status {};
  if (file_system().fstat(file.fd(), &status) != 0) throw system_error(IndexError::Kind::io, "read", path);
  // Only root and members of the group may give it; without it the owner's own group reads, or nobody.
  if (status.st_gid != group && file_system().fchown(file.fd(), static_cast<uid_t>(-1), group) != 0 &&
      errno != EPERM) {
    throw system_error(IndexError::Kind::io, "set the group of", path);
  }
  // A folder keeps the bit that hands its group down.
  const mode_t inherits = status.st_mode & S_ISGID;
  if (file_system().fchmod(file.fd(), mode | (opened == File::Mode::folder ? inherits : 0)) != 0) {
    throw system_error(IndexError::Kind::io, "set the mode of", path);
  }
  file.sync();
}

}  // namespace

void make_index_folder(const fs::path& index) {
  struct stat status {};
  if (file_system().stat(index.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) return;
  const fs::path above = fs::absolute(index).lexically_normal();
  std::error_code error;
  // What is above the index is nothing of ours, so it gets the modes that the user's folders have.
  fs::create_directories((above.has_filename() ? above : above.parent_path()).parent_path(), error);
  if (error) {
    throw IndexError(IndexError::Kind::cannot_create,
                     "cannot create the index folder " + index.string() + ": " + error.message());
  }
  if (file_system().mkdir(index.c_str(), kFolderMode) == 0) return;
  const bool exists = errno == EEXIST;
  const IndexError failure = system_error(IndexError::Kind::cannot_create, "create the index folder", index);
  if (exists && file_system().stat(index.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) return;
  throw failure;
}

Access access_of(const fs::path& index) {
  struct stat status {};
  if (file_system().stat(index.c_str(), &status) != 0) {
    throw system_error(IndexError::Kind::io, "read", index);
  }
  const bool group_reads = (status.st_mode & S_IRGRP) != 0 && (status.st_mode & S_IXGRP) != 0;
  Access access;
  access.file = group_reads ? kFileMode : kFileMode & 0700;
  access.folder = group_reads ? kFolderMode : kFolderMode & 0700;
  access.group = status.st_gid;
  return access;
}

void settle_file(const fs::path& file, const Access& access) {
  settle(file, File::Mode::read, access.file, access.group);
}

void settle_folder(const fs::path& folder, const Access& access) {
  settle(folder, File::Mode::folder, access.folder, access.group);
}

}  // namespace fonds::index
