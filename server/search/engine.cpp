#include "server/search/engine.h"

#include <utility>

#include <xapian.h>

#include "indexer/index/generation.h"
#include "indexer/index/verification.h"
#include "indexer/text/calendar.h"
#include "indexer/text/fnv.h"
#include "indexer/threads/mutex.h"
#include "server/search/engine_parts.h"
#include "server/search/file_verification.h"

namespace fonds::search {

namespace {

// Bytes of a database that is read whole before it is opened: a tenth of a second for twenty thousand articles. Of a larger
// one, damage is found while it serves (file_verification.h).
constexpr std::uint64_t kLookedAtFirst = std::uint64_t{512} << 20;

std::shared_ptr<const SourceNews> news_of(const std::vector<index::SourceStatus>& statuses) {
  if (statuses.empty()) return nullptr;
  auto news = std::make_shared<SourceNews>();
  std::string contents;
  for (const index::SourceStatus& status : statuses) {
    SourceNews::Source source{status.name, {}, !status.fault.empty()};
    if (status.complete > 0) source.read = text::day_in_paris(status.complete);
    contents +=
        source.name + "\n" + (source.read ? text::iso(*source.read) : "") + (source.failing ? "!\n" : "\n");
    news->list.push_back(std::move(source));
  }
  news->digest = text::digest(contents);
  return news;
}

}  // namespace

struct Engine::Impl {
  EngineOptions options;
  EngineParts parts;
  mutable Mutex mutex;
  std::shared_ptr<const Snapshot> served FONDS_GUARDED_BY(mutex);
  // of `served`
  std::shared_ptr<const FileVerification> files FONDS_GUARDED_BY(mutex);
  std::shared_ptr<const Synonyms> synonyms FONDS_GUARDED_BY(mutex) = std::make_shared<const Synonyms>();
  std::vector<index::SourceStatus> statuses FONDS_GUARDED_BY(mutex);
  std::shared_ptr<const SourceNews> sources FONDS_GUARDED_BY(mutex);
  // to be hidden, and of the snapshot
  std::shared_ptr<const archive::Delisting> delisting FONDS_GUARDED_BY(mutex), applied
      FONDS_GUARDED_BY(mutex);

  std::shared_ptr<const Snapshot> current() const {
    const MutexLock lock(mutex);
    return served;
  }
  State state() const {
    const MutexLock lock(mutex);
    return {parts, served, synonyms, sources};
  }

  // A generation that is served, and what is known of its files.
  struct Served {
    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<const FileVerification> files;
  };
  // Opens the current generation without the articles that are `named`; nullopt where that is what `now` serves.
  // Throws index::IndexError.
  std::optional<Served> open(const archive::Delisting* named, const Snapshot* now) const {
    return parts.at_border([&]() -> std::optional<Served> {
      const index::Generation generation = index::open_current(parts.index);
      Hidden hidden = hidden_in(generation, named);
      if (now != nullptr && generation.name == now->info().generation &&
          hidden.digest() == now->hidden().digest()) {
        return std::nullopt;
      }
      // What is served already is opened anew only to take articles out, which waits for nothing.
      if (now == nullptr || generation.name != now->info().generation)
        index::require_sound_database(generation, kLookedAtFirst);
      auto snapshot = std::make_shared<const Snapshot>(generation, options.workers, std::move(hidden));
      auto finished = [told = options.on_verified, name = generation.name](const IndexHealth& health) {
        if (told) told(name, health);
      };
      return Served{std::move(snapshot),
                    std::make_shared<const FileVerification>(generation, std::move(finished))};
    });
  }
  // REQUIRES: nobody else replaces it. What was served before is let go of outside the lock.
  void serve(Served fresh) {
    const MutexLock lock(mutex);
    std::swap(served, fresh.snapshot);
    std::swap(files, fresh.files);
  }

  Hidden hidden_in(const index::Generation& generation, const archive::Delisting* named) const {
    if (named == nullptr || named->lines.empty()) return {};
    return {Xapian::Database(generation.database.string()), *named,
            [&] { return index::verify(generation).faults.empty(); }};
  }
};

Engine::Engine(std::filesystem::path index, EngineOptions options) : impl_(std::make_unique<Impl>()) {
  EngineParts& parts = impl_->parts;
  parts.index = std::move(index);
  parts.ranking = options.ranking;
  parts.looked_into = options.looked_into;
  parts.current = [impl = impl_.get()] { return impl->current(); };
  for (unsigned i = 0; i < options.workers; ++i) parts.analyzers.emplace_back();
  impl_->options = options;
  {
    const MutexLock lock(impl_->mutex);
    impl_->delisting = impl_->applied = options.delisting;
  }
  impl_->serve(*impl_->open(options.delisting.get(), nullptr));
}

Engine::~Engine() = default;

State Engine::state() const {
  return impl_->state();
}

bool Engine::reload_if_changed(std::string* error) {
  try {
    const auto name = index::current_generation_name(impl_->parts.index);
    MutexLock lock(impl_->mutex);
    const std::shared_ptr<const archive::Delisting> delisting = impl_->delisting;
    const std::shared_ptr<const Snapshot> served = impl_->served;
    const bool same_register = delisting == impl_->applied;
    lock.unlock();
    if (!name || (*name == served->info().generation && same_register)) return false;
    auto fresh = impl_->open(delisting.get(), served.get());
    lock.lock();
    impl_->applied = delisting;
    lock.unlock();
    if (!fresh) return false;
    impl_->parts.changes.add(*served, *fresh->snapshot);
    impl_->serve(*std::move(fresh));
    return true;
  } catch (const std::exception& e) {
    if (error != nullptr) *error = e.what();
    return false;
  }
}

void Engine::set_delisting(std::shared_ptr<const archive::Delisting> delisting) {
  const MutexLock lock(impl_->mutex);
  impl_->delisting = std::move(delisting);
}

void Engine::set_synonyms(Synonyms synonyms) {
  auto fresh = std::make_shared<const Synonyms>(std::move(synonyms));
  const MutexLock lock(impl_->mutex);
  impl_->synonyms.swap(fresh);
}

bool Engine::set_sources(std::vector<index::SourceStatus> statuses) {
  std::shared_ptr<const SourceNews> news = news_of(statuses);
  const MutexLock lock(impl_->mutex);
  if (statuses == impl_->statuses) return false;
  impl_->statuses = std::move(statuses);
  impl_->sources.swap(news);
  return true;
}

std::vector<index::SourceStatus> Engine::sources() const {
  const MutexLock lock(impl_->mutex);
  return impl_->statuses;
}

IndexInfo Engine::info() const {
  return impl_->state().info();
}

IndexHealth Engine::health() const {
  std::shared_ptr<const FileVerification> files;
  {
    const MutexLock lock(impl_->mutex);
    files = impl_->files;
  }
  return files->health();
}

CacheUsage Engine::decoded_terms() const {
  return impl_->current()->postings().usage();
}

}  // namespace fonds::search
