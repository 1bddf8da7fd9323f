#include "indexer/index/manifest.h"

#include <filesystem>

#include <nlohmann/json.hpp>

#include "indexer/index/schema.h"

namespace fonds::index {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) {
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

// Of a file below the generation's folder, and of no other.
bool is_file_name(const std::filesystem::path& name) {
  return name.is_relative() && name.has_filename() && name == name.lexically_normal() &&
         *name.begin() != "..";
}

// Throws Json::exception. nullopt where one of the names is none.
std::optional<std::map<std::string, FileSum>> files_listed(const Json& json) {
  std::map<std::string, FileSum> files;
  for (const Json& file : json.at("files")) {
    const auto name = file.at("name").get<std::string>();
    if (!is_file_name(name)) return std::nullopt;
    files[name] = {file.at("size").get<std::uint64_t>(), file.at("crc32").get<std::uint32_t>()};
  }
  return files;
}

}  // namespace

std::string format_manifest(const GenerationRecord& record) {
  Json files = Json::array();
  for (const auto& [name, sum] : record.files) {
    files.push_back({{"name", name}, {"size", sum.size}, {"crc32", sum.crc32}});
  }
  Json json = {{"schema", record.manifest.schema},     {"fingerprint", record.manifest.fingerprint},
               {"articles", record.manifest.articles}, {"updated", record.manifest.updated},
               {"previous", record.previous},          {"files", std::move(files)}};
  if (record.manifest.compacted_bytes != 0) json["compacted_bytes"] = record.manifest.compacted_bytes;
  json["crc32"] = crc32(dump(json));
  return dump(json);
}

std::optional<GenerationRecord> parse_manifest(std::string_view bytes) {
  const Json json = Json::parse(bytes, nullptr, false);
  GenerationRecord record;
  try {
    record.manifest.schema = json.at("schema").get<int>();
    // What else another schema's manifest says is for its own programs to read.
    if (record.manifest.schema != kSchemaVersion) {
      if (json.contains("files")) record.files = files_listed(json).value_or(record.files);
      return record;
    }
    record.manifest.fingerprint = json.at("fingerprint").get<std::string>();
    record.manifest.articles = json.at("articles").get<std::uint64_t>();
    record.manifest.updated = json.at("updated").get<std::string>();
    record.manifest.compacted_bytes = json.value("compacted_bytes", std::uint64_t{0});
    record.previous = json.at("previous").get<std::string>();
    auto files = files_listed(json);
    if (!files) return std::nullopt;
    record.files = *std::move(files);
  } catch (const Json::exception&) {
    return std::nullopt;
  }
  if (format_manifest(record) != bytes) return std::nullopt;
  return record;
}

}  // namespace fonds::index
