#include "indexer/index/verification.h"

#include <algorithm>

#include "indexer/index/delisted_register.h"
#include "indexer/index/durable_file.h"
#include "indexer/index/file_system.h"
#include "indexer/index/folder.h"
#include "indexer/index/generation_folders.h"
#include "indexer/index/manifest.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

// What is wrong with a file; empty = nothing; nullopt where `piece_read` has ended the reading.
std::optional<std::string> fault_of(const fs::path& path, const FileSum& expected,
                                    const PieceRead& piece_read) {
  struct stat status {};
  if (file_system().stat(path.c_str(), &status) != 0) return "missing";
  if (!S_ISREG(status.st_mode)) return "is not a file";
  if (static_cast<std::uint64_t>(status.st_size) != expected.size) {
    return "has " + std::to_string(status.st_size) + " bytes instead of " + std::to_string(expected.size);
  }
  try {
    const auto found = file_sum(path, piece_read);
    if (!found) return std::nullopt;
    return *found == expected ? "" : "its contents have changed (checksum)";
  } catch (const IndexError& error) {  // a disk that no longer gives the bytes
    return error.what();
  }
}

bool is_gone(const fs::path& folder) {
  struct stat status {};
  return file_system().stat((folder / kManifestFile).c_str(), &status) != 0;
}

}  // namespace

Verification verify(const Generation& generation, const VerificationStep& step) {
  return verify(generation.folder.parent_path().parent_path(), generation.name, step);
}

Verification verify(const fs::path& index, const std::string& generation, const VerificationStep& step) {
  const fs::path folder = generation_folder(index, generation);
  Verification result;
  const auto record = read_record(index, generation);
  if (!record) {
    result.complete = false;
    return result;
  }
  const auto piece_read = [&](std::size_t bytes) {
    result.bytes += bytes;
    return !step || step(result.bytes);
  };
  std::vector<std::string> faults;
  for (const auto& [file, expected] : record->files) {
    const auto fault = fault_of(folder / file, expected, piece_read);
    if (!fault) {
      result.complete = false;
      break;
    }
    if (!fault->empty()) faults.push_back(file + ": " + *fault);
  }
  for (const std::string& file : files_below(folder)) {
    if (file != kManifestFile && !record->files.contains(file)) {
      faults.push_back(file + ": does not belong to the index");
    }
  }
  if (!faults.empty() && is_gone(folder)) {
    result.complete = false;
    return result;
  }
  result.faults = std::move(faults);
  return result;
}

void require_sound_database(const Generation& generation, std::uint64_t most) {
  const fs::path index = generation.folder.parent_path().parent_path();
  const auto record = read_record(index, generation.name);
  if (!record) throw damaged_index(index, "generation " + generation.name + " is missing");
  const auto is_of_database = [](const std::string& file) {
    return fs::path(file).parent_path() == fs::path(kDatabaseFolder);
  };
  std::uint64_t bytes = 0;
  for (const auto& [file, expected] : record->files) bytes += is_of_database(file) ? expected.size : 0;
  if (bytes > most) return;
  for (const auto& [file, expected] : record->files) {
    if (!is_of_database(file)) continue;
    const auto fault = fault_of(generation.folder / file, expected, [](std::size_t) { return true; });
    if (fault && !fault->empty())
      throw damaged_index(index, file + " of generation " + generation.name + ": " + *fault);
  }
}

std::string file_stamps(const Generation& generation) {
  std::string stamps;
  const auto add = [&stamps](auto number) { stamps += std::to_string(number) += ' '; };
  std::error_code unreadable;
  for (fs::recursive_directory_iterator entry(generation.folder, unreadable), end;
       !unreadable && entry != end; entry.increment(unreadable)) {
    struct stat status {};
    stamps += entry->path().filename().string() += ' ';
    if (file_system().stat(entry->path().c_str(), &status) != 0) continue;
    add(status.st_ino);
    add(status.st_size);
    for (const timespec& time : {status.st_mtim, status.st_ctim}) add(time.tv_sec), add(time.tv_nsec);
  }
  return stamps += unreadable.message();
}

void copy_database(const Generation& generation, const fs::path& target) {
  const fs::path index = generation.folder.parent_path().parent_path();
  const auto record = read_record(index, generation.name);
  if (!record) throw damaged_index(index, "generation " + generation.name + " is missing");
  make_folder(target);
  const fs::path database = fs::path(kDatabaseFolder);
  for (const auto& [file, expected] : record->files) {
    // Not copied: it is written anew, and tells itself where it is lost.
    if (file == kRegisterFile) continue;
    const fs::path source = generation.folder / file;
    const bool copied = fs::path(file).parent_path() == database;
    const FileSum found =
        copied ? copy_contents(source, target / fs::path(file).filename()) : file_sum(source);
    if (found != expected) {
      throw damaged_index(index, file + " of generation " + generation.name + " is not what was written");
    }
  }
}

std::vector<std::string> verify_files(const fs::path& index) {
  const auto name = current_generation_name(index);
  if (!name) {
    open_current(index);  // which says what is missing
    return {};
  }
  Verification result = verify(index, *name);
  if (!result.complete)
    throw damaged_index(index, "generation " + *name + ", which CURRENT names, is missing");
  return std::move(result.faults);
}

}  // namespace fonds::index
