// What the last reading of sources could not take, and why: a text file beside the generations, for the editors' desk.
//
//   2026-11-27T21:30:00Z 412        when the reading ended, and how many were rejected
//   posts.jsonl:12: title is missing
//   …                               a hundred at most
//
// Thread safety: functions without state. Errors: IndexError io.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace fonds::index {

struct RejectedRecords {
  static constexpr std::size_t kMostLines = 100;
  // RFC 3339; "" where no reading is known
  std::string read;
  std::uint64_t total = 0;
  // FILE:LINE: reason; the first ones
  std::vector<std::string> lines;
};

void store_rejected(const std::filesystem::path& index, const RejectedRecords& rejected);
// What cannot be read is as if it were not there.
RejectedRecords read_rejected(const std::filesystem::path& index);

}  // namespace fonds::index
