#include "server/http/event_loop.h"

#include <utility>
#include <vector>

#include "server/http/connection.h"

namespace fonds::http {

EventLoop::EventLoop(std::shared_ptr<ServerState> state) : state_(std::move(state)) {}
EventLoop::~EventLoop() = default;

void EventLoop::run() {
  io_.run();
  // Operations of connections that were cut are told so: they hold the connections, and those this loop.
  io_.restart();
  io_.poll();
}

void EventLoop::adopt(Socket socket, ConnectionTable::EntryPointer entry) {
  auto connection = std::make_shared<Connection>(std::move(socket), *this, std::move(entry));
  connections_.insert(connection);
  connection->start();
  if (draining_) connection->drain();
}

void EventLoop::release(const std::shared_ptr<Connection>& connection) {
  connections_.erase(connection);
  finish_if_empty();
}

void EventLoop::drain() {
  if (draining_) return;
  draining_ = true;
  drain_timer_.expires_after(state_->limits.drain_timeout);
  drain_timer_.async_wait([this](boost::system::error_code error) {
    if (!error) cut();
  });
  const std::vector<std::shared_ptr<Connection>> now(connections_.begin(), connections_.end());
  for (const auto& connection : now) connection->drain();
  finish_if_empty();
}

void EventLoop::cut() {
  const std::vector<std::shared_ptr<Connection>> now(connections_.begin(), connections_.end());
  for (const auto& connection : now) connection->cut();
}

void EventLoop::finish_if_empty() {
  if (!draining_ || !connections_.empty()) return;
  // Whatever is queued still (a signal awaited, a late Reply) concerns nobody any more.
  io_.stop();
}

}  // namespace fonds::http
