// The canonical address of a search: the one way to write a SearchRequest as the parameters of the contract,
// and the variations of it that links lead to. Both the HTML pages and the JSON `links` are made of these.
//
// Canonical: defaults left out, one order of parameters, so that equal searches have equal addresses (and
// equal cache keys). Pure functions, thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "indexer/text/percent.h"
#include "server/search/types.h"

namespace fonds::api {

// A page of the site always shows all facets, and finds articles, no pages; the API's parameters on these belong
// to API addresses only.
enum class UrlStyle : std::uint8_t { page, api };

// Without the '?'; empty where everything is default.
std::string query_string(const search::SearchRequest& request, UrlStyle style);
// path + '?' + query_string, or path alone.
std::string search_url(std::string_view path, const search::SearchRequest& request, UrlStyle style);

using text::percent_encode;

// The same for several segments of a path: slashes stay, as some web servers refuse %2F. Where a browser would
// not keep the path as it is (an empty segment, "." or ".."), slashes are encoded all the same.
std::string path_encode(std::string_view text);

// A query for one field: "auteur" and "Ève Dubois" make auteur:"Ève Dubois". A quote in the value cannot be
// written in the query language and is left out.
std::string field_query(std::string_view field, std::string_view value);

// The order that applies where the request names none.
search::Sort effective_sort(const search::SearchRequest& request);

// Variations. All but with_offset, with_cursor and with_explanations lead to the first page.
using FacetMember = search::FacetSelection search::SearchRequest::*;
search::SearchRequest first_page(search::SearchRequest request);
// `slug` as the only one asked for in its facet; what is excluded stays so, `slug` itself apart.
search::SearchRequest with_only(search::SearchRequest request, FacetMember facet, const std::string& slug);
search::SearchRequest with_added(search::SearchRequest request, FacetMember facet, const std::string& slug);
search::SearchRequest with_excluded(search::SearchRequest request, FacetMember facet,
                                    const std::string& slug);
// Neither asked for nor excluded.
search::SearchRequest without(search::SearchRequest request, FacetMember facet, const std::string& slug);
// `value` is "2017", "2017-04", "2017-04-05" or "undated".
search::SearchRequest with_only_date(search::SearchRequest request, const std::string& value);
search::SearchRequest without_date(search::SearchRequest request, const std::string& value);
// no from, no to
search::SearchRequest without_period(search::SearchRequest request);
// the query alone
search::SearchRequest without_filters(search::SearchRequest request);
search::SearchRequest with_query(search::SearchRequest request, std::string q);
search::SearchRequest with_sort(search::SearchRequest request, search::Sort sort);
search::SearchRequest with_match(search::SearchRequest request, search::Match match);
search::SearchRequest with_fuzzy(search::SearchRequest request, search::Fuzzy fuzzy);
search::SearchRequest with_explanations(search::SearchRequest request);
search::SearchRequest with_offset(search::SearchRequest request, std::uint32_t offset);
search::SearchRequest with_cursor(search::SearchRequest request, std::string cursor);

bool has_filters(const search::SearchRequest& request);

}  // namespace fonds::api
