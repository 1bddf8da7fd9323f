// What a web page says about itself: schema.org JSON-LD, Open Graph and HTML's own meta elements.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/html_tree.h"

namespace fonds::archive {

// Values as found, entities resolved; empty where the page says nothing. Dates are not checked yet.
struct PageMetadata {
  std::string title, date, modified, author, url, lead, source, lang, body;
  std::vector<std::string> sections, keywords, persons;
};

// Takes what is missing in `metadata` from a JSON-LD text: the first NewsArticle, Article or BlogPosting in
// it, in arrays and in @graph too. What is not JSON is passed over: the page's text is there all the same.
void read_json_ld(std::string_view json, PageMetadata& metadata);

// All of a page: JSON-LD first, then Open Graph and meta elements, then <title>, <h1> and <time>.
PageMetadata read_page_metadata(const GumboNode& root);

}  // namespace fonds::archive
