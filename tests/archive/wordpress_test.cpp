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

CollectingSink read(const std::string& xml, const ReaderOptions& options = {}) {
  CollectingSink sink;
  read_wordpress(*memory_stream(xml, Compression::none, "test"), options, sink);
  return sink;
}

Article article(const std::string& item_xml, const ReaderOptions& options = {}) {
  CollectingSink sink = read(kHeader + item_xml + kEnd, options);
  EXPECT_THAT(sink.rejections, IsEmpty());
  return sink.articles.empty() ? Article{} : std::move(sink.articles[0]);
}

std::string content(const std::string& html) {
  return article(item(1, {{"content:encoded", "<![CDATA[" + html + "]]>"}})).body;
}

TEST(WordPress, Fields) {
  const Article read = article(item(7, {{"title", "L&#039;école &amp; l&apos;eau"},
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
  EXPECT_EQ(article(item(1, {{"title", "Bitcoin, c&#039;est quoi ?"}})).title, "Bitcoin, c'est quoi ?");
  EXPECT_EQ(article(item(1, {{"title", "L&amp;#8217;&amp;eacute;cole"}})).title, "L’école");
  EXPECT_EQ(article(item(1, {{"title", "<![CDATA[Fête &amp; <em>bal</em>]]>"}})).title, "Fête & bal");
}

TEST(WordPress, DayIsInParis) {
  const auto day = [](const std::string& local, const std::string& utc) {
    const Article read = article(item(1, {{"wp:post_date", local}, {"wp:post_date_gmt", utc}}));
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
    const CollectingSink sink = read(kHeader + item(1, {{field, value}}) + kEnd);
    EXPECT_THAT(sink.articles, IsEmpty()) << field << value;
    EXPECT_THAT(sink.rejections, IsEmpty()) << field << value;
  }
  EXPECT_THAT(read(kHeader + item(1, {{"wp:post_type", "page"}}) + kEnd).articles, SizeIs(1));
}

TEST(WordPress, CategoriesAndTags) {
  const std::string labels =
      "<category domain=\"category\" nicename=\"a\"><![CDATA[Vie &amp; ville]]></category>\n"
      "<category domain=\"category\" nicename=\"non-classe\"><![CDATA[Non classé]]></category>\n"
      "<category domain=\"post_tag\" nicename=\"ecoles\"><![CDATA[écoles]]></category>\n"
      "<category domain=\"post_tag\" nicename=\"eau\"><![CDATA[eau]]></category>\n"
      "<category domain=\"post_format\" nicename=\"aside\"><![CDATA[aside]]></category>\n";
  EXPECT_THAT(article(item(1, {}, labels)).dossiers, ElementsAre("Vie & ville", "Écoles", "eau"));
  ReaderOptions options;
  options.tags_are_dossiers = false;
  options.dossier_names["Non classé"] = "Divers";
  EXPECT_THAT(article(item(1, {}, labels), options).dossiers, ElementsAre("Vie & ville", "Non classé"));
}

TEST(WordPress, ContentRules) {
  EXPECT_EQ(content("Un\n\nDeux\ntrois"), "Un\n\nDeux\ntrois");
  EXPECT_EQ(content("<!-- wp:paragraph -->\n<p>Un\ndeux</p>\n<!-- /wp:paragraph -->"), "Un deux");
  EXPECT_EQ(
      content("[caption id=\"x\"]<img src=\"a\"/> Légende[/caption]\n\nTexte […] [sic]\n[gallery ids=\"1\"]"),
      "Texte […] [sic]");
  EXPECT_EQ(content("<script>x</script><iframe src=\"x\"></iframe>Un"), "Un");
  EXPECT_EQ(content("Avant<!--more-->après &eacute; &amp;lt;"), "Avantaprès é &lt;");
  EXPECT_EQ(content("fin ]]]]><![CDATA[> suite"), "fin ]]> suite");
}

TEST(WordPress, CommentsAreNotTheArticle) {
  EXPECT_EQ(article(item(1, {}, "<wp:comment><wp:post_id>99</wp:post_id><title>x</title></wp:comment>\n")).id,
            "wp-1");
}

TEST(WordPress, Encodings) {
  std::string latin = kHeader;
  latin.replace(latin.find("UTF-8"), 5, "ISO-8859-1");
  EXPECT_EQ(read(latin + item(1, {{"title", "\xC9t\xE9"}}) + kEnd).articles.at(0).title, "Été");
  latin.replace(latin.find("ISO-8859-1"), 10, "windows-1252");
  EXPECT_EQ(read(latin + item(1, {{"title", "\x80"}}) + kEnd).articles.at(0).title, "€");
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
    const CollectingSink sink = read(text);
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
        Damage{"stray_ampersand", "Titre 2", "Titre & 2"}, Damage{"stray_less_than", "Titre 2", "Titre < 2"},
        Damage{"mismatched_end_tag", "</title>", "</titel>"}, Damage{"missing_end_tag", "</title>", ""},
        Damage{"missing_start_tag", "<title>", ""}, Damage{"invalid_utf8", "Titre 2", "Titre \xFF 2"},
        Damage{"invalid_utf8_in_cdata", "Un texte", "Un \xC3 texte"},
        Damage{"control_character", "Un texte", "Un \x01 texte"},
        Damage{"cdata_not_closed", "Un texte.]]>", "Un texte."},
        Damage{"cdata_not_opened", "<![CDATA[Un", "Un ]]>"},
        Damage{"last_cdata_not_closed", "<wp:status><![CDATA[publish]]>", "<wp:status><![CDATA[publish"},
        Damage{"comment_not_closed", "<title>", "<!-- <title>"}, Damage{"item_not_closed", "</item>", ""},
        Damage{"misspelt_end_of_item", "</item>", "</itme>"}, Damage{"item_not_opened", "<item>", ""},
        Damage{"misspelt_start_of_item", "<item>", "<itme>"},
        Damage{"no_id", "<wp:post_id>2</wp:post_id>", ""},
        Damage{"bad_id", "<wp:post_id>2<", "<wp:post_id>zwei<"}, Damage{"no_type", "<![CDATA[post]]>", ""},
        Damage{"no_status", "<![CDATA[publish]]>", ""},
        Damage{"impossible_date", "2017-04-05 16", "2017-02-31 16"},
        Damage{"impossible_local_date", "2017-04-05 18", "2017-04-05 38"},
        Damage{"date_in_words", "2017-04-05 16:30:00", "hier"},
        Damage{"undeclared_entity", "Titre 2", "Titre &lol; 2"},
        Damage{"attribute_not_closed", "<title>", "<title x=\"y>"},
        Damage{"nul_byte", "Titre 2", std::string("Titre \0 2", 9)}),
    [](const auto& param) { return param.param.what; });

TEST(WordPress, BrokenItemKeepsItsIdForUpdates) {
  const CollectingSink sink = read(kHeader + item(2, {{"title", "a & b"}}) + kEnd);
  ASSERT_THAT(sink.rejections, SizeIs(1));
  EXPECT_EQ(sink.rejections[0].id, "wp-2");
}

TEST(WordPress, EveryTruncationKeepsWholeItems) {
  const std::string first = kHeader + item(1), text = first + item(2) + kEnd;
  for (std::size_t size = 0; size + kEnd.size() < text.size(); ++size) {
    const CollectingSink sink = read(text.substr(0, size));
    EXPECT_EQ(sink.articles.size(), size + 1 < first.size()                ? 0u
                                    : size + 1 < text.size() - kEnd.size() ? 1u
                                                                           : 2u)
        << size;
    EXPECT_FALSE(sink.rejections.empty()) << size;
  }
}

TEST(WordPress, EntityBombsAreHarmless) {
  const std::string bomb =
      "<?xml version=\"1.0\"?>\n<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
      "\"&a;&a;&a;&a;&a;\"><!ENTITY x SYSTEM "
      "\"file:///etc/passwd\">]>\n<rss><channel><wp:wxr_version>1.2</wp:wxr_version>\n";
  const CollectingSink sink =
      read(bomb + item(1, {{"title", "&b;"}}) + item(2, {{"title", "&x;"}}) + item(3) + kEnd);
  EXPECT_THAT(sink.rejections, SizeIs(2));
  ASSERT_THAT(sink.articles, SizeIs(1));
  EXPECT_EQ(sink.articles[0].id, "wp-3");
}

TEST(WordPress, OtherXmlIsOneRejection) {
  for (const std::string xml :
       {"<?xml version=\"1.0\"?><urlset><url/></urlset>", "",
        "<rss><channel><item><title>x</title></item></channel></rss>", "no xml at all"}) {
    const CollectingSink sink = read(xml);
    ASSERT_THAT(sink.rejections, SizeIs(1)) << xml;
    EXPECT_THAT(sink.rejections[0].reason, HasSubstr("not a WordPress export"));
  }
}

TEST(WordPress, DeepElementsAreHarmless) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<x>";
  EXPECT_THAT(read(kHeader + item(1, {{"title", deep}}) + item(2) + kEnd).articles, SizeIs(1));
}

}  // namespace
}  // namespace fonds::archive
