#include "server/http/server.h"

#include <algorithm>
#include <csignal>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>

#include "server/http/event_loop.h"

namespace fonds::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

std::string endpoint_text(const ServerOptions& options) {
  const bool v6 = options.address.find(':') != std::string::npos;
  return (v6 ? '[' + options.address + ']' : options.address) + ':' + std::to_string(options.port);
}

}  // namespace

// Accepts on the first loop, and gives connections to the loops in turn.
struct Server::Impl {
  Impl(const ServerOptions& options, Handler& handler)
      : state(std::make_shared<ServerState>(options.limits, handler)), loops(make_loops(options, state)) {
    listen(options);
    if (options.stop_on_signals) {
      std::signal(SIGPIPE, SIG_IGN);
      signals.add(SIGINT);
      signals.add(SIGTERM);
      await_signal();
    }
    accept();
  }

  static std::vector<std::shared_ptr<EventLoop>> make_loops(const ServerOptions& options,
                                                            const std::shared_ptr<ServerState>& state) {
    std::vector<std::shared_ptr<EventLoop>> result;
    for (unsigned i = 0; i < std::max(1U, options.io_threads); ++i) {
      result.push_back(std::make_shared<EventLoop>(state));
    }
    return result;
  }

  void listen(const ServerOptions& options) {
    error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    const tcp::endpoint endpoint(address, options.port);
    if (!error) acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (!error) port = acceptor.local_endpoint(error).port();
    if (error) {
      throw std::system_error(error.value(), std::generic_category(),
                              "cannot listen on " + endpoint_text(options));
    }
  }

  void accept() {
    auto& loop = *loops[next_loop];
    acceptor.async_accept(loop.io(), [this, &loop](error_code error, tcp::socket socket) {
      if (stopping) return;
      if (!error) {
        next_loop = (next_loop + 1) % loops.size();
        welcome(loop, std::move(socket));
        return accept();
      }
      // No descriptor free, a client already gone again: whatever it is, it passes. Accepting never ends.
      ++state->counters.accept_failures;
      retry.expires_after(state->limits.accept_retry);
      retry.async_wait([this](error_code cancelled) {
        if (!cancelled && !stopping) accept();
      });
    });
  }

  void welcome(EventLoop& loop, tcp::socket socket) {
    auto& counters = state->counters;
    const bool refused = counters.connections_open >= state->limits.connections;
    if (refused) {
      ++counters.connections_refused;
      if (state->refusals_open >= state->limits.refusals) return;  // the socket closes
      ++state->refusals_open;
    } else {
      ++counters.connections_accepted;
      ++counters.connections_open;
    }
    if (loop.on_this_thread()) return loop.adopt(std::move(socket), refused);
    asio::post(loop.io(), [&loop, socket = std::move(socket), refused]() mutable {
      loop.adopt(std::move(socket), refused);
    });
  }

  void await_signal() {
    signals.async_wait([this](error_code error, int) {
      if (error) return;
      if (stopping) {
        for (const auto& loop : loops) asio::post(loop->io(), [&target = *loop] { target.cut(); });
        return;
      }
      await_signal();
      begin_drain();
    });
  }

  // On the first loop's thread.
  void begin_drain() {
    if (stopping) return;
    stopping = true;
    // Before the port closes: who sees it closed can rely on every later answer saying "Connection: close".
    // Called in place on this loop, as a handler posted from its own thread can be overtaken by one from
    // another.
    for (std::size_t i = 1; i < loops.size(); ++i) {
      asio::post(loops[i]->io(), [&target = *loops[i]] { target.drain(); });
    }
    loops[0]->drain();
    error_code ignored;
    acceptor.close(ignored);
    retry.cancel();
  }

  void run() {
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < loops.size(); ++i) {
      threads.emplace_back([&loop = *loops[i]] { loop.run(); });
    }
    loops[0]->run();
    for (auto& thread : threads) thread.join();
  }

  std::shared_ptr<ServerState> state;
  std::vector<std::shared_ptr<EventLoop>> loops;
  tcp::acceptor acceptor{loops[0]->io()};
  asio::steady_timer retry{loops[0]->io()};
  asio::signal_set signals{loops[0]->io()};
  std::uint16_t port = 0;
  std::size_t next_loop = 0;
  bool stopping = false;
};

Server::Server(ServerOptions options, Handler& handler) : impl_(std::make_unique<Impl>(options, handler)) {}
Server::~Server() = default;

std::uint16_t Server::port() const {
  return impl_->port;
}
const Counters& Server::counters() const {
  return impl_->state->counters;
}
void Server::run() {
  impl_->run();
}

void Server::stop() {
  asio::post(impl_->loops[0]->io(), [impl = impl_.get()] { impl->begin_drain(); });
}

}  // namespace fonds::http
