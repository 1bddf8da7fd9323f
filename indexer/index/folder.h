// Folders of an index: made, listed and removed by the system calls of file_system.h.
//
// Thread safety: functions without state. Errors: IndexError io, or cannot_create.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace fonds::index {

// A folder that is the writer's alone (access.h gives it to its readers). REQUIRES: it is not there yet.
void make_folder(const std::filesystem::path& folder);
// The same with the folders above it; those that are there stay as they are.
void make_folders(const std::filesystem::path& folder);

struct FolderEntry {
  std::string name;
  // a link to one is none
  bool is_folder = false;
};
// Sorted by name; none where there is no such folder.
std::vector<FolderEntry> list_folder(const std::filesystem::path& folder);
// Every file below it, relative to it, sorted. Whatever is no folder counts as a file.
std::vector<std::string> files_below(const std::filesystem::path& folder);

// Puts another folder in the place of this one, which is removed.
void replace_folder(const std::filesystem::path& folder, const std::filesystem::path& replacement);

// The folder with all that is in it. False where something could not be removed, and is still there.
bool remove_tree(const std::filesystem::path& folder) noexcept;

}  // namespace fonds::index
