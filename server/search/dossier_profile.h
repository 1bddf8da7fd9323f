// What an archive says of one dossier: when, who is in it, which dossiers stand near it, and its chronology.
//
// Thread safety: any thread. Errors: DeadlineExceeded; index::IndexError for damaged articles.
#pragma once

#include <optional>
#include <string_view>

#include "server/search/deadline.h"
#include "server/search/snapshot.h"
#include "server/search/types.h"

namespace fonds::search {

// nullopt where no article belongs to such a dossier, or none did then.
std::optional<DossierProfile> dossier_profile(std::string_view value, const ChronologyPage& page,
                                              const Snapshot& snapshot, Deadline deadline);

}  // namespace fonds::search
