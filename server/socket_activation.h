// Sockets that listen already when the server starts: systemd holds them (sd_listen_fds(3)), so that whoever connects
// while the server is started again waits, and is not refused.
//
// Thread safety: call it once, while no other thread looks at the environment, which it changes.
#pragma once

#include <string>
#include <vector>

namespace fonds {

// The descriptors that LISTEN_FDS announces to this process; none where nobody does. Throws std::runtime_error where one
// of them is no stream socket that listens.
std::vector<int> inherited_sockets();

// Where such a socket listens, as configuration writes it: "127.0.0.1:8080", "[::1]:8080", "unix:/run/fonds/http".
std::string address_of_socket(int socket);

}  // namespace fonds
