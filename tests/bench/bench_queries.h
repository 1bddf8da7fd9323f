// The queries of the search benchmark, chosen from the archive's own words: the same archive gives the same
// queries.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "server/search/types.h"

namespace fonds::bench {

struct BenchQuery {
  // "common", "rare", …
  std::string kind;
  std::string q;
  // "&dossier=…&date=…", encoded; empty = none
  std::string filter;
  // The folded words of q, without its operators and prefixes: what plain Xapian is asked for.
  std::vector<std::string> words;
  // the same with their accents
  std::vector<std::string> written = {};
  enum class Shape { all, any, phrase, prefix } shape = Shape::all;
  // What `filter` says; empty and 0 = nothing.
  std::string dossier = {};
  int year = 0;
};

// Reads every kSampled-th article of the sources. `dossiers`: slugs to filter by, most frequent first.
std::vector<BenchQuery> choose_queries(const std::vector<std::string>& sources,
                                       const std::vector<std::string>& dossiers);

}  // namespace fonds::bench
