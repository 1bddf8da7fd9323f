// Marks over a whole archive: without them a text is the escaped source, byte for byte.
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "indexer/archive/body_html.h"
#include "indexer/text/folding.h"
#include "tests/search/shared_archive.h"
#include "tests/search/test_archive.h"

namespace fonds::test {
namespace {

constexpr std::size_t kQueries = 200;
// Articles looked at for each query; all that match with FONDS_ALL_MATCHES=1 in the environment (two
// minutes).
constexpr std::uint32_t kArticles = 150;

// The text without its marks; what is wrong with them is a failure of the test.
std::string without_marks(std::string_view html, const std::string& what) {
  constexpr std::string_view kOpen = "<mark>";
  constexpr std::string_view kClose = "</mark>";
  std::string text;
  bool open = false;
  while (!html.empty()) {
    if (html.starts_with(open ? kClose : kOpen)) {
      html.remove_prefix(open ? kClose.size() : kOpen.size());
      open = !open;
      // Never half a letter.
      if (!html.empty() && (static_cast<unsigned char>(html.front()) & 0xC0U) == 0x80U)
        ADD_FAILURE() << what << ": a mark cuts a letter";
      continue;
    }
    text += html.front();
    html.remove_prefix(1);
  }
  EXPECT_FALSE(open) << what;
  return text;
}

// The parts of an excerpt that are joined by […], without the dots of what was left out.
std::vector<std::string> fragments(std::string excerpt) {
  constexpr std::string_view kJoin = " […] ";
  constexpr std::string_view kBefore = "… ";
  constexpr std::string_view kAfter = " …";
  if (excerpt.starts_with(kBefore)) excerpt.erase(0, kBefore.size());
  if (excerpt.ends_with(kAfter)) excerpt.resize(excerpt.size() - kAfter.size());
  const auto join = excerpt.find(kJoin);
  if (join == std::string::npos) return {excerpt};
  return {excerpt.substr(0, join), excerpt.substr(join + kJoin.size())};
}

// One query a seed: words of titles, alone, together, in quotes, as prefixes.
std::vector<std::string> queries(const std::vector<archive::Article>& articles) {
  std::mt19937 random(20261123);
  std::vector<std::string> queries;
  while (queries.size() < kQueries) {
    const std::string& title = articles[random() % articles.size()].title;
    std::vector<std::string> words(1);
    for (const char c : title) {
      if (c == ' ') {
        words.emplace_back();
      } else {
        words.back() += c;
      }
    }
    std::erase_if(words, [](const std::string& word) { return text::count_code_points(word) < 4; });
    if (words.size() < 2) continue;
    const std::size_t at = random() % (words.size() - 1);
    switch (queries.size() % 5) {
      case 0:
        queries.push_back(words[at]);
        break;
      case 1:
        queries.push_back(words[at] + " " + words[at + 1]);
        break;
      case 2:
        queries.push_back("\"" + words[at] + "\" OU " + words[at + 1]);
        break;
      case 3:
        queries.push_back(text::fold(words[at]).substr(0, 4) + "*");
        break;
      default:
        queries.push_back(title);
    }
  }
  return queries;
}

std::string on_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

TEST(SharedHighlight, WithoutItsMarksATextIsItsEscapedSource) {
  search::Engine& engine = orange_engine();
  const std::vector<archive::Article> articles = read_articles(FONDS_SHARED "/articles/orange.jsonl");
  const bool all = std::getenv("FONDS_ALL_MATCHES") != nullptr;
  std::uint64_t looked_at = 0;
  std::uint64_t marked = 0;
  for (const std::string& q : queries(articles)) {
    const auto found = engine.state().search(
        0, bare_request(q, all ? static_cast<std::uint32_t>(articles.size()) : kArticles),
        std::chrono::steady_clock::now() + std::chrono::minutes(10));
    for (const search::Hit& hit : found.hits) {
      const std::string what = q + " / " + hit.id;
      ASSERT_EQ(without_marks(hit.title_html, what), archive::escape_html(hit.title)) << what;
      const auto view = engine.state().article(0, hit.id, q, 0, in_a_minute());
      ASSERT_TRUE(view) << what;
      const auto plain = engine.state().article(0, hit.id, "", 0, in_a_minute());
      ASSERT_EQ(without_marks(view->body_html, what), plain->body_html) << what;
      ASSERT_EQ(without_marks(view->lead_html, what), archive::escape_html(view->hit.lead)) << what;
      // An opening leads over the end of a paragraph by a space.
      const std::string source = on_one_line(archive::escape_html(plain->body_text));
      const std::string lead = archive::escape_html(hit.lead);
      for (const std::string& fragment : fragments(without_marks(hit.excerpt_html, what))) {
        ASSERT_TRUE(source.find(on_one_line(fragment)) != std::string::npos ||
                    lead.find(fragment) != std::string::npos)
            << what << ": " << fragment;
      }
      ++looked_at;
      marked += (hit.title_html + view->lead_html + view->body_html).find("<mark>") != std::string::npos;
    }
  }
  std::cout << looked_at << " articles with marks of " << kQueries << " queries\n";
  EXPECT_GT(looked_at, 5000U);
  EXPECT_EQ(marked, looked_at);
}

}  // namespace
}  // namespace fonds::test
