// Pictures and what is said of them, from each source to the page.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/archive/admission.h"
#include "indexer/archive/body_html.h"
#include "indexer/archive/clean_text.h"
#include "indexer/archive/html_page.h"
#include "indexer/archive/images.h"
#include "indexer/archive/jsonl.h"
#include "indexer/archive/markdown.h"
#include "indexer/archive/wordpress.h"
#include "tests/archive/collected.h"

namespace fonds::archive {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// As readers of the site see it: every picture is shown.
std::string shown(const std::string& body, const std::vector<Block>& blocks, const std::vector<Link>& links,
                  const std::vector<Image>& images) {
  std::vector<ShownImage> all;
  for (const Image& image : images)
    all.push_back({image.begin, image.url, image.credit, image.width, image.height});
  return render_body_html(body, {blocks, links, {}, {}, all});
}
std::string shown(const Article& article) {
  return shown(article.body, article.blocks, article.links, article.images);
}
std::string shown(std::string_view html) {
  const CleanText clean = clean_html(html, LineBreaks::html).value();
  return shown(clean.text, clean.blocks, clean.links, clean.images);
}

Article settled(CollectingSink&& sink) {
  EXPECT_THAT(sink.rejections, IsEmpty());
  if (sink.articles.empty()) return {};
  Article article = std::move(sink.articles.front());
  EXPECT_EQ(admit(article, {}), "");
  return article;
}

TEST(Pictures, OfHtml) {
  const struct {
    std::string html, shown;
  } cases[] = {
      {"<p>Un.</p><figure><img src='/a.jpg' alt='La halle'><figcaption>Le marché, <b>samedi</b>.</figcaption>"
       "</figure><p>Deux.</p>",
       "<p>Un.</p><figure><img src=\"/a.jpg\" alt=\"La halle\" loading=\"lazy\"><figcaption>Le marché, "
       "samedi."
       "</figcaption></figure>\n<p>Deux.</p>"},
      // Before the caption or behind it, the size, and nothing said twice.
      {"<figure><figcaption>Le marché couvert</figcaption><a href='https://e.fr/g'><img src='/a.jpg' "
       "width='640' "
       "height=480 alt='le MARCHÉ'></a></figure>",
       "<figure><img src=\"/a.jpg\" alt=\"\" width=\"640\" height=\"480\" loading=\"lazy\"><figcaption>Le "
       "marché "
       "couvert</figcaption></figure>\n"},
      // A picture inside a sentence stands behind the paragraph.
      {"<p>Un <img src='/a.jpg' alt=''> deux.</p><p>Trois.</p>",
       "<p>Un deux.</p><figure><img src=\"/a.jpg\" alt=\"\" loading=\"lazy\"></figure>\n<p>Trois.</p>"},
      {"<ul><li>un<img src='/a.jpg'></li><li>deux</li></ul>",
       "<ul><li>un</li></ul><figure><img src=\"/a.jpg\" alt=\"\" "
       "loading=\"lazy\"></figure>\n<ul><li>deux</li></ul>"},
      // The name of a file says nothing.
      {"<img src='/a.jpg' alt='IMG_2034'>",
       "<figure><img src=\"/a.jpg\" alt=\"\" loading=\"lazy\"></figure>\n"},
      // Loaded late: the real address stands elsewhere.
      {"<img src='data:image/gif;base64,R0' data-src='/a.jpg'>",
       "<figure><img src=\"/a.jpg\" alt=\"\" loading=\"lazy\"></figure>\n"},
      {"<img srcset='/a.jpg 640w, /b.jpg 1280w'>",
       "<figure><img src=\"/a.jpg\" alt=\"\" loading=\"lazy\"></figure>\n"},
      {"un<img src='/x.png' width=1 height=1><img class='wp-smiley' src='/s.png' alt=':)'><img>",
       "<p>un</p>"},
      {"<div class='wp-caption'><img src='/a.jpg'><p class='wp-caption-text'>Légende</p></div>un",
       "<figure><img src=\"/a.jpg\" alt=\"\" "
       "loading=\"lazy\"><figcaption>Légende</figcaption></figure>\n<p>un</p>"},
      // A gallery: the pictures' captions, then its own.
      {"<figure><figure><img src='/a.jpg'><figcaption>A</figcaption></figure><figure><img "
       "src='/b.jpg'></figure>"
       "<figcaption>Tous</figcaption></figure>",
       "<figure><img src=\"/a.jpg\" alt=\"\" loading=\"lazy\"><figcaption>A</figcaption></figure>\n"
       "<figure><img src=\"/b.jpg\" alt=\"\" loading=\"lazy\"><figcaption>Tous</figcaption></figure>\n"},
      // No picture, no caption: of a table, or of a video that is gone.
      {"<figure><table><tr><td>1</td></tr></table><figcaption>Rien</figcaption></figure>", "<p>1</p>"},
      {"<img src='/a.jpg?x=1&amp;y=\"' alt='\"><script>'>",
       "<figure><img src=\"/a.jpg?x=1&amp;y=&quot;\" alt=\"&quot;&gt;&lt;script&gt;\" "
       "loading=\"lazy\"></figure>\n"},
  };
  for (const auto& c : cases) EXPECT_EQ(shown(c.html), c.shown) << c.html;
}

TEST(Pictures, WhatIsSaidOfThemIsTextThatIsFound) {
  const CleanText clean = clean_html(
                              "<p>Un.</p><figure><img src=/a.jpg alt='Deux élus'><figcaption>Mme Roy et "
                              "M. Blanc</figcaption></figure>",
                              LineBreaks::html)
                              .value();
  EXPECT_EQ(clean.text, "Un.\n\nDeux élus\n\nMme Roy et M. Blanc");
  EXPECT_EQ(text_without_captions(clean.text, clean.blocks), "Un.");
  const ImageText said = image_text(0, clean.text, clean.blocks, clean.images);
  EXPECT_EQ(said.alternative, "Deux élus");
  EXPECT_EQ(said.caption, "Mme Roy et M. Blanc");
}

TEST(Pictures, OneThatIsNotShownLeavesItsCaption) {
  const CleanText clean =
      clean_html("<figure><img src=/a.jpg alt='Vue'><figcaption>La halle</figcaption></figure>Un",
                 LineBreaks::html)
          .value();
  EXPECT_EQ(render_body_html(clean.text, {clean.blocks, clean.links, {}}), "<p>La halle</p><p>Un</p>");
}

TEST(Pictures, AddressesAreMadeWhole) {
  const struct {
    const char *base, *reference, *address;
  } cases[] = {
      {"https://j.fr/2017/halle/", "photo.jpg", "https://j.fr/2017/halle/photo.jpg"},
      {"https://j.fr/2017/halle.html?x#y", "../photo.jpg", "https://j.fr/photo.jpg"},
      {"https://j.fr/2017/halle", "./photo.jpg", "https://j.fr/2017/photo.jpg"},
      {"https://j.fr", "photo.jpg", "https://j.fr/photo.jpg"},
      {"https://j.fr/a/b", "../../../photo.jpg", "https://j.fr/photo.jpg"},
      {"https://j.fr/a", "/photo.jpg", "https://j.fr/photo.jpg"},
      {"https://j.fr/a", "//img.j.fr/photo.jpg", "https://img.j.fr/photo.jpg"},
      {"", "/photo.jpg", "/photo.jpg"},
      {"", "//img.j.fr/photo.jpg", ""},
      {"", "photo.jpg", ""},
      {"https://j.fr/a", "data:image/png;base64,xx", ""},
      {"https://j.fr/a", "javascript:alert(1)", ""},
      {"https://j.fr/a", "photo de classe.jpg", ""},
      {"https://j.fr/a", "http://ailleurs.fr/p.jpg", "http://ailleurs.fr/p.jpg"},
  };
  for (const auto& c : cases) EXPECT_EQ(resolved_address(c.base, c.reference), c.address) << c.reference;
}

TEST(Pictures, OfJsonLines) {
  const auto read = [](std::string_view line) {
    CollectingSink sink;
    read_jsonl(*memory_stream(line, Compression::none, "test"), {}, sink);
    return sink;
  };
  const Article article = settled(read(
      R"({"id":"a","title":"T","body":"Un.\nDeux.","url":"https://j.fr/a","images":[{"url":"/p/1.jpg","alt":"Une vue","caption":"La halle","credit":"L. M.","width":640,"height":480,"other":[1]},"https://j.fr/p/2.jpg", {"url":"https://j.fr/p/3.jpg","caption":"La mairie"}, {"caption":"sans image"}]})"));
  EXPECT_EQ(text_without_captions(article.body, article.blocks), "Un.\nDeux.");
  ASSERT_THAT(article.images, SizeIs(3));
  EXPECT_EQ(article.images[0].url, "https://j.fr/p/1.jpg");
  EXPECT_EQ(article.images[0].width, 640U);
  EXPECT_EQ(shown(article),
            "<figure><img src=\"https://j.fr/p/1.jpg\" alt=\"Une vue\" width=\"640\" height=\"480\" "
            "loading=\"lazy\">"
            "<figcaption>La halle <small>L. M.</small></figcaption></figure>\n<p>Un.</p><p>Deux.</p>"
            "<figure><img src=\"https://j.fr/p/2.jpg\" alt=\"\" loading=\"lazy\"></figure>\n"
            "<figure><img src=\"https://j.fr/p/3.jpg\" alt=\"\" loading=\"lazy\"><figcaption>La "
            "mairie</figcaption></figure>\n");
  EXPECT_THAT(read(R"({"id":"a","title":"T","body":"x","images":"https://j.fr/1.jpg"})").rejections[0].reason,
              HasSubstr("'images' must be an array of objects"));
  EXPECT_THAT(read(R"({"id":"a","title":"T","body":"x","images":null})").rejections, IsEmpty());
}

TEST(Pictures, OfMarkdown) {
  const auto read = [](std::string_view text) {
    CollectingSink sink;
    read_markdown(text, "a", {}, sink);
    return settled(std::move(sink));
  };
  EXPECT_EQ(
      shown(read("---\ntitle: T\nurl: https://j.fr/a\nimage: /une.jpg\n---\nUn.\n\n![La halle](halle.jpg)\n\n"
                 "{{< figure src=\"/b.jpg\" caption=\"Le pont\" >}}\n\nDeux.")),
      "<figure><img src=\"https://j.fr/une.jpg\" alt=\"\" loading=\"lazy\"></figure>\n<p>Un.</p>"
      "<figure><img src=\"https://j.fr/halle.jpg\" alt=\"La halle\" loading=\"lazy\"></figure>\n"
      "<figure><img src=\"https://j.fr/b.jpg\" alt=\"\" loading=\"lazy\"><figcaption>Le "
      "pont</figcaption></figure>\n"
      "<p>Deux.</p>");
}

TEST(Pictures, OfAPageThatNamesOne) {
  const auto read = [](const std::string& head, const std::string& body) {
    CollectingSink sink;
    read_html_page("<html><head><title>T</title><link rel=canonical href='https://j.fr/a'>" + head +
                       "</head><body><article><h1>T</h1>" + body + "</article></body></html>",
                   "page", {}, sink);
    return settled(std::move(sink));
  };
  const std::string open_graph = "<meta property='og:image' content='https://j.fr/une.jpg'>";
  EXPECT_THAT(read(open_graph, "<p>Un texte.</p>").images,
              ElementsAre(Image{"https://j.fr/une.jpg", "", 0, 0, 0}));
  // In the text already, in another size.
  EXPECT_THAT(read(open_graph, "<p>Un texte.</p><img src='/une-640x480.jpg'>").images, SizeIs(1));
  EXPECT_THAT(read("<meta property='og:image' content='https://j.fr/logo.png'>", "<p>Un texte.</p>").images,
              IsEmpty());
  const std::string linked =
      R"(<script type="application/ld+json">{"@type":"NewsArticle","headline":"T","image":[{"@type":"ImageObject",)"
      R"("url":"https://j.fr/ld.jpg","caption":"La halle"}]}</script>)";
  EXPECT_EQ(
      shown(read(open_graph + linked, "<p>Un texte.</p>")),
      "<figure><img src=\"https://j.fr/ld.jpg\" alt=\"\" loading=\"lazy\"><figcaption>La halle</figcaption>"
      "</figure>\n<p>Un texte.</p>");
}

std::string wordpress_item(const std::string& number, const std::string& type, const std::string& content,
                           const std::string& extra) {
  return "<item><title>T" + number + "</title><link>https://j.fr/" + number +
         "</link><content:encoded><![CDATA[" + content + "]]></content:encoded><wp:post_id>" + number +
         "</wp:post_id><wp:status>" + (type == "post" ? "publish" : "inherit") +
         "</wp:status><wp:post_type>" + type + "</wp:post_type>" + extra + "</item>";
}

TEST(Pictures, OfWordPress) {
  const auto meta = [](const std::string& key, const std::string& value) {
    return "<wp:postmeta><wp:meta_key>" + key + "</wp:meta_key><wp:meta_value><![CDATA[" + value +
           "]]></wp:meta_value></wp:postmeta>";
  };
  const auto attachment = [&](const std::string& number, const std::string& file,
                              const std::string& caption) {
    return wordpress_item(number, "attachment", "",
                          "<wp:post_parent>3</wp:post_parent><wp:attachment_url>https://j.fr/" + file +
                              "</wp:attachment_url><excerpt:encoded>" + caption + "</excerpt:encoded>" +
                              meta("_wp_attachment_image_alt", "Vue " + number));
  };
  const std::string xml =
      "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel>" + attachment("8", "une.jpg", "La une") +
      wordpress_item(
          "1", "post",
          "[caption width=\"300\"]<a href='/x'><img src='/a.jpg'/></a> Une légende[/caption]\n\nUn.",
          meta("_edit_lock", "x") + meta("_thumbnail_id", "8")) +
      // Its picture comes behind it.
      wordpress_item("2", "post", "[gallery ids=\"9,8\"]\n\nDeux.", "") +
      wordpress_item("3", "post", "Trois.\n\n[gallery]", meta("_thumbnail_id", "404")) +
      attachment("9", "neuf.jpg", "") + attachment("10", "rapport.pdf", "") + "</channel></rss>";
  CollectingSink sink;
  read_wordpress(*memory_stream(xml, Compression::none, "test"), {}, sink);
  ASSERT_THAT(sink.rejections, IsEmpty());
  std::map<std::string, std::string> pages;
  for (Article& article : sink.articles) {
    EXPECT_EQ(admit(article, {}), "");
    pages[article.id] = shown(article);
  }
  EXPECT_EQ(pages["wp-1"],
            "<figure><img src=\"https://j.fr/une.jpg\" alt=\"Vue 8\" loading=\"lazy\"><figcaption>La "
            "une</figcaption></figure>\n<figure><img src=\"https://j.fr/a.jpg\" alt=\"\" "
            "loading=\"lazy\"><figcaption>Une "
            "légende</figcaption></figure>\n<p>Un.</p>");
  EXPECT_EQ(
      pages["wp-2"],
      "<figure><img src=\"https://j.fr/neuf.jpg\" alt=\"Vue 9\" loading=\"lazy\"></figure>\n<figure><img "
      "src=\"https://j.fr/une.jpg\" alt=\"Vue 8\" loading=\"lazy\"><figcaption>La une</figcaption></figure>\n"
      "<p>Deux.</p>");
  EXPECT_THAT(pages["wp-3"], HasSubstr("<p>Trois.</p><figure><img src=\"https://j.fr/une.jpg\""));
  EXPECT_THAT(pages["wp-3"], HasSubstr("neuf.jpg"));
}

}  // namespace
}  // namespace fonds::archive
