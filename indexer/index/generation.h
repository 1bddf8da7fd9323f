// Generations on disk: which one is current, and how one is published.
//
// Publishing is final. Until the rename of CURRENT the index is as it was, whatever fails; from then on it
// is the new one, and nothing takes that back.
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
  enum class Kind {
    missing,
    incompatible,
    damaged,
    locked,
    cannot_create,
    io,
    // published, but what had to be done afterwards failed
    unconfirmed,
  };
  IndexError(Kind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

// The Xapian folder within a generation's folder.
inline constexpr const char* kDatabaseFolder = "xapian";

struct Manifest {
  int schema = 0;
  // text::Analyzer::fingerprint() of the writer
  std::string fingerprint;
  std::uint64_t articles = 0;
  // RFC 3339, UTC
  std::string updated;
  // of the database, when it was last compacted; 0 = not known
  std::uint64_t compacted_bytes = 0;
};

// A published generation, as a reader finds it.
struct Generation {
  // opaque, unique within an index over its whole life, sorts by age
  std::string name;
  // the Xapian folder
  std::filesystem::path database;
  // the article store
  std::filesystem::path articles;
  Manifest manifest;
  std::filesystem::path folder = {};
};

// The name in CURRENT, or nullopt where there is none. Cheap: one small read, and it waits for nothing,
// whatever CURRENT is. Throws damaged where it names no generation.
std::optional<std::string> current_generation_name(const std::filesystem::path& index);
// Its folder, whatever wrote it and whether it is there or not.
std::optional<std::filesystem::path> current_generation_folder(const std::filesystem::path& index);
// Whether there is an index in this folder, sound or not: where CURRENT is lost and generations are there,
// it has lost its way to them, and is not a place for a new one.
bool holds_index(const std::filesystem::path& index);

// The current generation with its manifest. Each of its files has been found with the size that the manifest
// gives it; for their contents see verification.h. Throws IndexError: missing (no index there), damaged
// (CURRENT, the manifest or a file), incompatible (schema or fingerprint of another version).
Generation open_current(const std::filesystem::path& index);

// The one writer's lock on an index, from construction to destruction. Creates the index folder where it is
// missing. Throws IndexError locked / cannot_create.
class WriterLock {
 public:
  explicit WriterLock(const std::filesystem::path& index);
  ~WriterLock();
  WriterLock(WriterLock&& other) noexcept;
  WriterLock& operator=(WriterLock&&) = delete;

 private:
  int fd_ = -1;
};

// Removes what killed writers left behind, and generations older than the previous one. Where the current one
// cannot be read nothing is removed: nobody knows what is needed then. REQUIRES: the lock.
void remove_abandoned(const std::filesystem::path& index);

// What becomes of the generation that is published before another.
enum class Earlier {
  // for readers that are just opening it, and for rollback
  kept,
  // it holds what must be gone, and neither this writer nor a later one leaves it there
  dropped,
};

// Removes every generation but the current one, so that no file holds what the current one no longer has.
// Where the generation was published with Earlier::dropped there is nothing left to do. Readers that have
// one open keep it. Throws IndexError io where something could not be removed. REQUIRES: the lock, a current
// generation.
void drop_earlier_generations(const std::filesystem::path& index);

// A new, empty generation folder to write into (not yet visible to readers). REQUIRES: the lock.
std::filesystem::path create_generation(const std::filesystem::path& index);

// Writes the manifest (sizes and checksums), gives the files to those who may read them (access.h), syncs
// everything to disk and makes it CURRENT by an atomic rename. Where this throws, the index is as before,
// unless the kind is unconfirmed: then it is published, but a power cut may undo it. REQUIRES: the lock.
void publish(const std::filesystem::path& index, const std::filesystem::path& generation,
             const Manifest& manifest, Earlier earlier = Earlier::kept);
// The last step of it, also for a generation that was published before (rollback.h).
void make_current(const std::filesystem::path& index, const std::string& generation);

}  // namespace fonds::index
