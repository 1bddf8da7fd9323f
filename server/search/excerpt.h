// The excerpt of a hit: the passage of an article that best shows why it was found.
//
// Escaped HTML whose only tag is <mark>; without it, and without the dots that stand for what was left out,
// it is the escaped source, byte for byte. Thread safety: a pure function.
#pragma once

#include <cstddef>
#include <string>

#include "indexer/index/stored_article.h"
#include "server/search/highlight.h"

namespace fonds::search {

// About how long an excerpt is, in bytes of text.
inline constexpr std::size_t kExcerptBytes = 280;

// The passage with the most words of the query, side by side and in whole sentences where there is a choice;
// two fragments joined by […] where no one passage holds all the words; the beginning of the article where
// nothing in its text matches.
std::string excerpt(const index::StoredArticle& article, const FieldMatches& matches);

}  // namespace fonds::search
