#include "server/http/worker_pool.h"

#include <atomic>
#include <future>
#include <latch>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gmock/gmock.h>

namespace fonds::http {
namespace {

TEST(WorkerPool, RefusesWhenFullAndTakesAgainAfterwards) {
  WorkerPool pool(1, 2);
  std::promise<void> started;
  std::promise<void> release;
  std::shared_future<void> released = release.get_future().share();
  ASSERT_TRUE(pool.submit([&](unsigned) {
    started.set_value();
    released.wait();
  }));
  started.get_future().wait();
  std::atomic<int> ran{0};
  EXPECT_TRUE(pool.submit([&](unsigned) { ++ran; }));
  std::promise<void> done;
  EXPECT_TRUE(pool.submit([&](unsigned) { done.set_value(); }));
  EXPECT_EQ(pool.queued(), 2U);
  EXPECT_FALSE(pool.submit([&](unsigned) { ADD_FAILURE(); }));
  release.set_value();
  done.get_future().wait();
  EXPECT_EQ(ran, 1);
  std::promise<void> later;
  EXPECT_TRUE(pool.submit([&](unsigned) { later.set_value(); }));
  later.get_future().wait();
}

TEST(WorkerPool, SurvivesExceptions) {
  WorkerPool pool(1, 10);
  EXPECT_TRUE(pool.submit([](unsigned) { throw std::runtime_error("broken"); }));
  EXPECT_TRUE(pool.submit([](unsigned) { throw 42; }));
  std::promise<void> done;
  EXPECT_TRUE(pool.submit([&](unsigned) { done.set_value(); }));
  done.get_future().wait();
  EXPECT_EQ(pool.failures(), 2U);
}

TEST(WorkerPool, FinishesWhatIsQueuedWhenItEnds) {
  std::atomic<int> ran{0};
  {
    WorkerPool pool(3, 1000);
    for (int i = 0; i < 500; ++i) {
      EXPECT_TRUE(pool.submit([&](unsigned) { ++ran; }));
    }
  }
  EXPECT_EQ(ran, 500);
}

TEST(WorkerPool, TellsItsThreadsApart) {
  constexpr unsigned kThreads = 4;
  std::mutex mutex;
  std::set<unsigned> workers;
  {
    WorkerPool pool(kThreads, 100);
    std::latch all(kThreads);  // each job holds its thread until every thread has one
    for (unsigned i = 0; i < kThreads; ++i) {
      EXPECT_TRUE(pool.submit([&](unsigned worker) {
        all.arrive_and_wait();
        const std::lock_guard lock(mutex);
        workers.insert(worker);
      }));
    }
  }
  EXPECT_THAT(workers, testing::ElementsAre(0, 1, 2, 3));
}

TEST(WorkerPool, TakesJobsFromManyThreads) {
  std::atomic<int> ran{0};
  std::atomic<int> taken{0};
  {
    WorkerPool pool(2, 50);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&] {
        for (int i = 0; i < 1000; ++i) taken += pool.submit([&](unsigned) { ++ran; }) ? 1 : 0;
      });
    }
    for (auto& thread : threads) thread.join();
  }
  EXPECT_EQ(ran, taken);
  EXPECT_GT(taken, 0);
}

}  // namespace
}  // namespace fonds::http
