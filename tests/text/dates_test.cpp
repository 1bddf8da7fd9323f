// Dates as written: the tokens of small texts, in the notation of token_text.h.
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
    {"05/2018", "mai -2018"},
    {"13/2018", "13 2018"},
    {"30/01/2017", "30 -janvier -2017"},
    {"3/4/2017", "3 -avril -2017"},
    {"01/04/2017", "1 -avril -2017"},
    {"31/02/2017", "31 02 2017"},
    {"15/13/2017", "15 13 2017"},
    {"30.01.2017", "30 -janvier -2017"},
    {"30-01-2017", "30 -janvier -2017"},
    {"2017-01-30", "30 -janvier -2017"},
    {"30/01/17", "30 -janvier -2017"},
    {"30/01/98", "30 -janvier -1998"},
    {"1/2", "1 2"},
    {"3/4 des voix", "3 4 des voix"},
    {"30 janvier 2017", "30 janvier 2017"},
    {"1er avril", "1er (1) (premier) avril"},
    {"1er avril 2017", "1er (1) (premier) avril 2017"},
    {"05 mars", "5 mars"},
    {"32 mars", "32 mars"},
    {"30 janv. 2017", "30 janv (janvier) 2017"},
    {"janv. 2017", "janv (janvier) 2017"},
    {"févr. 2018", "fevr (fevrier) 2018"},
    {"en sept. 2016", "en sept (septembre) 2016"},
    {"oct 2015", "oct (octobre) 2015"},
    {"12 déc.", "12 dec (decembre)"},
    {"nov. prochain", "nov (novembre) prochain"},
    {"dec", "dec"},
};

TEST(Dates, Tokens) {
  for (const Row& row : kRows) EXPECT_EQ(token_text(row.text), row.tokens) << row.text;
}

}  // namespace
}  // namespace fonds::text
