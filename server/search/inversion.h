// Questions turn verb and subject round: "meurt-il", "appelle-t-on", "pouvez-vous". The pronoun behind the
// hyphen is no part of a compound, and no article has to have it.
#pragma once

#include <span>
#include <string_view>

namespace fonds::search {

// How many words at the front of a hyphenated compound are left without an inverted subject; at least 1.
std::size_t without_inverted_subject(std::span<const std::string_view> folded);

}  // namespace fonds::search
