#include "server/http/request_head.h"

#include <algorithm>
#include <string>
#include <utility>

#include "indexer/text/ascii.h"
#include "server/http/request_parser.h"

namespace fonds::http {
namespace {

namespace beast = boost::beast;
namespace bhttp = boost::beast::http;
using std::string_view_literals::operator""sv;

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

// What a head has of what must be there once, or not at all.
struct Census {
  std::size_t hosts = 0;
  bool bad_host = false;
  std::size_t content_lengths = 0;
  bool has_body = false;
  bool large_body = false;
  bool transfer_encoding = false;
  bool expects_continue = false;
  bool unknown_expectation = false;

  void take(bhttp::field field, std::string_view value) {
    switch (field) {
      case bhttp::field::host:
        ++hosts;
        bad_host = bad_host || !is_host(value);
        break;
      case bhttp::field::content_length:
        // Beast takes "3, 3" for 3; others may not.
        content_lengths += 1 + static_cast<std::size_t>(std::count(value.begin(), value.end(), ','));
        has_body = has_body || value.find_first_not_of('0') != std::string_view::npos;
        large_body = large_body || significant_digits(value) > kDigitsOfSmallBody;
        break;
      case bhttp::field::transfer_encoding:
        transfer_encoding = true;
        break;
      case bhttp::field::expect:
        expects_continue = iequals(value, "100-continue");
        unknown_expectation = unknown_expectation || !expects_continue;
        break;
      default:
        break;
    }
  }
};

std::string_view view(beast::string_view text) {
  return {text.data(), text.size()};
}

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

std::variant<RequestHead, Refusal> read_head(RequestParser& parser, std::string_view bytes,
                                             const Limits& limits) {
  parser.eager(false);
  parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes));
  // How much a body may have is judged when it is known whose it is.
  parser.body_limit(boost::none);
  beast::error_code error;
  parser.put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
  const auto& message = parser.get();
  const bool is_head = message.method() == bhttp::verb::head;
  if (error || !parser.is_header_done()) {
    Refusal refusal = refusal_of_unreadable(bytes);
    refusal.head_request = is_head;
    return refusal;
  }

  RequestHead head;
  head.request.method = method_of(message.method());
  head.http_1_0 = message.version() == 10;
  Census census;
  for (const auto& field : message) {
    const std::string_view value = view(field.value());
    census.take(field.name(), value);
    head.request.headers.emplace_back(text::ascii_lower(view(field.name_string())), value);
  }

  const auto refuse = [&](int status, std::string_view detail) { return Refusal{status, detail, is_head}; };
  const std::string_view target = view(message.target());
  if (target.size() > limits.target_bytes) return refuse(414, "The request target is too long.");
  if (census.hosts > 1 || census.bad_host || (census.hosts == 0 && !head.http_1_0)) {
    return refuse(400, "A request has exactly one valid Host header.");
  }
  if (head.request.headers.size() > limits.header_fields)
    return refuse(431, "The request has too many headers.");
  if (census.content_lengths > 1 || (census.content_lengths > 0 && census.transfer_encoding)) {
    return refuse(400, "The length of the request's body is ambiguous.");
  }
  const bool body = census.has_body || census.transfer_encoding;
  const Method method = head.request.method;
  // Of a POST the application says whether it takes a body; of no other is one ever read.
  if (body && method != Method::post && (method != Method::other || census.large_body)) {
    return refuse(413, kNoBody);
  }
  if (census.unknown_expectation) return refuse(417, "The only expectation understood is 100-continue.");
  head.keep_alive = parser.keep_alive() && !body;
  head.body = {census.transfer_encoding, census.content_lengths > 0, parser.content_length().value_or(0),
               census.large_body,        census.expects_continue,    parser.keep_alive()};
  // CONNECT names a host, not a path; the application only needs to say that it is not allowed.
  const bool connect = message.method() == bhttp::verb::connect;
  if (!read_target(connect ? "/"sv : target, head)) return refuse(400, "The request target is not a path.");
  return head;
}

std::variant<RequestHead, Refusal> parse_head(std::string_view head, const Limits& limits) {
  RequestParser parser;
  return read_head(parser, head, limits);
}

}  // namespace fonds::http
