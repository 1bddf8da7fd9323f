// What the HTTP layer reads of a stranger before any application does: heads, targets, negotiation headers.
//
// Besides not crashing: a head is found at the same place however its bytes arrive, and what is accepted
// keeps the promises of request_head.h. What stands behind the question mark is search_address_fuzz's.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <variant>

#include "server/http/accept.h"
#include "server/http/conditional.h"
#include "server/http/request_head.h"
#include "server/http/url.h"

namespace {

using namespace fonds::http;

void require(bool condition) {
  if (!condition) std::abort();
}

long outcome(const HeadScanner::Result& result) {
  if (const auto* refusal = std::get_if<Refusal>(&result)) return -refusal->status;
  const auto* complete = std::get_if<HeadScanner::Complete>(&result);
  return complete == nullptr ? 0 : static_cast<long>(complete->bytes);
}

void check_head(std::string_view bytes) {
  Limits limits;
  limits.header_bytes = 2048;  // within reach of the fuzzer
  limits.target_bytes = 512;
  limits.header_fields = 20;
  HeadScanner at_once(limits);
  const long found = outcome(at_once.scan(bytes));

  HeadScanner piecewise(limits);
  HeadScanner::Result result;
  const std::size_t step = 1 + bytes.size() / 7;
  for (std::size_t n = 0; n < bytes.size() && outcome(result) == 0;) {
    n = n + step < bytes.size() ? n + step : bytes.size();
    result = piecewise.scan(bytes.substr(0, n));
  }
  // A refusal may name another limit when it comes earlier; that it is one may not depend on the pieces.
  require((outcome(result) < 0) == (found < 0));
  if (found <= 0) return;
  require(outcome(result) == found);

  const auto head = bytes.substr(0, static_cast<std::size_t>(found));
  const auto parsed = parse_head(head, limits);
  if (const auto* refusal = std::get_if<Refusal>(&parsed)) {
    require(refusal->status >= 400 && !refusal->detail.empty());
    return;
  }
  const auto& request = std::get<RequestHead>(parsed).request;
  require(!request.path.empty() && request.path.front() == '/');
  require(request.headers.size() <= limits.header_fields);
  // A body comes only with a POST, or a method that nobody allows: where it is not read the connection ends with the
  // answer.
  const bool has_body = !request.header("transfer-encoding").empty() ||
                        request.header("content-length").find_first_not_of('0') != std::string_view::npos;
  require(!has_body || ((request.method == Method::other || request.method == Method::post) &&
                        !std::get<RequestHead>(parsed).keep_alive));
  for (const auto& [name, value] : request.headers) {
    require(!name.empty());
    require(value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
  }
  (void)decode_path(request.path);
}

void check_negotiation(std::string_view bytes) {
  for (const auto& [value, quality] : parse_preferences(bytes)) {
    require(!value.empty() && quality >= 0 && quality <= kFullQuality);
  }
  const auto preference = coding_preference(bytes);
  require(!preference.prefers_gzip || preference.gzip > 0);
  (void)media_type_quality(bytes, "text/html");
  require(!none_match_holds(bytes, ""));
  (void)none_match_holds(bytes, "\"a\"");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_head(bytes);
  check_negotiation(bytes);
  return 0;
}
