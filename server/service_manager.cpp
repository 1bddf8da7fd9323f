#include "server/service_manager.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace fonds {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

}  // namespace

ServiceManager::ServiceManager() : socket_(environment("NOTIFY_SOCKET")) {
  const std::string process = environment("WATCHDOG_PID");
  const bool is_ours = process.empty() || std::atoll(process.c_str()) == ::getpid();
  if (is_ours)
    watchdog_ = std::chrono::microseconds(std::max(0LL, std::atoll(environment("WATCHDOG_USEC").c_str())));
}

void ServiceManager::ready() const {
  tell("READY=1");
}

void ServiceManager::reloading() const {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  constexpr long long kMicroseconds = 1'000'000, kNanoseconds = 1'000;
  tell("RELOADING=1\nMONOTONIC_USEC=" +
       std::to_string(now.tv_sec * kMicroseconds + now.tv_nsec / kNanoseconds));
}

void ServiceManager::stopping() const {
  tell("STOPPING=1");
}

void ServiceManager::alive() {
  if (watchdog_.count() == 0) return;
  const auto now = std::chrono::steady_clock::now();
  if (last_.time_since_epoch().count() != 0 && now - last_ < watchdog_ / 2 - std::chrono::seconds(1)) return;
  last_ = now;
  tell("WATCHDOG=1");
}

void ServiceManager::tell(std::string_view state) const {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (socket_.size() < 2 || socket_.size() >= sizeof address.sun_path) return;
  std::memcpy(address.sun_path, socket_.data(), socket_.size());
  if (socket_.front() == '@') address.sun_path[0] = '\0';  // a name without a file
  const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return;
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
  ::sendto(socket, state.data(), state.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address),
           size);
  ::close(socket);
}

}  // namespace fonds
