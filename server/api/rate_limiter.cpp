#include "server/api/rate_limiter.h"

#include <algorithm>

namespace fonds::api {
namespace {

using Nanoseconds = std::chrono::nanoseconds;
constexpr std::int64_t kSecond = 1'000'000'000;

std::int64_t seconds_up(Nanoseconds time) {
  return (std::max<std::int64_t>(time.count(), 0) + kSecond - 1) / kSecond;
}

}  // namespace

std::int64_t Allowance::window_seconds() const {
  return (burst + per_second - 1) / per_second;
}

Verdict TokenBucket::take(const Allowance& allowance, Clock::time_point now) {
  const Nanoseconds token(kSecond / allowance.per_second);
  const Nanoseconds whole = token * allowance.burst;
  const auto full_after = std::max(full_at_, now) + token;
  Verdict verdict;
  verdict.allowed = full_after - now <= whole;
  if (verdict.allowed) {
    full_at_ = full_after;
  } else {
    verdict.retry_after_seconds = std::max<std::int64_t>(1, seconds_up(full_after - now - whole));
  }
  const Nanoseconds missing = std::max(full_at_ - now, Clock::duration::zero());
  verdict.remaining = std::max<std::int64_t>(0, (whole - missing) / token);
  verdict.full_in_seconds = seconds_up(missing);
  return verdict;
}

void TokenBucket::charge(const Allowance& allowance, std::int64_t tokens, Clock::time_point now) {
  const Nanoseconds token(kSecond / allowance.per_second);
  const Nanoseconds most = 2 * token * allowance.burst;
  const std::int64_t counted = std::min(tokens, 2 * allowance.burst);
  full_at_ = std::max(full_at_, std::min(std::max(full_at_, now) + token * counted, now + most));
}

RateLimiter::RateLimiter(std::size_t buckets) : rows_(std::max<std::size_t>(1, buckets / kPlaces)) {}

Verdict RateLimiter::take(const http::ClientAddress& client, const Allowance& allowance,
                          Clock::time_point now) {
  const auto group = client.group();
  const MutexLock lock(mutex_);
  Row& row = row_of(group);
  Place* place = &row.front();
  for (Place& candidate : row) {
    if (candidate.client == group) {
      place = &candidate;
      break;
    }
    if (candidate.bucket.full_at() < place->bucket.full_at()) place = &candidate;
  }
  place->client = group;
  return place->bucket.take(allowance, now);
}

void RateLimiter::charge(const http::ClientAddress& client, const Allowance& allowance, std::int64_t tokens,
                         Clock::time_point now) {
  const auto group = client.group();
  const MutexLock lock(mutex_);
  Row& row = row_of(group);
  const auto place =
      std::find_if(row.begin(), row.end(), [&](const Place& known) { return known.client == group; });
  if (place != row.end()) place->bucket.charge(allowance, tokens, now);
}

}  // namespace fonds::api
