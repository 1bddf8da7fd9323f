// Text in XML: escaped, and without the characters that XML 1.0 does not have. Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace fonds::api {

// Right between tags and in an attribute's quotes.
std::string xml(std::string_view text);
// Appends <name>text</name>; nothing where the text is empty.
void element(std::string_view name, std::string_view text, std::string& out);

}  // namespace fonds::api
