// The query of a reader who is still typing: its last word is the beginning of a word. Thread safety: pure
// functions of an immutable snapshot.
#pragma once

#include <string_view>

#include "server/query/ast.h"
#include "server/search/lexicon.h"

namespace fonds::search {

// Lets the last word of `root`, the tree of `q`, stand for every word that begins with it, unless something
// behind it (a space, a quote, a parenthesis) shows that it is finished. A word that the archive has stands for
// its inflexions as well, so that finishing it loses nothing. A single letter behind other words is left out, and an
// elided article alone.
// Excluded words stay as typed: what is half typed excludes nothing sensible.
void leave_unfinished(query::NodePtr& root, std::string_view q, const Lexicon& lexicon);

}  // namespace fonds::search
