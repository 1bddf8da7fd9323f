// Puts right what keeps an XML parser from reading a piece of XML and can be put right without guessing.
//
// Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace fonds::archive {

// The piece without characters that XML does not allow (control characters, also as references such as
// "&#1;"), with every & that begins no reference of XML's own as text: "a & b", "&eacute;", and "]]>" likewise where no
// CDATA section of an export can end. Of a piece in UTF-8 (`is_utf8`) ill-formed bytes become U+FFFD.
std::string repaired_xml(std::string_view xml, bool is_utf8);

// The piece with the contents of its CDATA sections and comments blanked out, byte for byte as long: what
// looks like markup in it is markup.
std::string masked_xml(std::string_view xml);

}  // namespace fonds::archive
