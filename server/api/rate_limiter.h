// How many requests a client may make: a bucket of tokens for each, `burst` deep, refilled `per_second`. A request takes
// one before it is read, and more afterwards where it was dear.
//
// Kept as one time for each bucket (GCRA): when it will be full again. A bucket that is full says nothing, so
// the table may forget it; its size is fixed, and whoever has a whole range of addresses cannot make it grow.
// Where every place for a newcomer is taken he shares that of whoever has most left, so a crowd of addresses
// never gets more than the places that it finds.
// Thread safety: all members of RateLimiter may be called from any thread. Nothing allocates after
// construction.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "indexer/threads/mutex.h"
#include "server/http/client_address.h"
#include "server/http/party.h"

namespace fonds::api {

struct Allowance {
  std::int64_t per_second = 50;
  std::int64_t burst = 200;
  // from empty to full, rounded up
  std::int64_t window_seconds() const;
};

struct Verdict {
  bool allowed = true;
  // requests that would be allowed now
  std::int64_t remaining = 0;
  // rounded up
  std::int64_t full_in_seconds = 0;
  // of a refused one, at least 1
  std::int64_t retry_after_seconds = 0;
};

// One bucket, for whoever keeps it himself.
class TokenBucket {
 public:
  using Clock = std::chrono::steady_clock;
  Verdict take(const Allowance& allowance, Clock::time_point now);
  // Takes tokens for what has been done already, also where none are left; never so many that an empty bucket would not
  // be full again in twice its time.
  void charge(const Allowance& allowance, std::int64_t tokens, Clock::time_point now);
  Clock::time_point full_at() const { return full_at_; }

 private:
  Clock::time_point full_at_{};
};

class RateLimiter {
 public:
  using Clock = TokenBucket::Clock;
  explicit RateLimiter(std::size_t buckets = 32 * 1024);
  // One request of `client`, whose group counts (ClientAddress::group).
  Verdict take(const http::ClientAddress& client, const Allowance& allowance, Clock::time_point now);
  // As TokenBucket's; nothing where the table has forgotten the client.
  void charge(const http::ClientAddress& client, const Allowance& allowance, std::int64_t tokens,
              Clock::time_point now);

 private:
  struct Place {
    http::ClientAddress client;
    TokenBucket bucket;
  };
  // for addresses that fall together
  static constexpr std::size_t kPlaces = 8;
  using Row = std::array<Place, kPlaces>;
  Row& row_of(const http::ClientAddress& group) FONDS_REQUIRES(mutex_) {
    return rows_[http::hash_address(group) % rows_.size()];
  }
  Mutex mutex_;
  std::vector<Row> rows_ FONDS_GUARDED_BY(mutex_);
};

}  // namespace fonds::api
