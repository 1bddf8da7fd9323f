// Fetches from one site as a guest should: one request at a time, no faster than allowed, with patience where
// the site is not well, and without being led astray.
//
// Thread safety: one thread. Errors: NetworkError; what NetworkOptions::checkpoint throws.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/sync/address.h"
#include "indexer/sync/http_client.h"

namespace fonds::sync {

// The password of an application, for the site itself and nobody else.
struct Credentials {
  std::string user, password;
};

struct FetchRequest {
  std::string url;
  std::vector<std::string> headers = {};
  // 0 = NetworkOptions::max_body
  std::size_t max_body = 0;
};

class Fetcher {
 public:
  // `source` is the address that the user named: its host may be private, and only that one.
  Fetcher(NetworkOptions options, const Address& source);

  // Credentials are sent to this origin alone.
  void authenticate(Credentials credentials, const Address& origin);
  // At least so long between two requests from now on; never less than NetworkOptions::interval.
  void slow_down(std::chrono::milliseconds interval);

  // The final answer, after redirects, whatever it is but those that ask for another attempt: 408, 429, 500,
  // 502, 503 and 504 are tried again, and an error in the end. Its url is where the last redirect led.
  HttpAnswer get(const FetchRequest& request);

  std::uint64_t requests() const { return requests_; }

 private:
  HttpAnswer follow(const FetchRequest& request);
  bool may_be_private(const Address& address) const;
  void pace();
  void wait(std::chrono::milliseconds time) const;

  NetworkOptions options_;
  Address source_;
  HttpClient client_;
  std::optional<Credentials> credentials_;
  Address origin_;
  std::chrono::milliseconds interval_;
  std::chrono::steady_clock::time_point last_{};
  std::uint64_t requests_ = 0;
};

// What Retry-After says, in seconds or as a date; nullopt where it says nothing.
std::optional<std::chrono::milliseconds> retry_after(const std::string& value, std::int64_t now);

}  // namespace fonds::sync
