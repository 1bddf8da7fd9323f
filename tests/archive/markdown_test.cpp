#include "indexer/archive/markdown.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/text/calendar.h"
#include "tests/archive/collected.h"

namespace fonds::archive {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

CollectingSink read(std::string_view content, const ReaderOptions& options = {}) {
  CollectingSink sink;
  read_markdown(content, "2017/le-pole", options, sink);
  return sink;
}

Article article(std::string_view content) {
  CollectingSink sink = read(content);
  EXPECT_THAT(sink.rejections, IsEmpty());
  return sink.articles.empty() ? Article{} : std::move(sink.articles[0]);
}

TEST(Markdown, FrontMatter) {
  const Article read = article(
      "---\r\ntitle: \"Le pôle : enfin\"\ndate: 2017-04-05\nlastmod: 2018-01-02 10:00:00 +0100\nauthor: "
      "[Guy, Anne]\n"
      "description: Un chapô\nurl: https://example.org/x\ndossiers:\n  - Pôle\n  - Mairie\ntags: "
      "[eau]\npersons: Anne Roy\nlang: fr\n"
      "nested: {a: 1}\nempty:\n---\n\nUn *texte*.\n\n## Inter\n\n- a\n- b\n\n> cité\n");
  EXPECT_EQ(read.id, "2017/le-pole");
  EXPECT_EQ(read.title, "Le pôle : enfin");
  EXPECT_EQ(text::iso(read.day.value()), "2017-04-05");
  EXPECT_EQ(text::rfc3339(read.modified.value()), "2018-01-02T09:00:00Z");
  EXPECT_EQ(read.author, "Guy, Anne");
  EXPECT_EQ(read.lead, "Un chapô");
  EXPECT_THAT(read.dossiers, ElementsAre("Pôle", "Mairie", "eau"));
  EXPECT_THAT(read.persons, ElementsAre("Anne Roy"));
  EXPECT_EQ(read.body, "Un texte.\n\nInter\n\na\n\nb\n\ncité");
  EXPECT_EQ(read.blocks[1].kind, BlockKind::heading);
  EXPECT_EQ(read.blocks[4].kind, BlockKind::quote);
}

TEST(Markdown, IdAndSlug) {
  EXPECT_EQ(article("---\nid: stable\ntitle: T\n---\n").id, "stable");
  EXPECT_EQ(article("---\nslug: autre\ntitle: T\n---\n").id, "2017/autre");
}

TEST(Markdown, TitleFromTheFirstHeading) {
  const Article leading = article("# Le titre\n\nTexte.");
  EXPECT_EQ(leading.title, "Le titre");
  EXPECT_EQ(leading.body, "Texte.");
  const Article later = article("Texte.\n\n# Le titre\n");
  EXPECT_EQ(later.title, "Le titre");
  EXPECT_EQ(later.body, "Texte.\n\nLe titre");
}

TEST(Markdown, TitleFieldKeepsTheHeading) {
  EXPECT_EQ(article("---\ntitle: T\n---\n# H\n").body, "H");
}

TEST(Markdown, RawHtmlAndResidueLeaveTextOnly) {
  EXPECT_EQ(article("---\ntitle: T\n---\nUn <b>mot</b>.\n\n<div>Deux</div>\n<script>x</script>\n\n"
                    "![photo](a.jpg)\n\n[gallery ids=\"1\"]\n\n{{< figure src=\"x\" >}}\n\nFin "
                    "[lien](javascript:alert(1)).")
                .body,
            "Un mot.\n\nDeux\n\nFin lien.");
}

TEST(Markdown, TablesReadAsRows) {
  const auto text = [](std::string_view markdown) { return clean_markdown(markdown).value().text; };
  EXPECT_EQ(text("Budget\n\n| An | *Prix* |\n|----|:---:|\n| 2017 | 3 € |\n| 2018 |\n\nFin | suite\n"),
            "Budget\n\nAn | Prix\n\n2017 | 3 €\n\n2018\n\nFin | suite");
  EXPECT_EQ(text("a | b\n--|--\n1 | 2"), "a | b\n\n1 | 2");
  EXPECT_EQ(text("un | deux\ntrois"), "un | deux trois");
  EXPECT_EQ(text("```\na | b\n--|--\n```"), "a | b\n--|--");
  EXPECT_EQ(text("|"), "|");
}

TEST(Markdown, UnpublishedIsPassedOver) {
  EXPECT_THAT(read("---\ntitle: T\ndraft: true\n---\nx").articles, IsEmpty());
  EXPECT_THAT(read("---\ntitle: T\npublished: false\n---\nx").articles, IsEmpty());
  EXPECT_THAT(read("---\ntitle: T\ndraft: false\n---\nx").articles, SizeIs(1));
}

TEST(Markdown, TagsByOption) {
  ReaderOptions options;
  options.tags_are_dossiers = false;
  EXPECT_THAT(read("---\ntitle: T\ncategories: [A]\ntags: [b]\n---\n", options).articles[0].dossiers,
              ElementsAre("A"));
}

struct Fault {
  std::string content;
  std::uint64_t line;
  std::string reason;
};
class MarkdownFault : public ::testing::TestWithParam<Fault> {};
TEST_P(MarkdownFault, IsRejected) {
  const CollectingSink sink = read(GetParam().content);
  EXPECT_THAT(sink.articles, IsEmpty());
  ASSERT_THAT(sink.rejections, SizeIs(1));
  EXPECT_EQ(sink.rejections[0].line, GetParam().line);
  EXPECT_THAT(sink.rejections[0].reason, HasSubstr(GetParam().reason));
  EXPECT_EQ(sink.rejections[0].id, "2017/le-pole");
}
INSTANTIATE_TEST_SUITE_P(
    Table, MarkdownFault,
    ::testing::Values(Fault{"---\ntitle: \"open\ndate: x\n---\n", 4, "not YAML"},
                      Fault{"---\ntitle: T\nauthors: [a\n---\nx", 4, "not YAML"},
                      Fault{"---\ntitle: T\n", 1, "not closed"},
                      Fault{"---\n- a\n- b\n---\n", 1, "no list of"},
                      Fault{"+++\ntitle='x'\n+++\n", 1, "TOML"},
                      Fault{"---\ntitle: T\ndate: 31 mars\n---\n", 1, "'date' is not an ISO 8601 date"},
                      Fault{"---\nt: " + std::string(5000, '[') + "\n---\n", 3, "not YAML"}));

// Where a line has no end for a tag is looked for once, not for each of its beginnings.
TEST(Markdown, TemplateTagsWithoutAnEndTakeLittleTime) {
  for (const std::string opening : {"{{<", "{{%", "{%", "{% include {{< "}) {
    std::string content = "Un {% vrai %} mot ";
    for (int i = 0; i < 100'000; ++i) content += opening + 'a';
    const CollectingSink sink = read(content + "\n\nFin {{< vraie >}}.\n");
    ASSERT_THAT(sink.articles, SizeIs(1));
    EXPECT_TRUE(sink.articles[0].body.starts_with("Un mot "));
    EXPECT_TRUE(sink.articles[0].body.ends_with("Fin .")) << opening;
  }
}

TEST(Markdown, EveryBeginningIsHarmless) {
  const std::string content =
      "---\ntitle: &a [*a, \"x\"]\n? [k]\n: v\n---\n# T\n\n* a\n  > b [c](d \"e\") ![f\n\n<p>g&eacute;";
  for (std::size_t size = 0; size <= content.size(); ++size) {
    const CollectingSink sink = read(std::string_view(content).substr(0, size));
    EXPECT_LE(sink.articles.size() + sink.rejections.size(), 1u);
  }
}

}  // namespace
}  // namespace fonds::archive
