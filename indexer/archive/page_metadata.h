// What a web page says about itself: schema.org JSON-LD, Open Graph, HTML's own meta elements, and the visible
// lines of date and author.
//
// Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/archive/html_tree.h"
#include "indexer/archive/page_outline.h"

namespace fonds::archive {

// How far a date is believed to be the article's day of publication; the greater value first.
enum class DateTrust : std::uint8_t {
  // /2017/04/05/ in the page's address
  address,
  // "Publié le 5 avril 2017", class="date"
  text,
  // <time> without a word about what it means
  time,
  // <meta name="date">
  meta,
  // dateCreated
  created,
  // itemprop=datePublished, class="published"
  marked,
  // JSON-LD of the page around the article
  page,
  // <meta property="article:published_time"> and the like
  issued,
  // JSON-LD of the article
  article,
};

struct FoundDate {
  // as messages name it
  std::string field;
  // as written
  std::string value;
  DateTrust trust = DateTrust::text;
};

// The picture that the page names for itself; its address as written.
struct PageImage {
  std::string url, alternative, caption;
  std::uint32_t width = 0, height = 0;
};

// Values as found, entities resolved; empty where the page says nothing.
struct PageMetadata {
  std::string title, author, url, lead, source, lang, body;
  PageImage image;
  std::vector<FoundDate> dates, modified;
  std::vector<std::string> sections, keywords, persons;
};

struct PageHead {
  // Open Graph, then meta elements
  PageMetadata metadata;
  // texts of scripts
  std::vector<std::string> json_ld;
  // of <title>
  std::string title;
  // "" or what was too large to be read
  std::string passed_over;
};
PageHead read_page_head(const GumboNode& root);

// Of the objects that are articles, the one that is about this page: by its address, else by its headline. What
// it leaves open is taken from the WebPage around it. Authors, publishers and persons given by "@id" are looked
// up in all blocks.
PageMetadata read_json_ld(const std::vector<std::string>& blocks, const PageIdentity& identity);

// What is written around the text: <time>, microdata, classes of date and author.
PageMetadata read_byline(const PageOutline& outline);

// Fills what is empty in `into`; adds dates, sections only where there are none.
void take_missing(PageMetadata& into, PageMetadata&& from);

}  // namespace fonds::archive
