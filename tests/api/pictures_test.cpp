// Pictures on pages and in answers: found by what is said of them, shown from where they may come from.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/archive/images.h"
#include "server/api/page_security.h"
#include "server/api/site.h"
#include "tests/api/service.h"

namespace fonds::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class Pictures : public testing::Test {
 protected:
  void SetUp() override {
    archive::Article own = article("own", "La halle", "Le toit est refait.", "2017-04-05");
    own.url = "https://www.journal.example/halle";
    archive::add_lead_image({"https://journal.example/halle.jpg", "L. M.", 640, 480, 0}, "Une charpente",
                            "Mme Quintin sous la verrière", own);
    archive::Article foreign = article("foreign", "Le pont", "Il est fermé.", "2017-04-04");
    foreign.url = "https://journal.example/pont";
    archive::add_lead_image({"https://photos.example/pont.jpg", "", 0, 0, 0}, "", "Le pont vu d’aval",
                            foreign);
    build_index(folder_.path(), {own, foreign, article("bare", "Rien", "Sans image.", "2017-04-03")});
    start({});
  }
  void start(std::vector<std::string> hosts) {
    api::ApplicationOptions options;
    options.site.image_hosts = std::move(hosts);
    client_.reset();
    service_ = std::make_unique<Service>(folder_.path(), options);
    client_ = std::make_unique<RawClient>(service_->port());
  }
  Answer page(const std::string& target) { return client_->get(target, "Accept: text/html\r\n"); }

  TemporaryFolder folder_;
  std::unique_ptr<Service> service_;
  std::unique_ptr<RawClient> client_;
};

TEST_F(Pictures, AreFoundByWhatIsSaidOfThem) {
  for (const char* q : {"verri%C3%A8re", "charpente", "%22sous+la+verriere%22"}) {
    const json found = get_json(*client_, std::string("/api/v1/search?q=") + q);
    ASSERT_EQ(found["total"], 1) << q;
    EXPECT_EQ(found["hits"][0]["id"], "own") << q;
  }
}

TEST_F(Pictures, InAnswers) {
  const json found = get_json(*client_, "/api/v1/search");
  EXPECT_EQ(found["hits"][0]["image"], json({{"url", "https://journal.example/halle.jpg"},
                                             {"alt", "Une charpente"},
                                             {"caption", "Mme Quintin sous la verrière"},
                                             {"credit", "L. M."},
                                             {"width", 640},
                                             {"height", 480}}));
  EXPECT_FALSE(found["hits"][2].contains("image"));
  const json own = get_json(*client_, "/api/v1/articles/own?q=verriere");
  EXPECT_EQ(own["body_text"], "Le toit est refait.");
  EXPECT_EQ(own["images"].size(), 1U);
  EXPECT_EQ(own["body_html"],
            "<figure><img src=\"https://journal.example/halle.jpg\" alt=\"Une charpente\" width=\"640\" "
            "height=\"480\" loading=\"lazy\"><figcaption>Mme Quintin sous la <mark>verrière</mark> "
            "<small>L. M.</small></figcaption></figure>\n<p>Le toit est refait.</p>");
  EXPECT_EQ(get_json(*client_, "/api/v1/articles/bare")["images"], json::array());
}

TEST_F(Pictures, OnPages) {
  const Answer found = page("/?q=halle");
  EXPECT_THAT(found.body,
              HasSubstr("<img src=\"https://journal.example/halle.jpg\" alt=\"\" class=\"thumbnail\""));
  EXPECT_THAT(std::string(found.header("content-security-policy")),
              HasSubstr("img-src 'self' https://journal.example;"));
  const Answer own = page("/article/own");
  EXPECT_THAT(own.body, HasSubstr("<figcaption>Mme\u00A0Quintin sous la verrière"));
  EXPECT_THAT(own.body,
              HasSubstr("<meta property=\"og:image\" content=\"https://journal.example/halle.jpg\">"));
  EXPECT_THAT(own.body, HasSubstr("\"caption\":\"Mme Quintin sous la verrière\""));
  EXPECT_THAT(page("/").body,
              HasSubstr("<figure class=\"lead-picture\"><img src=\"https://journal.example/halle.jpg\" "
                        "alt=\"Une charpente\""));
}

TEST_F(Pictures, NoneFromElsewhereUnlessItIsNamed) {
  const Answer before = page("/article/foreign");
  EXPECT_THAT(before.body, Not(HasSubstr("<img src=\"https://photos.example")));
  EXPECT_THAT(before.body, HasSubstr("Le pont vu d’aval"));
  EXPECT_THAT(std::string(before.header("content-security-policy")), Not(HasSubstr("photos.example")));
  start({"photos.example"});
  const Answer named = page("/article/foreign");
  EXPECT_THAT(named.body, HasSubstr("<img src=\"https://photos.example/pont.jpg\""));
  EXPECT_THAT(std::string(named.header("content-security-policy")),
              HasSubstr("img-src 'self' https://photos.example;"));
}

TEST_F(Pictures, OneFromElsewhereIsALink) {
  EXPECT_THAT(
      page("/article/foreign").body,
      HasSubstr("<figure><p class=\"embed\"><a href=\"https://photos.example/pont.jpg\" rel=\"nofollow "
                "noopener\">Voir l’image</a></p><figcaption>Le pont vu d’aval"));
}

TEST_F(Pictures, OfThePapersOwn) {
  archive::Article drawn = article("drawn", "La place", "Elle est pavée.", "2017-04-05");
  archive::add_lead_image({"/static/pictures/place.svg", "", 0, 0, 0}, "La place", "Un soir", drawn);
  build_index(folder_.path() / "drawn", {drawn});
  api::ApplicationOptions options;
  {
    const Service without(folder_.path() / "drawn", options);
    RawClient client(without.port());
    EXPECT_THAT(client.get("/article/drawn", "Accept: text/html\r\n").body, Not(HasSubstr("place.svg")));
    EXPECT_EQ(client.get("/static/pictures/place.svg").status, 404);
  }
  options.site.public_url = "https://journal.example/archives";
  options.site.pictures = {{"place.svg", std::make_shared<const std::string>("<svg/>")}};
  const Service with(folder_.path() / "drawn", options);
  RawClient client(with.port());
  const Answer found = client.get("/archives/article/drawn", "Accept: text/html\r\n");
  EXPECT_THAT(found.body, HasSubstr("<img src=\"/archives/static/pictures/place.svg\" alt=\"La place\""));
  EXPECT_THAT(found.body,
              HasSubstr("og:image\" content=\"https://journal.example/archives/static/pictures/"));
  const Answer picture = client.get("/archives/static/pictures/place.svg");
  EXPECT_EQ(picture.header("content-type"), "image/svg+xml");
  EXPECT_EQ(picture.body, "<svg/>");
  for (const char* name : {"a.svg", "B-1_x.jpeg", "c.webp"}) EXPECT_TRUE(api::is_picture_name(name)) << name;
  for (const char* name : {"", ".svg", "a.html", "a b.png", "é.png", "a/b.png", "a.js"})
    EXPECT_FALSE(api::is_picture_name(name)) << name;
}

TEST(PageSecurity, NamesTheHostsOfItsPicturesAndNothingElse) {
  const std::string bare(api::kPageSecurityPolicy);
  EXPECT_EQ(api::page_security_policy("<p>un</p><img src=\"/static/a.svg\">"), bare);
  EXPECT_EQ(api::page_security_policy("&lt;img src=\"https://a.example/\""), bare);
  EXPECT_EQ(api::page_security_policy("<img src=\"https://a.example; script-src *\">"), bare);
  EXPECT_THAT(api::page_security_policy(
                  "<img src=\"https://b.example/1.jpg\"><img src=\"http://a.example:81/?x\"><img "
                  "src=\"https://b.example/2.jpg\">"),
              HasSubstr("img-src 'self' http://a.example:81 https://b.example;"));
}

}  // namespace
}  // namespace fonds::test
