#include "server/api/page_security.h"

#include <set>
#include <utility>

#include "server/api/site.h"

namespace fonds::api {
namespace {

constexpr std::string_view kPicture = "<img src=\"";
constexpr std::string_view kPicturesFrom = "img-src 'self'";
// A header has its limits: of more, the last ones' pictures stay away.
constexpr std::size_t kMostHosts = 40;

// "https://host" of an address; empty for one of this server.
std::string_view origin_of(std::string_view address) {
  const std::size_t host = address.find("//");
  if (!address.starts_with("http") || host == std::string_view::npos) return {};
  return address.substr(0, address.find_first_of("/?#", host + 2));
}

// What could end the directive, or begin another.
bool is_plain(std::string_view origin) {
  return origin.find_first_of(" ;,'*&") == std::string_view::npos;
}

}  // namespace

std::string page_security_policy(std::string_view html) {
  std::set<std::string, std::less<>> origins;
  for (std::size_t at = html.find(kPicture); at != std::string_view::npos; at = html.find(kPicture, at + 1)) {
    const std::string_view rest = html.substr(at + kPicture.size());
    const std::string_view origin = origin_of(rest.substr(0, rest.find('"')));
    if (!origin.empty() && is_plain(origin) && origins.size() < kMostHosts) origins.emplace(origin);
  }
  std::string policy(kPageSecurityPolicy);
  std::string from(kPicturesFrom);
  for (const std::string& origin : origins) from += " " + origin;
  return policy.replace(policy.find(kPicturesFrom), kPicturesFrom.size(), from);
}

http::Response secured(http::Response response) {
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Referrer-Policy", "strict-origin-when-cross-origin");
  const bool page = response.content_type.starts_with("text/html");
  response.headers.emplace_back("Content-Security-Policy",
                                page && response.body ? page_security_policy(*response.body)
                                                      : "default-src 'none'; frame-ancestors 'none'");
  if (page) {
    // What no page of the site ever asks a reader for.
    response.headers.emplace_back(
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()");
    // A page that opened this one, or that it opens, cannot reach into it.
    response.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  }
  return response;
}

}  // namespace fonds::api
