#include "server/places.h"

#include <algorithm>
#include <utility>

#include "server/socket_activation.h"

namespace fonds {
namespace {

std::string host_and_port(const std::string& host, std::uint16_t port) {
  const bool ipv6 = host.find(':') != std::string::npos;
  return (ipv6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

}  // namespace

Places::Places(const Configuration& configuration, std::vector<int> sockets)
    : address_(configuration.address),
      path_(configuration.path),
      port_(configuration.port),
      sockets_(std::move(sockets)) {
  for (const int socket : sockets_) inherited_.push_back(address_of_socket(socket));
  const std::string named = path_.empty() ? host_and_port(address_, port_) : "unix:" + path_;
  const bool is_inherited = std::find(inherited_.begin(), inherited_.end(), named) != inherited_.end();
  opens_own_ = sockets_.empty() || (configuration.says_where && !is_inherited);
}

void Places::set(http::ServerOptions& options) const {
  options.address = address_;
  options.port = port_;
  options.path = path_;
  options.inherited = sockets_;
  options.only_inherited = !opens_own_;
}

std::string Places::own_address(std::uint16_t port) const {
  if (port == 0) return "http://localhost";
  // An address that stands for all of them is not one to go to.
  const bool any = !opens_own_ || address_ == "0.0.0.0" || address_ == "::";
  return "http://" + host_and_port(any ? "localhost" : address_, port);
}

std::string Places::text(std::uint16_t port) const {
  std::string all;
  for (const std::string& each : inherited_)
    all += (all.empty() ? "" : ", ") + each + " (held by the service manager)";
  if (!opens_own_) return all;
  const std::string own = path_.empty() ? "http://" + host_and_port(address_, port) + "/" : "unix:" + path_;
  return all.empty() ? own : all + ", " + own;
}

}  // namespace fonds
