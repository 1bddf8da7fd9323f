#include "server/http/request_head.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

#include <boost/beast/http/basic_parser.hpp>

namespace fonds::http {
namespace {

namespace beast = boost::beast;
namespace bhttp = boost::beast::http;
using std::string_view_literals::operator""sv;

constexpr std::string_view kTokenPunctuation = "!#$%&'*+-.^_`|~";  // RFC 9110, 5.6.2

bool is_token_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         (c != '\0' && kTokenPunctuation.find(c) != std::string_view::npos);
}

// uri-host [ ":" port ], loosely: enough that no space, comma, quote or control can come through.
bool is_host(std::string_view host) {
  return std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && "-._~%!$&'()*+;=:[]"sv.find(c) != std::string_view::npos);
  });
}

bool iequals(std::string_view a, std::string_view b) {
  return beast::iequals({a.data(), a.size()}, {b.data(), b.size()});
}

Method method_of(bhttp::verb verb) {
  switch (verb) {
    case bhttp::verb::get:
      return Method::get;
    case bhttp::verb::head:
      return Method::head;
    case bhttp::verb::options:
      return Method::options;
    case bhttp::verb::post:
      return Method::post;
    default:
      return Method::other;
  }
}

std::size_t significant_digits(std::string_view number) {
  const auto first = number.find_first_not_of('0');
  return first == std::string_view::npos ? 0 : number.size() - first;
}

// Below 100 kB a body that comes with a method nobody allows is the client's mistake of method (405), not of
// size (413).
constexpr std::size_t kDigitsOfSmallBody = 5;

// Beast's parser, writing straight into a Request. What it accepts but we refuse is noted and judged
// afterwards, when the whole head is known.
class HeadParser final : public bhttp::basic_parser<true> {
 public:
  explicit HeadParser(std::size_t header_bytes) {
    eager(false);
    header_limit(static_cast<std::uint32_t>(header_bytes));
    body_limit(boost::none);
  }

  RequestHead head;
  std::string target;
  bool connect = false;
  std::size_t hosts = 0;
  bool bad_host = false;
  std::size_t content_lengths = 0;
  bool has_body = false;
  bool large_body = false;
  bool transfer_encoding = false;
  bool expects_continue = false;
  bool unknown_expectation = false;

 private:
  void on_request_impl(bhttp::verb verb, beast::string_view, beast::string_view raw_target, int version,
                       beast::error_code& ec) override {
    head.request.method = method_of(verb);
    head.http_1_0 = version == 10;
    connect = verb == bhttp::verb::connect;
    target.assign(raw_target.data(), raw_target.size());
    ec = {};
  }

  void on_field_impl(bhttp::field field, beast::string_view name, beast::string_view value,
                     beast::error_code& ec) override {
    std::string lower_name(name.data(), name.size());
    for (char& c : lower_name) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    const std::string_view text(value.data(), value.size());
    switch (field) {
      case bhttp::field::host:
        ++hosts;
        bad_host = bad_host || !is_host(text);
        break;
      case bhttp::field::content_length:
        // Beast takes "3, 3" for 3; others may not.
        content_lengths += 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ','));
        has_body = has_body || text.find_first_not_of('0') != std::string_view::npos;
        large_body = large_body || significant_digits(text) > kDigitsOfSmallBody;
        break;
      case bhttp::field::transfer_encoding:
        transfer_encoding = true;
        break;
      case bhttp::field::expect:
        expects_continue = iequals(text, "100-continue");
        unknown_expectation = unknown_expectation || !expects_continue;
        break;
      default:
        break;
    }
    head.request.headers.emplace_back(std::move(lower_name), std::string(text));
    ec = {};
  }

  void on_header_impl(beast::error_code& ec) override { ec = {}; }
  // Never reached: the head of a request is all that the parser is given.
  void on_response_impl(int, beast::string_view, int, beast::error_code& ec) override { ec = {}; }
  void on_body_init_impl(const boost::optional<std::uint64_t>&, beast::error_code& ec) override { ec = {}; }
  std::size_t on_body_impl(beast::string_view body, beast::error_code& ec) override {
    ec = {};
    return body.size();
  }
  void on_chunk_header_impl(std::uint64_t, beast::string_view, beast::error_code& ec) override { ec = {}; }
  std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view body, beast::error_code& ec) override {
    ec = {};
    return body.size();
  }
  void on_finish_impl(beast::error_code& ec) override { ec = {}; }
};

// The status for a head that Beast does not read: 505 where all is well but for the protocol's major version.
Refusal refusal_of_unreadable(std::string_view head) {
  const auto line = head.substr(0, head.find("\r\n"));
  const auto version = line.substr(line.rfind(' ') + 1);
  const bool well_formed = version.size() == 8 && version.substr(0, 5) == "HTTP/" && version[6] == '.' &&
                           version[5] >= '0' && version[5] <= '9' && version[7] >= '0' && version[7] <= '9';
  if (well_formed && version[5] != '1') return {505, "Only HTTP/1.0 and HTTP/1.1 are spoken here."};
  return {400, "The request is not well-formed HTTP/1.1."};
}

// Splits the target into path and query; understands the absolute form that proxies send. False where it is
// none.
bool read_target(std::string_view target, RequestHead& head) {
  if (target == "*" && head.request.method == Method::options) {
    head.asks_options_of_server = true;
    head.request.path = "/";
    return true;
  }
  if (target.find('#') != std::string_view::npos) return false;
  auto rest = target;
  for (const auto scheme : {"http://"sv, "https://"sv}) {
    if (!iequals(rest.substr(0, scheme.size()), scheme)) continue;
    rest.remove_prefix(scheme.size());
    const auto authority = rest.substr(0, rest.find_first_of("/?"));
    if (authority.empty() || !is_host(authority)) return false;
    rest.remove_prefix(authority.size());
    if (rest.empty() || rest.front() == '?') {
      head.request.path = "/";
      head.request.query = rest.substr(std::min<std::size_t>(1, rest.size()));
      return true;
    }
    break;
  }
  if (rest.empty() || rest.front() != '/') return false;
  const auto mark = rest.find('?');
  head.request.path = rest.substr(0, mark);
  if (mark != std::string_view::npos) head.request.query = rest.substr(mark + 1);
  return true;
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

std::variant<RequestHead, Refusal> parse_head(std::string_view head, const Limits& limits) {
  HeadParser parser(limits.header_bytes);
  beast::error_code ec;
  std::size_t used = 0;
  while (!ec && !parser.is_header_done()) {
    const auto step = parser.put(boost::asio::const_buffer(head.data() + used, head.size() - used), ec);
    used += step;
    if (step == 0 && !ec && !parser.is_header_done()) return refusal_of_unreadable(head);
  }
  const bool is_head = parser.head.request.method == Method::head;
  const auto refuse = [&](int status, std::string_view detail) { return Refusal{status, detail, is_head}; };
  if (ec) {
    auto refusal = refusal_of_unreadable(head);
    refusal.head_request = is_head;
    return refusal;
  }
  if (parser.target.size() > limits.target_bytes) return refuse(414, "The request target is too long.");
  if (parser.hosts > 1 || parser.bad_host || (parser.hosts == 0 && !parser.head.http_1_0)) {
    return refuse(400, "A request has exactly one valid Host header.");
  }
  if (parser.head.request.headers.size() > limits.header_fields) {
    return refuse(431, "The request has too many headers.");
  }
  if (parser.content_lengths > 1 || (parser.content_lengths > 0 && parser.transfer_encoding)) {
    return refuse(400, "The length of the request's body is ambiguous.");
  }
  const bool body = parser.has_body || parser.transfer_encoding;
  const Method method = parser.head.request.method;
  // Of a POST the application says whether it takes a body; of no other is one ever read.
  if (body && method != Method::post && (method != Method::other || parser.large_body)) {
    return refuse(413, kNoBody);
  }
  if (parser.unknown_expectation) return refuse(417, "The only expectation understood is 100-continue.");
  parser.head.keep_alive = parser.keep_alive() && !body;
  parser.head.body = {
      parser.transfer_encoding, parser.content_lengths > 0, parser.content_length().value_or(0),
      parser.large_body,        parser.expects_continue,    parser.keep_alive()};
  // CONNECT names a host, not a path; the application only needs to say that it is not allowed.
  if (!read_target(parser.connect ? "/"sv : std::string_view(parser.target), parser.head)) {
    return refuse(400, "The request target is not a path.");
  }
  return std::move(parser.head);
}

}  // namespace fonds::http
