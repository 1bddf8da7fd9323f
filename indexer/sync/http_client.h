// One exchange over HTTP, by libcurl: time-outs, a bounded body, certificates checked. Redirects and retries
// are the Fetcher's (fetcher.h).
//
// Thread safety: one thread per client. Errors: NetworkError.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "indexer/sync/network_error.h"

namespace fonds::sync {

// How the network is used. Times are generous: shared hosting takes seconds for a hundred posts.
struct NetworkOptions {
  std::chrono::milliseconds connect_timeout{10'000};
  // without a byte
  std::chrono::milliseconds stall_timeout{30'000};
  std::chrono::milliseconds total_timeout{300'000};
  // after the first attempt
  unsigned retries = 4;
  // before the first retry; doubled for each one after it
  std::chrono::milliseconds first_pause{1'000};
  // that a server may ask for by Retry-After
  std::chrono::milliseconds longest_wait{60'000};
  // at least so long between two requests
  std::chrono::milliseconds interval{0};
  // bytes, after decompression
  std::size_t max_body = std::size_t{64} << 20;
  // certificates to trust beside none other; empty = the system's
  std::string ca_file;
  std::string user_agent = "Fonds (fonds-indexer)";
  // Called several times a second while something is waited for; what it throws ends it.
  std::function<void()> checkpoint;
  // Waits; default: sleeps, calling checkpoint.
  std::function<void(std::chrono::milliseconds)> wait;
};

struct HttpRequest {
  std::string url;
  // "Name: value"
  std::vector<std::string> headers = {};
  // "" or "user:password", for this request only
  std::string user_and_password = {};
  // the host may be on this machine or network
  bool may_be_private = false;
  // 0 = NetworkOptions::max_body
  std::size_t max_body = 0;
};

struct HttpAnswer {
  int status = 0;
  // what answered
  std::string url;
  std::string body;
  // names in lower case; values of one name are joined by ", "
  std::map<std::string, std::string> headers;
  // where a 3xx leads, absolute; "" for none
  std::string redirect;

  std::string header(const std::string& lower_case_name) const;
};

class HttpClient {
 public:
  // `options` must outlive it
  explicit HttpClient(const NetworkOptions& options);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // Any answer with a whole body, whatever its status.
  HttpAnswer exchange(const HttpRequest& request);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fonds::sync
