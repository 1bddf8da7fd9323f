// The pictures of an article, and which of them a page may show. Pure functions, thread-safe.
//
// A picture comes from where the article does: from the host of its address (www. or not), from this server, or from
// a host that the configuration names. Anything else would let an archive's old links decide whom readers' browsers
// talk to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/body_html.h"
#include "indexer/index/stored_article.h"
#include "server/search/types.h"

namespace fonds::search {

std::vector<HitImage> images_of(const index::StoredArticle& article);

// Where the paper's own pictures are served, and what stands among the hosts where there are some.
inline constexpr std::string_view kOwnPictures = "/static/pictures/";

// `hosts`: lower case, without "www.".
bool may_be_shown(std::string_view url, std::string_view article_url, const std::vector<std::string>& hosts);

// For render_body_html().
std::vector<archive::ShownImage> shown_images(const index::StoredArticle& article,
                                              const std::vector<std::string>& hosts);

// Of "https://www.Journal.example:8443/a" it is "journal.example:8443"; empty where it is no address of the web.
std::string host_of(std::string_view url);

}  // namespace fonds::search
