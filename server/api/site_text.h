// How the site writes numbers, counts and periods in French. Pure functions, thread-safe. All results are
// plain text, to be escaped like any other.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/search/types.h"

namespace fonds::api {

// "21 868", with a narrow no-break space
std::string french_number(std::uint64_t number);
// "article", or from two on "articles"
std::string_view articles_word(std::uint64_t count);
// "Aucun article", "1 article", "21 868 articles"
std::string count_of_articles(std::uint64_t count);
// ASCII first letter: "avril 2017" -> "Avril 2017"
std::string capitalised(std::string text);
// « … » with no-break spaces
std::string in_guillemets(std::string_view text);

// A value of the date facet: "2017" -> "2017", "2017-04" -> "avril 2017", "2017-04-05" -> "5 avril 2017",
// "undated" -> "sans date". Anything else is given back as it is.
std::string french_period(std::string_view value);
// The last part of it, for the foot of a narrow bar: "2017", "avr.", "5".
std::string short_period(std::string_view value);

// "5 avril", "1er avril"
std::string french_day_of_year(text::Day day);

// from and to, as one expression: "du 3 avril 2017 au 5 mai 2017", "depuis le …", "jusqu’au …".
std::string french_range(const search::SearchRequest& request);
// A day as it can be typed back into a field: "5 avril 2017", with plain spaces.
std::string typed_day(text::Day day);

}  // namespace fonds::api
