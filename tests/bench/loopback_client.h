// A blocking HTTP client of one keep-alive connection to a server on this machine, for measuring.
//
// Thread safety: one thread at a time. Errors: std::system_error where the connection breaks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/text/percent.h"

namespace fonds::bench {

class LoopbackClient {
 public:
  explicit LoopbackClient(std::uint16_t port);
  ~LoopbackClient();
  LoopbackClient(const LoopbackClient&) = delete;
  LoopbackClient& operator=(const LoopbackClient&) = delete;

  struct Answer {
    int status = 0;
    // until the next call
    std::string_view body;
  };
  // `target` as it stands in the request line, percent-encoded; `headers`: lines, each with its end.
  Answer get(std::string_view target, std::string_view headers = {});
  // For what is read as it comes, or never.
  void send_all(std::string_view bytes) const;
  // At least a byte of what comes; until the next call. Empty at its end.
  std::string_view receive();

 private:
  void receive_more();
  int socket_;
  std::string received_;
};

using text::percent_encode;

}  // namespace fonds::bench
