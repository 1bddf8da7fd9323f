// The readers on real data: everything is read, nothing of the markup is left, and whatever is broken in a
// copy costs one record.
#include <algorithm>
#include <fstream>
#include <random>
#include <regex>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "indexer/archive/body_html.h"
#include "indexer/archive/clean_text.h"
#include "indexer/archive/reader.h"
#include "tests/temporary_folder.h"

namespace fonds::archive {
namespace {

using ::testing::SizeIs;

const std::string kShared = FONDS_SHARED;

struct Outcome {
  std::vector<Article> articles;
  std::vector<Rejection> rejections;
};

Outcome read(const std::string& source) {
  Outcome outcome;
  Reader({}).read(
      {source}, {.article = [&](Article&& article) { outcome.articles.push_back(std::move(article)); },
                 .rejection = [&](const Rejection& rejection) { outcome.rejections.push_back(rejection); }});
  return outcome;
}

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void expect_sound(const Article& article) {
  ASSERT_FALSE(article.title.empty()) << article.id;
  std::uint32_t end = 0;
  for (const Block& block : article.blocks) {
    ASSERT_LE(end, block.begin) << article.id;
    ASSERT_LT(block.begin, block.end) << article.id;
    ASSERT_EQ(article.body.find_first_not_of(" \n\r\t\xC2\xA0\xE2\x80\xAF", end) < block.begin, false)
        << article.id;
    end = block.end;
  }
  ASSERT_LE(end, article.body.size());
  for (const Link& link : article.links) {
    ASSERT_TRUE(std::any_of(article.blocks.begin(), article.blocks.end(), [&](const Block& block) {
      return block.begin <= link.begin && link.end <= block.end;
    })) << article.id;
  }
}

void expect_no_residue(const Article& article) {
  static const std::regex kMarkup(
      "<[a-zA-Z/!][^>]*>|&[a-zA-Z]+;|&#[0-9]+;|\\[/"
      "?(gallery|caption|embed|audio|video|playlist)[^\\]]*\\]|\\[[a-z_-]+ [a-z_]+=|<!--");
  for (const std::string* text : {&article.title, &article.lead, &article.body}) {
    std::smatch match;
    std::istringstream lines(*text);
    for (std::string line; std::getline(lines, line);) {
      ASSERT_FALSE(std::regex_search(line, match, kMarkup)) << article.id << ": " << match.str();
    }
  }
}

TEST(SharedArchive, JsonLinesAreReadToTheLast) {
  for (const auto& [name, count] : std::vector<std::pair<std::string, std::size_t>>{
           {"orange.jsonl", 21'868}, {"poitiers.jsonl", 257}, {"chemere.jsonl", 985}}) {
    const Outcome outcome = read(kShared + "/articles/" + name);
    EXPECT_THAT(outcome.rejections, SizeIs(0)) << name;
    EXPECT_THAT(outcome.articles, SizeIs(count)) << name;
    for (const Article& article : outcome.articles) expect_sound(article);
  }
}

TEST(SharedArchive, RawPagesBecomeCleanText) {
  std::ifstream file(kShared + "/articles/orange-html.jsonl");
  std::size_t count = 0;
  for (std::string line; std::getline(file, line); ++count) {
    const nlohmann::json record = nlohmann::json::parse(line);
    const auto html = record.at("body_html").get<std::string>();
    std::optional<CleanText> clean = clean_html(html, LineBreaks::html);
    ASSERT_TRUE(clean.has_value());
    Article article;
    article.id = record.at("id").get<std::string>();
    article.title = "x";
    article.body = clean->text, article.blocks = clean->blocks, article.links = clean->links;
    expect_sound(article);
    expect_no_residue(article);
  }
  EXPECT_EQ(count, 2'164u);
}

TEST(SharedArchive, WordPressExport) {
  const Outcome outcome = read(kShared + "/wordpress/export.xml");
  EXPECT_THAT(outcome.rejections, SizeIs(0));
  EXPECT_THAT(outcome.articles, SizeIs(88));  // 78 posts, 10 pages
  for (const Article& article : outcome.articles) {
    expect_sound(article);
    expect_no_residue(article);
    EXPECT_TRUE(article.day.has_value()) << article.id;
    EXPECT_FALSE(article.author.empty()) << article.id;
  }
}

// Items of the export: where each begins and ends, and whether it becomes an article.
struct ItemRange {
  std::size_t begin, end;
  bool published;
};
std::vector<ItemRange> items_of(const std::string& text) {
  std::vector<ItemRange> items;
  for (std::size_t at = text.find("<item>"); at != std::string::npos; at = text.find("<item>", at + 1)) {
    const std::size_t end = text.find("</item>", at) + 7;
    const std::string xml = text.substr(at, end - at);
    const bool published = xml.find("<wp:status><![CDATA[publish]]>") != std::string::npos &&
                           (xml.find("<wp:post_type><![CDATA[post]]>") != std::string::npos ||
                            xml.find("<wp:post_type><![CDATA[page]]>") != std::string::npos);
    items.push_back({at, end, published});
  }
  return items;
}

// Small damage to the markup is mended, and costs nothing; else it costs the item that it is in.
TEST(SharedArchive, EachBrokenCopyCostsOneRecordAtMost) {
  const test::TemporaryFolder folder;
  const std::string text = content_of(kShared + "/wordpress/export.xml");
  const std::vector<ItemRange> items = items_of(text);
  ASSERT_THAT(items, SizeIs(307));
  // What to replace inside an item, and by what.
  struct Damage {
    std::string from, to;
    bool mended;
  };
  const std::vector<Damage> damages = {
      {"</title>", "</titel>", true},
      {"<title>", "<title>&", true},
      {"</link>", "", true},
      {"]]></content:encoded>", "</content:encoded>", false},
      {"</wp:status>", "<wp:status>", false},
      {"<wp:post_id>", "<wp:post_id>x", false},
      {"</item>", "<item>", false},
      {"</item>", "", false},
      {"<item>", "", false},
      {"<title>", "<title><!--", false},
  };
  std::mt19937 random(307);
  for (const auto& [from, to, mended] : damages) {
    for (int round = 0; round < 4; ++round) {
      std::size_t index = random() % items.size();
      while (!items[index].published) index = (index + 1) % items.size();
      std::string broken = text;
      const std::size_t at = broken.find(from, items[index].begin);
      ASSERT_LT(at, items[index].end) << from;
      broken.replace(at, from.size(), to);
      const std::string path = folder.write("broken.xml", broken);
      const Outcome outcome = read(path);
      EXPECT_THAT(outcome.articles, SizeIs(mended ? 88 : 87)) << from << " -> " << to << " in item " << index;
      EXPECT_THAT(outcome.rejections, SizeIs(mended ? 0 : 1)) << from << " -> " << to << " in item " << index;
      if (outcome.rejections.empty()) continue;
      EXPECT_EQ(outcome.rejections[0].file, path);
      const auto line =
          static_cast<std::uint64_t>(std::count(
              text.begin(), text.begin() + static_cast<std::ptrdiff_t>(items[index].begin), '\n')) +
          1;
      EXPECT_NEAR(static_cast<double>(outcome.rejections[0].line), static_cast<double>(line),
                  from == "<item>" ? 1 : 0)
          << from;
    }
  }
}

TEST(SharedArchive, DamageInsideAFieldCostsNoRecord) {
  const test::TemporaryFolder folder;
  const std::string text = content_of(kShared + "/wordpress/export.xml");
  const std::vector<ItemRange> items = items_of(text);
  const std::vector<std::pair<std::string, std::string>> damages = {
      {"<title>", "<title>\xFF"},
      {"<title>", "<title>\x02"},
      {"<title>", "<title>&#2;"},
      {"<wp:post_date_gmt><![CDATA[20", "<wp:post_date_gmt><![CDATA[xx"},
  };
  std::mt19937 random(88);
  for (const auto& [from, to] : damages) {
    std::size_t index = random() % items.size();
    while (!items[index].published) index = (index + 1) % items.size();
    std::string broken = text;
    broken.replace(broken.find(from, items[index].begin), from.size(), to);
    const Outcome outcome = read(folder.write("broken.xml", broken));
    EXPECT_THAT(outcome.articles, SizeIs(88)) << from << " -> " << to;
    EXPECT_THAT(outcome.rejections, SizeIs(0)) << from << " -> " << to;
  }
}

TEST(SharedArchive, TruncatedExportKeepsWhatIsWhole) {
  const test::TemporaryFolder folder;
  const std::string text = content_of(kShared + "/wordpress/export.xml");
  const std::vector<ItemRange> items = items_of(text);
  for (std::size_t size = 20'000; size < text.size() - 30; size += 97'003) {
    const auto whole =
        static_cast<std::size_t>(std::count_if(items.begin(), items.end(), [size](const ItemRange& item) {
          return item.published && item.end <= size;
        }));
    const Outcome outcome = read(folder.write("cut.xml", text.substr(0, size)));
    EXPECT_THAT(outcome.articles, SizeIs(whole)) << size;
    EXPECT_GE(outcome.rejections.size(), 1u) << size;
    EXPECT_LE(outcome.rejections.size(), 2u) << size;
  }
}

}  // namespace
}  // namespace fonds::archive
