#include "server/http/local_socket.h"

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace fonds::http {
namespace {

constexpr mode_t kMode = 0660;

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(Descriptor&& other) noexcept : fd_(other.release()) {}
  Descriptor& operator=(Descriptor&&) = delete;
  int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

[[noreturn]] void fail(int error, const std::string& path) {
  throw std::system_error(error, std::generic_category(), "cannot listen on unix:" + path);
}

Descriptor open_socket(const std::string& path) {
  Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (socket.get() < 0) fail(errno, path);
  return socket;
}

sockaddr_un address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) fail(ENAMETOOLONG, path);
  std::memcpy(address.sun_path, path.data(), path.size());
  return address;
}

bool bind(const Descriptor& socket, const sockaddr_un& address) {
  return ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

// A socket without a server: whoever connects is refused.
bool is_left_over(const std::string& path, const sockaddr_un& address) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0 || !S_ISSOCK(status.st_mode)) return false;
  const Descriptor probe = open_socket(path);
  return ::connect(probe.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 &&
         errno == ECONNREFUSED;
}

}  // namespace

int listen_on_path(const std::string& path) {
  const sockaddr_un address = address_of(path);
  Descriptor socket = open_socket(path);
  if (!bind(socket, address)) {
    const int error = errno;
    if (error != EADDRINUSE || !is_left_over(path, address)) fail(error, path);
    ::unlink(path.c_str());
    if (!bind(socket, address)) fail(errno, path);
  }
  // Nobody can connect before it listens, whatever mode the umask has left.
  if (::chmod(path.c_str(), kMode) != 0 || ::listen(socket.get(), SOMAXCONN) != 0) fail(errno, path);
  return socket.release();
}

void forget_path(const std::string& path) noexcept {
  ::unlink(path.c_str());
}

}  // namespace fonds::http
