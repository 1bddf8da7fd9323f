// Forms under which what is the same text, or the same host, is the same bytes. Pure functions, thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace fonds::text {

// NFC (UAX #15): a letter and its accent in one code point, as most programs write them and macOS does not in
// the names of its files. Bytes that are no UTF-8 come back as they are.
std::string compose(std::string_view utf8);

// A host name in lower-case ASCII (UTS #46): "École.Exemple" -> "xn--cole-9oa.exemple". What is no such name
// comes back as it is, with the letters of ASCII in lower case.
std::string ascii_host(std::string_view host);

}  // namespace fonds::text
