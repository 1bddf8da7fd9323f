#include "server/http/pending_reply.h"

#include <exception>
#include <utility>

#include <boost/asio/post.hpp>

#include "server/http/connection.h"
#include "server/http/problem.h"

namespace fonds::http {

PendingReply::PendingReply(std::shared_ptr<EventLoop> loop, std::weak_ptr<Connection> connection,
                           std::uint64_t sequence, Negotiation negotiation)
    : loop_(std::move(loop)),
      connection_(std::move(connection)),
      sequence_(sequence),
      negotiation_(std::move(negotiation)) {}

PendingReply::~PendingReply() {
  if (delivered_.load()) return;
  try {
    deliver(problem(500, "The application did not answer."));
  } catch (const std::exception&) {  // out of memory: the client's own patience ends this one
  }
}

void PendingReply::deliver(Response response) noexcept {
  if (delivered_.exchange(true)) return;
  try {
    send(std::move(response));
  } catch (const std::exception&) {  // out of memory, as above
  }
}

void PendingReply::send(Response response) {
  auto connection = connection_.lock();
  if (!connection) return;
  auto& state = loop_->state();
  auto wire = make_wire(std::move(response), negotiation_, state.limits.compress_from, state.compressor);
  if (loop_->on_this_thread()) return connection->complete(sequence_, std::move(wire));
  boost::asio::post(loop_->io(),
                    [connection = std::move(connection), sequence = sequence_,
                     wire = std::move(wire)]() mutable { connection->complete(sequence, std::move(wire)); });
}

}  // namespace fonds::http
