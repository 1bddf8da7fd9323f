// Where an article matches a query, and how that is shown: marked titles and bodies. The excerpt of a hit:
// excerpt.h.
//
// Positions of the matching words come from the index, their bytes from the stored article, so nothing is
// analysed again and a mark can never cut a letter. All *_html results are escaped and their only tag is
// <mark>; without it they are the escaped source, byte for byte.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/body_html.h"
#include "indexer/index/stored_article.h"
#include "server/search/matching.h"
#include "server/search/plan.h"

namespace fonds::search {

// A matched word (or a whole phrase) of a field.
struct TextMatch {
  // bytes of the field
  std::uint32_t begin = 0, end = 0;
  // which word or phrase of the query, by its order there
  std::uint32_t leaf = 0;
};

struct FieldMatches {
  // each by begin; not overlapping
  std::vector<TextMatch> title, lead, body;
};

FieldMatches find_matches(const std::vector<const PlanNode*>& leaves, const index::StoredArticle& article,
                          Rank rank, Matcher& matcher);

// The text with its matches in <mark>.
std::string mark(std::string_view text, const std::vector<TextMatch>& matches);

std::vector<archive::Mark> to_marks(const std::vector<TextMatch>& matches);

}  // namespace fonds::search
