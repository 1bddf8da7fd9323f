// Text files of any age as UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace fonds::archive {

// By the byte order mark (UTF-8, UTF-16), else by `declared` (a charset name as HTML gives it; empty = none),
// else UTF-8 where the bytes are that, else windows-1252, which never fails. A few bad bytes in a text that
// is plainly UTF-8 become U+FFFD. The mark is removed.
std::string decode_text(std::string bytes, std::string_view declared = {});

// The charset that a page declares in a <meta> near its beginning, or "".
std::string declared_charset(std::string_view html);

}  // namespace fonds::archive
