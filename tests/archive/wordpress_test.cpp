#include "indexer/archive/wordpress.h"

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

const std::string kHeader =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<rss version=\"2.0\" "
    "xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel>\n"
    "<language>fr-FR</language>\n"
    "<wp:author><wp:author_login><![CDATA[guy]]></wp:author_login>"
    "<wp:author_display_name><![CDATA[Guy L&#039;Homme]]></wp:author_display_name></wp:author>\n"
    "<wp:category><wp:cat_name><![CDATA[Écoles]]></wp:cat_name></wp:category>\n";
const std::string kEnd = "</channel>\n</rss>\n";

// An item as WordPress writes it; `changes` replace elements, an empty value leaves the element out.
std::string item(int id, const std::map<std::string, std::string>& changes = {},
                 const std::string& extra = "") {
  std::map<std::string, std::string> fields = {
      {"title", "Titre " + std::to_string(id)},
      {"link", "https://example.org/?p=" + std::to_string(id)},
      {"dc:creator", "<![CDATA[guy]]>"},
      {"content:encoded", "<![CDATA[Un texte.]]>"},
      {"excerpt:encoded", "<![CDATA[]]>"},
      {"wp:post_id", std::to_string(id)},
      {"wp:post_date", "<![CDATA[2017-04-05 18:30:00]]>"},
      {"wp:post_date_gmt", "<![CDATA[2017-04-05 16:30:00]]>"},
      {"wp:status", "<![CDATA[publish]]>"},
      {"wp:post_type", "<![CDATA[post]]>"},
      {"wp:post_password", "<![CDATA[]]>"},
  };
  for (const auto& [name, value] : changes) fields[name] = value;
  std::string xml = "<item>\n";
  for (const auto& [name, value] : fields) {
    if (!value.empty()) xml += "<" + name + ">" + value + "</" + name + ">\n";
  }
  return xml + extra + "</item>\n";
}

CollectingSink read_export(const std::string& xml, const ReaderOptions& options = {}) {
  CollectingSink sink;
  read_wordpress(*memory_stream(xml, Compression::none, "test"), options, sink);
  return sink;
}

Article article_of_item(const std::string& item_xml, const ReaderOptions& options = {}) {
  CollectingSink sink = read_export(kHeader + item_xml + kEnd, options);
  EXPECT_THAT(sink.rejections, IsEmpty());
  return sink.articles.empty() ? Article{} : std::move(sink.articles[0]);
}

std::string content(const std::string& html) {
  return article_of_item(item(1, {{"content:encoded", "<![CDATA[" + html + "]]>"}})).body;
}

TEST(WordPress, Fields) {
  const Article read =
      article_of_item(item(7, {{"title", "L&#039;école &amp; l&apos;eau"},
                               {"excerpt:encoded", "<![CDATA[Un <b>chapô</b>.]]>"},
                               {"wp:post_modified_gmt", "<![CDATA[2018-01-01 00:00:00]]>"}}));
  EXPECT_EQ(read.id, "wp-7");
  EXPECT_EQ(read.title, "L'école & l'eau");
  EXPECT_EQ(read.lead, "Un chapô.");
  EXPECT_EQ(read.author, "Guy L'Homme");
  EXPECT_EQ(read.url, "https://example.org/?p=7");
  EXPECT_EQ(read.lang, "fr-FR");
  EXPECT_EQ(text::iso(read.day.value()), "2017-04-05");
  EXPECT_EQ(text::rfc3339(read.published.value()), "2017-04-05T16:30:00Z");
  EXPECT_EQ(text::rfc3339(read.modified.value()), "2018-01-01T00:00:00Z");
}

TEST(WordPress, DoubleEscapedTitles) {
  EXPECT_EQ(article_of_item(item(1, {{"title", "Bitcoin, c&#039;est quoi ?"}})).title,
            "Bitcoin, c'est quoi ?");
  EXPECT_EQ(article_of_item(item(1, {{"title", "L&amp;#8217;&amp;eacute;cole"}})).title, "L’école");
  EXPECT_EQ(article_of_item(item(1, {{"title", "<![CDATA[Fête &amp; <em>bal</em>]]>"}})).title, "Fête & bal");
}

TEST(WordPress, EmbedsLeaveNoAddress) {
  const std::vector<std::string> embeds = {
      "<!-- wp:embed {\"url\":\"https://video.example/1\"} -->\n<figure class=\"wp-block-embed\"><div "
      "class=\"wp-block-embed__wrapper\">\nhttps://video.example/1\n</div><figcaption>x</figcaption></"
      "figure>\n<!-- /wp:embed -->",
      "<!-- wp:core-embed/youtube -->\n<figure><div>\nhttps://video.example/1\n</div></figure>\n<!-- "
      "/wp:core-embed/youtube -->",
      "https://video.example/1",
      "  https://video.example/1\r",
      "<p>https://video.example/1</p>",
      "https://video.example/1<br />",
      "[embed]https://video.example/1[/embed]",
      "[embed width=\"500\"]https://video.example/1[/embed]",
      "[video src=\"https://video.example/1\"]",
      "[youtube https://video.example/1]",
      "<iframe src=\"https://video.example/1\">https://video.example/1</iframe>",
      "<p>&nbsp;https://video.example/1&nbsp;</p>",
      "HTTPS://YOUTU.BE/x1",
      "httpv://www.youtube.com/watch?v=x1",
      "//www.youtube.com/embed/x1",
      "<p>www.youtube.com/watch?v=x1</p>",
      "<p>https://youtu.be/x1 https://youtu.be/x2</p>",
      "<ul><li>https://vimeo.com/2</li></ul>",
      "<p><a href=\"https://youtu.be/x1\">https://youtu.be/x1</a></p>",
      "<p><strong>https://youtu.be/x1</strong></p>",
      "<blockquote class=\"instagram-media\"><a href=\"https://www.instagram.com/p/x/\">"
      "https://www.instagram.com/p/x/</a></blockquote>"};
  for (const std::string& embed : embeds) {
    EXPECT_EQ(content("Un.\n\n" + embed + "\n\nDeux."), "Un.\n\nDeux.") << embed;
  }
  EXPECT_EQ(
      article_of_item(item(1, {{"excerpt:encoded", "<![CDATA[https://video.example/1\nUn chapô.]]>"}})).lead,
      "Un chapô.");
  EXPECT_EQ(content("[youtube]https://youtu.be/x1[/youtube] Après."), "Après.");
  EXPECT_EQ(content("<p>https://youtu.be/x1<br>Après.</p>"), "Après.");
  EXPECT_EQ(content("[bold]https://a.example[/bold] et la suite."), "https://a.example et la suite.");
  EXPECT_EQ(content("La vidéo est sur <a href=\"https://youtu.be/x1\">https://youtu.be/x1</a> depuis lundi."),
            "La vidéo est sur https://youtu.be/x1 depuis lundi.");
  EXPECT_EQ(content("Voir https://a.example ou <a href=\"https://b.example\">là</a>."),
            "Voir https://a.example ou là.");
}

TEST(WordPress, DayIsInParis) {
  const auto day = [](const std::string& local, const std::string& utc) {
    const Article read = article_of_item(item(1, {{"wp:post_date", local}, {"wp:post_date_gmt", utc}}));
    return read.day ? text::iso(*read.day) : "undated";
  };
  EXPECT_EQ(day("2017-07-01 00:30:00", "2017-06-30 22:30:00"), "2017-07-01");
  EXPECT_EQ(day("2017-06-30 18:30:00", "2017-06-30 22:30:00"), "2017-07-01");  // a site set to New York
  EXPECT_EQ(day("2017-07-01 00:30:00", "0000-00-00 00:00:00"), "2017-07-01");
  EXPECT_EQ(day("0000-00-00 00:00:00", "0000-00-00 00:00:00"), "undated");
}

TEST(WordPress, OnlyWhatIsPublished) {
  for (const auto& [field, value] :
       std::vector<std::pair<std::string, std::string>>{{"wp:status", "draft"},
                                                        {"wp:status", "private"},
                                                        {"wp:status", "pending"},
                                                        {"wp:status", "future"},
                                                        {"wp:status", "trash"},
                                                        {"wp:status", "inherit"},
                                                        {"wp:post_type", "attachment"},
                                                        {"wp:post_type", "nav_menu_item"},
                                                        {"wp:post_type", "revision"},
                                                        {"wp:post_type", "wp_block"},
                                                        {"wp:post_password", "secret"}}) {
    const CollectingSink sink = read_export(kHeader + item(1, {{field, value}}) + kEnd);
    EXPECT_THAT(sink.articles, IsEmpty()) << field << value;
    EXPECT_THAT(sink.rejections, IsEmpty()) << field << value;
  }
  EXPECT_THAT(read_export(kHeader + item(1, {{"wp:post_type", "page"}}) + kEnd).articles, SizeIs(1));
}

TEST(WordPress, CategoriesAndTags) {
  const std::string labels =
      "<category domain=\"category\" nicename=\"a\"><![CDATA[Vie &amp; ville]]></category>\n"
      "<category domain=\"category\" nicename=\"non-classe\"><![CDATA[Non classé]]></category>\n"
      "<category domain=\"post_tag\" nicename=\"ecoles\"><![CDATA[écoles]]></category>\n"
      "<category domain=\"post_tag\" nicename=\"eau\"><![CDATA[eau]]></category>\n"
      "<category domain=\"post_format\" nicename=\"aside\"><![CDATA[aside]]></category>\n";
  EXPECT_THAT(article_of_item(item(1, {}, labels)).dossiers, ElementsAre("Vie & ville", "Écoles", "eau"));
  ReaderOptions options;
  options.tags_are_dossiers = false;
  options.dossier_names["Non classé"] = "Divers";
  EXPECT_THAT(article_of_item(item(1, {}, labels), options).dossiers,
              ElementsAre("Vie & ville", "Non classé"));
}

TEST(WordPress, ContentRules) {
  EXPECT_EQ(content("Un\n\nDeux\ntrois"), "Un\n\nDeux\ntrois");
  EXPECT_EQ(content("<!-- wp:paragraph -->\n<p>Un\ndeux</p>\n<!-- /wp:paragraph -->"), "Un deux");
  EXPECT_EQ(
      content("[caption id=\"x\"]<img src=\"a\"/> Légende[/caption]\n\nTexte […] [sic]\n[gallery ids=\"1\"]"),
      "Légende\n\nTexte […] [sic]");
  EXPECT_EQ(content("<script>x</script><iframe src=\"x\"></iframe>Un"), "Un");
  EXPECT_EQ(content("Avant<!--more-->après &eacute; &amp;lt;"), "Avantaprès é &lt;");
  EXPECT_EQ(content("fin ]]]]><![CDATA[> suite"), "fin ]]> suite");
}

TEST(WordPress, CommentsAreNotTheArticle) {
  EXPECT_EQ(
      article_of_item(item(1, {}, "<wp:comment><wp:post_id>99</wp:post_id><title>x</title></wp:comment>\n"))
          .id,
      "wp-1");
}

TEST(WordPress, Encodings) {
  std::string latin = kHeader;
  latin.replace(latin.find("UTF-8"), 5, "ISO-8859-1");
  EXPECT_EQ(read_export(latin + item(1, {{"title", "\xC9t\xE9"}}) + kEnd).articles.at(0).title, "Été");
  latin.replace(latin.find("ISO-8859-1"), 10, "windows-1252");
  EXPECT_EQ(read_export(latin + item(1, {{"title", "\x80"}}) + kEnd).articles.at(0).title, "€");
}

// Each of these changes to the middle one of three items costs that item, and names its line.
struct Damage {
  std::string what, from, to;
};
class BrokenExport : public ::testing::TestWithParam<Damage> {};

TEST_P(BrokenExport, CostsOneRecord) {
  std::string middle = item(2);
  const std::size_t at = middle.find(GetParam().from);
  ASSERT_NE(at, std::string::npos);
  middle.replace(at, GetParam().from.size(), GetParam().to);
  const std::string before = kHeader + item(1);
  const auto line = static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n')) + 1;
  for (const std::string& newline : {std::string("\n"), std::string("\r\n")}) {
    std::string text = before + middle + item(3) + kEnd;
    for (std::size_t i = text.find('\n'); newline.size() > 1 && i != std::string::npos;
         i = text.find('\n', i + 2)) {
      text.replace(i, 1, newline);
    }
    const CollectingSink sink = read_export(text);
    ASSERT_THAT(sink.articles, SizeIs(2));
    EXPECT_EQ(sink.articles[0].id, "wp-1");
    EXPECT_EQ(sink.articles[1].id, "wp-3");
    ASSERT_THAT(sink.rejections, SizeIs(1));
    // Without its start tag, an item begins where its first element does.
    EXPECT_EQ(sink.rejections[0].line, GetParam().what == "item_not_opened" ? line + 1 : line)
        << sink.rejections[0].reason;
    EXPECT_FALSE(sink.rejections[0].reason.empty());
  }
}

INSTANTIATE_TEST_SUITE_P(
    Table, BrokenExport,
    ::testing::Values(
        Damage{"cdata_not_closed", "Un texte.]]>", "Un texte."},
        Damage{"cdata_not_opened", "<![CDATA[Un", "Un ]]>"},
        Damage{"last_cdata_not_closed", "<wp:status><![CDATA[publish]]>", "<wp:status><![CDATA[publish"},
        Damage{"comment_not_closed", "<title>", "<!-- <title>"}, Damage{"item_not_closed", "</item>", ""},
        Damage{"misspelt_end_of_item", "</item>", "</itme>"}, Damage{"item_not_opened", "<item>", ""},
        Damage{"misspelt_start_of_item", "<item>", "<itme>"},
        Damage{"no_id", "<wp:post_id>2</wp:post_id>", ""},
        Damage{"bad_id", "<wp:post_id>2<", "<wp:post_id>zwei<"}, Damage{"no_type", "<![CDATA[post]]>", ""},
        Damage{"no_status", "<![CDATA[publish]]>", ""}, Damage{"status_not_closed", "</wp:status>", ""},
        Damage{"password_not_readable", "</wp:post_password>", "<x></wp:post_password>"}),
    [](const auto& param) { return param.param.what; });

// Each of these costs a field at most, or what XML does not allow in it; the article stays.
struct Slip {
  std::string what, from, to;
  std::string title, body;
  std::size_t notes = 0;
};
class SlipInAnItem : public ::testing::TestWithParam<Slip> {};

TEST_P(SlipInAnItem, CostsAFieldAtMost) {
  std::string middle = item(2);
  const std::size_t at = middle.find(GetParam().from);
  ASSERT_NE(at, std::string::npos);
  middle.replace(at, GetParam().from.size(), GetParam().to);
  const CollectingSink sink = read_export(kHeader + item(1) + middle + item(3) + kEnd);
  EXPECT_THAT(sink.rejections, IsEmpty());
  ASSERT_THAT(sink.articles, SizeIs(3));
  EXPECT_EQ(sink.articles[1].id, "wp-2");
  EXPECT_EQ(sink.articles[1].title, GetParam().title);
  EXPECT_EQ(sink.articles[1].body, GetParam().body);
  EXPECT_THAT(sink.notes, SizeIs(GetParam().notes));
  for (const Note& note : sink.notes) EXPECT_EQ(note.line, sink.lines[1]);
}

INSTANTIATE_TEST_SUITE_P(
    Table, SlipInAnItem,
    ::testing::Values(
        Slip{"stray_ampersand", "Titre 2", "Titre & 2", "Titre & 2", "Un texte."},
        Slip{"entity_of_html", "Titre 2", "L&rsquo;&eacute;t&eacute;", "L’été", "Un texte."},
        Slip{"end_of_cdata_in_a_text", "Un texte.", "Un ]]> deux.", "Titre 2", "Un ]]> deux."},
        Slip{"undeclared_entity", "Titre 2", "Titre &lol; 2", "Titre &lol; 2", "Un texte."},
        Slip{"invalid_utf8", "Titre 2", "Titre \xFF 2", "Titre \uFFFD 2", "Un texte."},
        Slip{"invalid_utf8_in_cdata", "Un texte", "Un \xC3 texte", "Titre 2", "Un \uFFFD texte."},
        Slip{"control_character", "Un texte", "Un\x01 te\x1Fxte", "Titre 2", "Un texte."},
        Slip{"nul_byte", "Titre 2", std::string("Titre\0 2", 8), "Titre 2", "Un texte."},
        Slip{"reference_to_a_control_character", "Titre 2", "Titre&#8;&#x1f; 2", "Titre 2", "Un texte."},
        Slip{"noncharacter", "Titre 2", "Titre\xEF\xBF\xBF 2", "Titre 2", "Un texte."},
        Slip{"stray_less_than", "Titre 2", "Titre < 2", "", "Un texte.", 1},
        Slip{"mismatched_end_tag", "</title>", "</titel>", "", "Un texte.", 1},
        Slip{"missing_end_tag", "</title>", "", "", "Un texte.", 1},
        Slip{"missing_start_tag", "<title>", "", "", "Un texte.", 1},
        Slip{"attribute_not_closed", "<title>", "<title x=\"y>", "", "Un texte.", 1},
        Slip{"impossible_date", "2017-04-05 16", "2017-02-31 16", "Titre 2", "Un texte.", 1},
        Slip{"impossible_local_date", "2017-04-05 18", "2017-04-05 38", "Titre 2", "Un texte.", 1},
        Slip{"date_in_words", "2017-04-05 16:30:00", "hier", "Titre 2", "Un texte.", 1}),
    [](const auto& param) { return param.param.what; });

TEST(WordPress, ABadDateCostsThatDate) {
  const CollectingSink sink =
      read_export(kHeader + item(1, {{"wp:post_modified_gmt", "-0001-11-30 00:00:00"}}) +
                  item(2, {{"wp:post_date_gmt", "2017-13-05 08:00:00"}}) + kEnd);
  ASSERT_THAT(sink.articles, SizeIs(2));
  EXPECT_FALSE(sink.articles[0].modified.has_value());
  for (const Article& article : sink.articles) EXPECT_EQ(text::iso(article.day.value()), "2017-04-05");
  ASSERT_THAT(sink.notes, SizeIs(2));
  EXPECT_THAT(sink.notes[0].reason, HasSubstr("wp:post_modified_gmt"));
  EXPECT_THAT(sink.notes[1].reason, HasSubstr("wp:post_date_gmt"));
}

TEST(WordPress, WhatIsNotPublicIsWithdrawn) {
  for (const auto& [field, value] :
       std::vector<std::pair<std::string, std::string>>{{"wp:status", "draft"},
                                                        {"wp:status", "private"},
                                                        {"wp:status", "pending"},
                                                        {"wp:status", "future"},
                                                        {"wp:status", "trash"},
                                                        {"wp:status", "auto-draft"},
                                                        {"wp:status", "publish2"},
                                                        {"wp:post_password", "mdp"}}) {
    const CollectingSink sink = read_export(kHeader + item(1, {{field, value}}) + item(2) + kEnd);
    EXPECT_THAT(sink.withdrawn, ElementsAre("wp-1")) << field << value;
    EXPECT_THAT(sink.why_withdrawn, ElementsAre(field == "wp:status" ? value : "with a password"));
    EXPECT_THAT(sink.articles, SizeIs(1)) << field << value;
  }
}

TEST(WordPress, APostWithoutADateOfItsOwnHasThatOfTheFeed) {
  const std::map<std::string, std::string> zero = {{"wp:post_date", "0000-00-00 00:00:00"},
                                                   {"wp:post_date_gmt", "0000-00-00 00:00:00"}};
  auto fields = zero;
  fields["pubDate"] = "Wed, 05 Apr 2017 08:00:00 +0000";
  EXPECT_EQ(text::iso(article_of_item(item(1, fields)).day.value()), "2017-04-05");
  fields["pubDate"] = "Mon, 30 Nov -0001 00:00:00 +0000";
  EXPECT_FALSE(article_of_item(item(1, fields)).day);
  fields["wp:post_date"] = "05/04/2017 10:00";
  EXPECT_EQ(text::iso(article_of_item(item(1, fields)).day.value()), "2017-04-05");
}

TEST(WordPress, AnotherCharsetThanItSaysIsRead) {
  const std::string text = kHeader + item(1, {{"title", "L’été œuvre"}}) + kEnd;
  std::string mislabelled = text;
  const std::string declared = "encoding=\"UTF-8\"";
  ASSERT_NE(mislabelled.find(declared), std::string::npos);
  mislabelled.replace(mislabelled.find(declared), declared.size(), "encoding=\"ISO-8859-1\"");
  const CollectingSink sink = read_export(mislabelled);
  ASSERT_THAT(sink.articles, SizeIs(1));
  EXPECT_EQ(sink.articles[0].title, "L’été œuvre");
}

// What is missing between an item that does not end and the next may have held others.
TEST(WordPress, AnItemThatDoesNotEndIsAnExportThatIsNotWhole) {
  std::string broken = item(2);
  broken.erase(broken.find("</content:encoded>"));
  const CollectingSink sink = read_export(kHeader + item(1) + broken + item(9) + kEnd);
  EXPECT_THAT(sink.articles, SizeIs(2));
  ASSERT_THAT(sink.breaks, SizeIs(1));
  EXPECT_EQ(sink.breaks[0].first, Ending::cut_off);
}

TEST(WordPress, TypesAreReadWhereTheOptionsSaySo) {
  const std::string text = kHeader + item(1) + item(2, {{"wp:post_type", "recette"}}) +
                           item(3, {{"wp:post_type", "attachment"}}) + kEnd;
  const CollectingSink by_default = read_export(text);
  EXPECT_THAT(by_default.articles, SizeIs(1));
  EXPECT_THAT(by_default.left_out, ElementsAre("wp:post_type \"recette\"", "wp:post_type \"attachment\""));
  ReaderOptions options;
  options.post_types = {"recette"};
  const CollectingSink asked = read_export(text, options);
  ASSERT_THAT(asked.articles, SizeIs(1));
  EXPECT_EQ(asked.articles[0].id, "wp-2");
}

TEST(WordPress, ReusableBlocksStandWherePostsReferToThem) {
  const auto reference = [](int number) {
    return "<!-- wp:block {\"ref\":" + std::to_string(number) + "} /-->";
  };
  const auto with = [](const std::string& html) {
    return std::map<std::string, std::string>{{"content:encoded", "<![CDATA[" + html + "]]>"}};
  };
  const auto block = [&](int id, const std::string& html, const std::string& status = "publish") {
    auto fields = with(html);
    fields["wp:post_type"] = "wp_block";
    fields["wp:status"] = status;
    return item(id, fields);
  };
  // Before its block and behind it; a block in a block; one that is not public; a circle.
  const std::string text = kHeader + item(1, with("<p>Un</p>" + reference(50) + "<p>fin</p>")) +
                           block(50, "<p>Horaires</p>" + reference(51)) + block(51, "<p>du kiosque</p>") +
                           item(2, with(reference(50))) + block(52, "<p>secret</p>", "draft") +
                           item(3, with("Reste" + reference(52))) + block(53, "<p>tour</p>" + reference(53)) +
                           item(4, with(reference(53))) + kEnd;
  std::map<std::string, std::string> bodies;
  const CollectingSink sink = read_export(text);
  for (const Article& article : sink.articles) bodies[article.id] = article.body;
  EXPECT_EQ(bodies["wp-1"], "Un\n\nHoraires\n\ndu kiosque\n\nfin");
  EXPECT_EQ(bodies["wp-2"], "Horaires\n\ndu kiosque");
  EXPECT_EQ(bodies["wp-3"], "Reste");
  EXPECT_TRUE(bodies["wp-4"].starts_with("tour"));
  EXPECT_FALSE(bodies.contains("wp-50"));
  EXPECT_THAT(sink.left_out, SizeIs(4));
  // Articles only where somebody wants them to be.
  ReaderOptions options;
  options.post_types.emplace_back("wp_block");
  const CollectingSink with_blocks = read_export(text, options);
  EXPECT_THAT(with_blocks.articles, SizeIs(7));
  EXPECT_THAT(with_blocks.withdrawn, ElementsAre("wp-52"));
}

TEST(WordPress, BrokenItemKeepsItsIdForUpdates) {
  const CollectingSink sink = read_export(kHeader + item(2, {{"wp:status", "<x>publish"}}) + kEnd);
  ASSERT_THAT(sink.rejections, SizeIs(1));
  EXPECT_EQ(sink.rejections[0].id, "wp-2");
}

TEST(WordPress, EveryTruncationKeepsWholeItems) {
  const std::string first = kHeader + item(1), text = first + item(2) + kEnd;
  for (std::size_t size = 0; size + kEnd.size() < text.size(); ++size) {
    const CollectingSink sink = read_export(text.substr(0, size));
    EXPECT_EQ(sink.articles.size(), size + 1 < first.size()                ? 0u
                                    : size + 1 < text.size() - kEnd.size() ? 1u
                                                                           : 2u)
        << size;
    EXPECT_THAT(sink.breaks, SizeIs(1)) << size;
  }
}

TEST(WordPress, EntityBombsAreHarmless) {
  const std::string bomb =
      "<?xml version=\"1.0\"?>\n<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
      "\"&a;&a;&a;&a;&a;\"><!ENTITY x SYSTEM "
      "\"file:///etc/passwd\">]>\n<rss><channel><wp:wxr_version>1.2</wp:wxr_version>\n";
  const CollectingSink sink =
      read_export(bomb + item(1, {{"title", "&b;"}}) + item(2, {{"title", "&x;"}}) + item(3) + kEnd);
  // An entity is its name, as text.
  ASSERT_THAT(sink.articles, SizeIs(3));
  EXPECT_EQ(sink.articles[0].title, "&b;");
  EXPECT_EQ(sink.articles[1].title, "&x;");
}

TEST(WordPress, OtherXmlIsNoExport) {
  for (const std::string xml :
       {"<?xml version=\"1.0\"?><urlset><url/></urlset>", "",
        "<rss><channel><item><title>x</title></item></channel></rss>", "no xml at all"}) {
    const CollectingSink sink = read_export(xml);
    ASSERT_THAT(sink.breaks, SizeIs(1)) << xml;
    EXPECT_EQ(sink.breaks[0].first, Ending::unknown_kind);
    EXPECT_THAT(sink.breaks[0].second.reason, HasSubstr("not a WordPress export"));
  }
}

TEST(WordPress, DeepElementsAreHarmless) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<x>";
  const CollectingSink sink = read_export(kHeader + item(1, {{"title", deep}}) + item(2) + kEnd);
  EXPECT_THAT(sink.articles, SizeIs(2));
  EXPECT_THAT(sink.notes, SizeIs(1));
}

}  // namespace
}  // namespace fonds::archive
