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
  address,  // /2017/04/05/ in the page's address
  text,     // "Publié le 5 avril 2017", class="date"
  time,     // <time> without a word about what it means
  meta,     // <meta name="date">
  created,  // dateCreated
  marked,   // itemprop=datePublished, class="published"
  page,     // JSON-LD of the page around the article
  issued,   // <meta property="article:published_time"> and the like
  article,  // JSON-LD of the article
};

struct FoundDate {
  std::string field;  // as messages name it
  std::string value;  // as written
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
  PageMetadata metadata;             // Open Graph, then meta elements
  std::vector<std::string> json_ld;  // texts of scripts
  std::string title;                 // of <title>
  std::string passed_over;           // "" or what was too large to be read
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
