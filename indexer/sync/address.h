// Addresses of the web, read by libcurl's own parser so that what is checked is what is fetched.
//
// Thread safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

struct sockaddr;

namespace fonds::sync {

struct Address {
  // "http" or "https"
  std::string scheme;
  // lower case; an IPv6 address without its brackets
  std::string host;
  // the scheme's own where none is written
  int port = 0;
  // begins with '/'
  std::string path;
  // without '?'
  std::string query;

  bool same_origin(const Address& other) const {
    return scheme == other.scheme && host == other.host && port == other.port;
  }
  std::string text() const;
};

// nullopt for what is no address of http or https, or has a user name in it.
std::optional<Address> parse_address(std::string_view text);
// Whether a source on the command line is one at all: begins with http:// or https://, in whatever case.
bool is_web_address(std::string_view text);
// `reference` as it stands in a document at `base`; nullopt where that gives no address of the web.
std::optional<std::string> resolved_address(const std::string& base, const std::string& reference);
// Another file of the same site: scheme, host and port of `site`, with this path.
std::string at_origin(const Address& site, std::string_view path);
// Adds parameters, "a=b&c=d", to an address that may have some.
std::string with_query(const std::string& address, std::string_view parameters);

// Whether an address belongs to this machine, its network, or nobody: what a page of the web must not lead to.
bool is_private(const sockaddr& address);

}  // namespace fonds::sync
