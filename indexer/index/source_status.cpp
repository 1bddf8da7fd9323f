#include "indexer/index/source_status.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include <nlohmann/json.hpp>

#include "indexer/index/durable_file.h"
#include "indexer/index/folder.h"
#include "indexer/index/generation.h"

namespace fonds::index {

namespace fs = std::filesystem;
using nlohmann::json;

std::string format(const SourceStatus& status) {
  const json object = {{"name", status.name},   {"address", status.address},
                       {"read", status.read},   {"complete", status.complete},
                       {"fault", status.fault}, {"requests", status.requests}};
  return object.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

std::optional<SourceStatus> parse_source_status(std::string_view text) {
  try {
    const json object = json::parse(text);
    SourceStatus status;
    object.at("name").get_to(status.name);
    object.at("address").get_to(status.address);
    object.at("read").get_to(status.read);
    object.at("complete").get_to(status.complete);
    object.at("fault").get_to(status.fault);
    object.at("requests").get_to(status.requests);
    return status;
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

fs::path source_folder(const fs::path& index) {
  return index / "sites";
}

std::vector<SourceStatus> read_source_statuses(const fs::path& index) {
  std::vector<SourceStatus> statuses;
  try {
    for (const FolderEntry& entry : list_folder(source_folder(index))) {
      const fs::path file = source_folder(index) / entry.name;
      if (entry.is_folder || file.extension() != kSourceStatusExtension) continue;
      const std::optional<std::string> contents = read_small_file(file);
      std::optional<SourceStatus> status = contents ? parse_source_status(*contents) : std::nullopt;
      if (status) statuses.push_back(std::move(*status));
    }
  } catch (const IndexError&) {
    // Of some it is known, which is better than of none.
  }
  std::sort(statuses.begin(), statuses.end(), [](const SourceStatus& a, const SourceStatus& b) {
    return std::tie(a.name, a.address) < std::tie(b.name, b.address);
  });
  return statuses;
}

}  // namespace fonds::index
