// Videos, posts and the like that WordPress shows in place of an address.
#pragma once

#include <string>
#include <string_view>

namespace fonds::archive {

// A WordPress text without what it turns into embeds: an address alone on its line, or alone in a paragraph.
// Addresses inside sentences and links stay. Thread-safe.
std::string without_embeds(std::string_view html);

}  // namespace fonds::archive
