// Keeps a running server current: opens newer generations of the index as they are published, and reads the
// editor's files again when they change, on a thread of its own until it is destroyed. It looks after memory too.
//
// What cannot be opened or read leaves in place what was served before; the log says so, once for each
// reason. Thread safety: one thread makes and destroys it.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "indexer/threads/mutex.h"
#include "server/delisted_file.h"
#include "server/memory_return.h"
#include "server/search/engine.h"
#include "server/synonym_file.h"

namespace fonds {

// Gives the engine what the editor's file says now. Throws WatchedFileError.
void take_synonyms(SynonymFile& file, search::Engine& engine);

// What the register says now, where it is another one than before; the log says how much. Throws
// WatchedFileError.
std::shared_ptr<const archive::Delisting> read_register(DelistedFile& file);

class Reloader {
 public:
  // `on_request` is called on the reloader's thread, first, for each reload_now(); `every_second` there too.
  struct Hooks {
    std::function<void()> on_request, every_second;
  };
  // `index`: the folder of the engine's.
  Reloader(search::Engine& engine, std::filesystem::path index, std::optional<SynonymFile> synonyms,
           std::optional<DelistedFile> delisted, Hooks hooks);
  ~Reloader();
  // Looks at everything at once instead of in its turn; from any thread.
  void reload_now();
  Reloader(const Reloader&) = delete;
  Reloader& operator=(const Reloader&) = delete;

 private:
  void watch();
  void reload_index();
  void reload_synonyms();
  void reload_register();

  search::Engine& engine_;
  const std::filesystem::path index_;
  std::optional<SynonymFile> synonyms_;
  std::optional<DelistedFile> delisted_;
  const Hooks hooks_;
  std::string index_reported_, synonyms_reported_, delisted_reported_;
  MemoryReturn memory_;
  Mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ FONDS_GUARDED_BY(mutex_) = false, asked_ FONDS_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace fonds
