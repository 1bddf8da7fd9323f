#include "server/http/accept.h"

#include <vector>

#include <gmock/gmock.h>

namespace fonds::http {
namespace {

TEST(Accept, ParsesPreferences) {
  struct Case {
    std::string_view header;
    std::vector<Preference> expected;
  };
  for (const auto& [header, expected] : std::vector<Case>{
           {"", {}},
           {" , ,", {}},
           {"gzip", {{"gzip", 1000}}},
           {"GZip ; Q=0.5 , br;q=0", {{"gzip", 500}, {"br", 0}}},
           {"a;q=0.123,b;q=1.000,c;q=1.,d;q=0.", {{"a", 123}, {"b", 1000}, {"c", 1000}, {"d", 0}}},
           {"a;q=1.001,b;q=2,c;q=-1,d;q=0.1234,e;q=,f;q=x,g", {{"g", 1000}}},  // malformed ones are ignored
           {"text/html;level=1;q=0.4", {{"text/html", 400}}},
           {R"(text/html;x="a,b;q=0";q=0.3, z)", {{"text/html", 300}, {"z", 1000}}},
           {R"(a;x="unfinished, b)", {{"a", 1000}}},
       }) {
    EXPECT_EQ(parse_preferences(header), expected) << header;
  }
}

TEST(Accept, ChoosesTheCoding) {
  struct Case {
    std::string_view header;
    bool prefers_gzip, gzip_possible, identity_possible;
  };
  for (const auto& [header, prefers_gzip, gzip_possible, identity_possible] : std::vector<Case>{
           {"", false, false, true},
           {"gzip", true, true, true},
           {"gzip, deflate, br, zstd", true, true, true},
           {"x-gzip", true, true, true},
           {"br", false, false, true},
           {"*", true, true, true},
           {"gzip;q=0", false, false, true},
           {"gzip;q=0, *", false, false, true},
           {"gzip;q=0.5", true, true, true},
           {"gzip;q=0.5, identity", false, true, true},
           {"gzip, identity;q=0.5", true, true, true},
           {"gzip;q=0.5, identity;q=0.5", true, true, true},
           {"identity;q=0", false, false, false},
           {"identity;q=0, gzip;q=0.1", true, true, false},
           {"*;q=0", false, false, false},
           {"*;q=0, gzip", true, true, false},
           {"*;q=0, identity", false, false, true},
           {"gzip;q=broken", false, false, true},
       }) {
    const auto preference = coding_preference(header);
    EXPECT_EQ(preference.prefers_gzip, prefers_gzip) << header;
    EXPECT_EQ(preference.gzip > 0, gzip_possible) << header;
    EXPECT_EQ(preference.identity > 0, identity_possible) << header;
  }
}

TEST(Accept, RanksMediaTypes) {
  struct Case {
    std::string_view accept, type;
    Quality expected;
  };
  for (const auto& [accept, type, expected] : std::vector<Case>{
           {"", "application/json", 1000},
           {"*/*", "application/json", 1000},
           {"application/json", "application/json; charset=utf-8", 1000},
           {"text/html", "application/json", 0},
           {"text/*;q=0.4, text/html;q=0.8, */*;q=0.1", "text/html", 800},
           {"text/*;q=0.4, text/html;q=0.8, */*;q=0.1", "text/plain", 400},
           {"text/*;q=0.4, text/html;q=0.8, */*;q=0.1", "image/png", 100},
           {"*/*, application/json;q=0", "application/json", 0},
           {"TEXT/HTML", "text/html", 1000},
           {"*", "text/html", 1000},
       }) {
    EXPECT_EQ(media_type_quality(accept, type), expected) << accept << " of " << type;
  }
}

}  // namespace
}  // namespace fonds::http
