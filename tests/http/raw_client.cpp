#include "tests/http/raw_client.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <utility>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

namespace fonds::http::test {
namespace {

constexpr int kPatienceSeconds = 10;

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

}  // namespace

std::string Answer::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? "" : found->second;
}

RawClient::RawClient() : RawClient(Family::ipv4) {}

RawClient::RawClient(Family family) {
  fd_ = ::socket(family == Family::local ? AF_UNIX : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  EXPECT_GE(fd_, 0);
  const timeval patience{kPatienceSeconds, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
}

RawClient::RawClient(std::uint16_t port, int receive_buffer_bytes) : RawClient() {
  if (receive_buffer_bytes > 0) {
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes, sizeof receive_buffer_bytes);
  }
  EXPECT_TRUE(connect(port));
}

RawClient::RawClient(const std::string& path) : RawClient(Family::local) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  EXPECT_EQ(::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0) << path;
}

RawClient::~RawClient() {
  if (fd_ >= 0) ::close(fd_);
}

bool RawClient::connect(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return ::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

void RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;  // the server has closed: what it said can still be read
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void RawClient::finish_sending() {
  ::shutdown(fd_, SHUT_WR);
}

bool RawClient::receive() {
  std::array<char, 16384> buffer;
  const auto bytes = ::recv(fd_, buffer.data(), buffer.size(), 0);
  if (bytes < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) ADD_FAILURE() << "nothing came";
  if (bytes <= 0) return false;
  received_.append(buffer.data(), static_cast<std::size_t>(bytes));
  return true;
}

Answer RawClient::read_answer(bool to_head) {
  Answer answer;
  std::size_t end = 0;
  while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
    if (!receive()) return {};
  }
  const std::string head = received_.substr(0, end + 2);
  received_.erase(0, end + 4);
  EXPECT_EQ(head.substr(0, 9), "HTTP/1.1 ");
  answer.status = std::atoi(head.c_str() + 9);
  for (std::size_t line = head.find("\r\n") + 2; line < head.size();) {
    const auto stop = head.find("\r\n", line);
    const auto colon = head.find(": ", line);
    EXPECT_LT(colon, stop) << head;
    auto& value = answer.headers[lower(head.substr(line, colon - line))];
    if (!value.empty()) value += ", ";
    value += head.substr(colon + 2, stop - colon - 2);
    line = stop + 2;
  }
  if (to_head || answer.status == 304 || answer.status == 204 || answer.status == 100) return answer;
  if (answer.header("transfer-encoding") == "chunked") {
    EXPECT_EQ(answer.headers.count("content-length"), 0U) << head;
    return read_chunks(answer.body) ? answer : Answer{};
  }
  EXPECT_EQ(answer.headers.count("content-length"), 1U) << head;
  const auto length = static_cast<std::size_t>(std::atoll(answer.header("content-length").c_str()));
  while (received_.size() < length) {
    if (!receive()) return {};
  }
  answer.body = received_.substr(0, length);
  received_.erase(0, length);
  return answer;
}

bool RawClient::read_chunks(std::string& body) {
  while (true) {
    std::size_t line = 0;
    while ((line = received_.find("\r\n")) == std::string::npos) {
      if (!receive()) return false;
    }
    const auto size = static_cast<std::size_t>(std::strtoull(received_.c_str(), nullptr, 16));
    while (received_.size() < line + 2 + size + 2) {
      if (!receive()) return false;
    }
    body.append(received_, line + 2, size);
    EXPECT_EQ(received_.substr(line + 2 + size, 2), "\r\n");
    received_.erase(0, line + 2 + size + 2);
    if (size == 0) return true;
  }
}

std::string RawClient::read_to_end() {
  while (receive()) {
  }
  return std::exchange(received_, {});
}

void RawClient::reset() {
  const linger now{1, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  ::close(std::exchange(fd_, -1));
}

bool RawClient::wait_for_reset() {
  pollfd wanted{fd_, 0, 0};  // errors and hang-ups are always reported
  return ::poll(&wanted, 1, kPatienceSeconds * 1000) == 1;
}

Answer RawClient::get(std::string_view target, std::string_view more_headers) {
  std::string request = "GET ";
  request.append(target).append(" HTTP/1.1\r\nHost: localhost\r\n").append(more_headers).append("\r\n");
  send(request);
  return read_answer();
}

}  // namespace fonds::http::test
