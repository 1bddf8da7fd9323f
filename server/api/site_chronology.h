// The chronology of a dossier or a person as values for the templates. Internal to the site (site*.cpp).
// Thread safety: pure functions of immutable data.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "server/api/site_parts.h"

namespace fonds::api {

// Where a page of a chronology stands.
struct ChronologyPlace {
  // of the page that shows it, without parameters
  std::string address;
  std::uint32_t offset = 0;
  std::uint64_t total = 0;
  // value of a period where the chronology ends with it
  std::string asof = {};
};

// Years as headings, articles below them, and numbered pages where there are many.
void set_chronology(Data& page, const Frame& frame, const std::vector<search::Hit>& hits,
                    const ChronologyPlace& place);

// Values with their number of articles, each a link.
DataList counted_links(const std::vector<search::FacetValue>& values,
                       const std::function<std::string(const std::string&)>& url);

}  // namespace fonds::api
