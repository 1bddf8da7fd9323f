// Removes WordPress shortcodes from a text that is still HTML, and leaves ordinary words in brackets alone.
#pragma once

#include <string>
#include <string_view>

namespace fonds::archive {

// Removed with what they enclose: WordPress' own for pictures, sound and embeds (gallery, caption, embed,
// …); of a player with an address a frame with it is left (embeds.h). Of all others only the tags go, and what they enclose stays. A bracketed name counts as a shortcode
// where it is one of WordPress' own, where it has an attribute with '=' or an address, ends in '/', is
// closed by [/name] somewhere in the text, has a '_' in it, or is a hyphenated lower-case name alone on its
// line. So "[…]", "[sic]", "[celui-ci]" stay. The footnotes of the usual plugins ([ref]…[/ref]) become
// words in parentheses where they stand. "[[name]]" is WordPress' way to write a literal "[name]".
std::string strip_shortcodes(std::string_view html);

// Markdown has brackets of its own: a link, a reference or its definition is never a shortcode there.
std::string strip_shortcodes_from_markdown(std::string_view markdown);

}  // namespace fonds::archive
