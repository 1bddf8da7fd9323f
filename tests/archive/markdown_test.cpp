#include "indexer/archive/markdown.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/archive/admission.h"
#include "indexer/text/calendar.h"
#include "tests/archive/collected.h"

namespace fonds::archive {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

CollectingSink read_document(std::string_view content, const ReaderOptions& options = {}) {
  CollectingSink sink;
  read_markdown(content, "2017/le-pole", options, sink);
  return sink;
}

Article article_of_document(std::string_view content) {
  CollectingSink sink = read_document(content);
  EXPECT_THAT(sink.rejections, IsEmpty());
  return sink.articles.empty() ? Article{} : std::move(sink.articles[0]);
}

TEST(Markdown, FrontMatter) {
  const Article read = article_of_document(
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
  EXPECT_EQ(article_of_document("---\nid: stable\ntitle: T\n---\n").id, "stable");
  EXPECT_EQ(article_of_document("---\nslug: autre\ntitle: T\n---\n").id, "2017/autre");
}

TEST(Markdown, TitleFromTheFirstHeading) {
  const Article leading = article_of_document("# Le titre\n\nTexte.");
  EXPECT_EQ(leading.title, "Le titre");
  EXPECT_EQ(leading.body, "Texte.");
  const Article later = article_of_document("Texte.\n\n# Le titre\n");
  EXPECT_EQ(later.title, "Le titre");
  EXPECT_EQ(later.body, "Texte.\n\nLe titre");
}

TEST(Markdown, TitleFieldKeepsTheHeading) {
  EXPECT_EQ(article_of_document("---\ntitle: T\n---\n# H\n").body, "H");
}

TEST(Markdown, RawHtmlAndResidueLeaveTextOnly) {
  EXPECT_EQ(
      article_of_document("---\ntitle: T\n---\nUn <b>mot</b>.\n\n<div>Deux</div>\n<script>x</script>\n\n"
                          "![photo](a.jpg)\n\n[gallery ids=\"1\"]\n\n{{< figure src=\"x\" >}}\n\nFin "
                          "[lien](javascript:alert(1)).")
          .body,
      "Un mot.\n\nDeux\n\nphoto\n\nFin lien.");
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

TEST(Markdown, MetadataWithoutAFence) {
  const Article read = article_of_document(
      "Title: La crue : dix jours après\nDate: 2013-03-05 10:20\nCategory: Rivière\nAuthor: Jeanne Dupont\n\n"
      "Un texte.\n");
  EXPECT_EQ(read.title, "La crue : dix jours après");
  EXPECT_EQ(text::iso(read.day.value()), "2013-03-05");
  EXPECT_EQ(read.author, "Jeanne Dupont");
  EXPECT_THAT(read.dossiers, ElementsAre("Rivière"));
  EXPECT_EQ(read.body, "Un texte.");
  EXPECT_THAT(read_document("Title: T\nStatus: draft\n\nUn texte.").withdrawn, SizeIs(1));
  // A text that begins with a colon, or lists what is no field.
  EXPECT_EQ(article_of_document("Ordre: le maire a tranché\n\nUn texte.").body,
            "Ordre: le maire a tranché\n\nUn texte.");
}

TEST(Markdown, UnpublishedIsPassedOver) {
  EXPECT_THAT(read_document("---\ntitle: T\ndraft: true\n---\nx").articles, IsEmpty());
  EXPECT_THAT(read_document("---\ntitle: T\npublished: false\n---\nx").articles, IsEmpty());
  EXPECT_THAT(read_document("---\ntitle: T\n\tdraft: true\n---\nx").articles, IsEmpty());
  EXPECT_THAT(read_document("--- yaml\ntitle: T\ndraft: true\n---\nx").articles, IsEmpty());
  EXPECT_THAT(read_document("---\ntitle: T\nexpires: 2001-01-01\n---\nx").articles, IsEmpty());
  EXPECT_THAT(read_document("---\ntitle: T\ndraft: false\n---\nx").articles, SizeIs(1));
}

TEST(Markdown, TagsByOption) {
  ReaderOptions options;
  options.tags_are_dossiers = false;
  EXPECT_THAT(read_document("---\ntitle: T\ncategories: [A]\ntags: [b]\n---\n", options).articles[0].dossiers,
              ElementsAre("A"));
}

// What front matter of one kind or another must give: title, date, author, dossiers, body.
struct Written {
  std::string content, title, date, author, dossiers, body;
  std::string stem = "articles/page";
};
std::string joined(const std::vector<std::string>& labels) {
  std::string all;
  for (const std::string& label : labels) all += (all.empty() ? "" : "|") + std::string(one_line(label));
  return all;
}
class FrontMatterKinds : public ::testing::TestWithParam<Written> {};
TEST_P(FrontMatterKinds, IsRead) {
  CollectingSink sink;
  read_markdown(GetParam().content, GetParam().stem, {}, sink);
  ASSERT_THAT(sink.rejections, IsEmpty());
  ASSERT_THAT(sink.articles, SizeIs(1));
  const Article& article = sink.articles[0];
  EXPECT_EQ(article.title, GetParam().title);
  EXPECT_EQ(article.day ? text::iso(*article.day) : "", GetParam().date);
  EXPECT_EQ(article.author, GetParam().author);
  EXPECT_EQ(joined(article.dossiers), GetParam().dossiers);
  EXPECT_EQ(article.body, GetParam().body);
  EXPECT_THAT(sink.notes, IsEmpty()) << sink.notes[0].reason;
}

INSTANTIATE_TEST_SUITE_P(
    Toml, FrontMatterKinds,
    ::testing::Values(
        Written{
            "+++\ntitle = \"Le marché\"\ndate = 2011-10-02T08:00:00+02:00\nauthor = 'Anne Roy'\ncategories = "
            "[\"Commerce\", 'Place']\n+++\nDes étals.\n",
            "Le marché", "2011-10-02", "Anne Roy", "Commerce|Place", "Des étals."},
        Written{"+++\r\ntitle = \"Le marché\"\r\ndate = 2011-10-02\r\n+++\r\nDes étals.\r\n", "Le marché",
                "2011-10-02", "", "", "Des étals."},
        Written{"+++\ntitle = \"Le marché\"\ndate = \"2011-10-2\"\n[taxonomies]\ntags = "
                "[\"étal\"]\n[[authors]]\nname = "
                "\"Anne Roy\"\n[[authors]]\nname = \"Guy Prat\"\n[extra]\nauthor = \"non\"\n+++\nDes étals.",
                "Le marché", "2011-10-02", "non", "étal", "Des étals."},
        Written{"---toml\ntitle = \"Le marché\"\n---\nDes étals.", "Le marché", "", "", "", "Des étals."}));

INSTANTIATE_TEST_SUITE_P(
    Json, FrontMatterKinds,
    ::testing::Values(
        Written{"{\n  \"title\": \"Le marché {couvert}\",\n  \"date\": \"2011-10-02\",\n  \"author\": "
                "{\"name\": \"Anne "
                "Roy\"},\n  \"tags\": [\"étal\"],\n}\n\nDes étals.\n",
                "Le marché {couvert}", "2011-10-02", "Anne Roy", "étal", "Des étals."},
        Written{"{\"title\":\"Le marché\",\"draft\":false}\nDes étals.", "Le marché", "", "", "",
                "Des étals."},
        Written{"---json\n{\"title\":\"Le marché\"}\n---\nDes étals.", "Le marché", "", "", "", "Des étals."},
        Written{";;;\n\"title\":\"Le marché\"\n;;;\nDes étals.", "Le marché", "", "", "", "Des étals."},
        Written{"{{< figure >}}\n# Titre\n\nTexte.", "Titre", "", "", "", "Texte."},
        Written{"{ouvert} # non\n", "", "", "", "", "{ouvert} # non"}));

INSTANTIATE_TEST_SUITE_P(
    Yaml, FrontMatterKinds,
    ::testing::Values(
        Written{"\n\n---\ntitle: Le marché\n---\nDes étals.", "Le marché", "", "", "", "Des étals."},
        Written{"\xEF\xBB\xBF---\ntitle: Le marché\n---\nDes étals.", "Le marché", "", "", "", "Des étals."},
        Written{"\xEF\xBB\xBF \r\n---\r\ntitle: Le marché\r\n---\r\nDes étals.", "Le marché", "", "", "",
                "Des étals."},
        Written{"---\rtitle: Le marché\r---\rDes étals.\r", "Le marché", "", "", "", "Des étals."},
        Written{"---\ntitle: Le marché\n...\nDes étals.", "Le marché", "", "", "", "Des étals."},
        Written{"---\ntitle: T\ndate: 2011-10-2\n---\nx", "T", "2011-10-02", "", "", "x"},
        Written{"---\ntitle: T\ndate: 2011-10-02 9:30\n---\nx", "T", "2011-10-02", "", "", "x"},
        Written{"---\ntitle: T\ndate: 2011-10-02 23:30:00 -0500\n---\nx", "T", "2011-10-03", "", "", "x"},
        Written{"---\ntitle: T\ndate: 02/10/2011\n---\nx", "T", "2011-10-02", "", "", "x"},
        Written{"---\ntitle: T\ndate: dimanche 2 octobre 2011\n---\nx", "T", "2011-10-02", "", "", "x"},
        Written{"---\ntitle: T\ndate: Sun, 02 Oct 2011 08:00:00 +0200\n---\nx", "T", "2011-10-02", "", "",
                "x"},
        Written{"---\ntitle: T\npublished_at: 2011-10-02T08:00:00.000Z\n---\nx", "T", "2011-10-02", "", "",
                "x"},
        Written{"---\ntitle: T\npubDate: 'Oct 02 2011'\n---\nx", "T", "2011-10-02", "", "", "x"},
        Written{"---\ntitle: T\nauthor:\n  name: Anne Roy\n  url: /a\n---\nx", "T", "", "Anne Roy", "", "x"},
        Written{"---\ntitle: T\nauthors:\n- name: Anne Roy\n- Guy Prat\n---\nx", "T", "",
                "Anne Roy, Guy Prat", "", "x"},
        Written{"---\ntitle: T\nparams:\n  author: Anne Roy\n---\nx", "T", "", "Anne Roy", "", "x"},
        Written{"---\ntitle: L&#8217;&amp;eacute;t&eacute;\n---\nx", "L’été", "", "", "", "x"},
        Written{"---\ntitle: \"Le <em>grand</em> bal\"\n---\nx", "Le grand bal", "", "", "", "x"},
        Written{"---\ntitle: \"a < b\"\n---\nx", "a < b", "", "", "", "x"},
        Written{"---\ntitle: &t Le marché\nsubtitle: *t\n---\nx", "Le marché", "", "", "", "x"}));

INSTANTIATE_TEST_SUITE_P(
    Labels, FrontMatterKinds,
    ::testing::Values(
        Written{"---\ntitle: T\ncategories: place, marché\n---\nx", "T", "", "", "place|marché", "x"},
        Written{"---\ntitle: T\ntags: place; marché\n---\nx", "T", "", "", "place|marché", "x"},
        Written{"---\ntitle: T\nlayout: post\ncategories: place marché\n---\nx", "T", "", "", "place|marché",
                "x"},
        Written{"---\ntitle: T\ncategories: Vie locale\n---\nx", "T", "", "", "Vie locale", "x"},
        Written{"---\ntitle: T\nlayout: post\ncategory: Vie locale\n---\nx", "T", "", "", "Vie locale", "x"},
        Written{"---\ntitle: T\nlayout: post\ncategories: [Vie locale]\n---\nx", "T", "", "", "Vie locale",
                "x"},
        Written{"---\ntitle: T\ncategories:\n- a\ntags: [b, c]\n---\nx", "T", "", "", "a|b|c", "x"}));

INSTANTIATE_TEST_SUITE_P(
    FileNames, FrontMatterKinds,
    ::testing::Values(
        Written{"---\ntitle: T\ntags: place marché\n---\nx", "T", "2011-10-02", "", "place|marché", "x",
                "_posts/2011-10-02-le-marche"},
        Written{"---\ntitle: T\n---\nx", "T", "2011-10-02", "", "sport", "x",
                "sport/_posts/2011-10-2-le-marche"},
        Written{"---\ntitle: T\ndate: 2012-01-01\n---\nx", "T", "2012-01-01", "", "", "x",
                "2011-10-02-le-marche"},
        Written{"---\ntitle: T\n---\nx", "T", "2011-10-02", "", "", "x", "posts/2011-10-02-le-marche/index"},
        Written{"---\nlayout: post\n---\n", "le marche", "2011-10-02", "", "", "", "2011-10-02-le-marche"},
        Written{"Texte sans rien.", "", "2011-10-02", "", "", "Texte sans rien.", "2011-10-02-le-marche"},
        Written{"---\ntitle: T\n---\nx", "T", "", "", "", "x", "2011-13-02-le-marche"},
        Written{"---\ntitle: T\n---\nx", "T", "", "", "", "x", "06-10-11-12-tel"}));

// One bad field costs that field, and is said.
struct Broken {
  std::string content;
  std::uint64_t line;
  std::string note, title, body;
};
class BrokenFrontMatter : public ::testing::TestWithParam<Broken> {};
TEST_P(BrokenFrontMatter, CostsAFieldNotTheArticle) {
  const CollectingSink sink = read_document(GetParam().content);
  ASSERT_THAT(sink.articles, SizeIs(1));
  EXPECT_THAT(sink.rejections, IsEmpty());
  EXPECT_EQ(sink.articles[0].title, GetParam().title);
  EXPECT_EQ(sink.articles[0].body, GetParam().body);
  ASSERT_THAT(sink.notes, SizeIs(1));
  EXPECT_EQ(sink.notes[0].line, GetParam().line);
  EXPECT_THAT(sink.notes[0].reason, HasSubstr(GetParam().note));
}
INSTANTIATE_TEST_SUITE_P(
    Table, BrokenFrontMatter,
    ::testing::Values(
        Broken{"---\ntitle: \"open\nauthor: x\n---\nTexte.", 3, "not YAML", "open", "Texte."},
        Broken{"---\ntitle: T\nauthors: [a\n---\nTexte.", 3, "not YAML", "T", "Texte."},
        Broken{"---\ntitle: Le marché: enfin\n---\nTexte.", 2, "not YAML", "Le marché: enfin", "Texte."},
        Broken{"---\ntitle: \"Le \"grand\" bal\"\n---\nTexte.", 2, "not YAML", "Le \"grand\" bal", "Texte."},
        Broken{"---\ntitle: T\ntags:\n\t- a\n---\nTexte.", 4, "not YAML", "T", "Texte."},
        Broken{"---\ntitle: T\n\nTexte.", 1, "not closed", "T", "Texte."},
        Broken{"---\ntitle: T\ntags:\n- a\nLe texte : enfin.", 1, "not closed", "T", "Le texte : enfin."},
        Broken{"---\n- a\n- b\n---\n", 2, "no list of", "", "a\n\nb"},
        Broken{"+++\ntitle = \"T\"\ndate = 2011-1-1\n+++\nTexte.", 3, "not TOML", "T", "Texte."},
        Broken{"---\ntitle: T\ndate: 31 mars\n---\nTexte.", 1, "'date' is not a date", "T", "Texte."},
        Broken{"---\ntitle: T\nt: " + std::string(5000, '[') + "\n---\nTexte.", 3, "not YAML", "T",
               "Texte."}));

TEST(Markdown, ARuleAboveATextIsNoFrontMatter) {
  EXPECT_EQ(read_document("---\n\nUn texte.\n").articles[0].body, "Un texte.");
  EXPECT_EQ(read_document("---\n\nUn texte.\n\n---\n\nUn autre.").articles[0].body, "Un texte.\n\nUn autre.");
}

TEST(Markdown, ABadDateGivesWayToTheNext) {
  const CollectingSink sink = read_document("---\ntitle: T\ndate: bientôt\npublishDate: 2011-10-02\n---\nx");
  EXPECT_EQ(text::iso(sink.articles[0].day.value()), "2011-10-02");
  EXPECT_THAT(sink.notes, SizeIs(1));
}

TEST(Markdown, AliasesDoNotMultiply) {
  std::string yaml = "---\ntitle: T\na0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 40; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    yaml += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
    for (int j = 0; j < 8; ++j) yaml += ", " + before;
    yaml += "]\n";
  }
  EXPECT_EQ(article_of_document(yaml + "---\nx").title, "T");
}

TEST(Markdown, DeepNestingIsHarmless) {
  for (const std::string open : {"[", "{\"a\":", "- ", "> ", "* ", "[a](", "**a "}) {
    std::string deep;
    for (int i = 0; i < 20'000; ++i) deep += open;
    read_document("---\ntitle: T\nx: " + deep + "\n---\nx");
    read_document("+++\ntitle = \"T\"\nx = " + deep + "\n+++\nx");
    read_document("{\"title\": \"T\", \"x\": " + deep + "}\nx");
    EXPECT_LE(read_document(deep + "mot").rejections.size(), 1u);
  }
}

// Where a line has no end for a tag is looked for once, not for each of its beginnings.
TEST(Markdown, TemplateTagsWithoutAnEndTakeLittleTime) {
  for (const std::string opening : {"{{<", "{{%", "{%", "{% include {{< "}) {
    std::string content = "Un {% vrai %} mot ";
    for (int i = 0; i < 100'000; ++i) content += opening + 'a';
    const CollectingSink sink = read_document(content + "\n\nFin {{< vraie >}}.\n");
    ASSERT_THAT(sink.articles, SizeIs(1));
    EXPECT_TRUE(sink.articles[0].body.starts_with("Un mot "));
    EXPECT_TRUE(sink.articles[0].body.ends_with("Fin .")) << opening;
  }
}

TEST(Markdown, EveryBeginningIsHarmless) {
  const std::string content =
      "---\ntitle: &a [*a, \"x\"]\n? [k]\n: v\n---\n# T\n\n* a\n  > b [c](d \"e\") ![f\n\n<p>g&eacute;";
  for (std::size_t size = 0; size <= content.size(); ++size) {
    const CollectingSink sink = read_document(std::string_view(content).substr(0, size));
    EXPECT_LE(sink.articles.size() + sink.rejections.size(), 1u);
  }
}

}  // namespace
}  // namespace fonds::archive
