// Pages of the paper itself are no results, and are reached by their address; authors and sources are facets.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/api/service.h"

namespace fonds::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

archive::Article signed_by(archive::Article article, std::string author, std::string source = {}) {
  article.author = std::move(author);
  article.source = std::move(source);
  return article;
}

class Kinds : public testing::Test {
 protected:
  void SetUp() override {
    archive::Article page =
        article("mentions", "Mentions légales", "Le journal du pont.", "2017-04-06", {"Eau"}, {"Anne Roy"});
    page.is_page = true;
    build_index(folder_.path(),
                {page, signed_by(article("a", "Le pont", "Un.", "2017-04-05", {"Eau"}), "Guy Lhomme", "Voix"),
                 signed_by(article("b", "Le pont", "Deux.", "2017-04-04"), "GUY LHOMME", "Voix"),
                 signed_by(article("c", "Le pont", "Trois.", "2017-04-03"), "Guy Lhomme"),
                 signed_by(article("d", "Le pont", "Quatre.", "2017-04-02"), "Ève Astier", "Éclair"),
                 article("e", "Le pont", "Cinq.", "2017-04-01", {}, {"Anne Roy"})});
    service_ = std::make_unique<Service>(folder_.path());
    client_ = std::make_unique<RawClient>(service_->port());
  }
  std::string page(const std::string& target) { return client_->get(target, "Accept: text/html\r\n").body; }
  json total(const std::string& query) { return get_json(*client_, "/api/v1/search?" + query)["total"]; }

  TemporaryFolder folder_;
  std::unique_ptr<Service> service_;
  std::unique_ptr<RawClient> client_;
};

TEST_F(Kinds, APageIsNoResult) {
  EXPECT_EQ(total("q=pont"), 6);
  EXPECT_EQ(total("q=pont&kind=article"), 5);
  EXPECT_EQ(total("q=pont&kind=page"), 1);
  const Answer wrong = client_->get("/api/v1/search?kind=x");
  EXPECT_EQ(wrong.status, 400);
  for (const char* target : {"/?q=pont", "/?sort=newest", "/", "/date/2017", "/article/a", "/dossiers/eau",
                             "/personnes/anne-roy", "/api/v1/articles/a/related"}) {
    EXPECT_THAT(page(target), Not(HasSubstr("Mentions légales"))) << target;
  }
  EXPECT_THAT(page("/?q=pont"), HasSubstr("<strong>5\u00A0articles</strong>"));
  EXPECT_THAT(page("/dossiers/eau"), HasSubstr("1\u00A0article"));
}

TEST_F(Kinds, APageIsReachedByItsAddress) {
  EXPECT_THAT(page("/article/mentions"), HasSubstr("<h1>Mentions légales</h1>"));
  EXPECT_EQ(get_json(*client_, "/api/v1/articles/mentions")["kind"], "page");
  EXPECT_EQ(get_json(*client_, "/api/v1/articles/a")["kind"], "article");
}

TEST_F(Kinds, AuthorsAndSourcesAreFacets) {
  const json found = get_json(*client_, "/api/v1/search?q=pont&facets=author,source");
  EXPECT_FALSE(found["facets"].contains("date"));
  const json authors = found["facets"]["author"];
  EXPECT_EQ(authors["distinct"], 2);
  // One person, whatever case the paper set the name in; called as most articles call it.
  EXPECT_EQ(authors["values"][0],
            json({{"value", "guy-lhomme"}, {"label", "Guy Lhomme"}, {"count", 3}, {"selected", false}}));
  EXPECT_EQ(total("author=guy-lhomme"), 3);
  EXPECT_EQ(total("author=guy-lhomme&source=voix"), 2);
  EXPECT_EQ(total("author=-guy-lhomme"), 3);
  EXPECT_EQ(total("author=guy-lhomme&author=eve-astier"), 4);
  EXPECT_EQ(total("author=personne"), 0);
  EXPECT_FALSE(get_json(*client_, "/api/v1/search")["facets"].contains("author"));
}

TEST_F(Kinds, FacetsOfThePage) {
  const std::string html = page("/?q=pont");
  EXPECT_THAT(html, HasSubstr("<h3 id=\"auteurs\">Auteurs"));
  EXPECT_THAT(html, HasSubstr("href=\"/?q=pont&amp;source=voix\""));
  const std::string chosen = page("/?q=pont&author=guy-lhomme");
  EXPECT_THAT(chosen, HasSubstr("<strong>3\u00A0articles</strong>"));
  EXPECT_THAT(chosen, HasSubstr("name=\"author\" value=\"guy-lhomme\""));
  EXPECT_THAT(chosen, HasSubstr("Retirer le filtre&nbsp;: </span>Guy Lhomme"));
}

}  // namespace
}  // namespace fonds::test
