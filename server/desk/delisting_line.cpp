#include "server/desk/delisting_line.h"

#include <algorithm>

#include "server/api/search_url.h"
#include "server/desk/decision_folder.h"
#include "server/http/url.h"

namespace fonds::desk {

namespace {

// Of an id of a line's 1,000 bytes and what its last letter has beyond (as_line), each of which may be written as three.
constexpr std::size_t kIdBytes = 3 * 1003;
constexpr std::string_view kRemark = " # ", kUntil = "jusqu’au ", kBetween = " ; ";

// Whether the register reads it as it stands, whatever else it lets go.
bool is_plain(std::string_view id) {
  constexpr std::string_view kSigns = "._~/:@=&-";
  return std::all_of(id.begin(), id.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kSigns.find(c) != std::string_view::npos;
  });
}

}  // namespace

std::optional<DelistingLine> parse_delisting_line(std::string_view text) {
  DelistingLine line;
  const std::size_t remark = text.find(kRemark);
  std::string id = as_line(text.substr(0, remark), kIdBytes);
  if (id.empty() || id.front() == '#') return std::nullopt;
  const http::Decoded decoded = http::decode_path(id);
  line.id = decoded.well_formed ? decoded.text : id;
  if (remark == std::string_view::npos) return line;
  std::string rest = as_line(text.substr(remark + kRemark.size()));
  const std::size_t until = rest.rfind(kUntil);
  if (until != std::string::npos) {
    if (const auto day = text::parse_iso(std::string_view(rest).substr(until + kUntil.size()))) {
      line.until = day;
      rest.resize(until);
      if (rest.ends_with(kBetween)) rest.resize(rest.size() - kBetween.size());
    }
  }
  line.reason = rest;
  return line;
}

std::string to_line(const DelistingLine& line) {
  std::string text = is_plain(line.id) ? line.id : api::percent_encode(line.id);
  std::string remark = line.reason;
  if (line.until)
    remark += (remark.empty() ? "" : std::string(kBetween)) + std::string(kUntil) + text::iso(*line.until);
  return remark.empty() ? text : text + std::string(kRemark) + remark;
}

}  // namespace fonds::desk
