// Many phrases and prefixes looked for in one reading of the articles, instead of one reading for each. A query of 64
// phrases of stop words, in which every article must be looked into, costs little more than one of a few.
//
// Each word of an article is looked up once: which sequences have it as their rarest word, and only these are compared
// with what stands around it.
//
// Thread safety: one thread at a time. Errors: DeadlineExceeded.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/index/word_stream.h"
#include "server/search/bitmap.h"
#include "server/search/deadline.h"
#include "server/search/sequence_finder.h"
#include "server/search/snapshot.h"

namespace fonds::search {

struct SoughtSequence {
  SequenceFinder finder;
  // what may stand at its rarest place
  std::vector<index::WordNumber> rarest;
  bool title_only = false;
  // articles that may have it
  Bitmap candidates;
  // those that have it are added
  Bitmap found;
};

void read_jointly(std::vector<SoughtSequence>& sought, const Snapshot& snapshot, Deadline deadline);

}  // namespace fonds::search
