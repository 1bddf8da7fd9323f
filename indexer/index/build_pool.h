// The threads of a build: they take articles from a queue, make documents of them, and write each its own
// shard.
//
// Thread safety: one thread owns a BuildPool. Errors: the first exception of any thread comes out of the next
// add() or of finish(), as it was thrown.
#pragma once

#include <atomic>
#include <exception>
#include <filesystem>
#include <memory>
#include <thread>
#include <vector>

#include "indexer/index/article_queue.h"
#include "indexer/index/article_store_writer.h"
#include "indexer/index/dossier_dictionary.h"
#include "indexer/index/name_dictionary.h"
#include "indexer/persons/recogniser.h"
#include "indexer/threads/mutex.h"

namespace fonds::index {

class BuildPool {
 public:
  // `threads` at least 1. The shards are written into folders inside `folder`. The dictionaries and
  // the recogniser (which may be null) must outlive this.
  BuildPool(std::filesystem::path folder, unsigned threads, DossierDictionary& dossiers,
            NameDictionary& names, const persons::Recogniser* recogniser);
  // without finish(): stops after the articles at hand
  ~BuildPool();

  // waits while the threads are behind
  void add(archive::Article&& article);

  // What the threads have written: databases, and the articles of each thread.
  struct Shards {
    std::vector<std::filesystem::path> databases;
    std::vector<std::unique_ptr<ArticleSegment>> articles;
  };
  // Waits for all articles to be written. Call once.
  Shards finish();

 private:
  void work(std::size_t number);
  void join();
  void rethrow_failure();

  std::filesystem::path folder_;
  DossierDictionary& dossiers_;
  NameDictionary& names_;
  const persons::Recogniser* recogniser_;
  ArticleQueue queue_;
  std::atomic<RecordNumber> next_record_{0};
  Mutex mutex_;
  // of the first thread that failed
  std::exception_ptr failure_ FONDS_GUARDED_BY(mutex_);
  // by thread
  std::vector<std::vector<std::filesystem::path>> runs_;
  // by thread
  std::vector<std::unique_ptr<ArticleSegment>> articles_;
  std::vector<std::thread> threads_;
};

}  // namespace fonds::index
