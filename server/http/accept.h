// Content negotiation: Accept and Accept-Encoding with their q-values (RFC 9110, 12.4 and 12.5).
// Thread safety: pure functions. Malformed elements of a header are ignored, never an error.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fonds::http {

// Quality in thousandths, as q-values have at most three decimals: 0 = not acceptable, 1000 = preferred.
using Quality = int;
inline constexpr Quality kFullQuality = 1000;

struct Preference {
  // in lower case, without parameters
  std::string value;
  Quality quality = kFullQuality;

  friend bool operator==(const Preference&, const Preference&) = default;
};

// The elements of an Accept-like header in their order.
std::vector<Preference> parse_preferences(std::string_view header);

// What Accept-Encoding says of the two codings that we can send.
struct CodingPreference {
  // 0 where the header is absent: a client that does not ask gets no gzip
  Quality gzip = 0;
  Quality identity = kFullQuality;
  // With equal quality gzip wins. An identity that is only not excluded ranks below every coding that is
  // named.
  bool prefers_gzip = false;
};
CodingPreference coding_preference(std::string_view accept_encoding);

// How much `accept` wants a media type such as "text/html"; the most specific range decides. An absent header
// accepts everything.
Quality media_type_quality(std::string_view accept, std::string_view media_type);

}  // namespace fonds::http
