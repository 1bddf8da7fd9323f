// The keys that programs and other sites call the API with. A file lists them, a line each:
//
//   NAME HASH [per_second=N] [burst=N] [origin=https://journal.example]... [expires=2027-12-31]
//
// HASH is the SHA-256 of the key in hexadecimal: whoever reads the file cannot call with it. A key is 256 random bits,
// so that no slow hash is needed. '#' begins a comment. A key may be used from the pages of its origins only, where it
// names some, and up to the end of its last day.
//
// Thread safety: parsing is pure; all members of KeyRing may be called from any thread. User input never throws.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/calendar.h"
#include "indexer/threads/mutex.h"
#include "server/api/rate_limiter.h"

namespace fonds::api {

struct Key {
  std::string name;
  std::string hash;
  // else those of an address
  std::optional<std::int64_t> per_second, burst;
  // empty = every
  std::vector<std::string> origins;
  // the last day
  std::optional<text::Day> expires;

  bool operator==(const Key&) const = default;
  Allowance allowance(const Allowance& usual) const {
    return {per_second.value_or(usual.per_second), burst.value_or(usual.burst)};
  }
  bool allows(std::string_view origin) const;
};

struct ParsedKeys {
  std::vector<Key> keys;
  // "FILE:LINE: what is wrong"; such a line is no key
  std::vector<std::string> errors;
};
ParsedKeys parse_keys(std::string_view text, const std::string& file);
// As a line of the file, without its end.
std::string to_line(const Key& key);

std::string hash_of_key(std::string_view key);
// A new one: "fonds_" and 43 letters.
std::string make_key();

class KeyRing {
 public:
  using Clock = TokenBucket::Clock;
  // In place of those before. What a key has used up stays used up.
  void set(std::vector<Key> keys);
  bool empty() const;
  // Null where there is none like that, or its day has passed.
  std::shared_ptr<const Key> find(std::string_view key, text::Day today) const;
  // One request with it.
  Verdict take(const Key& key, const Allowance& usual, Clock::time_point now);
  // As TokenBucket's.
  void charge(const Key& key, const Allowance& usual, std::int64_t tokens, Clock::time_point now);
  // Whether a page of that origin may use some key: what a preflight, which comes without one, asks.
  bool some_allows(std::string_view origin) const;

 private:
  mutable Mutex mutex_;
  // by hash
  std::map<std::string, std::shared_ptr<const Key>, std::less<>> keys_ FONDS_GUARDED_BY(mutex_);
  // the same
  std::map<std::string, TokenBucket, std::less<>> buckets_ FONDS_GUARDED_BY(mutex_);
};

}  // namespace fonds::api
