#include "indexer/index/build_pool.h"

#include <string>
#include <utility>

#include "indexer/index/document_builder.h"
#include "indexer/index/shard_writer.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

}  // namespace

BuildPool::BuildPool(fs::path folder, unsigned threads, DossierDictionary& dossiers, NameDictionary& names,
                     const persons::Recogniser* recogniser)
    : folder_(std::move(folder)),
      dossiers_(dossiers),
      names_(names),
      recogniser_(recogniser),
      runs_(threads) {
  for (std::size_t number = 0; number < threads; ++number) {
    articles_.push_back(std::make_unique<ArticleSegment>(folder_ / ("articles" + std::to_string(number))));
  }
  for (std::size_t number = 0; number < threads; ++number) {
    threads_.emplace_back([this, number] { work(number); });
  }
}

BuildPool::~BuildPool() {
  queue_.abandon();
  join();
}

void BuildPool::add(archive::Article&& article) {
  if (!queue_.push(std::move(article))) rethrow_failure();
}

BuildPool::Shards BuildPool::finish() {
  queue_.close();
  join();
  rethrow_failure();
  Shards shards;
  for (const auto& runs : runs_) shards.databases.insert(shards.databases.end(), runs.begin(), runs.end());
  shards.articles = std::move(articles_);
  return shards;
}

void BuildPool::work(std::size_t number) {
  try {
    DocumentBuilder builder(dossiers_, names_, recogniser_);
    ShardWriter shard(folder_ / std::to_string(number), kMaxRuns / runs_.size());
    while (auto article = queue_.pop()) {
      const std::size_t size = weight(*article);
      shard.add(builder.build(std::move(*article), *articles_[number], next_record_++), size);
    }
    runs_[number] = shard.finish();
  } catch (...) {
    {
      const MutexLock lock(mutex_);
      if (failure_ == nullptr) failure_ = std::current_exception();
    }
    queue_.abandon();
  }
}

void BuildPool::join() {
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void BuildPool::rethrow_failure() {
  const MutexLock lock(mutex_);
  if (failure_ != nullptr) std::rethrow_exception(failure_);
}

}  // namespace fonds::index
