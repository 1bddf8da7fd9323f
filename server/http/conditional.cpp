#include "server/http/conditional.h"

#include <algorithm>

namespace fonds::http {
namespace {

std::string_view opaque_part(std::string_view etag) {
  if (etag.substr(0, 2) == "W/") etag.remove_prefix(2);
  return etag;
}

}  // namespace

bool none_match_holds(std::string_view if_none_match, std::string_view etag) {
  if (etag.empty()) return false;
  const auto own = opaque_part(etag);
  auto rest = if_none_match;
  const auto skip = [&rest](std::string_view characters) {
    rest.remove_prefix(std::min(rest.find_first_not_of(characters), rest.size()));
  };
  skip(" \t");
  if (rest.substr(0, 1) == "*") {
    rest.remove_prefix(1);
    skip(" \t");
    return rest.empty();
  }
  while (true) {
    skip(" \t,");
    rest = opaque_part(rest);
    if (rest.substr(0, 1) != "\"") return false;
    const auto end = rest.find('"', 1);
    if (end == std::string_view::npos) return false;
    if (rest.substr(0, end + 1) == own) return true;
    rest.remove_prefix(end + 1);
  }
}

std::string gzip_etag(std::string_view etag) {
  std::string result(etag);
  if (result.size() >= 2 && result.back() == '"') result.insert(result.size() - 1, "-gz");
  return result;
}

}  // namespace fonds::http
