// What is read of a request before anybody is known.
#include "server/desk/request.h"

#include <gtest/gtest.h>

namespace fonds::desk {
namespace {

TEST(PathBelow, IsThatOfTheDeskAlone) {
  struct Row {
    const char* path;
    const char* base;
    std::optional<std::string> below;
  };
  for (const Row& row : {Row{"/redaction", "", ""},
                         {"/redaction/", "", ""},
                         {"/redaction/temoins", "", "/temoins"},
                         {"/redactionx", "", std::nullopt},
                         {"/redaction.css", "", std::nullopt},
                         {"/Redaction", "", std::nullopt},
                         {"/x/redaction", "", std::nullopt},
                         {"/x/redaction", "/x", ""},
                         {"/xredaction", "/x", std::nullopt},
                         {"/redaction/a", "/x", "/a"},
                         {"/", "", std::nullopt}}) {
    EXPECT_EQ(path_below(row.path, row.base), row.below) << row.path << " under " << row.base;
  }
}

TEST(Cookie, IsTheFirstOfItsName) {
  http::Request request;
  request.headers = {{"cookie", "a=1; fonds=x=y;b=2"}, {"cookie", "c=3"}};
  EXPECT_EQ(cookie(request, "a"), "1");
  EXPECT_EQ(cookie(request, "fonds"), "x=y");
  EXPECT_EQ(cookie(request, "b"), "2");
  EXPECT_EQ(cookie(request, "c"), "3");
  EXPECT_EQ(cookie(request, "d"), "");
  EXPECT_EQ(cookie(request, "fond"), "");
}

}  // namespace
}  // namespace fonds::desk
