// What an archive says of one person: when, in which dossiers, beside whom. Counted from the columns; only
// the few articles that are shown are read.
//
// Thread safety: any thread. Errors: index::IndexError for damaged articles.
#pragma once

#include <optional>
#include <string_view>

#include "server/search/deadline.h"
#include "server/search/snapshot.h"
#include "server/search/types.h"

namespace fonds::search {

// `value`: the person's, or one that an earlier index gave to somebody who has been found to be this person.
// nullopt where no article names such a person, or none did then. Errors: DeadlineExceeded; as Snapshot::article().
std::optional<PersonProfile> person_profile(std::string_view value, const ChronologyPage& page,
                                            const Snapshot& snapshot, Deadline deadline);

}  // namespace fonds::search
