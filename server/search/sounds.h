// Which spellings sound alike in French: the slips of writers who know a word by ear. Data of spelling.h.
//
// A group is a set of letter sequences for one sound; a sequence may belong to several. Two sequences of a
// group are one cheap slip apart. Groups are about folded text: accents are no slip to begin with.
// Source: the graphemes of French phonemes as school grammars list them (Grevisse, Le bon usage, § 90-112).
//
// Thread safety: pure functions on constant tables.
#pragma once

#include <cstdint>
#include <string_view>

namespace fonds::search {

// letters of a sequence
inline constexpr std::size_t kLongestSpelling = 3;

// A bit for each group that `letters` belongs to; 0 for none.
std::uint64_t sounds_of(std::string_view letters);

// The same for what ends a word: er, ez and ai are é only there.
std::uint64_t final_sounds_of(std::string_view letters);

// Letters that are often not heard at the end of a word: the d of « nord », the nt of « ils votent ».
bool is_mute_ending(std::string_view letters);

}  // namespace fonds::search
