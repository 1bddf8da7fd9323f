// How a written French word sounds, roughly: what a writer who goes by ear may spell otherwise sounds the same. Stricter
// than the costs of sounds.h, which only order: belle and bellet are close there, and do not sound alike here.
//
// Rules of graphemes: Grevisse, Le bon usage, § 90-112. An e inside a word is no sound of its own, since writers leave
// it out, and its accents as well.
//
// Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace fonds::search {

// Of a word in lower case with its accents. Equal for words that sound alike; what is in it says nothing else.
std::string pronunciation(std::string_view written);

bool sound_alike(std::string_view written, std::string_view other);

}  // namespace fonds::search
