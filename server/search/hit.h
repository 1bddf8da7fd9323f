// From a stored article to what an answer says of it. Pure functions, thread-safe.
#pragma once

#include <string_view>
#include <vector>

#include "indexer/archive/body_html.h"
#include "indexer/index/stored_article.h"
#include "server/search/columns.h"
#include "server/search/types.h"

namespace fonds::search {

// All but the fields that depend on the query: title_html, excerpt_html and score.
Hit to_hit(const index::StoredArticle& article, const Columns& columns);

// Links from the first mention of each person in the body to `persons_at` + value; none where `persons_at` is
// empty.
std::vector<archive::NameLink> name_links(const index::StoredArticle& article, const Columns& columns,
                                          std::string_view persons_at);

}  // namespace fonds::search
