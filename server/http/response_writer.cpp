#include "server/http/response_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>
#include <utility>

#include "server/http/accept.h"
#include "server/http/conditional.h"
#include "server/http/gzip_stream.h"
#include "server/http/problem.h"

namespace fonds::http {
namespace {

using std::string_view_literals::operator""sv;

// Seconds after which a client that was refused for lack of room may come back.
constexpr std::string_view kRetryAfterSeconds = "1";

void append_number(std::string& out, std::size_t number) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

// Sun, 06 Nov 1994 08:49:37 GMT, made once a second for each thread. strftime would follow the locale.
std::string_view http_date() {
  struct Cached {
    std::time_t second = -1;
    std::string text;
  };
  thread_local Cached cached;
  const auto now = std::time(nullptr);
  if (now != cached.second) {
    static constexpr std::string_view days = "SunMonTueWedThuFriSat";
    static constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    std::tm tm{};
    gmtime_r(&now, &tm);
    const auto two = [](std::string& out, int n) {
      out += static_cast<char>('0' + n / 10);
      out += static_cast<char>('0' + n % 10);
    };
    auto& text = cached.text;
    text.assign(days.substr(static_cast<std::size_t>(tm.tm_wday) * 3, 3)).append(", "sv);
    two(text, tm.tm_mday);
    text.append(" "sv).append(months.substr(static_cast<std::size_t>(tm.tm_mon) * 3, 3)).append(" "sv);
    append_number(text, static_cast<std::size_t>(tm.tm_year) + 1900);
    for (const auto& [separator, part] : {std::pair{' ', tm.tm_hour}, {':', tm.tm_min}, {':', tm.tm_sec}}) {
      text += separator;
      two(text, part);
    }
    text.append(" GMT"sv);
    cached.second = now;
  }
  return cached.text;
}

// A value with a line break in it would let whoever wrote it add headers of his own: such bytes become
// spaces.
void append_field(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": "sv);
  const auto start = out.size();
  out.append(value);
  for (auto i = start; i < out.size(); ++i) {
    const auto byte = static_cast<unsigned char>(out[i]);
    if ((byte < 0x20 && byte != '\t') || byte == 0x7f) out[i] = ' ';
  }
  out.append("\r\n"sv);
}

bool is_compressible_type(std::string_view content_type) {
  const auto type = content_type.substr(0, content_type.find(';'));
  return type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml") ||
         type == "application/json" || type == "application/xml" || type == "application/x-ndjson" ||
         type == "application/javascript" || type == "application/x-bibtex" ||
         type == "application/x-research-info-systems";
}

bool status_forbids_body(int status) {
  return status == 204 || status == 304;
}

// How a body can be sent to this client.
enum class Coding { identity, gzip, none };

Coding choose_coding(const Response& response, const CodingPreference& preference,
                     std::size_t compress_from) {
  const bool long_enough = response.source || (response.body && response.body->size() >= compress_from);
  const bool worthwhile = response.compressible && is_compressible_type(response.content_type) && long_enough;
  if (preference.prefers_gzip && worthwhile) return Coding::gzip;
  if (preference.identity > 0) return Coding::identity;
  return preference.gzip > 0 ? Coding::gzip : Coding::none;
}

void compress(Response& response, Compressor& compressor) {
  if (response.body) response.body = compressor.compress(response.body);
  if (response.source) {
    response.source = std::make_shared<GzipBody>(std::move(response.source), kGzipLevelOnce);
  }
}

std::string start_header(const Response& response) {
  std::string out;
  out.reserve(512);
  out.append("HTTP/1.1 "sv);
  append_number(out, static_cast<std::size_t>(response.status));
  out.append(" "sv).append(reason_phrase(response.status)).append("\r\nServer: fonds\r\nDate: "sv);
  out.append(http_date()).append("\r\n"sv);
  return out;
}

}  // namespace

Negotiation Negotiation::of(const Request& request) {
  return {request.method, std::string(request.header("accept-encoding")),
          std::string(request.header("if-none-match"))};
}

WireResponse make_wire(Response response, const Negotiation& negotiation, std::size_t compress_from,
                       Compressor& compressor) {
  if (response.status < 200 || response.status > 599) {
    response = problem(500, "The application gave an answer that is none.");
  }
  const bool readable = negotiation.method == Method::get || negotiation.method == Method::head;
  bool varies = response.compressible && is_compressible_type(response.content_type);
  Coding coding = Coding::identity;
  if (response.status == 200 && readable && (response.body || response.source)) {
    coding = choose_coding(response, coding_preference(negotiation.accept_encoding), compress_from);
    if (coding == Coding::none) {
      response = problem(406, "Accept-Encoding excludes both gzip and the unencoded form.");
      varies = true;
    }
  }
  std::string etag = coding == Coding::gzip ? gzip_etag(response.etag) : response.etag;
  if (response.status == 200 && readable && !etag.empty() && !negotiation.if_none_match.empty()) {
    // Either variant in the client's hands is current; the answer names the one that is.
    for (const auto& candidate : {etag, response.etag, gzip_etag(response.etag)}) {
      if (!none_match_holds(negotiation.if_none_match, candidate)) continue;
      etag = candidate;
      response.status = 304;
      break;
    }
  }
  if (status_forbids_body(response.status)) {
    response.body = nullptr;
    response.source = nullptr;
  }
  const bool compressed = coding == Coding::gzip && (response.body || response.source);
  if (compressed) compress(response, compressor);

  WireResponse wire;
  wire.status = response.status;
  wire.header = start_header(response);
  if (!status_forbids_body(response.status)) {
    if (!response.content_type.empty()) append_field(wire.header, "Content-Type", response.content_type);
    if (compressed) append_field(wire.header, "Content-Encoding", "gzip");
    if (!response.source) {
      wire.header.append("Content-Length: "sv);
      append_number(wire.header, response.body ? response.body->size() : 0);
      wire.header.append("\r\n"sv);
    }
  }
  if (!etag.empty()) append_field(wire.header, "ETag", etag);
  if (!response.cache_control.empty()) append_field(wire.header, "Cache-Control", response.cache_control);
  if (varies) append_field(wire.header, "Vary", "Accept-Encoding");
  for (const auto& [name, value] : response.headers) append_field(wire.header, name, value);
  if (negotiation.method != Method::head && response.body && !response.body->empty()) {
    wire.body = std::move(response.body);
  }
  if (negotiation.method != Method::head) wire.source = std::move(response.source);
  return wire;
}

WireResponse make_wire(const Refusal& refusal) {
  Compressor unused;  // errors are never compressed
  auto response = problem(refusal.status, refusal.detail);
  if (refusal.status == 503) response.headers.emplace_back("Retry-After", kRetryAfterSeconds);
  Negotiation negotiation;
  negotiation.method = refusal.head_request ? Method::head : Method::get;
  return make_wire(std::move(response), negotiation, 0, unused);
}

}  // namespace fonds::http
