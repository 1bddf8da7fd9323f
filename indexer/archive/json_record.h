// An article as a JSON object, by the contract's fields.
//
// Thread safety: the functions are thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/archive/reader.h"
#include "indexer/archive/record_sink.h"

namespace fonds::archive {

// Reads one object into an article, a rejection, or a withdrawal (draft, published, status, publishDate,
// expiryDate as in front matter).
void read_json_record(std::string_view json, std::uint64_t line, const ReaderOptions& options,
                      RecordSink& sink);

// The id of a record of which only the beginning is there; empty where it is not in it.
std::string json_record_id(std::string_view beginning);

}  // namespace fonds::archive
