// Hours: the tokens of small texts, in the notation of token_text.h.
#include <string_view>

#include <gtest/gtest.h>

#include "token_text.h"

namespace fonds::text {
namespace {

using namespace std::string_view_literals;

struct Row {
  std::string_view text;
  std::string_view tokens;
};

constexpr Row kRows[] = {
    {"15h30", "15h30"},
    {"15 h 30", "15h30"},
    {"15H30", "15h30"},
    {"15:30", "15h30"},
    {"15 h30", "15h30"},
    {"15h 30", "15h30"},
    {"08h05", "8h05"},
    {"8 h 05", "8h05"},
    {"20h", "20h"},
    {"20 h", "20h"},
    {"20h00", "20h"},
    {"20 heures", "20 {20h/2} -heures"},
    {"20 heures 30", "20h30"},
    {"35 heures", "35 {35h/2} -heures"},
    {"1h15mn", "1h15"},
    {"1 h 15 min", "1h15"},
    {"0h", "0h"},
    {"24 heures", "24 {24h/2} -heures"},
    {"23:59:59", "23 59 59"},
    {"25:10", "25 10"},
    {"à 9 h, puis", "a 9h puis"},
    {"14h 30 000 personnes", "14h 30000 personnes"},
    {"7h 12-15 ans", "7h 12 15 ans"},
    {"score 3:2", "score 3 2"},
};

TEST(Hours, Tokens) {
  for (const Row& row : kRows) EXPECT_EQ(token_text(row.text), row.tokens) << row.text;
}

}  // namespace
}  // namespace fonds::text
