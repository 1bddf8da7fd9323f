#include "server/socket_activation.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string_view>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace fonds {
namespace {

// Behind the three that every process has.
constexpr int kFirst = 3;
constexpr int kMost = 64;

int number_of(const char* text) {
  const std::string_view digits = text == nullptr ? "" : text;
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() && end == digits.data() + digits.size() ? number : 0;
}

bool option_is(int socket, int option, int wanted) {
  int value = 0;
  socklen_t size = sizeof value;
  return ::getsockopt(socket, SOL_SOCKET, option, &value, &size) == 0 && value == wanted;
}

}  // namespace

std::vector<int> inherited_sockets() {
  const bool for_us = number_of(std::getenv("LISTEN_PID")) == ::getpid();
  const int count = for_us ? number_of(std::getenv("LISTEN_FDS")) : 0;
  // Not for any process that this one may start.
  for (const char* name : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"}) ::unsetenv(name);
  std::vector<int> sockets;
  for (int socket = kFirst; socket < kFirst + count && socket < kFirst + kMost; ++socket) {
    if (!option_is(socket, SO_ACCEPTCONN, 1) || !option_is(socket, SO_TYPE, SOCK_STREAM))
      throw std::runtime_error("descriptor " + std::to_string(socket) +
                               ", which LISTEN_FDS announces, is no stream socket that listens");
    ::fcntl(socket, F_SETFD, FD_CLOEXEC);
    sockets.push_back(socket);
  }
  return sockets;
}

std::string address_of_socket(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) return {};
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.ss_family == AF_INET) {
    const auto* const v4 = reinterpret_cast<const sockaddr_in*>(&address);
    ::inet_ntop(AF_INET, &v4->sin_addr, text.data(), text.size());
    return std::string(text.data()) + ":" + std::to_string(ntohs(v4->sin_port));
  }
  if (address.ss_family == AF_INET6) {
    const auto* const v6 = reinterpret_cast<const sockaddr_in6*>(&address);
    ::inet_ntop(AF_INET6, &v6->sin6_addr, text.data(), text.size());
    return "[" + std::string(text.data()) + "]:" + std::to_string(ntohs(v6->sin6_port));
  }
  if (address.ss_family != AF_UNIX) return {};
  const auto* const local = reinterpret_cast<const sockaddr_un*>(&address);
  const std::size_t length = size - offsetof(sockaddr_un, sun_path);
  return "unix:" + std::string(local->sun_path, ::strnlen(local->sun_path, length));
}

}  // namespace fonds
