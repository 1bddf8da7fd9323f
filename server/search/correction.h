// A query with the words that the archive does not have replaced by close ones that it has.
#pragma once

#include <optional>

#include "indexer/text/analyzer.h"
#include "server/query/parser.h"
#include "server/search/snapshot.h"

namespace fonds::search {

// Replaces words in place; phrases, prefixes, dates and facet fields stay as typed. False where nothing was
// replaced.
bool correct_words(query::Node* root, const Snapshot& snapshot, text::Analyzer& analyzer);

}  // namespace fonds::search
