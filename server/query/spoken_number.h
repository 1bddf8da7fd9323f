// Numbers and ranks in words: trois, quinze; premier, 2e, dernier, vingtième.
//
// Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <optional>

#include "server/query/date_tokens.h"

namespace fonds::query {

// A number of units: 3, trois. nullopt for none, and for more than anybody counts back.
std::optional<int> count_of(const DateToken& token);

struct Rank {
  static constexpr int kLast = -1;
  // 1 for premier, or kLast
  int value = 0;
  // tokens
  std::size_t used = 0;

  // 0 to `count` - 1; nullopt if there are fewer.
  std::optional<int> index_of(int count) const;
};
// The rank that the tokens begin with.
std::optional<Rank> rank_of(DateTokens tokens);

// dernier, passée: the latest before now.
bool means_last(const DateToken& token);

// "xxe", "xixeme": 10 to 21. 0 for anything else.
int roman_rank(const DateToken& token);

}  // namespace fonds::query
