// The server's side of a Reply: takes the first answer, ignores any other, and answers 500 itself where the
// application drops the Reply without calling it.
// Thread safety: deliver() may be called from any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "server/http/event_loop.h"
#include "server/http/message.h"
#include "server/http/response_writer.h"

namespace fonds::http {

class PendingReply {
 public:
  PendingReply(std::shared_ptr<EventLoop> loop, std::weak_ptr<Connection> connection, std::uint64_t sequence,
               Negotiation negotiation);
  ~PendingReply();
  PendingReply(const PendingReply&) = delete;
  PendingReply& operator=(const PendingReply&) = delete;

  void deliver(Response response) noexcept;

 private:
  void send(Response response);

  std::shared_ptr<EventLoop> loop_;
  // the client may be gone by now
  std::weak_ptr<Connection> connection_;
  const std::uint64_t sequence_;
  const Negotiation negotiation_;
  std::atomic<bool> delivered_{false};
};

}  // namespace fonds::http
