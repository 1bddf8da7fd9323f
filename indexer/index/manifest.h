// MANIFEST.json of a generation: what wrote it and what each of its files must look like. It carries a
// checksum of itself and has one spelling only, so a single changed byte in it is found too.
//
// Thread safety: functions without state.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/index/durable_file.h"
#include "indexer/index/generation.h"

namespace fonds::index {

inline constexpr const char* kManifestFile = "MANIFEST.json";

struct GenerationRecord {
  Manifest manifest;
  // the generation published before this one; empty = none
  std::string previous;
  // by path relative to the generation's folder
  std::map<std::string, FileSum> files;
};

std::string format_manifest(const GenerationRecord& record);
// nullopt where the bytes are not exactly what format_manifest() makes.
std::optional<GenerationRecord> parse_manifest(std::string_view bytes);

}  // namespace fonds::index
