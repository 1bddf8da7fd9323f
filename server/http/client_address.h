// Addresses of clients: read, grouped and told from those of trusted proxies.
//
// An IPv4 address and the same one mapped into IPv6 (::ffff:192.0.2.1) are one.
// Thread safety: values and pure functions. Nothing throws; what is no address is nullopt.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::http {

class ClientAddress {
 public:
  // "::", nobody's
  ClientAddress() = default;
  // Without port, brackets or zone.
  static std::optional<ClientAddress> parse(std::string_view text);
  static ClientAddress v4(const std::array<std::uint8_t, 4>& bytes);
  static ClientAddress v6(const std::array<std::uint8_t, 16>& bytes) { return ClientAddress(bytes); }

  bool is_v4() const;
  // 127.0.0.0/8, ::1
  bool is_loopback() const;
  std::string text() const;
  // What counts as one client: an IPv4 address; of IPv6 the /64, which is what one subscriber is given.
  ClientAddress group() const;
  // IPv4 is mapped
  const std::array<std::uint8_t, 16>& bytes() const { return bytes_; }

  auto operator<=>(const ClientAddress&) const = default;

 private:
  explicit ClientAddress(const std::array<std::uint8_t, 16>& bytes) : bytes_(bytes) {}
  std::array<std::uint8_t, 16> bytes_{};
};

// "192.0.2.0/24", "2001:db8::/32", or an address alone.
class Network {
 public:
  static std::optional<Network> parse(std::string_view text);
  bool contains(const ClientAddress& address) const;

 private:
  ClientAddress address_;
  // of the 128 of the mapped form
  unsigned bits_ = 0;
};

using Networks = std::vector<Network>;
bool contains(const Networks& networks, const ClientAddress& address);

// The client's address where `peer` speaks for it: from the right of X-Forwarded-For (its lines joined by
// commas), the first that no trusted proxy has. What stands left of that anybody could have written. An entry
// that is no address ends the walk: the proxy that wrote it is then the client.
ClientAddress client_behind(const ClientAddress& peer, std::string_view forwarded_for,
                            const Networks& trusted_proxies);

}  // namespace fonds::http
