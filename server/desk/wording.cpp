#include "server/desk/wording.h"

#include "indexer/text/calendar.h"
#include "server/api/site_text.h"

namespace fonds::desk {

std::string french_instant(std::string_view rfc3339) {
  const auto instant = text::parse_iso_instant(rfc3339);
  if (!instant) return std::string(rfc3339);
  const text::Day day = text::day_in_paris(*instant);
  const auto midnight = text::parse_iso_instant(text::iso(day));
  // On the two days of the year whose hours are 23 or 25 the hour may be one off.
  const std::int64_t minutes = (*instant - midnight.value_or(*instant)) / 60;
  const std::string minute = std::to_string(minutes % 60);
  return text::french(day) + ", " + std::to_string(minutes / 60) + "\u00A0h\u00A0" +
         (minute.size() < 2 ? "0" : "") + minute;
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view more) {
  return api::french_number(count) + "\u00A0" + std::string(count < 2 ? one : more);
}

}  // namespace fonds::desk
