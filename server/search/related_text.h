// What an archive has that belongs to a text it does not have: related articles, the persons that the text names, the
// dossiers that it might go into, and sentences that have been printed before.
//
// Thread safety: `recogniser` may be shared; the analyzer and the database handle are the worker's own.
// Errors: DeadlineExceeded; as Snapshot::article().
#pragma once

#include <cstdint>
#include <string_view>

#include "indexer/persons/recogniser.h"
#include "indexer/text/analyzer.h"
#include "server/search/deadline.h"
#include "server/search/snapshot.h"
#include "server/search/types.h"

namespace fonds::search {

struct TextGiven {
  // UTF-8
  std::string_view title, body;
};

RelatedText related_text(const TextGiven& given, std::uint32_t limit, const Snapshot& snapshot,
                         unsigned worker, text::Analyzer& analyzer, const persons::Recogniser& recogniser,
                         Deadline deadline);

}  // namespace fonds::search
