#include "server/http/url.h"

#include <algorithm>

namespace fonds::http {

Decoded decode_path(std::string_view encoded) {
  return text::percent_decode(encoded);
}

Decoded decode_form(std::string_view encoded) {
  std::string spaced(encoded);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  return text::percent_decode(spaced);
}

std::string encode_component(std::string_view text) {
  return text::percent_encode(text);
}

std::string encode_form(std::string_view text) {
  std::string encoded;
  while (true) {
    const auto space = text.find(' ');
    encoded += text::percent_encode(text.substr(0, space));
    if (space == std::string_view::npos) return encoded;
    encoded += '+';
    text.remove_prefix(space + 1);
  }
}

std::string path_of_url(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  const auto slash = url.find('/', scheme + 3);
  return slash == std::string_view::npos ? std::string() : std::string(url.substr(slash));
}

}  // namespace fonds::http
