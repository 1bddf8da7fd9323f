// How an article begins, for a front page and a chronology: its first sentences that say something. Headings and
// the roll calls of council reports (« Présents : Mme A, maire ; MM. B, C… ») are passed over. Pure functions,
// thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "indexer/index/stored_article.h"

namespace fonds::search {

// Whole sentences up to `bytes` where one fits; else the beginning of the first one, cut between words. Of the
// lead where there is one. Empty where the article has no text.
std::string opening(const index::StoredArticle& article, std::size_t bytes);

// A list of who was there, or who was not.
bool is_roll_call(std::string_view sentence);

}  // namespace fonds::search
