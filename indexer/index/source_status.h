// How the last reading of a source on the network went. Who reads it writes this beside the generations, the server
// shows it: an archive is as fresh as its sources.
//
// Thread safety: functions without state. What cannot be read is as if it were not there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::index {

struct SourceStatus {
  // how readers know it
  std::string name;
  std::string address;
  // when the last reading ended, in seconds since the epoch
  std::int64_t read = 0;
  // when the last complete one did; 0 = never
  std::int64_t complete = 0;
  // what was wrong with the last one, or ""
  std::string fault;
  std::uint64_t requests = 0;

  bool operator==(const SourceStatus&) const = default;
};

std::string format(const SourceStatus& status);
std::optional<SourceStatus> parse_source_status(std::string_view json);

// What each file of a status is called behind its stem, and the folder below that of the index.
inline constexpr const char* kSourceStatusExtension = ".json";
std::filesystem::path source_folder(const std::filesystem::path& index);

// All that there are, by name.
std::vector<SourceStatus> read_source_statuses(const std::filesystem::path& index);

}  // namespace fonds::index
