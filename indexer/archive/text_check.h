// Tells text from what is no text: an archive, a picture, a PDF.
#pragma once

#include <cstddef>
#include <string_view>

namespace fonds::archive {

// How many bytes from the front are looked at.
inline constexpr std::size_t kTextCheckBytes = 4096;

// Whether what begins with these bytes is text, in whatever charset. A stray control character does not make
// a text something else. Thread-safe.
bool is_text(std::string_view first_bytes);

}  // namespace fonds::archive
