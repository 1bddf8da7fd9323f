#include "server/http/conditional.h"

#include <vector>

#include <gmock/gmock.h>

namespace fonds::http {
namespace {

TEST(Conditional, ComparesIfNoneMatch) {
  struct Case {
    std::string_view header, etag;
    bool expected;
  };
  for (const auto& [header, etag, expected] : std::vector<Case>{
           {R"("a")", R"("a")", true},
           {R"("b")", R"("a")", false},
           {R"(W/"a")", R"("a")", true},  // weak comparison
           {R"("a")", R"(W/"a")", true},
           {R"("x", "y" ,W/"a")", R"("a")", true},
           {R"("x","y")", R"("a")", false},
           {R"("x,\"a\"")", R"("a")", false},  // a comma inside a tag separates nothing
           {R"(,, "a",)", R"("a")", true},
           {"*", R"("a")", true},
           {"  *  ", R"("a")", true},
           {R"(*, "a")", R"("a")", false},
           {"a", R"("a")", false},      // without quotes it is no tag
           {R"("a)", R"("a")", false},  // unfinished
           {"", R"("a")", false},
           {"*", "", false},  // the resource has no tag
           {R"("A")", R"("a")", false},
           {R"(w/"a")", R"("a")", false},  // the prefix is case-sensitive
       }) {
    EXPECT_EQ(none_match_holds(header, etag), expected) << header << " for " << etag;
  }
}

TEST(Conditional, TagsOfVariantsDiffer) {
  EXPECT_EQ(gzip_etag(R"("abc")"), R"("abc-gz")");
  EXPECT_EQ(gzip_etag(R"(W/"abc")"), R"(W/"abc-gz")");
  EXPECT_EQ(gzip_etag(""), "");
}

}  // namespace
}  // namespace fonds::http
