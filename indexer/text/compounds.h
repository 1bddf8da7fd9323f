// Where a compound may be written in several words: Bourg-en-Bresse is « Bourg en Bresse », but not « le
// bourg, en Bresse ».
//
// Thread safety: pure function.
#pragma once

#include <string_view>

namespace fonds::text {

// Whether two neighbouring words may be parts of one compound: `before` is the first as it stands in the
// text, `between` what stands between them. A comma, the end of a sentence or a paragraph parts them; the
// full stop of an abbreviation (St. Étienne) does not.
bool may_be_one_compound(std::string_view before, std::string_view between);

}  // namespace fonds::text
