// Every limit of the HTTP layer, with its reason. Sizes in bytes.
#pragma once

#include <chrono>
#include <cstddef>

namespace fonds::http {

struct Limits {
  // open at once; more are answered 503 and closed
  std::size_t connections = 1024;
  // a big household behind one address, and then some
  std::size_t connections_per_address = 128;
  // of answers that clients do not read, in all
  std::size_t waiting_bytes = std::size_t{64} << 20;
  // request line and headers together: a query of 2 kB, percent-encoded, fits
  std::size_t header_bytes = 16 * 1024;
  // longer: 414
  std::size_t target_bytes = 8 * 1024;
  // browsers send about 20, proxies add a few; more: 431
  std::size_t header_fields = 100;
  // of requests whose bodies are arriving, in all; beyond it 503
  std::size_t body_bytes = std::size_t{32} << 20;
  // requests read ahead on one connection before its answers are written
  std::size_t pipelined = 16;
  // answers waiting on a connection beyond which no request is read
  std::size_t ahead_bytes = 256 * 1024;
  // connections over the limit that are told so at once; more are just closed
  std::size_t refusals = 64;
  // from the first byte of a request to the end of its headers
  std::chrono::milliseconds header_timeout{10'000};
  // between requests on a kept-alive connection
  std::chrono::milliseconds idle_timeout{60'000};
  // a client that does not read its answer
  std::chrono::milliseconds write_timeout{30'000};
  // bytes a second: each such piece taken by the client prolongs write_timeout by a second, so that a slow
  // line gets a large answer and a trickle does not
  std::size_t write_rate = 8 * 1024;
  // before a piece that nobody had time for is asked for again
  std::chrono::milliseconds piece_retry{100};
  // after the last answer, for the client to take it and hang up
  std::chrono::milliseconds linger_timeout{1'000};
  // while the server drains, for the first request of a connection: its client may have sent it already
  std::chrono::milliseconds first_request_timeout{500};
  // after a failed accept (no free descriptor, say)
  std::chrono::milliseconds accept_retry{50};
  // at stop(): what is not answered by then is cut off
  std::chrono::milliseconds drain_timeout{10'000};
  // smaller bodies are not worth a gzip header and the time
  std::size_t compress_from = 1024;
};

}  // namespace fonds::http
