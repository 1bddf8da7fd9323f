#include <cstring>

#include "server/http/request_head.h"

namespace fonds::http {
namespace {

// RFC 9110, 5.6.2
constexpr std::string_view kTokenPunctuation = "!#$%&'*+-.^_`|~";

bool is_token_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         (c != '\0' && kTokenPunctuation.find(c) != std::string_view::npos);
}

}  // namespace

std::size_t leading_blank_bytes(std::string_view bytes) {
  std::size_t blank = 0;
  while (bytes.substr(blank, 2) == "\r\n") blank += 2;
  return blank;
}

HeadScanner::Result HeadScanner::check_length(std::size_t head_bytes, std::size_t line_bytes) const {
  // Besides the target, a request line holds a method (the longest registered one has 17 letters), two spaces
  // and the version.
  constexpr std::size_t kRequestLineFrame = 32;
  if (line_start_ == 0 && line_bytes > limits_.target_bytes + kRequestLineFrame) {
    return Refusal{414, "The request target is too long."};
  }
  if (head_bytes > limits_.header_bytes) return Refusal{431, "The request's header is too large."};
  return Incomplete{};
}

HeadScanner::Result HeadScanner::scan(std::string_view bytes) {
  if (!bytes.empty() && !is_token_char(bytes.front())) {
    // Among others a TLS greeting: no reason to wait for the rest.
    return Refusal{400, "This does not begin like an HTTP request."};
  }
  while (scanned_ < bytes.size()) {
    const void* found = std::memchr(bytes.data() + scanned_, '\n', bytes.size() - scanned_);
    if (found == nullptr) break;
    const auto feed = static_cast<std::size_t>(static_cast<const char*>(found) - bytes.data());
    if (feed == line_start_ || bytes[feed - 1] != '\r') {
      return Refusal{400, "A line does not end with carriage return and line feed."};
    }
    const auto line = bytes.substr(line_start_, feed - 1 - line_start_);
    if (auto result = check_length(feed + 1, line.size()); std::holds_alternative<Refusal>(result))
      return result;
    if (line.empty() && line_start_ > 0) return Complete{feed + 1};
    if (line_start_ > 0 && (line.front() == ' ' || line.front() == '\t')) {
      return Refusal{400, "A header line is folded."};
    }
    line_start_ = scanned_ = feed + 1;
  }
  scanned_ = bytes.size();
  return check_length(bytes.size(), bytes.size() - line_start_);
}

}  // namespace fonds::http
