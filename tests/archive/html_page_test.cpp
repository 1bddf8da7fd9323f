#include "indexer/archive/html_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/text/calendar.h"
#include "tests/archive/collected.h"

namespace fonds::archive {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

CollectingSink read_html(std::string_view html) {
  CollectingSink sink;
  read_html_page(html, "page", {}, sink);
  return sink;
}

Article article_of_page(std::string_view html) {
  CollectingSink sink = read_html(html);
  EXPECT_THAT(sink.rejections, IsEmpty());
  return sink.articles.empty() ? Article{} : std::move(sink.articles[0]);
}

std::string page(std::string_view json) {
  return "<html><head><title>Page | Site</title><script type=\"application/ld+json\">" + std::string(json) +
         "</script></head><body><nav>Menu</nav><header>Haut</header><article><h1>Le "
         "titre</h1><p>Texte.</p><aside>À lire</aside>"
         "</article><footer>Bas</footer></body></html>";
}

TEST(HtmlPage, NewsArticle) {
  const Article read = article_of_page(page(
      R"({"@context":"https://schema.org","@type":"NewsArticle","headline":"Le titre","datePublished":"2017-04-05T18:30:00+02:00",
          "dateModified":"2017-04-06","author":[{"@type":"Person","name":"Guy"},{"name":"Anne"}],"description":"Le chapô",
          "articleSection":["Mairie"],"keywords":"eau, école","mainEntityOfPage":{"@id":"https://example.org/a"},"inLanguage":"fr-FR",
          "publisher":{"name":"La Voix"},"mentions":[{"@type":"Person","name":"Anne Roy"},{"@type":"Place","name":"Lyon"}]})"));
  EXPECT_EQ(read.id, "page");
  EXPECT_EQ(read.title, "Le titre");
  EXPECT_EQ(read.body, "Texte.");
  EXPECT_EQ(text::iso(read.day.value()), "2017-04-05");
  EXPECT_TRUE(read.published.has_value());
  EXPECT_TRUE(read.modified.has_value());
  EXPECT_EQ(read.author, "Guy, Anne");
  EXPECT_EQ(read.lead, "Le chapô");
  EXPECT_EQ(read.url, "https://example.org/a");
  EXPECT_EQ(read.lang, "fr-FR");
  EXPECT_EQ(read.source, "La Voix");
  EXPECT_THAT(read.persons, ElementsAre("Anne Roy"));
  ASSERT_THAT(read.dossiers, SizeIs(3));
  EXPECT_EQ(read.dossiers[0], "Mairie");
}

TEST(HtmlPage, JsonLdInGraphsArraysAndLists) {
  for (const std::string json :
       {R"({"@graph":[{"@type":"WebSite","name":"Site"},{"@type":["Article","Thing"],"headline":"H"}]})",
        R"([{"@type":"Organization"},{"@type":"BlogPosting","headline":"H"}])",
        R"({"@type":"WebPage","mainEntity":{"@type":"ReportageNewsArticle","headline":"H"}})",
        R"({"@type":"http://schema.org/NewsArticle","headline":"H"})"}) {
    EXPECT_EQ(article_of_page(page(json)).title, "H") << json;
  }
}

TEST(HtmlPage, BrokenJsonLdIsPassedOver) {
  for (const std::string& json : {std::string("{\"@type\":"), std::string("42"),
                                  std::string("{\"@type\":\"Article\",\"author\":[[[]]]}"),
                                  std::string(200'000, '['), std::string("{\"@type\":7,\"@graph\":\"x\"}")}) {
    EXPECT_EQ(article_of_page(page(json)).title, "Le titre");
  }
}

TEST(HtmlPage, ArticleBodyWhereThePageHasNoText) {
  EXPECT_EQ(
      article_of_page("<script "
                      "type='application/"
                      "ld+json'>{\"@type\":\"Article\",\"headline\":\"H\",\"articleBody\":\"Un.\\n\\nDeux "
                      "&amp; trois.\"}</script><body><nav>Menu</nav></body>")
          .body,
      "Un.\n\nDeux & trois.");
}

TEST(HtmlPage, MetaElements) {
  const Article read = article_of_page(
      "<html lang=fr><head><meta property='og:title' content='Le titre'><meta name=author content='Guy'>"
      "<meta property='article:published_time' content='2017-04-05'><meta name=description "
      "content='Chap&ocirc;'>"
      "<link rel=canonical href='https://example.org/a'><meta property='article:section' "
      "content='Mairie'></head>"
      "<body><main><h2>Inter</h2><p>Texte.</p></main><p>Ailleurs</p></body></html>");
  EXPECT_EQ(read.title, "Le titre");
  EXPECT_EQ(read.author, "Guy");
  EXPECT_EQ(text::iso(read.day.value()), "2017-04-05");
  EXPECT_EQ(read.lead, "Chapô");
  EXPECT_EQ(read.url, "https://example.org/a");
  EXPECT_EQ(read.lang, "fr");
  EXPECT_THAT(read.dossiers, ElementsAre("Mairie"));
  EXPECT_EQ(read.body, "Inter\n\nTexte.");
}

TEST(HtmlPage, BarePages) {
  EXPECT_EQ(article_of_page("<title>T</title><p>Un<nav>x</nav><form>y</form>").body, "Un");
  EXPECT_EQ(article_of_page("<h1>T</h1><time datetime='2017-04-05'>hier</time><p>Un").title, "T");
  EXPECT_EQ(text::iso(article_of_page("<h1>T</h1><time datetime='2017-04-05'>hier</time>").day.value()),
            "2017-04-05");
  EXPECT_FALSE(article_of_page("<h1>T</h1><time datetime='P3D'>x</time>").day.has_value());
  EXPECT_EQ(article_of_page("<body><header><p>Tout</p></header></body>").body, "Tout");
}

TEST(HtmlPage, ArticlesAreParts) {
  EXPECT_EQ(
      article_of_page("<title>T</title><article>un</article><article>deux, bien plus long</article>").body,
      "un\n\ndeux, bien plus long");
  EXPECT_EQ(
      article_of_page("<title>T</title><article>long et <div itemprop=articleBody>juste</div></article>")
          .body,
      "juste");
}

TEST(HtmlPage, ImpossibleDateCostsTheDate) {
  const CollectingSink sink =
      read_html("<meta property='article:published_time' content='2017-02-31'><title>T</title>");
  ASSERT_THAT(sink.articles, SizeIs(1));
  EXPECT_FALSE(sink.articles[0].day.has_value());
  EXPECT_THAT(sink.notes, SizeIs(1));
}

}  // namespace
}  // namespace fonds::archive
