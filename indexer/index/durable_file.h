// Files whose contents must be on disk before the next step is taken, and the checksums that prove they still
// are.
//
// Thread safety: functions without state. Errors: IndexError, io; damaged where what should be a file is
// something else.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/index/access.h"
#include "indexer/index/file.h"
#include "indexer/index/generation.h"

namespace fonds::index {

// Writes a file whole and waits until it is on disk.
void write_durably(const std::filesystem::path& path, std::string_view contents);
// Replaces `path`, for those who may read it, by an atomic rename, the last step: where this throws, the old
// contents are there. Until its folder is synced a power cut may bring them back.
void replace_file(const std::filesystem::path& path, std::string_view contents, const Access& access);
// Waits until the entries of a folder are on disk.
void sync_folder(const std::filesystem::path& folder);

// The whole of a small file; nullopt where it does not exist. More than a megabyte is cut off, for whoever
// parses it to find fault with.
std::optional<std::string> read_small_file(const std::filesystem::path& path);
// The same for one of any size.
std::optional<std::string> read_whole_file(const std::filesystem::path& path);

struct FileSum {
  std::uint64_t size = 0;
  std::uint32_t crc32 = 0;
  bool operator==(const FileSum&) const = default;
};
// Called with the size of each piece that was read; false ends the reading.
using PieceRead = std::function<bool(std::size_t bytes)>;
FileSum file_sum(const std::filesystem::path& path);
// nullopt where `piece_read` has ended it.
std::optional<FileSum> file_sum(const std::filesystem::path& path, const PieceRead& piece_read);
std::uint32_t crc32(std::string_view bytes);
// The same as bytes, as it ends a file.
inline constexpr std::size_t kCrc32Bytes = 4;
std::string crc32_bytes(std::string_view bytes);

// Copies a file, and returns the sum of what was copied.
FileSum copy_contents(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace fonds::index
