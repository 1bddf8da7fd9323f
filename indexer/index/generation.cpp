#include "indexer/index/generation.h"

#include <algorithm>
#include <cerrno>
#include <set>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>

#include "indexer/index/access.h"
#include "indexer/index/article_store.h"
#include "indexer/index/delisted_register.h"
#include "indexer/index/durable_file.h"
#include "indexer/index/file_system.h"
#include "indexer/index/folder.h"
#include "indexer/index/generation_folders.h"
#include "indexer/index/manifest.h"
#include "indexer/index/schema.h"
#include "indexer/text/analyzer.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

constexpr const char* kLockFile = "LOCK";
// A writer may publish twice, and remove what a reader has just read the name of, while that reader opens it.
// More often than this in the time of two small reads is not a busy writer but a broken index.
constexpr int kOpenAttempts = 5;

IndexError missing(const fs::path& index) {
  return IndexError(IndexError::Kind::missing, "there is no index in " + index.string() +
                                                   ": make one with fonds-indexer build --index " +
                                                   index.string() + " SOURCE...");
}

void require_compatible(const fs::path& index, const Manifest& manifest) {
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
}

// Of the database: where each of its tables has its root. A hundred bytes or so.
const std::string kVersionFile = std::string(kDatabaseFolder) + "/iamglass";

// What is wrong with it; empty = nothing. Xapian 1.4 believes what it says, and crashes on opening where that is not so.
std::string wrong_version_file(const fs::path& folder, const GenerationRecord& record) {
  const auto written = record.files.find(kVersionFile);
  if (written == record.files.end() || file_sum(folder / kVersionFile) == written->second) return {};
  return kVersionFile + " is not as it was written";
}

// What is wrong with the sizes of a generation's files; empty = nothing. A file that is shorter than it was
// would end a reader that has mapped it into memory.
std::string wrong_size(const fs::path& folder, const GenerationRecord& record) {
  for (const auto& [name, sum] : record.files) {
    // The register says by itself what is wrong with it, and may be given anew.
    if (name == kRegisterFile) continue;
    struct stat status {};
    if (file_system().stat((folder / name).c_str(), &status) != 0) return name + " is missing";
    if (!S_ISREG(status.st_mode)) return name + " is not a file";
    if (static_cast<std::uint64_t>(status.st_size) != sum.size) {
      return name + " has " + std::to_string(status.st_size) + " bytes instead of " +
             std::to_string(sum.size);
    }
  }
  return {};
}

// What a new generation is published after: the current one, or where that is lost the newest there is.
std::string generation_before(const fs::path& index) {
  try {
    const auto current = current_generation_name(index);
    if (current && read_record(index, *current)) return *current;
  } catch (const IndexError&) {
    // A build replaces a damaged index too.
  }
  return newest_recorded(index);
}

// True where all but the kept ones are gone.
bool remove_generations(const fs::path& index, const std::set<std::string>& kept) {
  bool removed = true;
  for (const std::string& name : generation_names(index)) {
    if (!kept.contains(name)) removed = remove_tree(generation_folder(index, name)) && removed;
  }
  return removed;
}

}  // namespace

std::optional<std::string> current_generation_name(const fs::path& index) {
  const auto contents = read_small_file(index / kCurrentFile);
  if (!contents) return std::nullopt;
  if (contents->empty() || contents->back() != '\n' ||
      !is_generation_name(std::string_view(*contents).substr(0, contents->size() - 1))) {
    throw damaged_index(index, "CURRENT names no generation");
  }
  return contents->substr(0, contents->size() - 1);
}

std::optional<fs::path> current_generation_folder(const fs::path& index) {
  const auto name = current_generation_name(index);
  return name ? std::optional(generation_folder(index, *name)) : std::nullopt;
}

bool holds_index(const fs::path& index) {
  struct stat status {};
  if (file_system().stat((index / kCurrentFile).c_str(), &status) == 0) return true;
  if (errno != ENOENT) return errno != ENOTDIR;  // what cannot be seen may be there
  const std::vector<std::string> names = generation_names(index);
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return file_system().stat((generation_folder(index, name) / kManifestFile).c_str(), &status) == 0;
  });
}

Generation open_current(const fs::path& index) {
  std::string name, fault;
  for (int attempt = 0; attempt < kOpenAttempts; ++attempt) {
    const auto current = current_generation_name(index);
    if (!current) {
      if (holds_index(index)) throw damaged_index(index, "CURRENT is missing");
      throw missing(index);
    }
    if (*current == name) break;  // and it is not a writer that has removed it
    name = *current;
    fault = "generation " + name + ", which CURRENT names, is missing";
    const auto record = read_record(index, name);
    if (!record) continue;
    require_compatible(index, record->manifest);
    const fs::path folder = generation_folder(index, name);
    fault = wrong_size(folder, *record);
    if (fault.empty()) fault = wrong_version_file(folder, *record);
    if (fault.empty()) {
      return {name, folder / kDatabaseFolder, folder / kArticleFile, record->manifest, folder};
    }
    fault += " in generation " + name;
  }
  throw damaged_index(index, fault);
}

WriterLock::WriterLock(const fs::path& index) {
  make_index_folder(index);
  const fs::path path = index / kLockFile;
  // Asked for before there is a descriptor that a failure would leak.
  const Access access = access_of(index);
  do {
    fd_ = file_system().open(path.c_str(), O_RDONLY | O_CREAT | O_NONBLOCK | O_NOFOLLOW, access.file);
  } while (fd_ < 0 && errno == EINTR);
  if (fd_ < 0) throw system_error(IndexError::Kind::cannot_create, "create", path);
  int result;
  do {
    result = file_system().flock(fd_, LOCK_EX | LOCK_NB);
  } while (result != 0 && errno == EINTR);
  if (result == 0) {
    // So that another writer of the group may lock it; whoever does not own it need not.
    file_system().fchown(fd_, static_cast<uid_t>(-1), access.group);
    file_system().fchmod(fd_, access.file);
    return;
  }
  const bool held = errno == EWOULDBLOCK;
  const IndexError failure = system_error(IndexError::Kind::io, "lock", path);
  file_system().close(fd_);
  if (!held) throw failure;
  throw IndexError(IndexError::Kind::locked, "another fonds-indexer is writing to " + index.string() +
                                                 ": try again when it has finished");
}

WriterLock::~WriterLock() {
  if (fd_ >= 0) file_system().close(fd_);
}

WriterLock::WriterLock(WriterLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

void remove_abandoned(const fs::path& index) {
  try {
    std::set<std::string> kept;
    if (const auto current = current_generation_name(index)) {
      const auto record = read_record(index, *current);
      if (!record || record->manifest.schema != kSchemaVersion) return;
      kept = {*current, record->previous};
    } else if (holds_index(index)) {
      return;
    }
    remove_generations(index, kept);  // what cannot be removed now is tried again by the next writer
  } catch (const IndexError&) {
    return;
  }
}

void drop_earlier_generations(const fs::path& index) {
  const std::string current = open_current(index).name;
  if (remove_generations(index, {current})) return;
  throw IndexError(IndexError::Kind::io,
                   "an earlier generation cannot be removed and still holds what the index no longer has: "
                   "remove all but " +
                       current + " from " + (index / kGenerationsFolder).string());
}

fs::path create_generation(const fs::path& index) {
  if (struct stat status{}; file_system().stat((index / kGenerationsFolder).c_str(), &status) != 0) {
    make_folder(index / kGenerationsFolder);
  }
  std::uint64_t last = 0;
  for (const std::string& name : generation_names(index)) last = std::max(last, serial_of(name));
  const fs::path folder = generation_folder(index, make_generation_name(last + 1));
  make_folder(folder);
  return folder;
}

void publish(const fs::path& index, const fs::path& generation, const Manifest& manifest, Earlier earlier) {
  GenerationRecord record;
  record.manifest = manifest;
  if (earlier == Earlier::kept) record.previous = generation_before(index);
  const Access access = access_of(index);
  std::set<fs::path> folders = {generation};
  for (const std::string& name : files_below(generation)) {
    const fs::path path = generation / name;
    record.files[name] = file_sum(path);
    settle_file(path, access);
    folders.insert(path.parent_path());
  }
  write_durably(generation / kManifestFile, format_manifest(record));
  settle_file(generation / kManifestFile, access);
  for (const fs::path& folder : folders) settle_folder(folder, access);
  settle_folder(index / kGenerationsFolder, access);
  make_current(index, generation.filename());
}

void make_current(const fs::path& index, const std::string& generation) {
  replace_file(index / kCurrentFile, generation + "\n", access_of(index));
  try {
    sync_folder(index);
  } catch (const IndexError& error) {
    throw IndexError(IndexError::Kind::unconfirmed,
                     "the new state is published, but a power cut may undo it: " + std::string(error.what()));
  }
}

}  // namespace fonds::index
