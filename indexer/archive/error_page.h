// Pages that a server gives instead of an article: errors, maintenance, doors against robots. Saved by a copying
// program they look like pages of the site, with 200 and a title.
//
// Thread safety: pure functions.
#pragma once

#include <string_view>

namespace fonds::archive {

// By its title, or by a sentence of it where it says hardly anything else. `text`: all that a reader sees of it.
bool is_error_page(std::string_view title, std::string_view text);

}  // namespace fonds::archive
