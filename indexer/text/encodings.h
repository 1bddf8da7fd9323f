// Bytes of old charsets as UTF-8. Thread-safe.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace fonds::text {

// What the bytes 0x80 to 0xFF mean in a charset of one byte a character.
using ByteTable = std::array<char32_t, 128>;

// nullopt for a name that is no charset, or one of another kind (UTF-8, UTF-16, Shift_JIS, …). ASCII case of the
// name does not matter.
std::optional<ByteTable> byte_table(const std::string& charset);

// Any charset that ICU knows by this name, nullopt for another. Ill-formed bytes become U+FFFD.
std::optional<std::string> to_utf8(std::string_view bytes, const std::string& charset);

}  // namespace fonds::text
