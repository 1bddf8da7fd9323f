// What the HTTP layer alone costs: a trivial handler with a 2 kB answer, asked by a keep-alive client in the
// same process (so on two cores the figure is of both sides).
//
//   requests one at a time on each connection, and pipelined by 16
//
// Usage: http_bench [SECONDS]     prints requests per second
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/http/server.h"

namespace {

using fonds::http::Reply;
using fonds::http::Request;
using fonds::http::Response;

class Fixed final : public fonds::http::Handler {
 public:
  void handle(Request, Reply reply) override {
    Response response;
    response.content_type = "application/json";
    response.body = body_;
    response.etag = "\"0123456789abcdef\"";
    reply(std::move(response));
  }

 private:
  std::shared_ptr<const std::string> body_ = std::make_shared<const std::string>(2048, 'x');
};

int connect_to(std::uint16_t port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) std::abort();
  const int one = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return fd;
}

// Keeps `connections` busy until the deadline; counts answers by their bytes, which are all of one length.
std::size_t load(std::uint16_t port, int connections, int pipelined,
                 std::chrono::steady_clock::time_point until) {
  const std::string one = "GET /api/v1/search?q=mairie HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n";
  std::string requests;
  for (int i = 0; i < pipelined; ++i) requests += one;
  struct Client {
    int fd = -1;
    std::size_t outstanding = 0;
  };
  std::vector<Client> clients(static_cast<std::size_t>(connections));
  const int poll = ::epoll_create1(0);
  std::vector<char> buffer(1 << 18);

  // The length of one answer.
  std::size_t length = 0;
  {
    const int fd = connect_to(port);
    if (::send(fd, one.data(), one.size(), 0) < 0) std::abort();
    std::string answer;
    while (answer.find("\r\n\r\n") == std::string::npos ||
           answer.size() < answer.find("\r\n\r\n") + 4 + 2048) {
      const auto n = ::recv(fd, buffer.data(), buffer.size(), 0);
      if (n <= 0) std::abort();
      answer.append(buffer.data(), static_cast<std::size_t>(n));
    }
    length = answer.size();
    ::close(fd);
  }
  for (auto& client : clients) {
    client.fd = connect_to(port);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &client;
    ::epoll_ctl(poll, EPOLL_CTL_ADD, client.fd, &event);
    client.outstanding = length * static_cast<std::size_t>(pipelined);
    if (::send(client.fd, requests.data(), requests.size(), 0) < 0) std::abort();
  }
  std::size_t answers = 0;
  std::vector<epoll_event> events(64);
  while (std::chrono::steady_clock::now() < until) {
    const int ready = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), 100);
    for (int i = 0; i < ready; ++i) {
      auto& client = *static_cast<Client*>(events[static_cast<std::size_t>(i)].data.ptr);
      const auto n = ::recv(client.fd, buffer.data(), buffer.size(), 0);
      if (n <= 0) std::abort();
      client.outstanding -= static_cast<std::size_t>(n);
      if (client.outstanding > 0) continue;
      answers += static_cast<std::size_t>(pipelined);
      client.outstanding = length * static_cast<std::size_t>(pipelined);
      if (::send(client.fd, requests.data(), requests.size(), 0) < 0) std::abort();
    }
  }
  for (auto& client : clients) ::close(client.fd);
  ::close(poll);
  return answers;
}

}  // namespace

int main(int argc, char** argv) {
  const double seconds = argc > 1 ? std::strtod(argv[1], nullptr) : 2;
  Fixed handler;
  fonds::http::ServerOptions options;
  options.port = 0;
  fonds::http::Server server(options, handler);
  std::thread thread([&] { server.run(); });
  for (const int pipelined : {1, 16}) {
    const auto start = std::chrono::steady_clock::now();
    const auto until = start + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                                   std::chrono::duration<double>(seconds));
    const auto answers = load(server.port(), 32, pipelined, until);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    std::printf("keep-alive, 32 connections, pipelined %2d: %9.0f requests/s\n", pipelined,
                static_cast<double>(answers) / took.count());
  }
  server.stop();
  thread.join();
}
