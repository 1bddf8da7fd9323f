// Addresses of what other sites show in an article, told by their sites and endings.
//
// Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::archive {

enum class Shown : std::uint8_t { video, sound, map, document, post, other };
Shown shown_at(std::string_view url);

// An address and nothing else: http: or https:, in any case, without white space or signs of HTML.
bool is_whole_address(std::string_view text);

// The addresses, where the text is nothing but addresses of what other sites show; else none. As people write them:
// without http:, with httpv: (a plugin of WordPress), several in a row.
std::vector<std::string> embed_addresses(std::string_view text);

}  // namespace fonds::archive
