// How the desk writes what it shows, in French. Pure functions, thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace fonds::desk {

// "27 novembre 2026, 15 h 20", as clocks in Paris show it; what is no RFC 3339 is given back as it is.
std::string french_instant(std::string_view rfc3339);
// "1 article", "12 articles"; the words are given: counted(2, "recherche", "recherches").
std::string counted(std::uint64_t count, std::string_view one, std::string_view more);

}  // namespace fonds::desk
