// A line of the register of delisted articles (archive/delisting.h) as the desk writes it: the article's id, and behind a
// "#" why, and until when.
//
//   2014-kermesse # demande de la personne ; jusqu’au 2027-01-31
//
// Thread safety: pure functions. User input never throws.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "indexer/text/calendar.h"

namespace fonds::desk {

struct DelistingLine {
  std::string id, reason;
  // the last day
  std::optional<text::Day> until;
};

// nullopt for a line that holds no id.
std::optional<DelistingLine> parse_delisting_line(std::string_view line);
// Percent-encoded where the register would read the id otherwise.
std::string to_line(const DelistingLine& line);

}  // namespace fonds::desk
