// Writes the articles of a generation anew, as they are, so that nothing is left of those that are no more. After
// an update their text is still in places that nobody reads but anybody may: the free blocks of Xapian's tables
// and the bounds of its columns, the words of the article store and the dictionary that its texts are compressed
// with, the names of persons and dossiers.
//
// Nothing is analysed again: terms, words in order and stored articles are copied, with the numbers of a new
// index.
//
// Thread safety: one thread calls it, it works on as many as it is told. Errors: IndexError damaged where an
// article cannot be read, io; Xapian::Error.
#pragma once

#include <filesystem>
#include <vector>

#include "indexer/index/persons_table.h"

namespace fonds::index {

// Replaces the database and the article store at these paths. `scratch` is a folder for files on the way.
// `names`: those that the articles have, by their ordinals. Returns them by the ordinals that they have now.
std::vector<SightedName> transcribe(const std::filesystem::path& database,
                                    const std::filesystem::path& articles,
                                    const std::filesystem::path& scratch,
                                    const std::vector<SightedName>& names, unsigned threads);

}  // namespace fonds::index
