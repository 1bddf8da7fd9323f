// Where the server listens: on the sockets that it is started with (socket_activation.h), and where the configuration
// says, if that is none of them. What nobody has named is not opened beside others.
//
// Thread safety: immutable.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/configuration.h"
#include "server/http/server.h"

namespace fonds {

class Places {
 public:
  Places(const Configuration& configuration, std::vector<int> sockets);

  void set(http::ServerOptions& options) const;
  // The server as it is reached from this machine. `port`: http::Server::port().
  std::string own_address(std::uint16_t port) const;
  // As the log tells it.
  std::string text(std::uint16_t port) const;

 private:
  std::string address_, path_;
  std::uint16_t port_ = 0;
  std::vector<int> sockets_;
  // where those listen
  std::vector<std::string> inherited_;
  bool opens_own_ = true;
};

}  // namespace fonds
