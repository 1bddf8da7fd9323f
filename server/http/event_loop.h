// What one I/O thread works on: an io_context and the connections that live on it.
//
// Lifetime: shared by the server and by every Reply that is still out, so that a late Reply finds a queue to
// post to and nothing dangling. Connections refer to it plainly: they never outlive it. Thread safety: post
// through `io` from anywhere; all members below the line only on the loop's own thread.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <unordered_set>
#include <vector>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include "server/http/compression.h"
#include "server/http/connection_table.h"
#include "server/http/limits.h"
#include "server/http/message.h"
#include "server/http/server.h"

namespace fonds::http {

class Connection;

// With the executor by its type: behind any_io_executor each operation would cost an indirection and an allocation more.
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

// What all loops of one server share.
struct ServerState {
  ServerState(const Limits& the_limits, Handler& the_handler, AnswerObserver* the_observer)
      : limits(the_limits),
        handler(the_handler),
        observer(the_observer),
        table(limits.connections, limits.connections_per_address, limits.waiting_bytes) {}

  const Limits limits;
  // not to be used once the loops have ended
  Handler& handler;
  // may be null
  AnswerObserver* const observer;
  Counters counters;
  std::atomic<std::size_t> refusals_open{0};
  // of bodies, as announced
  std::atomic<std::size_t> arriving_bytes{0};
  ConnectionTable table;
  // Never null. What it was before is kept: somebody may be reading it, and it changes a few times a year.
  std::atomic<const Networks*> trusted_proxies{nullptr};
  std::vector<std::unique_ptr<const Networks>> all_trusted_proxies;
  Compressor compressor;
};

class EventLoop : public std::enable_shared_from_this<EventLoop> {
 public:
  explicit EventLoop(std::shared_ptr<ServerState> state);
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  // Works until the drain is over.
  void run();
  bool on_this_thread() { return io_.get_executor().running_in_this_thread(); }
  boost::asio::io_context& io() { return io_; }
  ServerState& state() { return *state_; }

  // ---- on the loop's thread only ----
  // `entry` null: there is no room; the connection only gets to hear that.
  void adopt(Socket socket, ConnectionTable::EntryPointer entry);
  void release(const std::shared_ptr<Connection>& connection);
  // ends idle connections; run() returns when the busy ones have ended too
  void drain();
  // ends all of them
  void cut();
  bool draining() const { return draining_; }

 private:
  void finish_if_empty();

  std::shared_ptr<ServerState> state_;
  // 1: a single thread runs it
  boost::asio::io_context io_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{io_.get_executor()};
  boost::asio::steady_timer drain_timer_{io_};
  std::unordered_set<std::shared_ptr<Connection>> connections_;
  bool draining_ = false;
};

}  // namespace fonds::http
