#include "server/desk/request.h"

#include <algorithm>

namespace fonds::desk {

namespace {

// "https://host:port/path" -> "host:port"
std::string_view authority_of(std::string_view address) {
  const std::size_t host = address.find("://");
  if (host == std::string_view::npos) return {};
  address.remove_prefix(host + 3);
  return address.substr(0, address.find_first_of("/?#"));
}
// "https://host:port/path" -> "https://host:port"
std::string_view origin_of(std::string_view address) {
  const std::string_view authority = authority_of(address);
  if (authority.empty()) return {};
  return address.substr(0, static_cast<std::size_t>(authority.data() + authority.size() - address.data()));
}

}  // namespace

std::optional<std::string> path_below(std::string_view path, std::string_view base) {
  if (!base.empty() && path.starts_with(base) && path.substr(base.size()).starts_with('/')) {
    path.remove_prefix(base.size());
  }
  if (!path.starts_with(kDeskPath)) return std::nullopt;
  path.remove_prefix(kDeskPath.size());
  if (path == "/") return "";
  if (!path.empty() && path.front() != '/') return std::nullopt;
  return std::string(path);
}

std::string_view cookie(const http::Request& request, std::string_view name) {
  for (const auto& [header, value] : request.headers) {
    if (header != "cookie") continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const std::size_t end = rest.find(';');
      std::string_view pair = rest.substr(0, end);
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      while (pair.starts_with(' ')) pair.remove_prefix(1);
      if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
        return pair.substr(name.size() + 1);
      }
    }
  }
  return {};
}

bool comes_from_here(const http::Request& request, std::string_view public_url) {
  const std::string_view origin = request.header("origin");
  if (!origin.empty()) {
    if (!public_url.empty() && origin == origin_of(public_url)) return true;
    // Which host it is sent to no page of another site can choose.
    const std::string_view host = request.header("host");
    return !host.empty() && authority_of(origin) == host;
  }
  const std::string_view site = request.header("sec-fetch-site");
  return site.empty() || site == "same-origin" || site == "none";
}

bool is_secure(const http::Request& request, std::string_view public_url) {
  return public_url.starts_with("https://") ||
         (request.by_proxy && request.header("x-forwarded-proto") == "https");
}

std::string safe_way(std::string_view wanted) {
  if (!path_below(wanted.substr(0, wanted.find('?')), "")) return {};
  const bool plain = std::all_of(wanted.begin(), wanted.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte < 0x7F && c != '\\' && c != '"' && c != '<' && c != '>';
  });
  return plain && wanted.find("//") == std::string_view::npos && wanted.find("..") == std::string_view::npos
             ? std::string(wanted)
             : "";
}

}  // namespace fonds::desk
