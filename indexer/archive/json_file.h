// Reads a JSON file: an array of articles, one article, or several one after the other.
#pragma once

#include "indexer/archive/byte_stream.h"
#include "indexer/archive/reader.h"
#include "indexer/archive/record_sink.h"

namespace fonds::archive {

// Articles are by the contract, as in JSON Lines; one with a fault is rejected alone. A file that ends before
// the array or an object does is cut off.
void read_json_file(ByteStream& stream, const ReaderOptions& options, RecordSink& sink);

}  // namespace fonds::archive
