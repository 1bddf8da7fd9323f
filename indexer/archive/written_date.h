// Dates as people and programs write them, brought to ISO 8601.
#pragma once

#include <string>
#include <string_view>

namespace fonds::archive {

// The first date in `text` as ISO 8601, with its time and offset where it has them; "" where there is none.
// Read are, beside ISO itself: "2013-3-5", "2013/03/05 9:30", "2013-03-05 09:30:00 +0100", "20130305",
// "05/03/2013" (day first, as in French), "mardi 5 mars 2013 à 9h30", "March 5, 2013", RFC 822 dates, and
// seconds or milliseconds since 1970. A year has four digits. What stands around the date is passed over;
// a time that is none costs the time alone.
// Thread-safe. Only the first 200 bytes are looked at: a date is never longer.
std::string iso_of_written_date(std::string_view text);

// What is said of a field whose value is no date.
std::string not_a_date(std::string_view field, std::string_view value);

}  // namespace fonds::archive
