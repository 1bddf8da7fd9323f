#include "server/http/server.h"

#include <algorithm>
#include <deque>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>

#include "server/http/connection.h"
#include "server/http/event_loop.h"
#include "server/http/local_socket.h"

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
      : state(std::make_shared<ServerState>(options.limits, handler, options.observer)),
        loops(make_loops(options, state)) {
    trust(options.trusted_proxies);
    listen(options);
    for (Door& door : doors) accept(door);
  }
  ~Impl() {
    if (!path.empty()) forget_path(path);
  }

  static std::vector<std::shared_ptr<EventLoop>> make_loops(const ServerOptions& options,
                                                            const std::shared_ptr<ServerState>& state) {
    std::vector<std::shared_ptr<EventLoop>> result;
    for (unsigned i = 0; i < std::max(1U, options.io_threads); ++i) {
      result.push_back(std::make_shared<EventLoop>(state));
    }
    return result;
  }

  // A socket that listens. Accepting is the same whether it has a port or a path.
  struct Door {
    explicit Door(asio::io_context& io) : acceptor(io), retry(io) {}
    tcp::acceptor acceptor;
    asio::steady_timer retry;
  };

  void listen(const ServerOptions& options) {
    if (!options.only_inherited && !options.path.empty()) {
      open_door().assign(tcp::v4(), listen_on_path(options.path));
      path = options.path;
    } else if (!options.only_inherited) {
      listen_on_port(options, open_door());
    }
    for (const int socket : options.inherited) open_door().assign(tcp::v4(), socket);
    if (doors.empty()) return;
    error_code no_port;
    const tcp::endpoint endpoint = doors.front().acceptor.local_endpoint(no_port);
    const int family = endpoint.data()->sa_family;
    if (!no_port && (family == AF_INET || family == AF_INET6)) port = endpoint.port();
  }

  tcp::acceptor& open_door() { return doors.emplace_back(loops[0]->io()).acceptor; }

  static void listen_on_port(const ServerOptions& options, tcp::acceptor& acceptor) {
    error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    const tcp::endpoint endpoint(address, options.port);
    if (!error) acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) {
      throw std::system_error(error.value(), std::generic_category(),
                              "cannot listen on " + endpoint_text(options));
    }
  }

  void accept(Door& door) {
    auto& loop = *loops[next_loop];
    door.acceptor.async_accept(loop.io(), [this, &loop, &door](error_code error, Socket socket) {
      if (stopping) return;
      if (!error) {
        next_loop = (next_loop + 1) % loops.size();
        welcome(loop, std::move(socket));
        return accept(door);
      }
      // No descriptor free, a client already gone again: whatever it is, it passes. Accepting never ends.
      ++state->counters.accept_failures;
      if (error == asio::error::no_descriptors) state->table.make_room();
      door.retry.expires_after(state->limits.accept_retry);
      door.retry.async_wait([this, &door](error_code cancelled) {
        if (!cancelled && !stopping) accept(door);
      });
    });
  }

  void welcome(EventLoop& loop, Socket socket) {
    auto& counters = state->counters;
    const ClientAddress peer = peer_of(socket);
    // A proxy speaks for many, and on this machine itself one may stand that nobody named.
    const bool stands_for_many = peer.is_loopback() || contains(*state->trusted_proxies.load(), peer);
    auto entry = state->table.admit(peer, stands_for_many);
    counters.connections_taken_back = state->table.taken_back();
    if (!entry) {
      ++counters.connections_refused;
      if (state->refusals_open >= state->limits.refusals) return;  // the socket closes
      ++state->refusals_open;
    } else {
      ++counters.connections_accepted;
      ++counters.connections_open;
    }
    if (loop.on_this_thread()) return loop.adopt(std::move(socket), std::move(entry));
    asio::post(loop.io(), [&loop, socket = std::move(socket), entry = std::move(entry)]() mutable {
      loop.adopt(std::move(socket), std::move(entry));
    });
  }

  void trust(Networks proxies) const {
    auto& kept = state->all_trusted_proxies;
    kept.push_back(std::make_unique<const Networks>(std::move(proxies)));
    state->trusted_proxies.store(kept.back().get());
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
    for (Door& door : doors) {
      error_code ignored;
      door.acceptor.close(ignored);
      door.retry.cancel();
    }
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
  // Whose addresses stay.
  std::deque<Door> doors;
  std::string path;
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

void Server::trust(Networks proxies) {
  impl_->trust(std::move(proxies));
}

std::size_t Server::waiting_bytes() const {
  return impl_->state->table.waiting_bytes();
}

}  // namespace fonds::http
