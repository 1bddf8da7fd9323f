// The folders in generations/, whether they were published or not. For what looks at more than the current
// generation: publishing, cleaning up, and going back.
//
// Thread safety: functions without state. Errors: IndexError io, damaged.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index/manifest.h"

namespace fonds::index {

inline constexpr const char* kCurrentFile = "CURRENT";
inline constexpr const char* kGenerationsFolder = "generations";

std::filesystem::path generation_folder(const std::filesystem::path& index, const std::string& name);
// Names, the oldest first; none where nothing was ever written.
std::vector<std::string> generation_names(const std::filesystem::path& index);
// Whether the name is of the form that make_generation_name() gives.
bool is_generation_name(std::string_view name);
// Names sort by serial number, and differ where two have the same.
std::string make_generation_name(std::uint64_t serial);
std::uint64_t serial_of(std::string_view name);

// The manifest of a generation; nullopt where there is none: a writer was killed, or the generation is gone.
// Throws damaged where it is not readable.
std::optional<GenerationRecord> read_record(const std::filesystem::path& index, const std::string& name);
// The newest with a manifest that can be read; empty where there is none.
std::string newest_recorded(const std::filesystem::path& index);

// What is wrong with an index, and what to do about it.
IndexError damaged_index(const std::filesystem::path& index, const std::string& what);

}  // namespace fonds::index
