#include "indexer/index/folder.h"

#include <algorithm>
#include <cerrno>
#include <memory>

#include "indexer/index/file.h"
#include "indexer/index/file_system.h"
#include "indexer/index/generation.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kUnpublishedFolderMode = 0700;

void append_files(const fs::path& folder, const std::string& prefix, std::vector<std::string>& files) {
  for (const FolderEntry& entry : list_folder(folder)) {
    if (entry.is_folder) {
      append_files(folder / entry.name, prefix + entry.name + "/", files);
    } else {
      files.push_back(prefix + entry.name);
    }
  }
}

}  // namespace

void make_folder(const fs::path& folder) {
  if (file_system().mkdir(folder.c_str(), kUnpublishedFolderMode) != 0) {
    throw system_error(IndexError::Kind::cannot_create, "create", folder);
  }
}

void make_folders(const fs::path& folder) {
  struct stat status {};
  if (folder.empty() || file_system().stat(folder.c_str(), &status) == 0) {
    if (folder.empty() || S_ISDIR(status.st_mode)) return;
    errno = ENOTDIR;
    throw system_error(IndexError::Kind::cannot_create, "create", folder);
  }
  if (errno != ENOENT) throw system_error(IndexError::Kind::cannot_create, "create", folder);
  if (folder.has_relative_path() && folder.parent_path() != folder) make_folders(folder.parent_path());
  // "x/" names the folder x, and so does "x/.".
  if (!folder.has_filename() || folder.filename() == ".") return;
  if (file_system().mkdir(folder.c_str(), kUnpublishedFolderMode) != 0 && errno != EEXIST) {
    throw system_error(IndexError::Kind::cannot_create, "create", folder);
  }
}

std::vector<FolderEntry> list_folder(const fs::path& folder) {
  const std::unique_ptr<DIR, int (*)(DIR*)> stream(file_system().opendir(folder.c_str()), ::closedir);
  if (stream == nullptr) {
    if (errno == ENOENT) return {};
    throw system_error(IndexError::Kind::io, "read", folder);
  }
  std::vector<FolderEntry> entries;
  while (true) {
    errno = 0;
    const dirent* const entry = ::readdir(stream.get());
    if (entry == nullptr) break;
    const std::string name = entry->d_name;
    if (name == "." || name == "..") continue;
    bool is_folder = entry->d_type == DT_DIR;
    if (entry->d_type == DT_UNKNOWN) {  // some file systems leave it to be asked for
      std::error_code unknown;
      is_folder = fs::symlink_status(folder / name, unknown).type() == fs::file_type::directory;
    }
    entries.push_back({name, is_folder});
  }
  if (errno != 0) throw system_error(IndexError::Kind::io, "read", folder);
  std::sort(entries.begin(), entries.end(),
            [](const FolderEntry& a, const FolderEntry& b) { return a.name < b.name; });
  return entries;
}

std::vector<std::string> files_below(const fs::path& folder) {
  std::vector<std::string> files;
  append_files(folder, "", files);
  std::sort(files.begin(), files.end());
  return files;
}

void replace_folder(const fs::path& folder, const fs::path& replacement) {
  if (!remove_tree(folder) || file_system().rename(replacement.c_str(), folder.c_str()) != 0) {
    throw system_error(IndexError::Kind::io, "replace", folder);
  }
}

bool remove_tree(const fs::path& folder) noexcept {
  try {
    bool removed = true;
    for (const FolderEntry& entry : list_folder(folder)) {
      const fs::path path = folder / entry.name;
      if (entry.is_folder) {
        removed = remove_tree(path) && removed;
      } else if (file_system().unlink(path.c_str()) != 0 && errno != ENOENT) {
        removed = false;
      }
    }
    return (file_system().rmdir(folder.c_str()) == 0 || errno == ENOENT) && removed;
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace fonds::index
