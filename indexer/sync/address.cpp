#include "indexer/sync/address.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "indexer/text/ascii.h"

namespace fonds::sync {
namespace {

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, FreeUrl>;

std::string part(const Url& url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url.get(), which, &text, flags) != CURLUE_OK) return {};
  std::string result(text);
  curl_free(text);
  return result;
}

std::optional<Address> address_of(const Url& url) {
  Address address;
  address.scheme = text::ascii_lower(part(url, CURLUPART_SCHEME));
  if (address.scheme != "http" && address.scheme != "https") return std::nullopt;
  if (!part(url, CURLUPART_USER).empty() || !part(url, CURLUPART_PASSWORD).empty()) return std::nullopt;
  address.host = text::ascii_lower(part(url, CURLUPART_HOST));
  if (address.host.size() > 2 && address.host.front() == '[')
    address.host = address.host.substr(1, address.host.size() - 2);
  if (address.host.empty()) return std::nullopt;
  address.port = std::atoi(part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT).c_str());
  address.path = part(url, CURLUPART_PATH);
  address.query = part(url, CURLUPART_QUERY);
  return address;
}

struct Network {
  std::uint32_t network;
  int bits;
};
// RFC 6890 and its registry: what no site of the web is at.
constexpr std::array<Network, 14> kPrivateNetworks = {{{0x00000000, 8},
                                                       {0x0A000000, 8},
                                                       {0x64400000, 10},
                                                       {0x7F000000, 8},
                                                       {0xA9FE0000, 16},
                                                       {0xAC100000, 12},
                                                       {0xC0000000, 24},
                                                       {0xC0000200, 24},
                                                       {0xC0A80000, 16},
                                                       {0xC6120000, 15},
                                                       {0xC6336400, 24},
                                                       {0xCB007100, 24},
                                                       {0xE0000000, 4},
                                                       {0xF0000000, 4}}};

bool is_private_v4(std::uint32_t address) {
  return std::any_of(kPrivateNetworks.begin(), kPrivateNetworks.end(), [address](const Network& known) {
    return (address ^ known.network) >> (32 - known.bits) == 0;
  });
}

std::uint32_t v4_at(const std::uint8_t* bytes) {
  return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 |
         std::uint32_t{bytes[3]};
}

bool is_private_v6(const std::uint8_t* bytes) {
  const auto zeros = [bytes](int count) {
    return std::all_of(bytes, bytes + count, [](auto b) { return b == 0; });
  };
  // IPv4 in IPv6: mapped, compatible and loopback, NAT64, 6to4.
  if (zeros(10) && bytes[10] == 0xFF && bytes[11] == 0xFF) return is_private_v4(v4_at(bytes + 12));
  if (zeros(12)) return true;
  constexpr std::array<std::uint8_t, 12> kNat64 = {0x00, 0x64, 0xFF, 0x9B};
  if (std::equal(kNat64.begin(), kNat64.end(), bytes)) return is_private_v4(v4_at(bytes + 12));
  if (bytes[0] == 0x20 && bytes[1] == 0x02) return is_private_v4(v4_at(bytes + 2));
  const bool global = bytes[0] >> 5 == 1;  // 2000::/3 is all that is routed
  const bool documentation = v4_at(bytes) == 0x20010DB8;
  return !global || documentation;
}

}  // namespace

std::string Address::text() const {
  const bool default_port = port == (scheme == "https" ? 443 : 80);
  const std::string shown = host.find(':') == std::string::npos ? host : "[" + host + "]";
  return scheme + "://" + shown + (default_port ? "" : ":" + std::to_string(port)) + path +
         (query.empty() ? "" : "?" + query);
}

std::optional<Address> parse_address(std::string_view text) {
  const Url url(curl_url());
  if (curl_url_set(url.get(), CURLUPART_URL, std::string(text).c_str(), CURLU_URLENCODE) != CURLUE_OK)
    return std::nullopt;
  return address_of(url);
}

bool is_web_address(std::string_view text) {
  const std::string beginning = text::ascii_lower(text.substr(0, 8));
  return beginning.starts_with("http://") || beginning.starts_with("https://");
}

std::optional<std::string> resolved_address(const std::string& base, const std::string& reference) {
  const Url url(curl_url());
  if (curl_url_set(url.get(), CURLUPART_URL, base.c_str(), CURLU_URLENCODE) != CURLUE_OK) return std::nullopt;
  if (!reference.empty() &&
      curl_url_set(url.get(), CURLUPART_URL, reference.c_str(), CURLU_URLENCODE) != CURLUE_OK)
    return std::nullopt;
  const std::optional<Address> address = address_of(url);
  if (!address) return std::nullopt;
  return address->text();
}

std::string at_origin(const Address& site, std::string_view path) {
  Address other = site;
  other.query.clear();
  other.path = path;
  return other.text();
}

std::string with_query(const std::string& address, std::string_view parameters) {
  return address + (address.find('?') == std::string::npos ? "?" : "&") + std::string(parameters);
}

bool is_private(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    return is_private_v4(ntohl(v4.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    return is_private_v6(v6.sin6_addr.s6_addr);
  }
  return true;
}

}  // namespace fonds::sync
