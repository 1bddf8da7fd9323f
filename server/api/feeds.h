// Any search as a feed, and the description that lets a browser add this search. Thread safety: pure
// functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/search/types.h"

namespace fonds::api {

// Where a request names no limit.
inline constexpr std::uint32_t kFeedItems = 20;

struct FeedSite {
  std::string title;
  // "https://archives.example.fr", without a final slash
  std::string base;
};

// RSS 2.0 with the feed's own address (atom:link).
std::string rss_feed(const FeedSite& site, const search::SearchRequest& request,
                     const search::SearchResponse& response);
// Atom (RFC 4287), with the way to what is older.
std::string atom_feed(const FeedSite& site, const search::SearchRequest& request,
                      const search::SearchResponse& response);
// JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).
std::string json_feed(const FeedSite& site, const search::SearchRequest& request,
                      const search::SearchResponse& response);
// OpenSearch 1.1 description document, with suggestions.
std::string opensearch_description(const FeedSite& site);

}  // namespace fonds::api
