// Files whose contents must be on disk before the next step is taken, and the checksums that prove they still
// are.
//
// Thread safety: functions without state. Errors: IndexError, io (or cannot_create where a folder cannot be
// made).
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/index/generation.h"

namespace fonds::index {

// An IndexError of the given kind: "cannot write /x/CURRENT: No space left on device" from errno.
IndexError system_error(IndexError::Kind kind, const std::string& action, const std::filesystem::path& path);

// Writes a file whole and waits until it is on disk.
void write_durably(const std::filesystem::path& path, std::string_view contents);
// Replaces `path` so that after a power cut it has the old contents or the new ones, never a part.
void replace_durably(const std::filesystem::path& path, std::string_view contents);
// Waits until a file that others have written, or the entries of a folder, are on disk.
void sync(const std::filesystem::path& path);

// The whole of a small file; nullopt where it does not exist.
std::optional<std::string> read_small_file(const std::filesystem::path& path);
// The same for one of any size.
std::optional<std::string> read_whole_file(const std::filesystem::path& path);

struct FileSum {
  std::uint64_t size = 0;
  std::uint32_t crc32 = 0;
  bool operator==(const FileSum&) const = default;
};
FileSum file_sum(const std::filesystem::path& path);
std::uint32_t crc32(std::string_view bytes);

// Copies a file, sharing its blocks where the file system can.
void copy_contents(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace fonds::index
