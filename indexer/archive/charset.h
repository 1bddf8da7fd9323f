// Text files of any age as UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace fonds::archive {

// By the byte order mark (UTF-8, UTF-16), or the zero bytes that UTF-16 without one has; else UTF-8 where the
// bytes are that, whatever is declared; else by `declared` (a charset name as HTML gives it; empty = none), or
// windows-1252, which never fails. Where this makes no French of the letters, and windows-1252, Macintosh or
// the code page of MS-DOS does, the bytes are read as that: many a page contradicts its declaration. A few bytes
// of windows-1252 in a text that is plainly UTF-8 are read as such. The mark is removed.
std::string decode_text(std::string bytes, std::string_view declared = {});

// The charset that a page declares: in a <meta> however far from its beginning, else in an XML declaration;
// in lower case, "" for none.
std::string declared_charset(std::string_view html);

}  // namespace fonds::archive
