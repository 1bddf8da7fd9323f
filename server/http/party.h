// Whose request it is, where something scarce is shared: workers, connections, memory.
//
// A party is a client address (a /64 of IPv6). On this machine itself it is a connection: a proxy that nobody
// named may stand there, with many readers behind it.
// Thread safety: values.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "server/http/client_address.h"

namespace fonds::http {

struct Party {
  ClientAddress address;
  std::uint64_t connection = 0;
  auto operator<=>(const Party&) const = default;
};

// `connection` numbers the connections of the server.
inline Party party_of(const ClientAddress& client, std::uint64_t connection) {
  return {client.group(), client.is_loopback() ? connection : 0};
}

// Not guessable: who could choose addresses that fall together would make every look-up slow.
std::size_t hash_address(const ClientAddress& address, std::uint64_t more = 0);

struct PartyHash {
  std::size_t operator()(const Party& party) const { return hash_address(party.address, party.connection); }
};
struct AddressHash {
  std::size_t operator()(const ClientAddress& address) const { return hash_address(address); }
};

}  // namespace fonds::http
