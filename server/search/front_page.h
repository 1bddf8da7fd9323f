// The front page of an archive: a lead story, more of the latest, what happened on this day in other years, the
// dossiers that go on, who is in the news, and the years to leaf through. Made from the index alone and the same
// for every reader.
//
// Thread safety: any thread. Errors: DeadlineExceeded; index::IndexError for damaged articles.
#pragma once

#include "indexer/text/calendar.h"
#include "server/search/deadline.h"
#include "server/search/snapshot.h"
#include "server/search/types.h"

namespace fonds::search {

FrontPage front_page(text::Day today, const Snapshot& snapshot, Deadline deadline);

}  // namespace fonds::search
