// The arena never writes beyond what was taken, whatever is written to a draft.
#include "indexer/text/text_arena.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace fonds::text {
namespace {

std::string_view write(TextArena& arena, std::size_t room, const std::vector<std::string>& pieces) {
  TextArena::Draft draft = arena.draft(room);
  for (const std::string& piece : pieces) {
    if (piece.size() == 1)
      draft.push(piece.front());
    else
      draft.append(piece.data(), piece.size());
  }
  return arena.keep(draft, std::string_view::npos);
}

TEST(TextArena, ADraftKeepsTheBeginningThatFits) {
  struct Row {
    std::size_t room;
    std::vector<std::string> pieces;
    std::string_view kept;
  };
  const Row rows[] = {
      {4, {"a", "b"}, "ab"},
      {4, {"a", "b", "c", "d"}, "abcd"},
      {4, {"a", "b", "c", "d", "e"}, "abcd"},
      {4, {"abc", "dž"}, "abc"},
      // Nothing comes behind a piece that was left out, though it would fit.
      {4, {"abc", "dž", "e"}, "abc"},
      {4, {"abcde"}, ""},
      {0, {"a", "bc"}, ""},
  };
  TextArena arena;
  for (const Row& row : rows) EXPECT_EQ(write(arena, row.room, row.pieces), row.kept);
}

TEST(TextArena, WhatIsKeptStaysWhereItIs) {
  TextArena arena;
  std::vector<std::string_view> kept;
  std::vector<std::string> expected;
  for (std::size_t size : {1, 7, 16'000, 300, 16'384, 16'385, 70'000, 2, 500, 16'000}) {
    for (const char letter : {'a', 'b'}) {
      expected.emplace_back(size, letter);
      kept.push_back(arena.store(expected.back()));
      TextArena::Draft draft = arena.draft(2 * size);
      for (std::size_t i = 0; i < 3 * size; ++i) draft.push('z');
      expected.emplace_back(size, 'z');
      kept.push_back(arena.keep(draft, size));
    }
  }
  for (std::size_t i = 0; i < kept.size(); ++i) EXPECT_TRUE(kept[i] == expected[i]) << i;
  arena.clear();
  EXPECT_EQ(arena.store("anew"), "anew");
}

TEST(TextArena, OnlyTheLastDraftCanBeKept) {
  TextArena arena;
  const TextArena::Draft first = arena.draft(8);
  arena.store("between");
  EXPECT_THROW(arena.keep(first, 8), std::logic_error);
}

}  // namespace
}  // namespace fonds::text
