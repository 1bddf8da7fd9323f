// Reads JSON Lines: an article per line, in the contract's format.
#pragma once

#include "indexer/archive/byte_stream.h"
#include "indexer/archive/reader.h"
#include "indexer/archive/record_sink.h"

namespace fonds::archive {

// Blank lines, a byte order mark and CRLF are accepted; null is an absent field; unknown fields are passed
// over. A line with a fault is rejected as a whole; columns in reasons count bytes, from 1. A last line
// without a line end that is half an object shows that the file was cut off.
void read_jsonl(ByteStream& stream, const ReaderOptions& options, RecordSink& sink);

}  // namespace fonds::archive
