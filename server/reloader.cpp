#include "server/reloader.h"

#include <chrono>
#include <utility>

#include <spdlog/spdlog.h>

#include "indexer/index/source_status.h"

namespace fonds {
namespace {

// How often the index is looked at for a newer generation, and the editor's files for changes: small reads.
constexpr std::chrono::milliseconds kReloadEvery{200};

}  // namespace

void take_synonyms(SynonymFile& file, search::Engine& engine) {
  auto read = file.read_if_changed();
  if (!read) return;
  for (const std::string& error : read->errors) spdlog::warn("synonyms: {}", error);
  spdlog::info("{} words and expressions have synonyms", read->synonyms.size());
  engine.set_synonyms(std::move(read->synonyms));
}

std::shared_ptr<const archive::Delisting> read_register(DelistedFile& file) {
  auto read = file.read_if_changed();
  if (read == nullptr) return read;
  for (const auto& error : read->errors) spdlog::warn("delisted:{}: {}", error.line, error.reason);
  spdlog::info("the register names {} delisted articles", read->lines.size());
  return read;
}

Reloader::Reloader(search::Engine& engine, std::filesystem::path index, std::optional<SynonymFile> synonyms,
                   std::optional<DelistedFile> delisted, Hooks hooks)
    : engine_(engine),
      index_(std::move(index)),
      synonyms_(std::move(synonyms)),
      delisted_(std::move(delisted)),
      hooks_(std::move(hooks)),
      thread_([this] { watch(); }) {}

Reloader::~Reloader() {
  {
    const MutexLock lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void Reloader::watch() {
  using Clock = std::chrono::steady_clock;
  auto next_second = Clock::now();
  MutexLock lock(mutex_);
  while (true) {
    lock.wait_for(wake_, kReloadEvery, [this]() FONDS_REQUIRES(mutex_) { return stopping_ || asked_; });
    if (stopping_) return;
    const bool asked = std::exchange(asked_, false);
    // Opening an index takes a while: who asks meanwhile is not kept waiting.
    lock.unlock();
    if (asked && hooks_.on_request) hooks_.on_request();
    reload_register();
    reload_index();
    reload_synonyms();
    if (Clock::now() >= next_second) {
      next_second = Clock::now() + std::chrono::seconds(1);
      memory_.look();
      engine_.set_sources(index::read_source_statuses(index_));
      if (hooks_.every_second) hooks_.every_second();
    }
    lock.lock();
  }
}

void Reloader::reload_now() {
  {
    const MutexLock lock(mutex_);
    asked_ = true;
  }
  wake_.notify_all();
}

void Reloader::reload_index() {
  std::string error;
  if (engine_.reload_if_changed(&error)) {
    const auto info = engine_.info();
    spdlog::info("now serving generation {} with {} articles", info.generation, info.articles);
    index_reported_.clear();
  } else if (!error.empty() && error != index_reported_) {
    spdlog::warn("a newer index cannot be opened, the old one goes on serving: {}", error);
    index_reported_ = error;
  }
}

void Reloader::reload_synonyms() {
  if (!synonyms_) return;
  try {
    take_synonyms(*synonyms_, engine_);
    synonyms_reported_.clear();
  } catch (const WatchedFileError& e) {
    if (synonyms_reported_ != e.what()) spdlog::warn("{}; those read before stay", e.what());
    synonyms_reported_ = e.what();
  }
}

// Before the index, which is opened anew for it.
void Reloader::reload_register() {
  if (!delisted_) return;
  try {
    if (auto read = read_register(*delisted_)) engine_.set_delisting(std::move(read));
    delisted_reported_.clear();
  } catch (const WatchedFileError& e) {
    if (delisted_reported_ != e.what()) spdlog::warn("{}; what it said before stays in force", e.what());
    delisted_reported_ = e.what();
  }
}

}  // namespace fonds
