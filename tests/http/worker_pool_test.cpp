#include "server/http/worker_pool.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <ctime>
#include <future>
#include <latch>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
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

// ---- between clients ----

Party party(const char* address) {
  return party_of(*ClientAddress::parse(address), 0);
}

// A pool whose threads are held by jobs of nobody until they are let go; what runs then is noted in its order.
class HeldPool {
 public:
  HeldPool(unsigned threads, std::size_t capacity) : started_(threads), pool_(threads, capacity) {
    for (unsigned i = 0; i < threads; ++i) {
      // Each from a party of its own, and none dear: all threads are taken.
      EXPECT_TRUE(pool_.submit(party_of(*ClientAddress::parse("127.0.0.1"), i + 1), {[this](unsigned) {
                                                                                       started_.count_down();
                                                                                       released_.wait();
                                                                                     },
                                                                                     {},
                                                                                     false}));
    }
    started_.wait();
  }
  bool submit(const char* from, const std::string& name, bool dear = false) {
    return pool_.submit(party(from),
                        {[this, name](unsigned) { note(name); }, [this, name] { note("-" + name); }, dear});
  }
  void release() { released_.count_down(); }
  void note(const std::string& name) {
    const std::lock_guard lock(mutex_);
    notes_.push_back(name);
  }
  std::vector<std::string> notes() {
    const std::lock_guard lock(mutex_);
    return notes_;
  }
  WorkerPool& pool() { return pool_; }

 private:
  std::latch started_;
  std::latch released_{1};
  std::mutex mutex_;
  std::vector<std::string> notes_;
  WorkerPool pool_;  // last: ends before what its jobs use
};

std::vector<std::string> order_of(HeldPool& held, std::size_t jobs) {
  held.release();
  while (held.notes().size() < jobs) std::this_thread::yield();
  return held.notes();
}

TEST(FairPool, WhoSendsManyWaitsForHimselfOnly) {
  HeldPool held(1, 100);
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(held.submit("192.0.2.1", "many"));
  EXPECT_TRUE(held.submit("192.0.2.2", "one"));
  const auto order = order_of(held, 21);
  const auto at = std::find(order.begin(), order.end(), "one") - order.begin();
  EXPECT_LE(at, 2);
}

TEST(FairPool, TheAddressesOfOneSubscriberAreOne) {
  HeldPool held(1, 100);
  for (int i = 0; i < 20; ++i) {
    EXPECT_TRUE(held.submit(("2001:db8::" + std::to_string(i + 1)).c_str(), "many"));
  }
  EXPECT_TRUE(held.submit("2001:db8:1::1", "one"));
  const auto order = order_of(held, 21);
  EXPECT_LE(std::find(order.begin(), order.end(), "one") - order.begin(), 2);
}

TEST(FairPool, AFullQueueHasRoomForWhoWaitsWithLess) {
  HeldPool held(1, 4);
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(held.submit("192.0.2.1", "m" + std::to_string(i)));
  EXPECT_FALSE(held.submit("192.0.2.1", "m4"));
  EXPECT_TRUE(held.submit("192.0.2.2", "a"));
  EXPECT_EQ(held.notes(), (std::vector<std::string>{"-m3"}));
  EXPECT_TRUE(held.submit("192.0.2.3", "b"));
  EXPECT_EQ(held.pool().given_up(), 2U);
  // Two, one and one: another one for the second would only be the same unfairness.
  EXPECT_FALSE(held.submit("192.0.2.2", "a2"));
  EXPECT_EQ(held.pool().queued(), 4U);
  const auto order = order_of(held, 6);
  EXPECT_THAT(order, testing::UnorderedElementsAre("-m3", "-m2", "m0", "m1", "a", "b"));
}

TEST(FairPool, DearJobsLeaveOneThreadToTheOthers) {
  WorkerPool pool(2, 100);
  std::latch released(1);
  std::atomic<int> dear{0};
  std::promise<void> one_runs;
  for (int i = 0; i < 8; ++i) {
    const auto from = "192.0.2." + std::to_string(i + 1);
    EXPECT_TRUE(pool.submit(party(from.c_str()), {[&](unsigned) {
                                                    if (dear++ == 0) one_runs.set_value();
                                                    released.wait();
                                                  },
                                                  {},
                                                  true}));
  }
  one_runs.get_future().wait();
  // The dear ones are waiting for us; this would hang if they had both threads.
  for (int i = 0; i < 20; ++i) {
    std::promise<void> done;
    EXPECT_TRUE(pool.submit(party("192.0.2.99"), {[&](unsigned) { done.set_value(); }, {}, false}));
    done.get_future().wait();
  }
  EXPECT_EQ(dear, 1);
  released.count_down();
}

TEST(FairPool, WhoSentADearJobIsKnownForIt) {
  WorkerPool pool(2, 100);
  const auto burn = [](unsigned) {
    timespec now{};
    const auto spent = [&now] {
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
      return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
    };
    const auto begin = spent();
    while (spent() - begin < 2 * kDearJob) {
    }
  };
  EXPECT_TRUE(pool.submit(party("192.0.2.1"), {burn, {}, false}));
  // Both threads have counted what they did before once they meet here.
  std::latch met(2), left(2);
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(pool.submit(party("192.0.2.9"), {[&](unsigned) {
                                                   met.arrive_and_wait();
                                                   left.count_down();
                                                 },
                                                 {},
                                                 false}));
  }
  left.wait();
  // Nobody says that these are dear: both would run at once if the first had been forgotten.
  std::latch released(1);
  std::atomic<int> running{0};
  std::promise<void> one_runs;
  while (pool.queued() > 0) std::this_thread::yield();
  for (int i = 0; i < 4; ++i) {
    EXPECT_TRUE(pool.submit(party("192.0.2.1"), {[&](unsigned) {
                                                   if (running++ == 0) one_runs.set_value();
                                                   released.wait();
                                                 },
                                                 {},
                                                 false}));
  }
  one_runs.get_future().wait();
  std::promise<void> done;
  EXPECT_TRUE(pool.submit(party("192.0.2.2"), {[&](unsigned) { done.set_value(); }, {}, false}));
  done.get_future().wait();
  EXPECT_EQ(running, 1);
  released.count_down();
}

}  // namespace
}  // namespace fonds::http
