// Any text behind the question mark of an address: percent-encoding, parameters and the search they ask for.
// What is understood has one canonical address, which means the same.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

#include "server/api/parameters.h"
#include "server/api/search_url.h"
#include "server/http/limits.h"
#include "server/http/query_string.h"
#include "server/http/url.h"

namespace {

using namespace fonds;

constexpr text::Day kToday = 17332;  // 2017-06-15

void require(bool condition) {
  if (!condition) std::abort();
}

void check_encoding(std::string_view bytes) {
  const auto query = http::QueryString::parse(bytes);
  const auto again = http::QueryString::parse(query.encode());
  require(again.parameters().size() == query.parameters().size());
  for (std::size_t i = 0; i < query.parameters().size(); ++i) {
    require(again.parameters()[i].name == query.parameters()[i].name);
    require(again.parameters()[i].value == query.parameters()[i].value);
  }
  require(http::decode_path(http::encode_component(bytes)).text == bytes);
}

void check_search(std::string_view bytes) {
  // Longer targets are refused before anybody reads them.
  bytes = bytes.substr(0, http::Limits().target_bytes);
  const auto parsed = api::parse_search(http::QueryString::parse(bytes), kToday);
  const auto* request = std::get_if<search::SearchRequest>(&parsed);
  if (request == nullptr) {
    require(std::get<api::Problem>(parsed).status == 400);
    return;
  }
  for (const api::UrlStyle style : {api::UrlStyle::api, api::UrlStyle::page}) {
    const std::string canonical = api::query_string(*request, style);
    const auto again = api::parse_search(http::QueryString::parse(canonical), kToday);
    const auto* same = std::get_if<search::SearchRequest>(&again);
    require(same != nullptr);
    require(same->q == request->q && same->from == request->from && same->to == request->to);
    require(api::query_string(*same, style) == canonical);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_encoding(bytes);
  check_search(bytes);
  return 0;
}
