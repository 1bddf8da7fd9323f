#include "server/http/accept.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "indexer/text/ascii.h"

namespace fonds::http {
namespace {

// Cuts the text before the next `separator` that stands outside quotes off the front of `rest`.
std::string_view next_piece(std::string_view& rest, char separator) {
  bool quoted = false;
  std::size_t i = 0;
  for (; i < rest.size(); ++i) {
    if (quoted && rest[i] == '\\') {
      ++i;
    } else if (rest[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && rest[i] == separator) {
      break;
    }
  }
  const auto piece = rest.substr(0, i);
  rest.remove_prefix(std::min(i + 1, rest.size()));
  return piece;
}

// qvalue = ( "0" [ "." 0*3DIGIT ] ) / ( "1" [ "." 0*3("0") ] )
std::optional<Quality> parse_quality(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  Quality quality = (text[0] - '0') * kFullQuality;
  Quality unit = kFullQuality / 10;
  for (std::size_t i = 2; i < text.size(); ++i, unit /= 10) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    quality += (text[i] - '0') * unit;
  }
  return quality <= kFullQuality ? std::optional(quality) : std::nullopt;
}

}  // namespace

std::vector<Preference> parse_preferences(std::string_view header) {
  std::vector<Preference> result;
  while (!header.empty()) {
    auto element = next_piece(header, ',');
    Preference preference{text::ascii_lower(text::trimmed(next_piece(element, ';'))), kFullQuality};
    bool valid = !preference.value.empty();
    while (valid && !element.empty()) {
      const auto parameter = text::trimmed(next_piece(element, ';'));
      if (parameter.size() < 2 || (parameter[0] != 'q' && parameter[0] != 'Q') || parameter[1] != '=')
        continue;
      const auto quality = parse_quality(parameter.substr(2));
      valid = quality.has_value();
      preference.quality = quality.value_or(0);
    }
    if (valid) result.push_back(std::move(preference));
  }
  return result;
}

CodingPreference coding_preference(std::string_view accept_encoding) {
  CodingPreference result;
  std::optional<Quality> gzip;
  std::optional<Quality> identity;
  std::optional<Quality> any;
  for (const auto& [coding, quality] : parse_preferences(accept_encoding)) {
    if (coding == "gzip" || coding == "x-gzip") {
      gzip = std::max(gzip.value_or(0), quality);
    } else if (coding == "identity") {
      identity = quality;
    } else if (coding == "*") {
      any = quality;
    }
  }
  result.gzip = gzip.value_or(any.value_or(0));
  // "*" excludes identity when it says so, and otherwise ranks it only where gzip is ranked by it as well.
  result.identity = identity.value_or(any == 0 ? 0 : kFullQuality);
  result.prefers_gzip = result.gzip > 0 && (!identity || result.gzip >= *identity);
  return result;
}

Quality media_type_quality(std::string_view accept, std::string_view media_type) {
  if (text::trimmed(accept).empty()) return kFullQuality;
  const std::string wanted = text::ascii_lower(media_type.substr(0, media_type.find(';')));
  const std::string family = wanted.substr(0, wanted.find('/')) + "/*";
  int best_rank = 0;
  Quality best = 0;
  for (const auto& [range, quality] : parse_preferences(accept)) {
    const int rank = range == wanted ? 3 : range == family ? 2 : range == "*/*" || range == "*" ? 1 : 0;
    if (rank > best_rank || (rank > 0 && rank == best_rank && quality > best)) {
      best_rank = rank;
      best = quality;
    }
  }
  return best;
}

}  // namespace fonds::http
