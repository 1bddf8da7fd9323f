// What a page says about its article: the day, the author, JSON-LD and other metadata.
#include "tests/archive/page_shape.h"

namespace fonds::archive {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class PageMetadata : public ::testing::TestWithParam<Shape> {};
TEST_P(PageMetadata, IsRead) {
  expect_read(GetParam());
}

std::string with_time(const std::string& around) {
  return "<title>T</title>" + around;
}

INSTANTIATE_TEST_SUITE_P(
    Dates, PageMetadata,
    ::testing::Values(
        Shape{"TodayInADiv",
              with_time("<div id='top'><time "
                        "datetime='2026-01-02'>x</time></div><article><h1>T</h1><p>Un.</p></article>"),
              "T", "", "", "Un."},
        Shape{"TodayBeforeTheArticle",
              with_time("<div><time datetime='2026-01-02'>x</time></div><article><h1>T</h1><p class=d><time "
                        "datetime='2013-05-04'>4 mai</time></p><p>Un.</p></article>"),
              "T", "2013-05-04", "", "4 mai\n\nUn."},
        Shape{"TeaserFirst",
              with_time("<div><article class='teaser'><time datetime='2012-02-02'>x</time><h2><a "
                        "href='/b'>B</a></h2></article></div>"
                        "<article><h1>T</h1><time datetime='2013-05-04'>4 mai</time><p>Un.</p></article>"),
              "T", "2013-05-04", "", "4 mai\n\nUn."},
        Shape{"UpdatedFirst",
              with_time("<article><h1>T</h1><p class='meta'>Mis à jour le <time "
                        "datetime='2015-01-01'>x</time>, publié le <time "
                        "datetime='2013-05-04'>y</time></p><p>Un.</p></article>"),
              "T", "2013-05-04", "", "Un."},
        Shape{"UpdatedAlone",
              with_time("<article><h1>T</h1><p class='meta'>Mis à jour : <time "
                        "datetime='2015-01-01'>x</time></p><p>Un.</p></article>"),
              "T", "", "", "Un."},
        Shape{"PubdateAttribute",
              with_time("<article><h1>T</h1><p class=meta><time datetime='2012-01-01'>x</time><time pubdate "
                        "datetime='2013-05-04'>y</time></p><p>Un.</p></article>"),
              "T", "2013-05-04", "", "Un."},
        Shape{"TimeWithoutAttribute",
              with_time("<article><h1>T</h1><p class=meta><time>4 mai 2013</time></p><p>Un.</p></article>"),
              "T", "2013-05-04", "", "Un."},
        Shape{"AnEventInTheStory",
              with_time("<article><h1>T</h1><p>" + kStory + kStory +
                        " Rendez-vous <time datetime='2013-06-09'>le 9 juin</time>.</p></article>"),
              "T", "", "", kStory + kStory + " Rendez-vous le 9 juin."},
        Shape{"WrittenLine",
              with_time("<article><h1>T</h1><p class='date'>Publié le samedi 4 mai 2013 à "
                        "9h30</p><p>Un.</p></article>"),
              "T", "2013-05-04", "", "Un."},
        Shape{"WrittenLineTwice",
              with_time("<article><h1>T</h1><p class='date'>Modifié le 1er janvier 2015 - Publié le 4 mai "
                        "2013</p><p>Un.</p></article>"),
              "T", "2013-05-04", "", "Un."},
        Shape{"ModifiedMeta",
              with_time(
                  "<meta property='article:modified_time' content='2015-01-01'><meta name='dcterms.created' "
                  "content='2013-05-04'><p>Un.</p>"),
              "T", "2013-05-04", "", "Un."},
        Shape{"ModifiedJsonLd",
              with_time("<script "
                        "type='application/"
                        "ld+json'>{\"@type\":\"NewsArticle\",\"dateModified\":\"2015-01-01\"}</script><meta "
                        "name='date' content='2013-05-04'><p>Un.</p>"),
              "T", "2013-05-04", "", "Un."},
        Shape{"BadThenGood",
              with_time(
                  "<script "
                  "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"hier\"}</"
                  "script><meta "
                  "property='article:published_time' content='demain'><article><h1>T</h1><p class=meta><time "
                  "datetime='2013-05-04'>x</time></p><p>Un.</p></article>"),
              "T", "2013-05-04", "", "Un."},
        Shape{
            "WrittenInJsonLd",
            with_time("<script "
                      "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"sam. 4 mai "
                      "2013\"}</script><p>Un.</p>"),
            "T", "2013-05-04", "", "Un."},
        Shape{"InTheAddress",
              with_time("<link rel=canonical href='https://a.example/2013/05/04/moulin/'><p>Un.</p>"), "T",
              "2013-05-04", "", "Un."}),
    shape_name);

std::string with_json(const std::string& json, const std::string& head = "") {
  return "<html><head><title>T</title>" + head + "<script type='application/ld+json'>" + json +
         "</script></head><body><article><h1>T</h1><p>Un.</p></article></body></html>";
}
const std::string kPerson = R"({"@type":"Person","@id":"#a","name":"Anne Roy"})";

INSTANTIATE_TEST_SUITE_P(
    JsonLd, PageMetadata,
    ::testing::Values(
        Shape{"RawLineEnds",
              with_json("{\"@type\":\"NewsArticle\",\"headline\":\"T\",\"description\":\"a\nb\",\"author\":"
                        "\"Anne Roy\"}"),
              "T", "", "Anne Roy", "Un."},
        Shape{"CommaAndSemicolon", with_json(R"(<!-- {"@type":"NewsArticle","author":["Anne Roy",],}; -->)"),
              "T", "", "Anne Roy", "Un."},
        Shape{
            "Cdata",
            with_json("//<![CDATA[\n{\"@type\":\"NewsArticle\",\"author\":{\"name\":[\"Anne Roy\"]}}\n//]]>"),
            "T", "", "Anne Roy", "Un."},
        Shape{
            "Escaped",
            with_json("{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;author&quot;:&quot;Anne Roy&quot;}"),
            "T", "", "Anne Roy", "Un."},
        Shape{"TypeWithCharset",
              "<script type='application/ld+json;charset=utf-8'>{\"@type\":\"Article\",\"author\":\"Anne "
              "Roy\"}</script><title>T</title><p>Un.</p>",
              "T", "", "Anne Roy", "Un."},
        Shape{"AuthorById",
              with_json(R"({"@graph":[{"@type":"NewsArticle","author":{"@id":"#a"}},)" + kPerson + "]}"), "T",
              "", "Anne Roy", "Un."},
        Shape{
            "AuthorsById",
            with_json(R"({"@graph":[{"@type":"NewsArticle","author":[{"@id":"#a"},{"@id":"#b"}]},)" +
                      kPerson + R"(,{"@type":"Person","@id":"#b","givenName":"Guy","familyName":"Prat"}]})"),
            "T", "", "Anne Roy, Guy Prat", "Un."},
        Shape{"AuthorIdAsString",
              with_json(R"([{"@type":"OpinionNewsArticle","author":"#a"},)" + kPerson + "]"), "T", "",
              "Anne Roy", "Un."},
        Shape{
            "AuthorInAnotherBlock",
            with_json(
                R"({"@type":"NewsArticle","author":{"@id":"#a"}}</script><script type='application/ld+json'>)" +
                kPerson),
            "T", "", "Anne Roy", "Un."},
        Shape{"AuthorIsAnAddress",
              with_json(R"({"@type":"NewsArticle","author":"https://a.example/anne","creator":"Anne Roy"})"),
              "T", "", "Anne Roy", "Un."},
        Shape{
            "YoastWithoutArticle",
            with_json(
                R"({"@context":"https://schema.org","@graph":[{"@type":"WebPage","@id":"https://a.example/m/",
              "name":"T - La Vallée","datePublished":"2013-05-04T07:00:00+00:00","dateModified":"2015-01-01","author":{"@id":"#a"},
              "isPartOf":{"@id":"https://a.example/#website"}},{"@type":"BreadcrumbList"},{"@type":"WebSite","name":"La Vallée"},)" +
                kPerson + "]}"),
            "T", "2013-05-04", "Anne Roy", "Un."},
        Shape{
            "YoastArticleWithoutDate",
            with_json(
                R"({"@graph":[{"@type":"Article","headline":"T","mainEntityOfPage":{"@id":"https://a.example/m/"}},
              {"@type":["WebPage"],"@id":"https://a.example/m/","datePublished":"2013-05-04","author":{"@id":"#a"}},)" +
                kPerson + "]}"),
            "T", "2013-05-04", "Anne Roy", "Un."},
        Shape{
            "LiveBlog",
            with_json(
                R"({"@type":"LiveBlogPosting","headline":"T","datePublished":"2013-05-04","author":{"name":"Anne Roy"},"liveBlogUpdate":[
              {"@type":"BlogPosting","headline":"Point 1","datePublished":"2013-05-05"}]})"),
            "T", "2013-05-04", "Anne Roy", "Un."},
        Shape{
            "LiveBlogAuthors",
            with_json(
                R"({"@type":"LiveBlogPosting","liveBlogUpdate":[{"@type":"BlogPosting","author":{"name":"Anne Roy"}},
              {"@type":"BlogPosting","author":[{"name":"Guy Prat"},{"name":"Anne Roy"}]}]})"),
            "T", "", "Anne Roy, Guy Prat", "Un."},
        Shape{
            "TheBlockOfThisPage",
            with_json(
                R"({"@type":"NewsArticle","headline":"Autre","author":"Guy Prat","datePublished":"2010-01-01",
              "url":"https://a.example/autre"}</script><script type='application/ld+json'>{"@type":"NewsArticle","headline":"T","author":"Anne Roy",
              "datePublished":"2013-05-04","mainEntityOfPage":"http://www.a.example/m/?x=1"})",
                "<link rel=canonical href='https://a.example/m'>"),
            "T", "2013-05-04", "Anne Roy", "Un."},
        Shape{
            "TheEntryOfThisPage",
            with_json(
                R"([{"@type":"NewsArticle","headline":"Autre","author":"Guy Prat"},{"@type":"NewsArticle","headline":"T",
              "author":"Anne Roy"}])"),
            "T", "", "Anne Roy", "Un."},
        Shape{
            "OnlyAnotherPagesBlock",
            with_json(
                R"({"@type":"NewsArticle","headline":"Autre chose","datePublished":"2010-01-01","url":"https://a.example/autre"})",
                "<link rel=canonical href='https://a.example/m'>"),
            "T", "", "", "Un."},
        Shape{
            "TeaserListIsNotThePage",
            with_json(
                R"({"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Autre","datePublished":"2010-01-01"}]})"),
            "T", "", "", "Un."}),
    shape_name);

INSTANTIATE_TEST_SUITE_P(
    Authors, PageMetadata,
    ::testing::Values(
        Shape{"MicrodataTwo",
              "<article><h1>T</h1><p class=meta><span itemprop='author' itemscope><span itemprop='name'>Anne "
              "Roy</span></span> et <span "
              "itemprop='author'>Guy Prat</span></p><p>Un.</p></article>",
              "T", "", "Anne Roy, Guy Prat", "Un."},
        Shape{"RelAuthor",
              "<article><h1>T</h1><p class=meta>Par <a rel='author' href='/a'>Anne "
              "Roy</a></p><p>Un.</p></article>",
              "T", "", "Anne Roy", "Un."},
        Shape{"BylineClass",
              "<article><h1>T</h1><p class='byline'>Par Anne Roy, le 4 mai 2013</p><p>Un.</p></article>", "T",
              "2013-05-04", "Anne Roy", "Un."},
        Shape{
            "WrittenInALine",
            "<article><h1>T</h1><p class='meta'>Publié le 5 avril 2017 par Anne Roy</p><p>Un.</p></article>",
            "T", "2017-04-05", "Anne Roy", "Un."},
        Shape{"WrittenBeforeTheDate",
              "<article><h1>T</h1><p class='post-meta'>Par Anne Roy, le mercredi 5 avril 2017 à 10h30</p>"
              "<p>Un.</p></article>",
              "T", "2017-04-05", "Anne Roy", "Un."},
        Shape{
            "AnOfficeIsNobody",
            "<article><h1>T</h1><p class='meta'>Publié le 5 avril 2017 par la mairie</p><p>Un.</p></article>",
            "T", "2017-04-05", "", "Un."},
        Shape{"OfALibrary",
              "<meta name='citation_publication_date' content='2017/04/05'><meta name='citation_author' "
              "content='Anne Roy'><article><h1>T</h1><p>Un.</p></article>",
              "T", "2017-04-05", "Anne Roy", "Un."},
        Shape{"SiteAsAuthor",
              "<meta name=author content='La Vallée'><meta property='og:site_name' content='La "
              "Vallée'><article><h1>T</h1><p "
              "class='signature'>Anne Roy</p><p>Un.</p></article>",
              "T", "", "Anne Roy", "Un."},
        Shape{"CommentAuthorIsNone",
              "<article><h1>T</h1><p>Un.</p></article><div class='comments'><span "
              "class='author'>Guy</span></div>",
              "T", "", "", "Un."}),
    shape_name);

TEST(PageNotes, ABadFieldIsSaid) {
  const CollectingSink sink = read_page(
      with_json(R"({"@type":"NewsArticle","headline":"T","datePublished":"2013-02-31","dateModified":"-"})"));
  EXPECT_THAT(sink.rejections, IsEmpty());
  ASSERT_THAT(sink.notes, SizeIs(2));
  EXPECT_THAT(sink.notes[0].reason, HasSubstr("'datePublished' is not a date: \"2013-02-31\""));
  EXPECT_THAT(sink.notes[1].reason, HasSubstr("'dateModified'"));
}

TEST(PageNotes, HugeJsonLdIsPassedOver) {
  const CollectingSink sink = read_page(
      with_json("{\"@type\":\"NewsArticle\",\"articleBody\":\"" + std::string(5u << 20, 'x') + "\"}"));
  ASSERT_THAT(sink.articles, SizeIs(1));
  EXPECT_EQ(sink.articles[0].body, "Un.");
  ASSERT_THAT(sink.notes, SizeIs(1));
  EXPECT_THAT(sink.notes[0].reason, HasSubstr("JSON-LD"));
}

}  // namespace
}  // namespace fonds::archive
