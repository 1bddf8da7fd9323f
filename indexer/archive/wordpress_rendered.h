// The text of a WordPress post as the site shows it, brought to what its export holds: without what plugins
// and WordPress itself put around and into the words of its author.
//
// Thread safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "indexer/archive/clean_text.h"

namespace fonds::archive {

// `html` is a post's rendered content. Left out are embeds (in an export, an address), the lists that core's
// dynamic blocks make (the latest posts, a calendar), and what plugins add by its name: sharing, related posts,
// a table of contents. nullopt: kTooTangled.
std::optional<CleanText> clean_rendered(std::string_view html);

// Whether an excerpt is WordPress' own: the beginning of the text, where nobody wrote one.
bool is_made_from_text(std::string_view excerpt, std::string_view text);

}  // namespace fonds::archive
