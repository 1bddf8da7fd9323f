#include "server/api/sitemap.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fonds::api {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Sitemap, AListForEachYearAndASecondWhereOneIsFull) {
  search::DateFacet dates;
  dates.histogram.buckets = {{"2016", 3, false}, {"2017", 0, false}, {"2018", 100'001, false}};
  dates.undated = 1;
  EXPECT_THAT(sitemap_lists(dates), ElementsAre("pages", "2016", "2018", "2018.2", "2018.3", "undated"));
}

TEST(Sitemap, NamesAreReadBack) {
  struct Case {
    const char* name;
    const char* period;
    std::uint32_t part;
  };
  for (const auto& [name, period, part] :
       {Case{"2018", "2018", 0}, Case{"2018.3", "2018", 2}, Case{"undated", "undated", 0},
        Case{"2018.1", "", 0}, Case{"2018.x", "", 0}, Case{"2018.", "", 0}, Case{"", "", 0}}) {
    const auto read = sitemap_part(name);
    EXPECT_EQ(read.period, period) << name;
    EXPECT_EQ(read.part, part) << name;
  }
}

TEST(Sitemap, AddressesAreWholeAndEscaped) {
  EXPECT_THAT(sitemap_index("https://e.fr/a", {"2016"}),
              HasSubstr("<loc>https://e.fr/a/sitemap/2016.xml</loc>"));
  const auto list =
      sitemap_list("https://e.fr", {{"2016/l'été & <moi>", text::to_day({2016, 7, 1})}, {"b", {}}});
  EXPECT_THAT(list, AllOf(HasSubstr("<loc>https://e.fr/article/2016/l%27%C3%A9t%C3%A9%20%26%20%3Cmoi%3E</loc>"
                                    "<lastmod>2016-07-01</lastmod>"),
                          HasSubstr("<loc>https://e.fr/article/b</loc></url>")));
}

TEST(Robots, KeepOffCombinationsOfFilters) {
  EXPECT_THAT(robots("https://e.fr/a", "/a"),
              AllOf(HasSubstr("Disallow: /a/*?"), HasSubstr("Disallow: /a/api/"),
                    HasSubstr("Allow: /a/static/"), HasSubstr("Sitemap: https://e.fr/a/sitemap.xml")));
}

}  // namespace
}  // namespace fonds::api
