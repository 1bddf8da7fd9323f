// The engine over all articles of ../shared/articles/orange.jsonl, indexed once for the tests of a program.
#pragma once

#include <string>
#include <vector>

#include "server/search/engine.h"

namespace fonds::test {

search::Engine& orange_engine();

// The answer to a query with default parameters; `limit` hits, no facets.
search::SearchRequest bare_request(std::string q, std::uint32_t limit = 0);

search::Deadline in_a_minute();

// Columns of a file of tab-separated values, row by row.
std::vector<std::vector<std::string>> read_tsv(const std::string& file);

}  // namespace fonds::test
