// What is set in bold, in lists and in tables, and what other sites were to show, from each source to the page; and
// that the text beside it stays what it was.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/archive/admission.h"
#include "indexer/archive/body_html.h"
#include "indexer/archive/clean_text.h"
#include "indexer/archive/embeds.h"
#include "indexer/archive/jsonl.h"
#include "indexer/archive/markdown.h"
#include "tests/archive/collected.h"

namespace fonds::archive {
namespace {

using ::testing::IsEmpty;

std::string shown(const Article& article, const std::vector<Mark>& marks = {}) {
  return render_body_html(
      article.body,
      {article.blocks, article.links, marks, {}, {}, article.styles, article.cells, article.embeds});
}

Article of_html(std::string_view html) {
  Article article;
  article.id = "a";
  article.title = "T";
  move_body(clean_html(html, LineBreaks::html).value(), article);
  EXPECT_EQ(admit(article, {}), "");
  return article;
}

const std::string kTable =
    "<div class=\"table\" role=\"region\" aria-label=\"Tableau\" tabindex=\"0\"><table>";
const std::string kTableEnd = "</table></div>";

TEST(Markup, OfHtml) {
  const struct {
    std::string html, text, shown;
  } cases[] = {
      {"<p>Un <b>mot</b> <em>dit</em>, H<sub>2</sub>O, 1<sup>er</sup>.</p>", "Un mot dit, H2O, 1er.",
       "<p>Un <strong>mot</strong> <em>dit</em>, H<sub>2</sub>O, 1<sup>er</sup>.</p>"},
      // Inside each other, across a link, over the end of a paragraph.
      {"<p><b>a <i>b</i></b> c</p>", "a b c", "<p><strong>a </strong><strong><em>b</em></strong> c</p>"},
      {"<p><b>a <a href='https://e.fr/'>b</a> c</b></p>", "a b c",
       "<p><strong>a </strong><a href=\"https://e.fr/\" rel=\"nofollow noopener\"><strong>b</strong></a>"
       "<strong> c</strong></p>"},
      {"<div><b><p>a</p><p>b</p></b>c</div>", "a\n\nb\n\nc",
       "<p><strong>a</strong></p><p><strong>b</strong></p><p>c</p>"},
      // What is pasted from a word processor.
      {"<b style='font-weight: normal'><p>a <span style='font-weight:700'>b</span></p></b>", "a b",
       "<p>a <strong>b</strong></p>"},
      {"<p><b> </b>a<b></b></p>", "a", "<p>a</p>"},
      {"<h2>Un</h2><h3>Deux</h3>x", "Un\n\nDeux\n\nx", "<h2>Un</h2><h3>Deux</h3><p>x</p>"},
      // No third level without a second.
      {"<h3>Un</h3>x", "Un\n\nx", "<h2>Un</h2><p>x</p>"},
      {"<ol><li>a</li><li>b</li></ol><ol><li>c</li></ol>", "a\n\nb\n\nc",
       "<ol><li>a</li><li>b</li></ol><ol><li>c</li></ol>"},
      {"<ol><li>a<ul><li>x</li></ul></li><li>b</li></ol>", "a\n\nx\n\nb",
       "<ol><li>a</li></ol><ul><li>x</li></ul><ol start=\"2\"><li>b</li></ol>"},
      {"<dl><dt>Un</dt><dd>a</dd><dd>b</dd></dl>", "Un\n\na\n\nb",
       "<dl><dt>Un</dt><dd>a</dd><dd>b</dd></dl>"},
      {"<table><tr><th>An</th><th>Prix</th></tr><tr><th>2017</th><td></td><td>3 &euro;</td></tr></table>",
       "An | Prix\n\n2017 | 3 €",
       kTable +
           "<tr><th scope=\"col\">An</th><th scope=\"col\">Prix</th></tr><tr><th scope=\"row\">2017</th>"
           "<td></td><td>3 €</td></tr>" +
           kTableEnd},
      {"<table><tr><td></td><td>a</td></tr><tr><td colspan=2><p>b</p><p>c</p></td></tr></table>"
       "<table><tr><td rowspan=2>d<td>e</tr><tr><td>f</tr></table>",
       "a\n\nb\nc\n\nd | e\n\nf",
       kTable + "<tr><td></td><td>a</td></tr><tr><td colspan=\"2\">b<br>\nc</td></tr>" + kTableEnd + kTable +
           "<tr><td rowspan=\"2\">d</td><td>e</td></tr><tr><td>f</td></tr>" + kTableEnd},
      // A page of the nineties: its table holds text, not data.
      {"<table><tr><td>menu</td><td><h2>Un</h2><p>a</p></td></tr><tr><td>x</td><td>y</td></tr></table>",
       "menu\n\nUn\n\na\n\nx | y", "<p>menu</p><h2>Un</h2><p>a</p><p>x | y</p>"},
  };
  for (const auto& c : cases) {
    const Article article = of_html(c.html);
    EXPECT_EQ(article.body, c.text) << c.html;
    EXPECT_EQ(shown(article), c.shown) << c.html;
    // What the page shows reads as the same article again.
    EXPECT_EQ(clean_html(c.shown, LineBreaks::html)->text, c.text) << c.shown;
  }
}

TEST(Markup, MarksStandInsideStyles) {
  const Article article = of_html("<p>l’<b>eau claire</b>, H<sub>2</sub>O</p>");
  EXPECT_EQ(article.body, "l’eau claire, H2O");
  EXPECT_EQ(shown(article, {{4, 9}, {16, 20}}),
            "<p>l’<strong><mark>eau c</mark>laire</strong>, <mark>H</mark><sub><mark>2</mark></sub>"
            "<mark>O</mark></p>");
}

TEST(Markup, ADamagedTableKeepsItsWords) {
  EXPECT_EQ(render_body_html("a | b", {{{0, 5, BlockKind::table}}, {}, {}}),
            kTable + "<tr><td>a | b</td></tr>" + kTableEnd);
}

TEST(Markup, OfMarkdown) {
  const CleanText clean =
      clean_markdown(
          "Un **mot** fort.\n\n| An | Prix |\n|----|-----:|\n| 2017 | *3* \\| 4 |\n| - 5 | |\n\n"
          "1. a\n2. b\n")
          .value();
  EXPECT_EQ(clean.text, "Un mot fort.\n\nAn | Prix\n\n2017 | 3 | 4\n\n- 5\n\na\n\nb");
  Article article;
  move_body(CleanText(clean), article);
  EXPECT_EQ(shown(article),
            "<p>Un <strong>mot</strong> fort.</p>" + kTable +
                "<tr><th scope=\"col\">An</th><th scope=\"col\">Prix</th></tr><tr><td>2017</td>"
                "<td><em>3</em> | 4</td></tr><tr><td>- 5</td><td></td></tr>" +
                kTableEnd + "<ol><li>a</li><li>b</li></ol>");
}

std::string embed_line(const std::string& url, const std::string& label) {
  return "<p class=\"embed\"><a href=\"" + url + "\" rel=\"nofollow noopener\">" + label + "</a></p>\n";
}

TEST(Embeds, BecomeALineWithALink) {
  const std::string video = "https://www.youtube.com/watch?v=x1";
  const std::string line = embed_line(video, "Vidéo\u00A0: voir sur youtube.com");
  const struct {
    std::string html, shown;
  } cases[] = {
      {"<p>Un.</p><iframe src='https://www.youtube.com/embed/x1?rel=0' width=560></iframe><p>Deux.</p>",
       "<p>Un.</p>" + line + "<p>Deux.</p>"},
      {"<p>Un <iframe src='//www.youtube-nocookie.com/embed/x1'></iframe>mot.</p>", "<p>Un mot.</p>"},
      {"<p>Un <iframe src='https://www.youtube-nocookie.com/embed/x1'></iframe>mot.</p>",
       "<p>Un mot.</p>" + line},
      {"<ul><li>a</li></ul><p>" + video + "</p>", "<ul><li>a</li></ul>" + line},
      {"<audio><source src='https://j.fr/a.mp3'></audio>",
       embed_line("https://j.fr/a.mp3", "Son\u00A0: voir sur j.fr")},
      {"<iframe src='https://umap.example/fr/map/1'></iframe>",
       embed_line("https://umap.example/fr/map/1", "Carte\u00A0: voir sur umap.example")},
      {"<iframe src='https://sondage.example/\"><b>'></iframe>", ""},
      // Counters, advertisements, nothing at all.
      {"<iframe src='https://x.example/' width=1 height=1></iframe><iframe></iframe><iframe "
       "src='about:blank'></iframe><iframe src='https://www.googletagmanager.com/ns.html'></iframe>"
       "<video src='blob:x'></video><iframe src='javascript:alert(1)'></iframe>",
       ""},
  };
  for (const auto& c : cases) EXPECT_EQ(shown(of_html(c.html)), c.shown) << c.html;
}

TEST(Embeds, OfWordPressAddressesAndShortcodes) {
  EXPECT_EQ(with_embed_frames("Un.\nhttps://v.example/1\nVoir https://v.example/2"),
            "Un.\n<iframe src=\"https://v.example/1\"></iframe>\nVoir https://v.example/2");
}

// As one long text may have many: no more than a page can bear.
TEST(Embeds, AreBounded) {
  std::string html;
  for (int i = 0; i < 500; ++i) html += "<iframe src='https://v.example/" + std::to_string(i) + "'></iframe>";
  EXPECT_EQ(of_html(html + "x").embeds.size(), kMaxEmbeds);
}

TEST(Pages, AreToldByTheirSource) {
  const auto of_json = [](const std::string& line) {
    CollectingSink sink;
    read_jsonl(*memory_stream(line, Compression::none, "test"), {}, sink);
    EXPECT_THAT(sink.rejections, IsEmpty());
    return sink.articles.at(0).is_page;
  };
  EXPECT_TRUE(of_json(R"({"id":"a","title":"Mentions légales","body":"x","kind":"page"})"));
  EXPECT_FALSE(of_json(R"({"id":"a","title":"t","body":"x","kind":"post"})"));
  const auto of_markdown = [](const std::string& text) {
    CollectingSink sink;
    read_markdown(text, "a", {}, sink);
    return sink.articles.at(0).is_page;
  };
  EXPECT_TRUE(of_markdown("---\ntitle: Nous écrire\nlayout: page\n---\nx"));
  EXPECT_FALSE(of_markdown("---\ntitle: Un article\nlayout: post\n---\nx"));
}

}  // namespace
}  // namespace fonds::archive
