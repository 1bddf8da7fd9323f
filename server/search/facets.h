// Facet selections as bitmaps, and exact multi-select counts.
//
// A value's count is the total that selecting it would give with the selections of its own facet left aside:
// the matches of the query, the filters and the other facets' selections. Values excluded (-value) stay
// excluded. Thread safety: pure functions of an immutable snapshot.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "server/search/bitmap.h"
#include "server/search/columns.h"
#include "server/search/types.h"

namespace fonds::search {

// The facets of a request, as places in Selections::chosen.
enum class FacetName : std::uint8_t { date, dossier, person, author, source };
inline constexpr std::size_t kFacets = 5;

// What each facet lets through.
struct Selections {
  // The articles that the alternatives selected in a facet have; nullopt where none are selected.
  std::array<std::optional<Bitmap>, kFacets> chosen;
  // from, to, pages, and all exclusions
  Bitmap filters;

  // `base` within all facets, or all but one.
  Bitmap within(const Bitmap& base) const;
  Bitmap within_others(const Bitmap& base, FacetName left_out) const;
};

Selections select(const SearchRequest& request, const Columns& columns);

// `base` is the query's matches within selections.filters and the selections of the other facets.
Facet count_values(const Bitmap& base, const FacetColumn& column, const FacetSelection& selection,
                   std::uint32_t limit);
DateFacet count_dates(const Bitmap& base, const std::vector<DatePeriod>& selected, const Columns& columns);

}  // namespace fonds::search
