#include "indexer/index/article_queue.h"

#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "tests/index/sample_index.h"

namespace fonds::index {
namespace {

TEST(ArticleQueue, HandsOutWhatWasPutInOrder) {
  ArticleQueue queue;
  EXPECT_TRUE(queue.push(article("a", "T", "t")));
  EXPECT_TRUE(queue.push(article("b", "T", "t")));
  queue.close();
  EXPECT_FALSE(queue.push(article("c", "T", "t")));
  EXPECT_EQ(queue.pop()->id, "a");
  EXPECT_EQ(queue.pop()->id, "b");
  EXPECT_FALSE(queue.pop());
}

TEST(ArticleQueue, AnAbandonedOneIsEmpty) {
  ArticleQueue queue;
  queue.push(article("a", "T", "t"));
  queue.abandon();
  EXPECT_FALSE(queue.pop());
}

TEST(ArticleQueue, TakesAnArticleLargerThanItself) {
  ArticleQueue queue;
  EXPECT_TRUE(queue.push(article("a", "T", std::string(std::size_t{20} << 20, 'x'))));
  EXPECT_EQ(queue.pop()->id, "a");
}

TEST(ArticleQueue, EveryArticleComesOutOnceThroughABoundedQueue) {
  ArticleQueue queue;
  constexpr int kArticles = 200;
  std::set<std::string> taken[2];
  std::vector<std::thread> threads;
  for (auto& ids : taken) {
    threads.emplace_back([&queue, &ids] {
      while (const auto next = queue.pop()) ids.insert(next->id);
    });
  }
  // Together ten times what the queue holds.
  for (int i = 0; i < kArticles; ++i) queue.push(article(std::to_string(i), "T", std::string(400'000, 'x')));
  queue.close();
  for (std::thread& thread : threads) thread.join();
  taken[0].merge(taken[1]);
  EXPECT_EQ(taken[0].size(), static_cast<std::size_t>(kArticles));
  EXPECT_TRUE(taken[1].empty());
}

}  // namespace
}  // namespace fonds::index
