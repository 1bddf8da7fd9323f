// Generations on disk: which one is current, how one is published, and whether its files are whole.
// The only place that knows the folder layout of schema.h.
//
// Errors: IndexError, with a message for the user that says what to do.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace fonds::index {

class IndexError : public std::runtime_error {
 public:
  enum class Kind { missing, incompatible, damaged, locked, cannot_create, io };
  IndexError(Kind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

// The Xapian folder within a generation's folder.
inline constexpr const char* kDatabaseFolder = "xapian";

struct Manifest {
  int schema = 0;
  std::string fingerprint;  // text::Analyzer::fingerprint() of the writer
  std::uint64_t articles = 0;
  std::string updated;                // RFC 3339, UTC
  std::uint64_t compacted_bytes = 0;  // of the database, when it was last compacted; 0 = not known
};

// A published generation, as a reader finds it.
struct Generation {
  std::string name;                // opaque, unique within an index over its whole life, sorts by age
  std::filesystem::path database;  // the Xapian folder
  std::filesystem::path articles;  // the article store
  Manifest manifest;
};

// The name in CURRENT, or nullopt where there is no index. Cheap: one small read.
std::optional<std::string> current_generation_name(const std::filesystem::path& index);
// Its folder, whatever wrote it and whether it is there or not.
std::optional<std::filesystem::path> current_generation_folder(const std::filesystem::path& index);

// The current generation with its manifest. Throws IndexError: missing (no index there), damaged (manifest
// unreadable), incompatible (schema or fingerprint of another version: says "run fonds-indexer build").
Generation open_current(const std::filesystem::path& index);

// The one writer's lock on an index, from construction to destruction. Creates the index folder where it is
// missing. Throws IndexError locked / cannot_create.
class WriterLock {
 public:
  explicit WriterLock(const std::filesystem::path& index);
  ~WriterLock();
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;

 private:
  int fd_ = -1;
};

// Removes what killed writers left behind, and generations older than the previous one. REQUIRES: the lock.
void remove_abandoned(const std::filesystem::path& index);

// A new, empty generation folder to write into (not yet visible to readers). REQUIRES: the lock.
std::filesystem::path create_generation(const std::filesystem::path& index);

// Writes the manifest (sizes and checksums), syncs everything to disk and makes it CURRENT by an atomic
// rename.
void publish(const std::filesystem::path& index, const std::filesystem::path& generation,
             const Manifest& manifest);

// Compares sizes and checksums with the manifest; a line per fault, empty = whole.
std::vector<std::string> verify_files(const std::filesystem::path& index);

}  // namespace fonds::index
