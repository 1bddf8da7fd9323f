// A listening socket that has a path instead of a port: for a proxy on the same machine, where no other user can reach
// it but those that the file's mode lets in.
//
// Thread safety: functions without state.
#pragma once

#include <string>

namespace fonds::http {

// Binds and listens; the descriptor is the caller's. The file is for its owner and group (0660). One that a server which
// is gone has left is replaced, one that is listened on is not. Throws std::system_error, which names the path.
int listen_on_path(const std::string& path);

// Removes the file of a socket that listen_on_path() made.
void forget_path(const std::string& path) noexcept;

}  // namespace fonds::http
