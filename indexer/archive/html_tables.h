// Which tables of an HTML text hold data, and which only put things side by side.
//
// Thread safety: pure functions.
#pragma once

#include <cstdint>

#include "indexer/archive/html_tree.h"

namespace fonds::archive {

// Rows with cells side by side, short words in each: shown as a table. Old pages put whole articles into tables;
// those are text.
bool is_data_table(const GumboNode& table);

// A whole number of an attribute; 0 where it is none.
std::uint32_t number_attribute(const GumboNode& element, const char* name);

}  // namespace fonds::archive
