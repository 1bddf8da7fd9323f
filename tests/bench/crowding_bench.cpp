// Clients that mean harm beside one that does not: what the others' greed costs him, and what memory it costs
// the server. Asks a running fonds-server (with cache_mb = 0, so that every search is made).
//
// Attackers come from 127.0.0.2 and on, the normal client from 127.0.0.1. STALLED is the target of a large
// answer, with %d for a number from 1 to 200, for those who never read.
//
// Usage: crowding_bench PORT PID STALLED
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::seconds;

constexpr int kNormalRequests = 300;
constexpr int kAttackers = 8;
constexpr int kPipelined = 16;
constexpr int kIdle = 1024;
constexpr int kStalled = 200;

// A connection from a loopback address of its own. Never throws; ok() says whether it lives.
class Socket {
 public:
  Socket(std::uint16_t port, int last_byte) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in from{};
    from.sin_family = AF_INET;
    from.sin_addr.s_addr = htonl(0x7f000000U + static_cast<std::uint32_t>(last_byte));
    sockaddr_in to = from;
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    to.sin_port = htons(port);
    const timeval patience{30, 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    const int one = 1;
    ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    ok_ = ::bind(fd_, reinterpret_cast<sockaddr*>(&from), sizeof from) == 0 &&
          ::connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
  }
  ~Socket() { ::close(fd_); }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  bool ok() const { return ok_; }
  void send(std::string_view bytes) {
    while (ok_ && !bytes.empty()) {
      const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      ok_ = sent > 0;
      if (ok_) bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  // The status of the next answer; 0 where none comes.
  int receive() {
    std::size_t head = 0;
    while ((head = received_.find("\r\n\r\n")) == std::string::npos) {
      if (!more()) return 0;
    }
    const auto length_at = received_.find("Content-Length: ");
    const std::size_t length =
        length_at < head ? std::strtoull(received_.c_str() + length_at + 16, nullptr, 10) : 0;
    while (received_.size() < head + 4 + length) {
      if (!more()) return 0;
    }
    const int status = std::atoi(received_.c_str() + 9);
    received_.erase(0, head + 4 + length);
    return status;
  }

 private:
  bool more() {
    char block[64 * 1024];
    const auto got = ok_ ? ::recv(fd_, block, sizeof block, 0) : 0;
    ok_ = got > 0;
    if (ok_) received_.append(block, static_cast<std::size_t>(got));
    return ok_;
  }
  int fd_;
  bool ok_ = false;
  std::string received_;
};

std::string get(const std::string& target) {
  return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
}

std::string two_words(std::mt19937& random) {
  static constexpr std::string_view kWords[] = {
      "maire", "commune", "projet", "travaux", "ville",    "service", "ligne", "client", "mobile", "internet",
      "offre", "prix",    "saison", "musique", "festival", "photo",   "femme", "enfant", "monde",  "france",
      "euros", "voiture", "sport",  "match",   "victoire", "police",  "sante", "film",   "acteur", "recette"};
  const auto word = [&] { return std::string(kWords[random() % std::size(kWords)]); };
  return "/api/v1/search?q=" + word() + "+" + word();
}

// The dearest search found: phrases of stop words, joined by OU.
std::string dear(std::mt19937& random) {
  static constexpr std::string_view kWords[] = {"de",  "la", "le", "les", "et",
                                                "des", "en", "un", "du",  "une"};
  std::string target = "/api/v1/search?q=";
  for (int i = 0; i < 64; ++i) {
    if (i > 0) target += "+OU+";
    target.append("%22").append(kWords[random() % std::size(kWords)]).append("+");
    target.append(kWords[random() % std::size(kWords)]).append("%22");
  }
  return target;
}

struct Times {
  double median = 0, most = 0;
  int answered = 0;
};

Times normal_client(std::uint16_t port, std::uint32_t seed, bool connection_each = false) {
  std::mt19937 random(seed);
  std::vector<double> times;
  Times result;
  auto socket = std::make_unique<Socket>(port, 1);
  for (int i = 0; i < kNormalRequests; ++i) {
    const auto start = Clock::now();
    if (connection_each || !socket->ok()) socket = std::make_unique<Socket>(port, 1);
    socket->send(get(two_words(random)));
    result.answered += socket->receive() == 200 ? 1 : 0;
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  }
  std::sort(times.begin(), times.end());
  result.median = times[times.size() / 2];
  result.most = times[times.size() * 99 / 100];
  return result;
}

void print(const char* what, const Times& times) {
  std::printf("%-44s median %8.2f ms   99 %% %8.2f ms   answered %d of %d\n", what, times.median, times.most,
              times.answered, kNormalRequests);
  std::fflush(stdout);
}

double resident_mb(const std::string& pid) {
  std::ifstream status("/proc/" + pid + "/status");
  std::string word;
  double kilobytes = 0;
  while (status >> word) {
    if (word == "VmRSS:" && status >> kilobytes) break;
  }
  return kilobytes / 1024;
}

class Attack {
 public:
  // `threads` attackers, each with that many requests on its way at once.
  Attack(std::uint16_t port, int threads, int pipelined) {
    for (int i = 0; i < threads; ++i) {
      threads_.emplace_back([this, port, i, pipelined] {
        std::mt19937 random(static_cast<std::uint32_t>(1000 + i));
        while (!ended_) {
          Socket socket(port, 2 + i);
          for (int n = 0; n < pipelined; ++n) socket.send(get(dear(random)));
          while (!ended_ && socket.receive() != 0) socket.send(get(dear(random)));
        }
      });
    }
    std::this_thread::sleep_for(seconds(3));
  }
  ~Attack() {
    ended_ = true;
    for (std::thread& thread : threads_) thread.join();
  }
  Attack(const Attack&) = delete;
  Attack& operator=(const Attack&) = delete;

 private:
  std::atomic<bool> ended_{false};
  std::vector<std::thread> threads_;
};

void stalled_readers(std::uint16_t port, const std::string& pid, const std::string& pattern) {
  const double before = resident_mb(pid);
  double most = before;
  {
    std::vector<std::unique_ptr<Socket>> sockets;
    for (int i = 1; i <= kStalled; ++i) {
      char target[512];
      std::snprintf(target, sizeof target, pattern.c_str(), i);
      sockets.push_back(std::make_unique<Socket>(port, 2));
      sockets.back()->send(get(target));
      most = std::max(most, resident_mb(pid));
    }
    for (int i = 0; i < 150; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      most = std::max(most, resident_mb(pid));
    }
  }
  std::this_thread::sleep_for(seconds(10));
  std::printf("%-44s before %.0f MB   most %.0f MB   10 s after %.0f MB\n", "200 that never read", before,
              most, resident_mb(pid));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: crowding_bench PORT PID STALLED\n");
    return 64;
  }
  const auto port = static_cast<std::uint16_t>(std::atoi(argv[1]));
  const std::string pid = argv[2];
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);

  normal_client(port, 1);  // warm
  print("alone", normal_client(port, 2));
  {
    const Attack attack(port, kAttackers, 1);
    print("beside eight attackers", normal_client(port, 3));
  }
  {
    const Attack attack(port, 1, kPipelined);
    print("beside one with 16 requests in a row", normal_client(port, 4));
  }
  {
    std::vector<std::unique_ptr<Socket>> idle;
    for (int i = 0; i < kIdle; ++i) idle.push_back(std::make_unique<Socket>(port, 2));
    print("beside 1,024 idle connections of one address", normal_client(port, 5, true));
  }
  stalled_readers(port, pid, argv[3]);
  return 0;
}
