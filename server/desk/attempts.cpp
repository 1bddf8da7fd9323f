#include "server/desk/attempts.h"

#include <algorithm>

namespace fonds::desk {

namespace {

constexpr char kDevice = 'd';

std::string address_key(const http::ClientAddress& address) {
  return "a" + address.group().text();
}
std::string device_key(const std::string& device) {
  return kDevice + device;
}

}  // namespace

Attempts::Clock::time_point& Attempts::bucket(const std::string& key, Clock::time_point now) {
  if (const auto found = buckets_.find(key); found != buckets_.end()) return found->second;
  if (buckets_.size() >= limits_.buckets) {
    std::erase_if(buckets_, [&](const auto& entry) { return entry.second <= now; });
  }
  // A browser that is known has shown a mark that nobody else can make: a crowd takes no place from it.
  if (buckets_.size() >= limits_.buckets && !key.starts_with(kDevice)) return shared_;
  return buckets_[key];
}

Attempts::Clock::duration Attempts::wait(Clock::time_point full_at, Clock::time_point now) const {
  return std::max(full_at, now) + limits_.interval - now - limits_.interval * limits_.tries;
}

std::optional<std::chrono::seconds> Attempts::take(const http::ClientAddress& address,
                                                   const std::string& account, const std::string& device,
                                                   Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  std::string keys[2] = {device.empty() ? address_key(address) : device_key(device),
                         device.empty() ? "n" + account : ""};
  Clock::duration longest{};
  for (const std::string& key : keys) {
    if (!key.empty()) longest = std::max(longest, wait(bucket(key, now), now));
  }
  if (longest > Clock::duration::zero()) {
    return std::chrono::ceil<std::chrono::seconds>(longest);
  }
  for (const std::string& key : keys) {
    if (key.empty()) continue;
    Clock::time_point& full_at = bucket(key, now);
    full_at = std::max(full_at, now) + limits_.interval;
  }
  return std::nullopt;
}

void Attempts::succeeded(const http::ClientAddress& address, const std::string& device) {
  const std::lock_guard lock(mutex_);
  buckets_.erase(device.empty() ? address_key(address) : device_key(device));
}

}  // namespace fonds::desk
