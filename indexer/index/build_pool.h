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
#include <mutex>
#include <thread>
#include <vector>

#include "indexer/index/article_queue.h"
#include "indexer/index/article_store_writer.h"
#include "indexer/index/dossier_dictionary.h"
#include "indexer/index/name_dictionary.h"
#include "indexer/persons/recogniser.h"

namespace fonds::index {

class BuildPool {
 public:
  // `threads` at least 1. The shards are written into folders inside `folder`. The dictionaries and
  // the recogniser (which may be null) must outlive this.
  BuildPool(std::filesystem::path folder, unsigned threads, DossierDictionary& dossiers,
            NameDictionary& names, const persons::Recogniser* recogniser);
  ~BuildPool();  // without finish(): stops after the articles at hand

  void add(archive::Article&& article);  // waits while the threads are behind

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
  std::mutex mutex_;                                       // guards failure_
  std::exception_ptr failure_;                             // of the first thread that failed
  std::vector<std::vector<std::filesystem::path>> runs_;   // by thread
  std::vector<std::unique_ptr<ArticleSegment>> articles_;  // by thread
  std::vector<std::thread> threads_;
};

}  // namespace fonds::index
