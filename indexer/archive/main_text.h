// Which of a page's text is the article's.
#pragma once

#include <string_view>

#include "indexer/archive/clean_text.h"
#include "indexer/archive/page_outline.h"

namespace fonds::archive {

// [itemprop=articleBody] where the page has it; else its <article>, or all of them where the text is in several
// parts, with what stands between the title and the first; else <main>; else the body from the title on. What
// the outline finds elsewhere (frame, comments, teasers) or to be the byline is left out, and the title's own
// heading where `title` says the same.
CleanText main_text(const PageOutline& outline, std::string_view title);

// All of the body: for pages that put everything into a <header> or an <aside>.
CleanText whole_text(const PageOutline& outline);

}  // namespace fonds::archive
