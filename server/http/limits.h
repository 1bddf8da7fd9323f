// Every limit of the HTTP layer, with its reason. Sizes in bytes.
#pragma once

#include <chrono>
#include <cstddef>

namespace fonds::http {

struct Limits {
  std::size_t connections = 1024;         // open at once; more are answered 503 and closed
  std::size_t header_bytes = 16 * 1024;   // request line and headers together: a query of 2 kB, percent-encoded, fits
  std::size_t target_bytes = 8 * 1024;    // longer: 414
  std::size_t pipelined = 16;             // requests read ahead on one connection before its answers are written
  std::chrono::milliseconds header_timeout{10'000};  // from the first byte of a request to the end of its headers
  std::chrono::milliseconds idle_timeout{60'000};    // between requests on a kept-alive connection
  std::chrono::milliseconds write_timeout{30'000};   // a client that does not read its answer
  std::chrono::milliseconds drain_timeout{10'000};   // at stop(): what is not answered by then is cut off
  std::size_t compress_from = 1024;       // smaller bodies are not worth a gzip header and the time
};

}  // namespace fonds::http
