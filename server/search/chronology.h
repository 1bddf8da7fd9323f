// The articles of a dossier or of a person from the first to the last, and where one article stands among
// others. Only the articles that are shown are read.
//
// Thread safety: any thread. Errors: DeadlineExceeded; index::IndexError for damaged articles.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "server/search/deadline.h"
#include "server/search/snapshot.h"
#include "server/search/types.h"

namespace fonds::search {

// `articles`: ranks, ascending. Oldest first, undated ones last; each with its opening as excerpt_html.
std::vector<Hit> chronology(std::pair<const Rank*, const Rank*> articles, const ChronologyPage& page,
                            const Snapshot& snapshot, Deadline deadline);

// Those of `articles` that were there at the end of that day; all of them where none is given.
std::pair<const Rank*, const Rank*> as_of(std::pair<const Rank*, const Rank*> articles,
                                          std::optional<text::Day> day, const Columns& columns);

// Of the dated ones among `articles`; nullopt where none is.
std::optional<Hit> first_of(std::pair<const Rank*, const Rank*> articles, const Snapshot& snapshot);
std::optional<Hit> last_of(std::pair<const Rank*, const Rank*> articles, const Snapshot& snapshot);

PeriodNeighbours days_around(text::Day first, text::Day last, const Columns& columns);

// The articles of a period, newest first.
std::vector<ArticleAddress> addresses_in(const DatePeriod& period, std::uint32_t offset, std::uint32_t limit,
                                         const Columns& columns);

// The articles before and after this one in time, and in the smallest of its dossiers.
ArticlePlace article_place(Rank rank, const Snapshot& snapshot);

}  // namespace fonds::search
