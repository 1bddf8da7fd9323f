#include "tests/bench/loopback_client.h"

#include <charconv>
#include <system_error>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace fonds::bench {

namespace {
[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}
}  // namespace

LoopbackClient::LoopbackClient(std::uint16_t port)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (socket_ < 0 || ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    fail("connect");
  const int one = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
}

LoopbackClient::~LoopbackClient() {
  ::close(socket_);
}

void LoopbackClient::send_all(std::string_view bytes) const {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) fail("send");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void LoopbackClient::receive_more() {
  constexpr std::size_t kBlock = 64 * 1024;
  const std::size_t had = received_.size();
  received_.resize(had + kBlock);
  const auto got = ::recv(socket_, received_.data() + had, kBlock, 0);
  if (got <= 0) fail("recv");
  received_.resize(had + static_cast<std::size_t>(got));
}

std::string_view LoopbackClient::receive() {
  constexpr std::size_t kBlock = 64 * 1024;
  received_.resize(kBlock);
  const auto got = ::recv(socket_, received_.data(), kBlock, 0);
  if (got < 0) fail("recv");
  return std::string_view(received_).substr(0, static_cast<std::size_t>(got));
}

LoopbackClient::Answer LoopbackClient::get(std::string_view target, std::string_view headers) {
  send_all(std::string("GET ")
               .append(target)
               .append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n")
               .append(headers)
               .append("\r\n"));
  received_.clear();
  std::size_t head_end = std::string::npos;
  while ((head_end = received_.find("\r\n\r\n")) == std::string::npos) receive_more();
  const auto number_after = [&](std::string_view name) {
    const std::size_t at = received_.find(name);
    std::size_t value = 0;
    if (at < head_end) {
      std::from_chars(received_.data() + at + name.size(), received_.data() + head_end, value);
    }
    return value;
  };
  const auto status = static_cast<int>(number_after("HTTP/1.1 "));
  const std::size_t length = number_after("Content-Length: ");
  while (received_.size() < head_end + 4 + length) receive_more();
  return {status, std::string_view(received_).substr(head_end + 4, length)};
}

}  // namespace fonds::bench
