// The map of the site for web search engines (sitemaps.org): an index, and a list of addresses for each year.
// Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/search/types.h"

namespace fonds::api {

// The protocol allows 50,000 addresses in one list.
inline constexpr std::uint32_t kSitemapAddresses = 50'000;

// Names of the lists: "pages" (dossiers and what is not an article), "2017", "undated"; "2017.2" where a year
// needs a second one.
std::vector<std::string> sitemap_lists(const search::DateFacet& dates);

// A list's name as it was made by sitemap_lists(): the period, and which part of it, from 0.
struct SitemapPart {
  std::string period;
  std::uint32_t part = 0;
};
SitemapPart sitemap_part(std::string_view name);

// `base` of the site, without a final slash.
std::string sitemap_index(const std::string& base, const std::vector<std::string>& lists);
std::string sitemap_list(const std::string& base, const std::vector<search::ArticleAddress>& articles);
std::string sitemap_pages(const std::string& base, const search::FacetListing& dossiers);

// Crawlers are kept from the endless combinations of filters.
std::string robots(const std::string& base, std::string_view path);

}  // namespace fonds::api
