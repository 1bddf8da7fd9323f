// The queries of the search benchmark, chosen from the archive's own words: the same archive gives the same
// queries.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "server/search/types.h"

namespace fonds::bench {

struct BenchQuery {
  std::string kind;  // "common", "rare", …
  std::string q;
  std::string filter;  // "&dossier=…&date=…", encoded; empty = none
  // The folded words of q, without its operators and prefixes: what plain Xapian is asked for.
  std::vector<std::string> words;
  std::vector<std::string> written = {};  // the same with their accents
  enum class Shape { all, any, phrase, prefix } shape = Shape::all;
  // What `filter` says; empty and 0 = nothing.
  std::string dossier = {};
  int year = 0;
};

// Reads every kSampled-th article of the sources. `dossiers`: slugs to filter by, most frequent first.
std::vector<BenchQuery> choose_queries(const std::vector<std::string>& sources,
                                       const std::vector<std::string>& dossiers);

}  // namespace fonds::bench
