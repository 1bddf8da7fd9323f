#include "indexer/text/canonical.h"

#include <gtest/gtest.h>

namespace fonds::text {
namespace {

TEST(Canonical, ALetterAndItsAccentAreOne) {
  EXPECT_EQ(compose("e\u0301te\u0301"), "été");
  EXPECT_EQ(compose("été"), "été");
  EXPECT_EQ(compose("ete"), "ete");
  EXPECT_EQ(compose(""), "");
  EXPECT_EQ(compose("\xE9t\xE9"), "\xE9t\xE9");
}

TEST(Canonical, AHostIsLowerCaseAscii) {
  struct Row {
    const char *host, *ascii;
  };
  const Row rows[] = {{"Journal.EXEMPLE", "journal.exemple"},
                      {"École.exemple", "xn--cole-9oa.exemple"},
                      {"e\u0301cole.exemple", "xn--cole-9oa.exemple"},
                      {"xn--cole-9oa.exemple", "xn--cole-9oa.exemple"},
                      {"127.0.0.1:8080", "127.0.0.1:8080"},
                      {"", ""}};
  for (const Row& row : rows) EXPECT_EQ(ascii_host(row.host), row.ascii) << row.host;
}

}  // namespace
}  // namespace fonds::text
