#include "indexer/index/generation_folders.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "indexer/index/durable_file.h"
#include "indexer/index/folder.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

// Ten thousand million generations before names stop sorting by age.
constexpr std::size_t kSerialDigits = 10;
constexpr std::size_t kLongestName = 64;

}  // namespace

fs::path generation_folder(const fs::path& index, const std::string& name) {
  return index / kGenerationsFolder / name;
}

std::vector<std::string> generation_names(const fs::path& index) {
  std::vector<std::string> names;
  for (const FolderEntry& entry : list_folder(index / kGenerationsFolder)) names.push_back(entry.name);
  return names;
}

bool is_generation_name(std::string_view name) {
  return name.size() > kSerialDigits + 1 && name.size() <= kLongestName && name[kSerialDigits] == '-' &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
}

std::uint64_t serial_of(std::string_view name) {
  std::uint64_t serial = 0;
  std::from_chars(name.data(), name.data() + std::min(name.size(), kSerialDigits), serial);
  return serial;
}

std::string make_generation_name(std::uint64_t serial) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  char digits[32];
  char* end = std::to_chars(digits, digits + sizeof digits, serial).ptr;
  std::string name(digits, end);
  name.insert(0, kSerialDigits - std::min(kSerialDigits, name.size()), '0');
  end = std::to_chars(digits, digits + sizeof digits, milliseconds, 36).ptr;
  return name + "-" + std::string(digits, end);
}

std::optional<GenerationRecord> read_record(const fs::path& index, const std::string& name) {
  const auto bytes = read_small_file(generation_folder(index, name) / kManifestFile);
  if (!bytes) return std::nullopt;
  auto record = parse_manifest(*bytes);
  if (!record) {
    throw damaged_index(index, std::string(kManifestFile) + " of generation " + name + " is not readable");
  }
  return record;
}

std::string newest_recorded(const fs::path& index) {
  const std::vector<std::string> names = generation_names(index);
  for (auto name = names.rbegin(); name != names.rend(); ++name) {
    try {
      if (is_generation_name(*name) && read_record(index, *name)) return *name;
    } catch (const IndexError&) {
      // Nothing to go back to; an older one may be.
    }
  }
  return {};
}

IndexError damaged_index(const fs::path& index, const std::string& what) {
  return IndexError(IndexError::Kind::damaged,
                    "the index in " + index.string() + " is damaged (" + what +
                        "): fonds-indexer rollback --index " + index.string() +
                        " puts back the newest whole state before, fonds-indexer build makes it anew");
}

}  // namespace fonds::index
