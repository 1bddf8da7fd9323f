#include "indexer/index/generation.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <set>
#include <system_error>

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "indexer/index/article_store.h"
#include "indexer/index/durable_file.h"
#include "indexer/index/manifest.h"
#include "indexer/index/schema.h"
#include "indexer/text/analyzer.h"
#include "indexer/text/calendar.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCurrentFile = "CURRENT";
constexpr const char* kLockFile = "LOCK";
constexpr const char* kGenerationsFolder = "generations";
constexpr std::size_t kSerialDigits =
    10;  // ten thousand million generations before names stop sorting by age
// A writer may publish twice, and remove what a reader has just read the name of, while that reader opens it.
// More often than this in the time of two small reads is not a busy writer but a broken index.
constexpr int kOpenAttempts = 5;

IndexError missing(const fs::path& index) {
  return IndexError(IndexError::Kind::missing, "there is no index in " + index.string() +
                                                   ": make one with fonds-indexer build --index " +
                                                   index.string() + " SOURCE...");
}

IndexError damaged(const fs::path& index, const std::string& what) {
  return IndexError(IndexError::Kind::damaged,
                    "the index in " + index.string() + " is damaged (" + what + "): run fonds-indexer build");
}

bool is_name(std::string_view name) {
  return name.size() > kSerialDigits + 1 && name.size() <= 64 && name[kSerialDigits] == '-' &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
}

std::uint64_t serial_of(std::string_view name) {
  std::uint64_t serial = 0;
  std::from_chars(name.data(), name.data() + std::min(name.size(), kSerialDigits), serial);
  return serial;
}

std::string make_name(std::uint64_t serial) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  char digits[32];
  char* end = std::to_chars(digits, digits + sizeof digits, serial).ptr;
  std::string name(digits, end);
  name.insert(0, kSerialDigits - std::min(kSerialDigits, name.size()), '0');
  end = std::to_chars(digits, digits + sizeof digits, milliseconds, 36).ptr;
  return name + "-" + std::string(digits, end);
}

// The folders in generations/, whoever made them.
std::vector<std::string> generation_names(const fs::path& index) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(index / kGenerationsFolder, error), end; !error && entry != end;
       entry.increment(error)) {
    names.push_back(entry->path().filename().string());
  }
  return names;
}

// Every file of a generation but its manifest, relative to its folder.
std::set<std::string> generation_files(const fs::path& generation) {
  std::set<std::string> names;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(generation)) {
    if (entry.is_directory()) continue;
    std::string name = fs::relative(entry.path(), generation).generic_string();
    if (name != kManifestFile) names.insert(std::move(name));
  }
  return names;
}

// The manifest of a generation; nullopt where the generation is gone.
std::optional<GenerationRecord> read_record(const fs::path& index, const std::string& name) {
  const fs::path folder = index / kGenerationsFolder / name;
  const auto bytes = read_small_file(folder / kManifestFile);
  if (!bytes) return std::nullopt;
  auto record = parse_manifest(*bytes);
  if (!record)
    throw damaged(index, std::string(kManifestFile) + " of generation " + name + " is not readable");
  return record;
}

}  // namespace

std::optional<std::string> current_generation_name(const fs::path& index) {
  const auto contents = read_small_file(index / kCurrentFile);
  if (!contents) return std::nullopt;
  if (contents->empty() || contents->back() != '\n' ||
      !is_name(std::string_view(*contents).substr(0, contents->size() - 1))) {
    throw damaged(index, "CURRENT names no generation");
  }
  return contents->substr(0, contents->size() - 1);
}

std::optional<fs::path> current_generation_folder(const fs::path& index) {
  const auto name = current_generation_name(index);
  return name ? std::optional(index / kGenerationsFolder / *name) : std::nullopt;
}

Generation open_current(const fs::path& index) {
  std::string name;
  std::optional<GenerationRecord> record;
  for (int attempt = 0; attempt < kOpenAttempts && !record; ++attempt) {
    const auto current = current_generation_name(index);
    if (!current) throw missing(index);
    name = *current;
    record = read_record(index, name);
  }
  if (!record) throw damaged(index, "generation " + name + " is missing");
  const Manifest& manifest = record->manifest;
  if (manifest.schema != kSchemaVersion) {
    throw IndexError(IndexError::Kind::incompatible,
                     "the index in " + index.string() + " has schema " + std::to_string(manifest.schema) +
                         ", this program reads schema " + std::to_string(kSchemaVersion) +
                         ": make it anew with fonds-indexer build");
  }
  if (manifest.fingerprint != text::Analyzer::fingerprint()) {
    throw IndexError(IndexError::Kind::incompatible,
                     "the index in " + index.string() + " was made with another text analysis (" +
                         manifest.fingerprint + ", this program has " + text::Analyzer::fingerprint() +
                         "): make it anew with fonds-indexer build");
  }
  const fs::path folder = index / kGenerationsFolder / name;
  return {name, folder / kDatabaseFolder, folder / kArticleFile, manifest};
}

WriterLock::WriterLock(const fs::path& index) {
  std::error_code error;
  fs::create_directories(index, error);
  if (error) {
    throw IndexError(IndexError::Kind::cannot_create,
                     "cannot create the index folder " + index.string() + ": " + error.message());
  }
  const fs::path path = index / kLockFile;
  fd_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd_ < 0) throw system_error(IndexError::Kind::cannot_create, "create", path);
  if (::flock(fd_, LOCK_EX | LOCK_NB) == 0) return;
  const bool held = errno == EWOULDBLOCK;
  const IndexError failure = system_error(IndexError::Kind::io, "lock", path);
  ::close(fd_);
  if (!held) throw failure;
  throw IndexError(IndexError::Kind::locked, "another fonds-indexer is writing to " + index.string() +
                                                 ": try again when it has finished");
}

WriterLock::~WriterLock() {
  ::close(fd_);
}

void remove_abandoned(const fs::path& index) {
  std::set<std::string> kept;
  try {
    if (const auto current = current_generation_name(index)) {
      kept.insert(*current);
      if (const auto record = read_record(index, *current)) kept.insert(record->previous);
    }
  } catch (const IndexError&) {
    return;  // damaged: nobody knows what is needed, so nothing is removed until a build has replaced it
  }
  for (const std::string& name : generation_names(index)) {
    std::error_code ignored;  // what cannot be removed now is tried again by the next writer
    if (!kept.contains(name)) fs::remove_all(index / kGenerationsFolder / name, ignored);
  }
}

fs::path create_generation(const fs::path& index) {
  std::uint64_t last = 0;
  for (const std::string& name : generation_names(index)) last = std::max(last, serial_of(name));
  const fs::path folder = index / kGenerationsFolder / make_name(last + 1);
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    throw IndexError(IndexError::Kind::cannot_create,
                     "cannot create " + folder.string() + ": " + error.message());
  }
  return folder;
}

void publish(const fs::path& index, const fs::path& generation, const Manifest& manifest) {
  GenerationRecord record;
  record.manifest = manifest;
  // A build replaces a damaged index too: what CURRENT says is then of no use.
  try {
    record.previous = current_generation_name(index).value_or("");
  } catch (const IndexError&) {
  }
  std::set<fs::path> folders = {generation};
  for (const std::string& name : generation_files(generation)) {
    const fs::path path = generation / name;
    record.files[name] = file_sum(path);
    sync(path);
    folders.insert(path.parent_path());
  }
  write_durably(generation / kManifestFile, format_manifest(record));
  for (const fs::path& folder : folders) sync(folder);
  sync(index / kGenerationsFolder);
  replace_durably(index / kCurrentFile, generation.filename().string() + "\n");
}

std::vector<std::string> verify_files(const fs::path& index) {
  const auto name = current_generation_name(index);
  if (!name) throw missing(index);
  const auto record = read_record(index, *name);
  if (!record) throw damaged(index, "generation " + *name + " is missing");
  const fs::path generation = index / kGenerationsFolder / *name;

  std::vector<std::string> faults;
  const std::set<std::string> present = generation_files(generation);
  for (const auto& [file, expected] : record->files) {
    if (!present.contains(file)) {
      faults.push_back(file + ": missing");
      continue;
    }
    const FileSum found = file_sum(generation / file);
    if (found.size != expected.size) {
      faults.push_back(file + ": has " + std::to_string(found.size) + " bytes instead of " +
                       std::to_string(expected.size));
    } else if (found.crc32 != expected.crc32) {
      faults.push_back(file + ": its contents have changed (checksum)");
    }
  }
  for (const std::string& file : present) {
    if (!record->files.contains(file)) faults.push_back(file + ": does not belong to the index");
  }
  return faults;
}

}  // namespace fonds::index
