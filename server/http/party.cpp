#include "server/http/party.h"

#include <random>

namespace fonds::http {
namespace {

struct Secret {
  std::uint64_t a, b, c;
};

const Secret& secret() {
  static const Secret drawn = [] {
    std::random_device device;
    const auto draw = [&device] { return (std::uint64_t{device()} << 32U | device()) | 1U; };
    return Secret{draw(), draw(), draw()};
  }();
  return drawn;
}

// The two halves of the 128-bit product, as in wyhash: every bit of both depends on every bit of each.
std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

}  // namespace

std::size_t hash_address(const ClientAddress& address, std::uint64_t more) {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  std::memcpy(&high, address.bytes().data(), sizeof high);
  std::memcpy(&low, address.bytes().data() + sizeof high, sizeof low);
  const auto& [a, b, c] = secret();
  return mix(mix(high ^ a, low ^ b) ^ c, more ^ a);
}

}  // namespace fonds::http
