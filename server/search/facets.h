// Facet selections as bitmaps, and exact multi-select counts.
//
// A value's count is the total that selecting it would give with the selections of its own facet left aside:
// the matches of the query, the filters and the other facets' selections. Values excluded (-value) stay
// excluded. Thread safety: pure functions of an immutable snapshot.
#pragma once

#include "server/search/bitmap.h"
#include "server/search/columns.h"
#include "server/search/types.h"

namespace fonds::search {

// What each facet lets through; a facet without selection lets everything through.
struct Selections {
  // the alternatives selected in each facet
  Bitmap date, dossier, person;
  // something is selected (alternatives)
  bool any_date = false, any_dossier = false, any_person = false;
  // from, to, and all exclusions
  Bitmap filters;
};

Selections select(const SearchRequest& request, const Columns& columns);

// `base` is the query's matches within selections.filters and the selections of the two other facets.
Facet count_values(const Bitmap& base, const FacetColumn& column, const FacetSelection& selection,
                   std::uint32_t limit);
DateFacet count_dates(const Bitmap& base, const std::vector<DatePeriod>& selected, const Columns& columns);

}  // namespace fonds::search
