// A file is a line of JSON, which binds it to a generation, and the memory behind it.
#include "indexer/commands/site_memories.h"

#include <optional>
#include <system_error>
#include <utility>

#include <nlohmann/json.hpp>

#include "indexer/index/access.h"
#include "indexer/index/durable_file.h"
#include "indexer/index/folder.h"
#include "indexer/index/generation.h"
#include "indexer/index/writer.h"
#include "indexer/sync/page_state.h"
#include "indexer/sync/wordpress_state.h"

namespace fonds::commands {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* kMemory = ".memory";
constexpr const char* kStatus = index::kSourceStatusExtension;
constexpr int kVersion = 1;

struct Bound {
  std::string generation;
  SiteMemoryFile file;
};

std::optional<Bound> parse(const std::string& contents) {
  const std::size_t end = contents.find('\n');
  if (end == std::string::npos) return std::nullopt;
  try {
    const json head = json::parse(contents.substr(0, end));
    if (head.at("version") != kVersion) return std::nullopt;
    Bound bound;
    bound.generation = head.at("generation");
    bound.file.stale = head.at("stale").get<std::set<std::string>>();
    bound.file.memory = contents.substr(end + 1);
    return bound;
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

std::string format(const Bound& bound) {
  const json head = {{"version", kVersion}, {"generation", bound.generation}, {"stale", bound.file.stale}};
  return head.dump(-1, ' ', false, json::error_handler_t::replace) + "\n" + bound.file.memory;
}

std::optional<Bound> read(const fs::path& file) {
  const std::optional<std::string> contents = index::read_whole_file(file);
  return contents ? parse(*contents) : std::nullopt;
}

}  // namespace

fs::path SiteMemories::file_of(const std::string& address, const char* extension) const {
  return index::source_folder(index_) / (sync::digest_of(address) + extension);
}

void SiteMemories::write(const fs::path& file, const std::string& contents) const {
  const index::Access access = index::access_of(index_);
  const fs::path folder = index::source_folder(index_);
  if (!fs::is_directory(folder)) {
    index::make_folder(folder);
    index::settle_folder(folder, access);
  }
  index::replace_file(file, contents, access);
}

SiteMemoryFile SiteMemories::load(const std::string& address, const std::string& generation) const {
  std::optional<Bound> bound = read(file_of(address, kMemory));
  if (!bound || bound->generation != generation) return {};
  return std::move(bound->file);
}

void SiteMemories::store(const std::string& address, const std::string& memory) const {
  write(file_of(address, kMemory), format({current(), {without_what_is_gone(memory), {}}}));
}

std::string SiteMemories::current() const {
  return index::current_generation_name(index_).value_or("");
}

std::string SiteMemories::without_what_is_gone(const std::string& memory) const {
  const std::set<std::string> ids = index::article_ids(index_);
  return sync::without_absent(memory, [&ids](const std::string& id) { return ids.contains(id); });
}

void SiteMemories::carry_over(const std::string& from, const std::set<std::string>& written,
                              const std::vector<std::string>& read_now) const {
  const std::string to = current();
  if (from == to || from.empty()) return;
  std::set<fs::path> own;
  for (const std::string& address : read_now) own.insert(file_of(address, kMemory));
  for (const index::FolderEntry& entry : index::list_folder(index::source_folder(index_))) {
    const fs::path file = index::source_folder(index_) / entry.name;
    if (file.extension() != kMemory || own.contains(file)) continue;
    std::optional<Bound> bound = read(file);
    if (!bound || bound->generation != from) continue;
    bound->generation = to;
    bound->file.memory = without_what_is_gone(bound->file.memory);
    bound->file.stale.insert(written.begin(), written.end());
    write(file, format(*bound));
  }
}

void SiteMemories::store_status(index::SourceStatus status) const {
  const fs::path file = file_of(status.address, kStatus);
  if (status.complete == 0) {
    const auto contents = index::read_small_file(file);
    const auto before = contents ? index::parse_source_status(*contents) : std::nullopt;
    if (before) status.complete = before->complete;
  }
  write(file, index::format(status));
}

void SiteMemories::keep_status_of(const std::vector<std::string>& addresses) const {
  std::set<std::string> kept;
  for (const std::string& address : addresses) kept.insert(file_of(address, kStatus).filename());
  const fs::path folder = index::source_folder(index_);
  for (const index::FolderEntry& entry : index::list_folder(folder)) {
    if (!entry.name.ends_with(kStatus) || kept.contains(entry.name)) continue;
    std::error_code ignored;
    fs::remove(folder / entry.name, ignored);
  }
}

}  // namespace fonds::commands
