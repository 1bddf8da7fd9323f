// Sitemaps (sitemaps.org), news sitemaps and feeds (RSS, Atom): documents that list a site's pages.
//
// Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fonds::sync {

struct ListedPage {
  // as written
  std::string url;
  // when, as written; "" where it does not say
  std::string changed;
};

struct PageList {
  enum class Kind : std::uint8_t {
    sitemap,
    // of sitemaps: `pages` are theirs
    index,
    // the newest pages only
    feed,
  };
  Kind kind = Kind::sitemap;
  std::vector<ListedPage> pages;
  // false: it is cut off or broken, and more pages may follow
  bool whole = true;
};

// Also of a gzip file, and of a text with an address a line. nullopt for what is none of them, or larger than it
// may be.
std::optional<PageList> read_page_list(const std::string& bytes);

// The feeds that a page announces (<link rel="alternate">), as written.
std::vector<std::string> feeds_of(const std::string& html);

}  // namespace fonds::sync
