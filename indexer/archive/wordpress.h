// Reads a WordPress export (WXR): its published posts and pages, and what else the options name.
#pragma once

#include "indexer/archive/byte_stream.h"
#include "indexer/archive/reader.h"
#include "indexer/archive/record_sink.h"

namespace fonds::archive {

// Drafts, private and password-protected posts are withdrawn; types that the options do not name are left
// out. Reusable blocks stand where posts refer to them; where the options name wp_block, they are articles too. The id is
// "wp-" and the post's number. Categories, and tags by the options, become dossiers; the category that
// WordPress gives to what has none is dropped unless the options name it. The day is that of wp:post_date_gmt
// in Europe/Paris, or, where that is empty, of wp:post_date as it stands.
//
// A field that is broken is left out and noted; an item of which nothing can be told is rejected alone
// (item_splitter.h). No entity but XML's own five is known, no DTD
// is read.
void read_wordpress(ByteStream& stream, const ReaderOptions& options, RecordSink& sink);

}  // namespace fonds::archive
