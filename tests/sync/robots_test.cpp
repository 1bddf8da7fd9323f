#include "indexer/sync/robots.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fonds::sync {
namespace {

using ::testing::ElementsAre;

TEST(Robots, RulesForEverybody) {
  const Robots robots(
      "User-agent: *\nDisallow: /prive/\nAllow: /prive/ouvert\nDisallow: /*.pdf$\nDisallow:\n");
  EXPECT_TRUE(robots.allows("/"));
  EXPECT_FALSE(robots.allows("/prive/"));
  EXPECT_FALSE(robots.allows("/prive/page"));
  EXPECT_TRUE(robots.allows("/prive/ouvert/page"));
  EXPECT_FALSE(robots.allows("/a/b.pdf"));
  EXPECT_TRUE(robots.allows("/a/b.pdf?x=1"));
}

TEST(Robots, OurOwnGroupStandsForAllOthers) {
  const Robots robots(
      "\xEF\xBB\xBFUser-Agent: *\r\nDisallow: /\r\nCrawl-delay: 20\r\n\r\nUser-agent: autre\r\n"
      "User-agent: Fonds # nous\r\nDisallow: /interdit\r\nCrawl-delay: 0.5\r\n");
  EXPECT_TRUE(robots.allows("/article"));
  EXPECT_FALSE(robots.allows("/interdit"));
  EXPECT_EQ(robots.crawl_delay(), std::chrono::milliseconds(500));
}

TEST(Robots, SitemapsAndDelays) {
  const Robots robots("Sitemap: https://journal.example/plan.xml\nUser-agent: *\nCrawl-delay: 100000\n");
  EXPECT_THAT(robots.sitemaps(), ElementsAre("https://journal.example/plan.xml"));
  EXPECT_EQ(robots.crawl_delay(), std::chrono::seconds(30));
}

TEST(Robots, WhatIsNoneAllowsEverything) {
  for (const char* text : {"", "<html>Pas ici</html>", "Disallow: /", "User-agent: *\nDisallow:"})
    EXPECT_TRUE(Robots(text).allows("/a")) << text;
}

TEST(Robots, ManyStarsEndInTime) {
  const Robots robots("User-agent: *\nDisallow: /" + std::string(2000, '*') + "x$\n");
  EXPECT_TRUE(robots.allows("/" + std::string(5000, 'y')));
}

}  // namespace
}  // namespace fonds::sync
