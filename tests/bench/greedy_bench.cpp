// One address that asks far more than its allowance, beside a reader who does not: what the reader waits, with the limits
// and without, and what refusing costs the server.
//
// Both talk from this machine through a trusted proxy's X-Forwarded-For, so that each is an address of its own. The greedy
// one asks for searches of two broad prefixes, 2,000 a second over eight connections, or as many as the server answers.
//
// Usage: greedy_bench FONDS_SERVER INDEX
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/bench/loopback_client.h"
#include "tests/bench/served_process.h"

namespace {

using fonds::bench::LoopbackClient;
using fonds::bench::ServedProcess;
using Clock = std::chrono::steady_clock;

constexpr int kPerSecond = 2'000;
constexpr int kConnections = 8;
constexpr int kReaderRequests = 500;
// As often as his allowance lets a reader ask.
constexpr std::chrono::milliseconds kReaderPace{20};
constexpr std::chrono::seconds kRefusing{5};

constexpr std::string_view kProxy = "trusted_proxies = [\"127.0.0.1\"]\ncache_mb = 0\n[limits]\n";
constexpr std::string_view kUnlimited = "per_second = 1000000\nburst = 1000000\n";
constexpr std::string_view kLimited = "per_second = 50\nburst = 200\n";

constexpr std::string_view kWords[] = {"maire", "commune", "projet", "travaux", "ville",  "service",
                                       "ligne", "client",  "offre",  "prix",    "saison", "musique",
                                       "photo", "femme",   "monde",  "france"};
constexpr std::string_view kBeginnings[] = {"co", "de", "pr", "re", "in", "pa", "ma", "tr"};

std::string searched(int i) {
  return "/api/v1/search?q=" + std::string(kWords[i % 16]) + "+" + std::string(kWords[(i * 7 + 3) % 16]) +
         "&offset=" + std::to_string(i % 5);
}
std::string broad(int i) {
  return "/api/v1/search?q=" + std::string(kBeginnings[i % 8]) + "*+" +
         std::string(kBeginnings[(i * 3 + 1) % 8]) + "*";
}

class Greedy {
 public:
  explicit Greedy(std::uint16_t port) {
    for (int i = 0; i < kConnections; ++i) threads_.emplace_back([this, port, i] { ask(port, i); });
  }
  ~Greedy() { stop(); }
  Greedy(const Greedy&) = delete;
  Greedy& operator=(const Greedy&) = delete;
  void stop() {
    ended_ = true;
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }
  int answered() const { return answered_; }
  int refused() const { return refused_; }

 private:
  void ask(std::uint16_t port, int connection) {
    LoopbackClient client(port);
    const auto pause = std::chrono::nanoseconds(std::chrono::seconds(kConnections)) / kPerSecond;
    auto due = Clock::now();
    for (int i = connection; !ended_; ++i) {
      std::this_thread::sleep_until(due += pause);
      due = std::max(
          due, Clock::now() - std::chrono::milliseconds(100));  // what could not be asked is not made up for
      const int status = client.get(broad(i), "X-Forwarded-For: 192.0.2.1\r\n").status;
      ++(status == 429 ? refused_ : answered_);
    }
  }
  std::atomic<bool> ended_{false};
  std::atomic<int> answered_{0}, refused_{0};
  std::vector<std::thread> threads_;
};

// Milliseconds of a reader's requests, sorted.
std::vector<double> read_beside(std::uint16_t port) {
  LoopbackClient client(port);
  std::vector<double> times;
  for (int i = 0; i < kReaderRequests; ++i) {
    const auto start = Clock::now();
    const int status = client.get(searched(i), "X-Forwarded-For: 198.51.100.7\r\n").status;
    if (status == 200)
      times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    std::this_thread::sleep_until(start + kReaderPace);
  }
  std::sort(times.begin(), times.end());
  return times;
}

void print(const char* what, const std::vector<double>& times) {
  std::printf("%-44s median %7.2f ms   99 %% %7.2f ms   answered %zu of %d\n", what,
              times.at(times.size() / 2), times.at(times.size() * 99 / 100), times.size(), kReaderRequests);
  std::fflush(stdout);
}

void beside_greed(const char* what, const std::string& program, const std::string& index,
                  std::string_view limits) {
  const ServedProcess server(program, index, std::string(kProxy) + std::string(limits));
  read_beside(server.port());  // warm
  if (limits == kUnlimited) print("alone", read_beside(server.port()));
  const auto start = Clock::now();
  Greedy greedy(server.port());
  const auto times = read_beside(server.port());
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  greedy.stop();
  print(what, times);
  std::printf("%-44s answered %.0f/s, refused %.0f/s\n", "  the greedy one", greedy.answered() / seconds,
              greedy.refused() / seconds);
}

void cost_of_refusing(const std::string& program, const std::string& index) {
  const ServedProcess server(program, index, std::string(kProxy) + "per_second = 1\nburst = 1\n");
  Greedy greedy(server.port());
  std::this_thread::sleep_for(std::chrono::seconds(1));
  const auto before = server.processor_time();
  const int refused = greedy.refused();
  std::this_thread::sleep_for(kRefusing);
  const auto spent = server.processor_time() - before;
  const int now = greedy.refused() - refused;
  std::printf("%-44s %.1f us of processor time, %d of them\n", "a request refused",
              std::chrono::duration<double, std::micro>(spent).count() / now, now);
  // A request that is answered without a search, for what of it is the connection's.
  LoopbackClient client(server.port());
  const auto start = server.processor_time();
  constexpr int kChecks = 20'000;
  greedy.stop();
  for (int i = 0; i < kChecks; ++i) client.get("/healthz");
  std::printf("%-44s %.1f us of processor time\n", "/healthz, for comparison",
              std::chrono::duration<double, std::micro>(server.processor_time() - start).count() / kChecks);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: greedy_bench FONDS_SERVER INDEX\n");
    return 64;
  }
  const std::string program = argv[1], index = argv[2];
  beside_greed("beside 2,000 requests/s, without limits", program, index, kUnlimited);
  beside_greed("beside 2,000 requests/s, with limits", program, index, kLimited);
  cost_of_refusing(program, index);
  return 0;
}
