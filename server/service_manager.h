// Tells systemd how the service does (sd_notify(3)): a datagram to the socket that it names in the environment.
// Started by anything else, it tells nobody.
//
// Thread safety: all members may be called from any thread. Nothing throws: a manager that does not listen is no
// reason to stop serving.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace fonds {

class ServiceManager {
 public:
  // Reads NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID.
  ServiceManager();

  void ready() const;
  void reloading() const;  // ready() ends it
  void stopping() const;
  // A sign of life, where one is asked for and the last was given half the time ago that may pass without one.
  // One thread at a time.
  void alive();

 private:
  void tell(std::string_view state) const;

  std::string socket_;
  std::chrono::microseconds watchdog_{0};
  std::chrono::steady_clock::time_point last_{};
};

}  // namespace fonds
