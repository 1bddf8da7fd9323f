// Sentences of a text that the archive has already: word for word, or with a few words changed.
//
// A sentence is looked for in the articles that have its rarest words, and found where enough of its sequences of three
// words stand within its own length (Broder, "On the resemblance and containment of documents", 1997). The rarest
// sentences are looked for first, up to a bound in words read, so that no text costs more than some milliseconds.
//
// Thread safety: `db` is the caller's. Errors: DeadlineExceeded; as Snapshot::article().
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "indexer/text/analyzer.h"
#include "server/search/deadline.h"
#include "server/search/snapshot.h"
#include "server/search/text_words.h"
#include "server/search/types.h"

namespace fonds::search {

// In the order of the text. `analysis` is that of `text`, `words` are those of its tokens (TextWords::add).
std::vector<KnownPassage> known_passages(std::string_view text, const text::Analysis& analysis,
                                         std::span<const TextWord* const> words, const Snapshot& snapshot,
                                         Xapian::Database& db, Deadline deadline);

}  // namespace fonds::search
