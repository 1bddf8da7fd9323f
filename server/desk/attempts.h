// How often somebody may try a password: slow for who guesses, never closed to who knows it.
//
// Each address has a few tries at once and then one every few seconds; so has each account, whatever addresses the tries
// come from. A try that comes too early is not looked at, and costs nothing: nobody's wait grows by what others do. A
// browser that an account has entered from before (DeviceMark) has tries of its own, so that a flood of guesses on an
// account cannot keep its editor out. Names that are no account have buckets like those that are.
//
// Thread safety: all members may be called from any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "server/http/client_address.h"

namespace fonds::desk {

struct AttemptLimits {
  // at once
  int tries = 8;
  // then one in so long; ten thousand guesses take fourteen hours
  std::chrono::milliseconds interval{5'000};
  // Buckets remembered; beyond it newcomers share one.
  std::size_t buckets = 16 * 1024;
};

class Attempts {
 public:
  using Clock = std::chrono::steady_clock;
  explicit Attempts(AttemptLimits limits = {}) : limits_(limits) {}

  // A try of `account` from `address`; `device` names a browser that this account has entered from, empty = none.
  // nullopt where it may be made, and is counted; else how long it is too early.
  std::optional<std::chrono::seconds> take(const http::ClientAddress& address, const std::string& account,
                                           const std::string& device, Clock::time_point now);
  // It was the right password: the tries of this browser, or of this address, are whole again.
  void succeeded(const http::ClientAddress& address, const std::string& device);

 private:
  // Until when the bucket is not full again (GCRA).
  using Buckets = std::unordered_map<std::string, Clock::time_point>;
  Clock::time_point& bucket(const std::string& key, Clock::time_point now);
  Clock::duration wait(Clock::time_point full_at, Clock::time_point now) const;

  const AttemptLimits limits_;
  std::mutex mutex_;
  Buckets buckets_;
  Clock::time_point shared_{};
};

}  // namespace fonds::desk
