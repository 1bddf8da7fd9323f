// What the service tells Prometheus (text format 0.0.4).
// Thread safety: all members may be called from any thread.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::api {

// Read at each scrape.
struct Gauges {
  double articles = 0, queued = 0, connections = 0, refused = 0, bytes_sent = 0;
  double taken_back = 0, given_up = 0;
  double cache_bytes = 0, cache_hits = 0, cache_misses = 0, failed_jobs = 0;
  // of the generation served
  double term_bytes = 0, term_hits = 0, term_misses = 0;
  // 1 where it is so
  double files_verified = 0, files_damaged = 0;
  std::string generation, updated;
  // Sites that the archive is read from.
  struct Source {
    std::string name;
    // the last reading, and the last complete one, in seconds since the epoch; 0 = never
    double read = 0, complete = 0;
    // 1 where the last one was not complete
    double failing = 0;
  };
  std::vector<Source> sources;
};

class Metrics {
 public:
  Metrics();
  ~Metrics();
  // One answer to a request that came with a key of that name.
  void count_key(const std::string& name, int status);
  // `route` is one of a fixed set of names that last, never a path: the number of series stays bounded.
  void count(std::string_view route, int status, std::chrono::nanoseconds took);
  std::string text(const Gauges& gauges) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fonds::api
