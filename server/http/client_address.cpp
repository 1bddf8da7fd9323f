#include "server/http/client_address.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include <arpa/inet.h>

#include "indexer/text/ascii.h"

namespace fonds::http {
namespace {

constexpr std::array<std::uint8_t, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr unsigned kMappedBits = 96;
constexpr unsigned kAllBits = 128;
constexpr std::size_t kGroupBytes = 8;  // a /64

// Some proxies add the port: 192.0.2.1:4711, [2001:db8::1]:4711.
std::string_view without_port(std::string_view entry) {
  if (entry.starts_with('[')) {
    const auto end = entry.find(']');
    return end == std::string_view::npos ? std::string_view{} : entry.substr(1, end - 1);
  }
  const auto colon = entry.find(':');
  const bool one_colon = colon != std::string_view::npos && entry.find(':', colon + 1) == entry.npos;
  return one_colon ? entry.substr(0, colon) : entry;
}

}  // namespace

ClientAddress ClientAddress::v4(const std::array<std::uint8_t, 4>& bytes) {
  ClientAddress address;
  std::copy(kMapped.begin(), kMapped.end(), address.bytes_.begin());
  std::copy(bytes.begin(), bytes.end(), address.bytes_.begin() + kMapped.size());
  return address;
}

std::optional<ClientAddress> ClientAddress::parse(std::string_view text) {
  std::array<char, INET6_ADDRSTRLEN> terminated{};
  if (text.size() >= terminated.size()) return std::nullopt;
  std::copy(text.begin(), text.end(), terminated.begin());
  if (std::array<std::uint8_t, 4> four{}; inet_pton(AF_INET, terminated.data(), four.data()) == 1) {
    return v4(four);
  }
  if (std::array<std::uint8_t, 16> sixteen{}; inet_pton(AF_INET6, terminated.data(), sixteen.data()) == 1) {
    return v6(sixteen);
  }
  return std::nullopt;
}

bool ClientAddress::is_v4() const {
  return std::equal(kMapped.begin(), kMapped.end(), bytes_.begin());
}

bool ClientAddress::is_loopback() const {
  if (is_v4()) return bytes_[kMapped.size()] == 127;
  return bytes_.back() == 1 &&
         std::all_of(bytes_.begin(), bytes_.end() - 1, [](std::uint8_t byte) { return byte == 0; });
}

std::string ClientAddress::text() const {
  std::array<char, INET6_ADDRSTRLEN> out{};
  if (is_v4()) {
    inet_ntop(AF_INET, bytes_.data() + kMapped.size(), out.data(), out.size());
  } else {
    inet_ntop(AF_INET6, bytes_.data(), out.data(), out.size());
  }
  return out.data();
}

ClientAddress ClientAddress::group() const {
  ClientAddress group = *this;
  // ::1 keeps apart from the addresses beside it, which are nobody's.
  if (!is_v4() && !is_loopback()) std::fill(group.bytes_.begin() + kGroupBytes, group.bytes_.end(), 0);
  return group;
}

std::optional<Network> Network::parse(std::string_view text) {
  const auto slash = text.find('/');
  const auto address = ClientAddress::parse(text.substr(0, slash));
  if (!address) return std::nullopt;
  Network network;
  network.address_ = *address;
  network.bits_ = kAllBits;
  if (slash == std::string_view::npos) return network;
  const auto digits = text.substr(slash + 1);
  unsigned bits = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
  // Written in four parts, it counts 32 bits; "::ffff:192.0.2.0/120" counts 128.
  const bool four_parts = text.substr(0, slash).find(':') == std::string_view::npos;
  const unsigned offset = four_parts ? kMappedBits : 0;
  if (error != std::errc() || end != digits.data() + digits.size() || bits > kAllBits - offset) {
    return std::nullopt;
  }
  network.bits_ = bits + offset;
  return network;
}

bool Network::contains(const ClientAddress& address) const {
  const auto& ours = address_.bytes();
  const auto& theirs = address.bytes();
  const unsigned whole = bits_ / 8;
  if (std::memcmp(ours.data(), theirs.data(), whole) != 0) return false;
  const unsigned rest = bits_ % 8;
  if (rest == 0) return true;
  const unsigned mask = 0xFFU << (8 - rest) & 0xFFU;
  return ((ours.at(whole) ^ theirs.at(whole)) & mask) == 0;
}

bool contains(const Networks& networks, const ClientAddress& address) {
  return std::any_of(networks.begin(), networks.end(),
                     [&](const Network& network) { return network.contains(address); });
}

ClientAddress client_behind(const ClientAddress& peer, std::string_view forwarded_for,
                            const Networks& trusted_proxies) {
  ClientAddress client = peer;
  auto rest = forwarded_for;
  while (!rest.empty() && contains(trusted_proxies, client)) {
    const auto comma = rest.rfind(',');
    const auto entry = text::trimmed(comma == std::string_view::npos ? rest : rest.substr(comma + 1));
    rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(0, comma);
    if (entry.empty()) continue;
    const auto address = ClientAddress::parse(without_port(entry));
    if (!address) break;
    client = *address;
  }
  return client;
}

}  // namespace fonds::http
