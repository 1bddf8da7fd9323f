#include "indexer/archive/body_html.h"

#include <random>

#include <gtest/gtest.h>

#include "indexer/archive/clean_text.h"

namespace fonds::archive {
namespace {

struct Body {
  std::string text;
  std::vector<Block> blocks;
};
// Blocks of these kinds, one a line.
Body body(const std::vector<std::pair<BlockKind, std::string>>& parts) {
  Body result;
  for (const auto& [kind, text] : parts) {
    if (!result.text.empty()) result.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(result.text.size());
    result.text += text;
    result.blocks.push_back({begin, static_cast<std::uint32_t>(result.text.size()), kind});
  }
  return result;
}

std::string without_tags(std::string_view html) {
  std::string text;
  bool inside = false;
  for (const char c : html) {
    if (c == '<') inside = true;
    if (!inside) text += c;
    if (c == '>') inside = false;
  }
  return text;
}

TEST(EscapeHtml, AllFive) {
  EXPECT_EQ(escape_html("<a href='x' b=\"y\">&é"), "&lt;a href=&#39;x&#39; b=&quot;y&quot;&gt;&amp;é");
  EXPECT_EQ(escape_html(""), "");
}

TEST(BodyHtml, Blocks) {
  const Body b = body({{BlockKind::heading, "T"},
                       {BlockKind::paragraph, "a\nb"},
                       {BlockKind::list_item, "1"},
                       {BlockKind::list_item, "2"},
                       {BlockKind::quote, "q"},
                       {BlockKind::preformatted, "x\n y"},
                       {BlockKind::list_item, "3"}});
  EXPECT_EQ(render_body_html(b.text, {b.blocks, {}, {}}),
            "<h2>T</h2><p>a<br>\nb</p><ul><li>1</li><li>2</li></ul><blockquote><p>q</p></blockquote><pre>x\n "
            "y</pre>"
            "<ul><li>3</li></ul>");
}

TEST(BodyHtml, NamesAreLinksWhereTheArticleHasNone) {
  const Body b = body({{BlockKind::paragraph, "Anne Roche et Paul Noël, voir Anne Roche."}});
  const std::vector<Link> links = {{13, 24, "https://example.fr/"}};
  const std::vector<NameLink> names = {
      {0, 10, "/personnes/anne-roche"}, {14, 24, "/personnes/paul-noel"}, {31, 41, "/personnes/x&y"}};
  EXPECT_EQ(render_body_html(b.text, {b.blocks, links, {{5, 10}}, names}),
            "<p><a class=\"name\" href=\"/personnes/anne-roche\">Anne <mark>Roche</mark></a> et"
            "<a href=\"https://example.fr/\" rel=\"nofollow noopener\"> Paul Noël</a>"
            ", voir <a class=\"name\" href=\"/personnes/x&amp;y\">Anne Roche</a>.</p>");
  // A link of the article's that is not safe leaves the name free.
  EXPECT_EQ(render_body_html(
                "Anne Roche",
                {{{0, 10, BlockKind::paragraph}}, {{0, 4, "javascript:alert(1)"}}, {}, {{0, 10, "/p"}}}),
            "<p><a class=\"name\" href=\"/p\">Anne Roche</a></p>");
}

TEST(BodyHtml, TextIsNeverMarkup) {
  const Body b = body({{BlockKind::paragraph, "<script>alert(\"x\")</script> & <mark>"}});
  EXPECT_EQ(render_body_html(b.text, {b.blocks, {}, {}}),
            "<p>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &lt;mark&gt;</p>");
}

TEST(BodyHtml, LinksAreEscapedAndSafe) {
  const Body b = body({{BlockKind::paragraph, "un deux trois"}});
  EXPECT_EQ(render_body_html(
                b.text, {b.blocks, {{3, 7, "https://e.org/?a=\"><b>&c='d'"}, {8, 13, "javascript:x"}}, {}}),
            "<p>un <a href=\"https://e.org/?a=&quot;&gt;&lt;b&gt;&amp;c=&#39;d&#39;\" rel=\"nofollow "
            "noopener\">deux</a> trois</p>");
}

TEST(BodyHtml, MarksAreSplitAtLinksAndBlocks) {
  const Body b = body({{BlockKind::paragraph, "abcdef"}, {BlockKind::paragraph, "ghi"}});
  EXPECT_EQ(render_body_html(b.text, {b.blocks, {{2, 4, "https://e.org"}}, {{1, 3}, {5, 10}}}),
            "<p>a<mark>b</mark><a href=\"https://e.org\" rel=\"nofollow "
            "noopener\"><mark>c</mark>d</a>e<mark>f</mark></p>"
            "<p><mark>gh</mark>i</p>");
}

TEST(BodyHtml, OffsetsOutsideTheBodyAreHarmless) {
  EXPECT_EQ(render_body_html("ab", {{{0, 900, BlockKind::paragraph}, {700, 800, BlockKind::paragraph}},
                                    {{1, 600, "https://e.org"}},
                                    {{500, 600}}}),
            "<p>a<a href=\"https://e.org\" rel=\"nofollow noopener\">b</a></p><p></p>");
}

TEST(BodyHtml, WithoutTagsIsTheEscapedText) {
  std::mt19937 random(2017);
  const auto pick = [&random](std::size_t below) { return static_cast<std::uint32_t>(random() % below); };
  for (int round = 0; round < 2'000; ++round) {
    std::vector<std::pair<BlockKind, std::string>> parts;
    for (std::uint32_t i = pick(5); i-- > 0;) {
      std::string text;
      for (std::uint32_t length = 1 + pick(12); length-- > 0;) text += "ab<>&\"' \n"[pick(9)];
      parts.emplace_back(static_cast<BlockKind>(pick(5)), text);
    }
    const Body b = body(parts);
    std::vector<Link> links;
    std::vector<Mark> marks;
    std::string expected;
    for (const Block& block : b.blocks) {
      expected += escape_html(std::string_view(b.text).substr(block.begin, block.end - block.begin));
      const std::uint32_t size = block.end - block.begin, begin = pick(size),
                          end = begin + 1 + pick(size - begin);
      if (pick(2) == 0) links.push_back({block.begin + begin, block.begin + end, "https://e.org/<"});
    }
    for (std::uint32_t at = pick(6); at + 1 < b.text.size(); at += 1 + pick(6)) {
      marks.push_back(
          {at, std::min<std::uint32_t>(at + 1 + pick(9), static_cast<std::uint32_t>(b.text.size()))});
      at = marks.back().end;
    }
    const std::string html = render_body_html(b.text, {b.blocks, links, marks});
    ASSERT_EQ(without_tags(html), expected) << html;
    // The HTML is one that a browser reads the same way: tags nest, and cleaning it gives the words again.
    const CleanText again = clean_html(html, LineBreaks::html).value();
    ASSERT_EQ(again.links.size() > 0, html.find("<a ") != std::string::npos && !again.links.empty()) << html;
  }
}

}  // namespace
}  // namespace fonds::archive
