#include "indexer/archive/clean_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fonds::archive {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* kNbsp = "\xC2\xA0";

CleanText clean(std::string_view html, LineBreaks breaks = LineBreaks::html) {
  return clean_html(html, breaks).value();
}

struct CleanTextCase {
  std::string html, text;
};

class CleanHtml : public ::testing::TestWithParam<CleanTextCase> {};
TEST_P(CleanHtml, IsText) {
  EXPECT_EQ(clean(GetParam().html).text, GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    Table, CleanHtml,
    ::testing::Values(
        CleanTextCase{"", ""}, CleanTextCase{"Un texte", "Un texte"},
        CleanTextCase{"<p>Un</p><p>Deux</p>", "Un\n\nDeux"}, CleanTextCase{"  Un \n\t texte   ", "Un texte"},
        CleanTextCase{"<p>Un<br>deux<br/>trois</p>", "Un\ndeux\ntrois"},
        CleanTextCase{"Un <br> deux", "Un\ndeux"}, CleanTextCase{"Un<br><br>deux", "Un\n\ndeux"},
        CleanTextCase{"<h2>Un<br><br>deux</h2>", "Un\ndeux"}, CleanTextCase{"<br>Un<br>", "Un"},
        CleanTextCase{"a &lt; b &amp; c &eacute;&nbsp;!", "a < b & c é" + std::string(kNbsp) + "!"},
        CleanTextCase{"a < b", "a < b"},
        CleanTextCase{"&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"},
        CleanTextCase{"un<script>alert('</p>')</script>deux", "undeux"},
        CleanTextCase{"<style>p{}</style>un", "un"},
        CleanTextCase{"un<iframe src=x>rien</iframe> deux", "un deux"},
        CleanTextCase{"<form><input value=x>rien</form>un", "un"},
        CleanTextCase{"un<!-- rien -->deux", "undeux"},
        CleanTextCase{"<!-- wp:paragraph --><p>un</p><!-- /wp:paragraph -->", "un"},
        CleanTextCase{"<p>&nbsp;</p><p>un</p><p>\xE2\x80\x8B</p>", "un"},
        CleanTextCase{"un <img src=x alt='Une vue'> deux", "un deux\n\nUne vue"},
        CleanTextCase{"<figure><img><figcaption>Légende</figcaption></figure>un", "un"},
        CleanTextCase{"<div class='wp-caption'><img src=x><p class='wp-caption-text'>Légende</p></div>un",
                      "Légende\n\nun"},
        CleanTextCase{"<figure class='wp-block-table'><table><tr><td>1</td><td>2</td></tr></table></figure>",
                      "1 | 2"},
        CleanTextCase{
            "<table><tr><th>An</th><th>Prix</th></tr><tr><td>2017</td><td></td><td>3 €</td></tr></table>",
            "An | Prix\n\n2017 | 3 €"},
        CleanTextCase{"<table><tr><td><p>un</p><p>deux</p></td><td><p>trois</p></td></tr></table>",
                      "un\n\ndeux\n\ntrois"},
        CleanTextCase{"1<sup>er</sup> avril", "1er avril"},
        CleanTextCase{"<q>Oui</q>, dit-il", "« Oui », dit-il"},
        CleanTextCase{"<pre>\n  a\n\n    b\n</pre>", "  a\n\n    b"},
        CleanTextCase{"<p hidden>rien</p>un", "un"},
        CleanTextCase{"<p style='color:red; display: none'>rien</p>un", "un"},
        CleanTextCase{"un</p></div></p>deux", "un\n\ndeux"},
        CleanTextCase{"<b><i>un</b></i> deux", "un deux"},
        CleanTextCase{"<p>un \xEF\xBF\xBC deux</p>", "un deux"}, CleanTextCase{"<p>\xEF\xBF\xBC</p>un", "un"},
        CleanTextCase{"<ul><li>un<li>deux</ul>", "un\n\ndeux"},
        CleanTextCase{"<td>un</td><td>deux", "undeux"}, CleanTextCase{"<plaintext>a</p>", "a</p>"},
        CleanTextCase{"<", "<"}, CleanTextCase{"&", "&"}));

struct BreakCase {
  std::string html, text;
};
class WordPressBreaks : public ::testing::TestWithParam<BreakCase> {};
TEST_P(WordPressBreaks, AreParagraphsAndLines) {
  EXPECT_EQ(clean(GetParam().html, LineBreaks::wordpress).text, GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    Table, WordPressBreaks,
    ::testing::Values(BreakCase{"Un\n\nDeux", "Un\n\nDeux"}, BreakCase{"Un\nDeux", "Un\nDeux"},
                      BreakCase{"Un\r\nDeux\r\n\r\nTrois", "Un\nDeux\n\nTrois"},
                      BreakCase{"Un\n \n\n Deux", "Un\n\nDeux"}, BreakCase{"Un<br />\nDeux", "Un\nDeux"},
                      BreakCase{"Un\n<!--more-->\nDeux", "Un\n\nDeux"},
                      BreakCase{"Un\n\n&nbsp;\n\nDeux", "Un\n\nDeux"},
                      BreakCase{"<ul>\n<li>un</li>\n\n<li>deux</li>\n</ul>\nfin", "un\n\ndeux\n\nfin"},
                      BreakCase{"<strong>Un\n\nDeux</strong>", "Un\n\nDeux"},
                      BreakCase{"<pre>a\n\n\nb</pre>\n\nc", "a\n\n\nb\n\nc"}));

TEST(CleanHtml, BlocksSayWhatTheyAre) {
  const CleanText text = clean(
      "<h3>Titre</h3><p>Un</p><ul><li>a</li><li><p>b</p><p>c</p></li></ul><blockquote><p>Cité</p></"
      "blockquote><pre>x  y</pre>fin");
  const std::vector<std::pair<std::string, BlockKind>> expected = {
      {"Titre", BlockKind::subheading},  {"Un", BlockKind::paragraph}, {"a", BlockKind::list_item},
      {"b", BlockKind::list_item},       {"c", BlockKind::list_item},  {"Cité", BlockKind::quote},
      {"x  y", BlockKind::preformatted}, {"fin", BlockKind::paragraph}};
  ASSERT_THAT(text.blocks, SizeIs(expected.size()));
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(text.text.substr(text.blocks[i].begin, text.blocks[i].end - text.blocks[i].begin),
              expected[i].first);
    EXPECT_EQ(text.blocks[i].kind, expected[i].second);
  }
}

TEST(CleanHtml, LinksKeepTheirWords) {
  const CleanText text = clean(
      "Voir <a href=' https://example.org/?a=1&amp;b=2 '> le  site </a>.<a "
      "href='mailto:a@example.org'>x</a>");
  ASSERT_THAT(text.links, SizeIs(2));
  EXPECT_EQ(text.text.substr(text.links[0].begin, text.links[0].end - text.links[0].begin), "le site");
  EXPECT_EQ(text.links[0].href, "https://example.org/?a=1&b=2");
}

TEST(CleanHtml, LinkOverBlocksIsSplit) {
  const CleanText text = clean("<a href='https://example.org'><h2>Un</h2><p>Deux</p></a>");
  ASSERT_THAT(text.links, SizeIs(2));
  EXPECT_EQ(text.links[0].end, text.blocks[0].end);
  EXPECT_EQ(text.links[1].begin, text.blocks[1].begin);
}

TEST(CleanHtml, DangerousAddressesAreNoLinks) {
  for (const std::string href :
       {"javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", " data:text/html,x",
        "vbscript:x", "/relative", "#top", "//example.org", "file:///etc/passwd", ""}) {
    EXPECT_THAT(clean("<a href=\"" + href + "\">x</a>").links, IsEmpty()) << href;
  }
  EXPECT_THAT(clean("<a href='HTTPS://example.org'>x</a>").links, SizeIs(1));
  EXPECT_THAT(clean("<a href='https://example.org'> <img src=x> </a>").links, IsEmpty());
}

TEST(CleanHtml, DeepNestingIsHarmless) {
  for (const std::string tag : {"div", "b", "a", "blockquote", "ul", "table", "svg", "span", "font", "x-y"}) {
    std::string html;
    for (int i = 0; i < 100'000; ++i) html += "<" + tag + ">";
    html += "mot";
    EXPECT_TRUE(clean_html(html, LineBreaks::html).has_value()) << tag;
  }
  std::string foreign = "<svg>";
  for (int i = 0; i < 100'000; ++i) foreign += "<tr>";
  EXPECT_TRUE(clean_html(foreign + "mot", LineBreaks::html).has_value());
}

TEST(CleanHtml, TextBeyondTheDeepestLevelIsKept) {
  std::string html;
  for (int i = 0; i < 5'000; ++i) html += "<div>";
  html += "dedans";
  for (int i = 0; i < 5'000; ++i) html += "</div>";
  EXPECT_EQ(clean(html + "<p>dehors</p>").text, "dedans\n\ndehors");
}

TEST(CleanHtml, ManyAttributesTakeLittleTime) {
  std::string html = "<p";
  for (int i = 0; i < 200'000; ++i) html += " a" + std::to_string(i) + "=1";
  EXPECT_EQ(clean(html + ">un</p>").text, "un");
}

TEST(CleanHtml, TangledFormattingIsRefusedNotFatal) {
  std::string html = "<p>";  // each paragraph opens again what the one before left open
  for (int i = 0; i < 400; ++i) html += "<b id=" + std::to_string(i) + ">";
  for (int i = 0; i < 100'000; ++i) html += "<p>x";
  EXPECT_FALSE(clean_html(html, LineBreaks::html).has_value());
}

TEST(CleanHtml, LinksBesideEmptyParagraphsTakeLittleTime) {
  std::string html;
  for (int i = 0; i < 100'000; ++i) html += "<a href=http://a>x</a>";
  for (int i = 0; i < 100'000; ++i) html += "<p><a href=http://b>&nbsp;</a>";
  EXPECT_THAT(clean(html).links, SizeIs(100'000));
}

TEST(CleanLine, ManyLinesTakeLittleTime) {
  std::string html;
  for (int i = 0; i < 100'000; ++i) html += "<p>un";
  EXPECT_EQ(clean_line(html).size(), 3 * 100'000U - 1);
}

TEST(CleanLine, ResolvesEntitiesAndTags) {
  EXPECT_EQ(clean_line("L&#039;école &amp;eacute;lue <em>neuve</em>\n"), "L'école élue neuve");
  EXPECT_EQ(clean_line("Un &amp;amp;#8217; et R&amp;D"), "Un ’ et R&D");
  EXPECT_EQ(clean_line("&amp;lt;b&amp;gt; a & b; AT&T"), "<b> a & b; AT&T");
  EXPECT_EQ(clean_line("Simple"), "Simple");
  EXPECT_EQ(clean_line("un<br>deux"), "un deux");
}

TEST(ResolveEntities, LeavesEverythingElse) {
  EXPECT_EQ(resolve_entities("a &lt; b <i>c</i>\n &eacute;t&#233;"), "a < b <i>c</i>\n été");
  EXPECT_EQ(resolve_entities("a & b"), "a & b");
}

TEST(CleanHtml, ControlCharactersAreDropped) {
  EXPECT_EQ(clean("<p>mu\x11ni\x7F"
                  "cipal\xC2\x85</p><pre>a\x02\n b</pre>")
                .text,
            "municipal…\n\na\n b");
}

TEST(CleanHtml, AddressesAloneAreEmbeds) {
  EXPECT_EQ(clean("<p>Un.</p><p>https://video.example/watch?v=1</p><p>Deux.</p>").text, "Un.\n\nDeux.");
  EXPECT_EQ(clean("<figure class='wp-block-embed'><div>\nhttps://video.example/1\n</div></figure>Deux.").text,
            "Deux.");
  EXPECT_EQ(clean("<p><a href='https://a.example'>https://a.example</a></p>").text, "https://a.example");
  EXPECT_EQ(clean("<p>Voir https://a.example</p><ul><li>https://b.example</li></ul>").text,
            "Voir https://a.example\n\nhttps://b.example");
}

TEST(DropFirstBlocks, MovesWhatRemains) {
  CleanText text = clean("<h1>Titre</h1><p>Un <a href='https://example.org'>lien</a></p>");
  drop_first_blocks(text, 1);
  EXPECT_EQ(text.text, "Un lien");
  EXPECT_EQ(text.blocks[0], (Block{0, 7, BlockKind::paragraph}));
  EXPECT_EQ(text.links[0], (Link{3, 7, "https://example.org"}));
  drop_first_blocks(text, 5);
  EXPECT_EQ(text.text, "");
  EXPECT_THAT(text.links, IsEmpty());
}

}  // namespace
}  // namespace fonds::archive
