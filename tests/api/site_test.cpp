#include "server/api/site.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "server/api/site_text.h"

namespace fonds::api {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

search::Hit a_hit(const std::string& id, const std::string& title) {
  search::Hit hit;
  hit.id = id;
  hit.title = title;
  hit.day = text::to_day({2017, 4, 5});
  hit.author = "Ève Dubois";
  return hit;
}

search::SearchResponse some_response() {
  search::SearchResponse response;
  response.total = 1;
  response.hits = {a_hit("a/b?c", "L’école & <le> \"lycée\"")};
  response.index = {"g", 21868, "2026-11-23T18:00:00Z", "", "", {}};
  response.sort = search::Sort::newest;
  search::DateFacet date;
  date.histogram.buckets = {{"2016", 0, false}, {"2017", 1200, false}};
  date.undated = 3;
  response.date = date;
  search::Facet facet;
  facet.values = {{"pole", "Pôle", 7, false, false}, {"eau", "Eau", 1, false, false}};
  response.dossier = facet;
  response.person = search::Facet{};
  return response;
}

// Everything between the first `begin` and the next `end`.
std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const auto from = text.find(begin);
  if (from == std::string::npos) return {};
  const auto to = text.find(end, from + begin.size());
  return text.substr(from + begin.size(), to - from - begin.size());
}

const Site& site() {
  static const Site made{SiteOptions{}};
  return made;
}

TEST(SiteText, NumbersAreFrench) {
  EXPECT_EQ(french_number(0), "0");
  EXPECT_EQ(french_number(999), "999");
  EXPECT_EQ(french_number(1000), "1\u202F000");
  EXPECT_EQ(french_number(1234567), "1\u202F234\u202F567");
  EXPECT_EQ(count_of_articles(0), "Aucun article");
  EXPECT_EQ(count_of_articles(1), "1\u00A0article");
  EXPECT_EQ(count_of_articles(2), "2\u00A0articles");
}

TEST(SiteText, PeriodsAreFrench) {
  const std::pair<const char*, std::pair<const char*, const char*>> cases[] = {
      {"2017", {"2017", "2017"}},
      {"2017-04", {"avril\u00A02017", "avr."}},
      {"2017-04-05", {"5\u00A0avril\u00A02017", "5"}},
      {"undated", {"sans date", "undated"}},
      {"2017-13", {"2017-13", "2017-13"}},
      {"2017-02-31", {"2017-02-31", "31"}},
      {"", {"", ""}},
  };
  for (const auto& [value, expected] : cases) {
    EXPECT_EQ(french_period(value), expected.first) << value;
    EXPECT_EQ(short_period(value), expected.second) << value;
  }
  search::SearchRequest request;
  EXPECT_EQ(french_range(request), "");
  request.from = text::to_day({2017, 4, 1});
  EXPECT_EQ(french_range(request), "depuis le 1er\u00A0avril\u00A02017");
  request.to = request.from;
  EXPECT_EQ(french_range(request), "le 1er\u00A0avril\u00A02017");
  request.from.reset();
  EXPECT_EQ(french_range(request), "jusqu’au 1er\u00A0avril\u00A02017");
  EXPECT_EQ(typed_day(*request.to), "1er avril 2017");
}

TEST(Site, EscapesWhateverIsNotMarkedUpAlready) {
  search::SearchRequest request;
  request.q = "\"><script>alert(1)</script>{{site}}";
  auto response = some_response();
  response.notes = {"<b>note</b>"};
  response.suggestion = "<i>x</i>";
  const auto html = site().search_page(request, response);
  EXPECT_THAT(html, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;{{site}}"));
  EXPECT_THAT(html, Not(HasSubstr("<b>note")));
  EXPECT_THAT(html, Not(HasSubstr("<i>x")));
  EXPECT_THAT(html, HasSubstr("L’école &amp; &lt;le&gt; &quot;lycée&quot;"));
}

TEST(Site, KeepsTheHighlightsOfTheEngine) {
  auto response = some_response();
  response.hits[0].title_html = "L’<mark>école</mark>";
  response.hits[0].excerpt_html = "à l’<mark>école</mark> &amp; ailleurs";
  const auto html = site().search_page({}, response);
  EXPECT_THAT(html, HasSubstr("L’<mark>école</mark>"));
  EXPECT_THAT(html, HasSubstr("à l’<mark>école</mark> &amp; ailleurs"));
}

TEST(Site, AHeadingDoesNotRunIntoTheNextSentence) {
  search::SearchResponse response = some_response();
  response.hits[0].excerpt_html = "La <mark>fête</mark>\n\nElle a lieu samedi.\n\nOn y danse.";
  EXPECT_THAT(site().search_page({}, response),
              HasSubstr("La <mark>fête</mark> · Elle a lieu samedi. On y danse."));
}

TEST(Site, ResultsCarryTheSearchToTheArticle) {
  search::SearchRequest request;
  request.q = "x";
  request.offset = 10;
  EXPECT_THAT(site().search_page(request, some_response()),
              HasSubstr("\"/article/a/b%3Fc?q=x&amp;offset=10\""));
  EXPECT_THAT(site().search_page({}, some_response()), HasSubstr("\"/article/a/b%3Fc\""));
}

TEST(Site, AFacetLinkSelectsItsValueAlone) {
  search::SearchRequest request;
  request.dossier.any_of = {"pole"};
  auto response = some_response();
  response.dossier->values[0].selected = true;
  const auto html = site().search_page(request, response);
  EXPECT_THAT(html, HasSubstr("class=\"value-link\" href=\"/?dossier=eau\""));
  EXPECT_THAT(html,
              HasSubstr("href=\"/?dossier=eau&amp;dossier=pole\" rel=\"nofollow\" aria-label=\"Ajouter Eau"));
  EXPECT_THAT(html, HasSubstr("aria-label=\"Retirer Pôle\""));
}

TEST(Site, BarsAreLinksUnlessEmpty) {
  const auto html = site().search_page({}, some_response());
  EXPECT_THAT(html, HasSubstr("href=\"/?date=2017\""));
  EXPECT_THAT(html, Not(HasSubstr("href=\"/?date=2016\"")));
  EXPECT_THAT(html, HasSubstr("1\u202F200"));
  EXPECT_THAT(html, HasSubstr("href=\"/?date=undated\""));
}

struct PagerCase {
  std::uint32_t offset;
  std::uint64_t total;
  std::vector<std::string> pages;  // "…" for a gap, [n] for the current one
  bool previous, next;
};

TEST(Site, PageNumbers) {
  const PagerCase cases[] = {
      {0, 10, {}, false, false},
      {0, 11, {"[1]", "2"}, false, true},
      {10, 25, {"1", "[2]", "3"}, true, true},
      {50, 200, {"1", "…", "4", "5", "[6]", "7", "8", "…", "20"}, true, true},
      {40, 80, {"1", "2", "3", "4", "[5]", "6", "7", "8"}, true, true},
      {10'000, 500'000, {"1", "…", "999", "1\u202F000", "[1\u202F001]"}, true, true},
      {5, 12, {"[1]", "2"}, true, false},
  };
  for (const auto& test : cases) {
    search::SearchRequest request;
    request.offset = test.offset;
    auto response = some_response();
    response.total = test.total;
    if (test.offset + 10 < test.total) response.next_cursor = "more";
    const auto html = site().search_page(request, response);
    const auto nav = between(html, "<nav class=\"pager\"", "</nav>");
    std::vector<std::string> pages;
    for (std::size_t at = nav.find("<li>"); at != std::string::npos; at = nav.find("<li>", at + 1)) {
      const auto item = nav.substr(at, nav.find("</li>", at) - at);
      auto label = item.find("…") != std::string::npos ? std::string("…") : between(item, "</span>", "</a>");
      if (item.find("aria-current") != std::string::npos) label = "[" + label + "]";
      pages.push_back(label);
    }
    EXPECT_EQ(pages, test.pages) << test.offset << " of " << test.total;
    EXPECT_EQ(nav.find("rel=\"prev\"") != std::string::npos, test.previous) << test.offset;
    EXPECT_EQ(nav.find("rel=\"next\"") != std::string::npos, test.next) << test.offset;
  }
}

TEST(Site, BeyondTheLastNumberedPageTheCursorGoesOn) {
  search::SearchRequest request;
  request.offset = 10'000;
  auto response = some_response();
  response.total = 500'000;
  response.next_cursor = "abc";
  EXPECT_THAT(site().search_page(request, response), HasSubstr("rel=\"next\" href=\"/?cursor=abc\""));
}

TEST(Site, YearsWithoutAnArticleAreNoTimeLine) {
  search::SearchRequest request;
  request.q = "zygomatique";
  auto response = some_response();
  EXPECT_THAT(site().search_page(request, response), HasSubstr("Au fil des années"));
  response.total = 0;
  response.hits.clear();
  response.date = search::DateFacet{{"year", "", {{"2017", 0, true}}}, std::nullopt, 0, false};
  EXPECT_THAT(site().search_page(request, response), Not(HasSubstr("Au fil des années")));
  response.date->undated = 1;
  EXPECT_THAT(site().search_page(request, response), HasSubstr("Au fil des années"));
}

TEST(Site, OneYearAloneIsNoTimeLine) {
  auto response = some_response();
  response.date = search::DateFacet{{"year", "", {{"2017", 1, false}}}, std::nullopt, 0, false};
  EXPECT_THAT(site().search_page({}, response), Not(HasSubstr("Au fil des années")));
  search::SearchRequest narrowed;
  narrowed.from = text::to_day({2017, 1, 1});
  EXPECT_THAT(site().search_page(narrowed, response),
              AllOf(HasSubstr("Toutes les dates"), Not(HasSubstr("bars-year"))));
}

TEST(Site, AFacetTooLongForAPageSaysWhatIsMissing) {
  search::SearchRequest request;
  request.facet_limit = 1000;
  auto response = some_response();
  response.person->values = {{"ana", "Ana", 7, false, false}};
  response.person->distinct = 2715;
  EXPECT_THAT(
      site().search_page(request, response),
      AllOf(HasSubstr("1 noms sur 2\u202F715\u00A0: il en manque 2\u202F714"), HasSubstr("personne:nom")));
  response.person->distinct = 1;
  EXPECT_THAT(site().search_page(request, response), Not(HasSubstr("il en manque")));
}

TEST(Site, WhileTypingNothingIsRemarkedUpon) {
  search::SearchRequest request;
  request.q = "mai";
  auto response = some_response();
  response.notes = {"Une remarque."};
  EXPECT_THAT(site().search_page(request, response), HasSubstr("Une remarque."));
  request.typing = true;
  EXPECT_THAT(site().search_page(request, response),
              AllOf(Not(HasSubstr("Une remarque.")), Not(HasSubstr("typing"))));
}

TEST(Site, NothingFoundShowsWaysOut) {
  search::SearchRequest request;
  request.q = "\"école numérique\"";
  request.dossier.any_of = {"pole"};
  request.from = text::to_day({2017, 1, 1});
  auto response = some_response();
  response.total = 0;
  response.hits.clear();
  const auto html = site().search_page(request, response);
  EXPECT_THAT(html, HasSubstr("Aucun article"));
  EXPECT_THAT(html, HasSubstr("chercher sans le filtre «\u00A0Pôle\u00A0»"));
  EXPECT_THAT(html, HasSubstr("retirer tous les filtres"));
  EXPECT_THAT(html, HasSubstr("q=%C3%A9cole%20num%C3%A9rique&amp;dossier=pole"));
  EXPECT_THAT(html, HasSubstr("match=any"));
  EXPECT_THAT(html, HasSubstr("fuzzy=on"));
  EXPECT_THAT(html, Not(HasSubstr("Emporter ces résultats")));
  EXPECT_THAT(html, Not(HasSubstr("suivre cette recherche")));
}

TEST(Site, SaysWhatWasDoneWithTheQuery) {
  search::SearchRequest request;
  request.q = "ecolle";
  auto response = some_response();
  response.corrected = "école";
  EXPECT_THAT(site().search_page(request, response),
              AllOf(HasSubstr("pour «\u00A0école\u00A0», au lieu de «\u00A0ecolle\u00A0»"),
                    HasSubstr("Chercher plutôt")));
  EXPECT_THAT(site().search_page(request, response), HasSubstr("/?q=ecolle&amp;fuzzy=off"));
  response.corrected.reset();
  response.relaxed = true;
  EXPECT_THAT(site().search_page(request, response),
              HasSubstr("Aucun article ne contient tous ces mots\u202F;"));
  response.all_words_found = true;
  EXPECT_THAT(site().search_page(request, response),
              AllOf(HasSubstr("/?q=ecolle&amp;match=all\">N’afficher que les articles qui ont tous ces mots"),
                    Not(HasSubstr("Aucun article ne contient"))));
  response.all_words_found = false;
  response.total = 0;
  EXPECT_THAT(site().search_page(request, response), Not(HasSubstr("ceux qui en contiennent le plus")));
}

TEST(Site, SaysWhyOnRequest) {
  search::SearchRequest request;
  request.q = "ecole";
  auto response = some_response();
  EXPECT_THAT(site().search_page(request, response), HasSubstr("/?q=ecole&amp;explain=1#resultats-titre\""));
  search::WordReason reason;
  reason.word = "ecole";
  reason.forms = {{"<école>", search::Rule::accents, 1, 0, 2}};
  reason.weight = 1.24;
  response.hits[0].explanation = search::Explanation{{reason}, 0.76};
  request.explain = true;
  const auto html = site().search_page(request, response);
  EXPECT_THAT(html, HasSubstr("<details class=\"why\" open>"));
  EXPECT_THAT(html,
              HasSubstr("aux accents et aux majuscules près («\u00A0&lt;école&gt;\u00A0») dans le titre, "
                        "2\u00A0fois dans le texte – compte pour l’essentiel."));
  EXPECT_THAT(html, HasSubstr("Place des mots"));
  search::WordReason sign;
  sign.word = "euro";
  sign.forms = {{"€", search::Rule::sign, 0, 0, 1}};
  sign.weight = 0.1;
  search::WordReason missing;
  missing.word = "absente";
  response.hits[0].explanation = search::Explanation{{reason, sign, missing}, 0};
  const auto partial = site().search_page(request, response);
  EXPECT_THAT(partial,
              HasSubstr("par un signe ou en chiffres («\u00A0€\u00A0») dans le texte – compte pour peu."));
  EXPECT_THAT(partial, HasSubstr("«\u00A0absente\u00A0»\u00A0: absent de l’article."));
  EXPECT_THAT(html, HasSubstr("id=\"r1\""));
  EXPECT_THAT(site().search_page({}, some_response()), Not(HasSubstr("explain=1")));
}

// Each year of a month that was said without one is a click away.
TEST(Site, MonthsWithoutAYearLeadToEachYear) {
  search::SearchRequest request;
  request.q = "date:mars";
  auto response = some_response();
  response.said_dates = {{"mars", {"2014-03", "2015-03"}, true, false}};
  const auto html = site().search_page(request, response);
  EXPECT_THAT(html, HasSubstr("«\u00A0mars\u00A0»\u00A0: de toutes les années."));
  EXPECT_THAT(html, HasSubstr("date=2014-03\">2014</a> <a href="));
  EXPECT_THAT(html, HasSubstr("date=2015-03\">2015</a>."));
  response.said_dates = {{"juin 2014", {"2014-06"}, false, true}};
  const auto one = site().search_page(request, response);
  EXPECT_THAT(one, HasSubstr("dans le texte ou la date de l’article."));
  EXPECT_THAT(one, HasSubstr("date=2014-06"));
  EXPECT_THAT(one, Not(HasSubstr("de toutes les années")));
}

TEST(Site, CopiesStandUnderTheFirst) {
  search::SearchResponse response = some_response();
  response.total = 4;
  response.hits = {a_hit("a", "Halle"), a_hit("b", "Marché"), a_hit("c", "Halle, bis"),
                   a_hit("d", "Halle, ter")};
  response.hits[2].near_identical_to = response.hits[3].near_identical_to = "a";
  search::SearchRequest request;
  request.q = "halle";
  const std::string page = site().search_page(request, response);
  const std::string first = between(page, "id=\"r1\"", "</article>");
  EXPECT_THAT(first, HasSubstr("<summary>2\u00A0articles presque identiques</summary>"));
  EXPECT_THAT(first, HasSubstr("/article/c?q=halle"));
  EXPECT_THAT(first, HasSubstr("Halle, ter"));
  const std::string second = between(page, "id=\"r2\"", "</article>");
  EXPECT_THAT(second, HasSubstr("Marché"));
  EXPECT_THAT(second, Not(HasSubstr("presque identique")));
  EXPECT_THAT(page, Not(HasSubstr("id=\"r3\"")));
}

TEST(Site, AMistypedDateIsShownAndExplained) {
  PeriodForm period;
  period.from = "31 février 2017";
  period.from_invalid = true;
  const auto html = site().search_page({}, some_response(), period);
  EXPECT_THAT(html, HasSubstr("value=\"31 février 2017\" autocomplete=\"off\" aria-invalid=\"true\""));
  EXPECT_THAT(html, HasSubstr("«\u00A031 février 2017\u00A0» n’est pas une date"));
}

TEST(Site, JsonLdCannotLeaveItsElement) {
  search::ArticleView article;
  article.hit = a_hit("x", "</script><script>alert(1)</script><!--");
  article.hit.author = "A & B";
  article.hit.dossiers = {{"pole", "Pôle"}};
  article.body_html = "<p>Texte</p>";
  const auto html = site().article_page(article, {}, {}, {});
  const auto json_text = between(html, "<script type=\"application/ld+json\">", "</script>");
  const auto json = nlohmann::json::parse(json_text);
  EXPECT_EQ(json["headline"], article.hit.title);
  EXPECT_EQ(json["author"]["name"], "A & B");
  EXPECT_EQ(json["datePublished"], "2017-04-05");
  EXPECT_EQ(json["articleSection"][0], "Pôle");
  EXPECT_THAT(html, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(html, HasSubstr("<p>Texte</p>"));
}

TEST(Site, AnArticleTellsReferenceManagersWhatItIs) {
  search::ArticleView article;
  article.hit = a_hit("été/1", "Le \"budget\" <voté>");
  article.hit.author = "Ève Dubois et Luc Petit";
  article.hit.lead = "Un chapeau & plus";
  article.hit.dossiers = {{"pole", "Pôle"}, {"eau", "Eau"}};
  SiteOptions options;
  options.title = "La Voix";
  options.public_url = "https://e.fr/archives";
  const auto html = Site(options).article_page(article, {}, {}, {});
  for (const char* part :
       {"<meta name=\"citation_title\" content=\"Le &quot;budget&quot; &lt;voté&gt;\">",
        "<meta name=\"citation_author\" content=\"Ève Dubois\">",
        "<meta name=\"citation_author\" content=\"Luc Petit\">",
        "<meta name=\"citation_publication_date\" content=\"2017/04/05\">",
        "<meta name=\"citation_abstract\" content=\"Un chapeau &amp; plus\">",
        "<meta name=\"citation_language\" content=\"fr\">",
        "<meta name=\"citation_keywords\" content=\"Pôle; Eau\">",
        "<meta name=\"citation_public_url\" content=\"https://e.fr/archives/article/%C3%A9t%C3%A9/1\">",
        "<meta name=\"DC.type\" content=\"newspaperArticle\">",
        "<meta name=\"prism.publicationName\" content=\"La Voix\">",
        "<link rel=\"alternate\" type=\"application/x-bibtex\" "
        "href=\"/archives/article/%C3%A9t%C3%A9/1.bib\">",
        "<link rel=\"alternate\" type=\"application/json\" href=\"/archives/article/%C3%A9t%C3%A9/1.json\">",
        "type=\"application/x-research-info-systems\"", "type=\"text/plain\""}) {
    EXPECT_THAT(html, HasSubstr(part));
  }
  article.hit = {};
  article.hit.id = "x";
  article.hit.title = "T";
  const auto bare = Site(options).article_page(article, {}, {}, {});
  for (const char* name :
       {"citation_author", "citation_publication_date", "citation_abstract", "citation_keywords"}) {
    EXPECT_THAT(bare, Not(HasSubstr(name)));
  }
  EXPECT_THAT(site().search_page({}, some_response()), Not(HasSubstr("citation_")));
}

TEST(Site, OnlyWebAddressesBecomeLinks) {
  search::ArticleView article;
  article.hit = a_hit("x", "T");
  article.hit.url = "javascript:alert(1)";
  EXPECT_THAT(site().article_page(article, {}, {}, {}), Not(HasSubstr("javascript:alert(1)\"")));
  article.hit.url = "https://example.org/x";
  EXPECT_THAT(site().article_page(article, {}, {}, {}), HasSubstr("<a href=\"https://example.org/x\""));
}

TEST(Site, WorksBelowAPath) {
  SiteOptions options;
  options.public_url = "https://example.fr/archives/";
  const Site below{options};
  const auto html = below.search_page({}, some_response());
  EXPECT_THAT(html, HasSubstr("href=\"/archives/static/style.css?v="));
  EXPECT_THAT(below.front_page({}),
              HasSubstr("<link rel=\"canonical\" href=\"https://example.fr/archives/\">"));
  EXPECT_THAT(html, HasSubstr("href=\"/archives/article/a/b%3Fc\""));
  EXPECT_THAT(html, HasSubstr("action=\"/archives/\""));
  EXPECT_THAT(html, HasSubstr("data-base=\"/archives\""));
  EXPECT_THAT(html, Not(HasSubstr("href=\"/\"")));
}

TEST(Site, DossiersFromAToZ) {
  search::FacetListing listing;
  listing.values = {
      {"z", "Zoo", 9, false, false}, {"e", "École", 5, false, false}, {"f", "Eau", 3, false, false}};
  listing.total = 3;
  const auto by_name = site().dossiers_page(listing, ListOrder::name);
  EXPECT_LT(by_name.find("Eau"), by_name.find("École"));
  EXPECT_LT(by_name.find("École"), by_name.find("Zoo"));
  const auto by_count = site().dossiers_page(listing, ListOrder::count);
  EXPECT_LT(by_count.find("Zoo"), by_count.find("Eau"));
}

TEST(Site, APersonsPage) {
  search::PersonProfile profile;
  profile.person = {"claire-vasseur", "Claire <Vasseur>"};
  profile.functions = {
      {"maire", 2014, 2020}, {"conseillère", 2020, {}}, {"élue", {}, {}}, {"témoin", 2013, 2013}};
  profile.articles = 1200;
  profile.date.histogram.buckets = {{"2013", 1199, false}, {"2020", 1, false}};
  profile.dossiers = {{"mairie", "Mairie", 7, false, false}};
  profile.companions = {{"jean-dupont", "Jean Dupont", 5, false, false}};
  profile.first = a_hit("old", "Le premier");
  profile.last = a_hit("new", "Le dernier");
  profile.first->day = text::to_day({2013, 2, 1});
  profile.last->day = text::to_day({2020, 12, 3});
  profile.chronology = {*profile.first, *profile.last};
  const auto html = site().personne_page(profile);
  for (const char* part :
       {"<h1>Claire &lt;Vasseur&gt;</h1>", "<li>maire (2014–2020)</li>", "<li>conseillère (depuis 2020)</li>",
        "<li>élue</li>", "<li>témoin (2013)</li>",
        "Dans 1\u202F200\u00A0articles, du 1er\u00A0février\u00A02013 au 3\u00A0décembre\u00A02020.",
        "href=\"/?person=claire-vasseur\"", "href=\"/?person=claire-vasseur&amp;date=2013\"",
        "href=\"/?dossier=mairie&amp;person=claire-vasseur\"",
        "href=\"/?person=claire-vasseur&amp;person=jean-dupont&amp;together=1\"", "Le dernier", "Le premier",
        "<link rel=\"canonical\" href=\"/personnes/claire-vasseur\">"}) {
    EXPECT_THAT(html, HasSubstr(part));
  }
}

search::FrontPage a_front_page() {
  search::FrontPage front;
  front.articles = 176;
  front.date.histogram.buckets = {{"2013", 100, false}, {"2014", 76, false}};
  front.lead = a_hit("lead", "Le pont rouvre");
  front.lead->excerpt_html = "Après &lt;deux&gt; ans de travaux.";
  front.seconds = {a_hit("second", "La piscine ferme")};
  front.anniversaries = {{1, a_hit("year", "La crue")}, {25, a_hit("long", "La fanfare")}};
  front.dossiers = {{{"grand-pre", "Grand Pré"}, 21, a_hit("plan", "Le plan")}};
  front.persons = {{"claire-vasseur", "Claire Vasseur", 3, false, false}};
  return front;
}

TEST(Site, AFrontPage) {
  const auto html = site().front_page(a_front_page());
  for (const char* part :
       {"<strong>176\u00A0articles</strong>, de 2013 à 2014", "Le pont rouvre",
        "Après &lt;deux&gt; ans de travaux.", "La piscine ferme", "Ce jour-là", "Il y a un an",
        "Il y a 25\u00A0ans", "Dossiers en cours", "href=\"/dossiers/grand-pre\"", "21\u00A0articles",
        "href=\"/personnes/claire-vasseur\"", "href=\"/date/2013\"", "href=\"/?sort=newest\"",
        "id=\"resultats\"", "id=\"tri\"", "id=\"etat\""}) {
    EXPECT_THAT(html, HasSubstr(part));
  }
  EXPECT_THAT(html, Not(HasSubstr("noindex")));
  auto around = a_front_page();
  around.anniversaries_exact = false;
  EXPECT_THAT(site().front_page(around), HasSubstr("À la même époque"));
  const auto empty = site().front_page({});
  EXPECT_THAT(empty, HasSubstr("Aucun article"));
  EXPECT_THAT(empty, Not(HasSubstr("Dossiers en cours")));
}

TEST(Site, TheFrontPageIsWhatNothingIsAskedOf) {
  search::SearchRequest request;
  EXPECT_TRUE(Site::is_front_page(request, {}));
  request.sort = search::Sort::newest;
  EXPECT_FALSE(Site::is_front_page(request, {}));
  request = {};
  request.facet_person = false;
  EXPECT_FALSE(Site::is_front_page(request, {}));
  request = {};
  request.q = "x";
  EXPECT_FALSE(Site::is_front_page(request, {}));
  PeriodForm period;
  period.from = "31 février";
  EXPECT_FALSE(Site::is_front_page({}, period));
}

TEST(Site, ADossiersPage) {
  search::DossierProfile profile;
  profile.dossier = {"grand-pre", "Le <Grand> Pré"};
  profile.articles = 250;
  profile.first = a_hit("old", "Le permis");
  profile.first->day = text::to_day({2013, 4, 1});
  profile.last = a_hit("new", "Les clefs");
  profile.last->day = text::to_day({2020, 12, 3});
  profile.chronology = {*profile.first, *profile.last};
  profile.chronology[1].day.reset();
  profile.persons = {{"claire-vasseur", "Claire Vasseur", 5, false, false}};
  profile.neighbours = {{"eau", "Eau", 2, false, false}};
  const auto html = site().dossier_page(profile);
  for (const char* part : {"<h1>Le &lt;Grand&gt; Pré</h1>",
                           "250\u00A0articles, du 1er\u00A0avril\u00A02013 au 3\u00A0décembre\u00A02020.",
                           ">2013</h3>", ">Sans date</h3>", ">1er\u00A0avril</time>", "Les clefs",
                           "href=\"/?dossier=grand-pre&amp;person=claire-vasseur\"", "href=\"/dossiers/eau\"",
                           "name=\"dossier\" value=\"grand-pre\"", "/feed.rss?dossier=grand-pre",
                           "<link rel=\"canonical\" href=\"/dossiers/grand-pre\">",
                           "rel=\"next\" href=\"/dossiers/grand-pre?page=2#chronologie\""}) {
    EXPECT_THAT(html, HasSubstr(part));
  }
  EXPECT_THAT(html, Not(HasSubstr("noindex")));
  EXPECT_THAT(site().dossier_page(profile, 100),
              HasSubstr("canonical\" href=\"/dossiers/grand-pre?page=2\""));
}

TEST(Site, ThePaperOfADay) {
  search::SearchResponse found = some_response();
  search::DatePeriod period;
  period.value = "2017-04-05";
  search::PeriodNeighbours around;
  around.before = text::to_day({2017, 3, 31});
  found.date->drilldown = search::DateHistogram{"day", "2017-04", {{"2017-04-05", 1, true}}};
  const auto day = site().date_page(period, found, around);
  for (const char* part :
       {"Le journal du 5\u00A0avril\u00A02017", "href=\"/date/2017/03/31\" rel=\"prev\"",
        "href=\"/date/2017/04\"", "href=\"/date/2017\"", "class=\"start-6\"", "class=\"day on\""}) {
    EXPECT_THAT(day, HasSubstr(part));
  }
  EXPECT_THAT(day, Not(HasSubstr("rel=\"next\"")));
  // The day is said by the heading alone.
  EXPECT_THAT(day, Not(HasSubstr("<time")));
  period.value = "2017";
  const auto year = site().date_page(period, found, around);
  EXPECT_THAT(year, AllOf(HasSubstr("L’année 2017"), HasSubstr(">5\u00A0avril\u00A02017</a></h2>"),
                          Not(HasSubstr("<time")), Not(HasSubstr("derniers"))));
  found.total = 1234;
  EXPECT_THAT(site().date_page(period, found, around),
              HasSubstr("1\u202F234\u00A0articles\u202F; voici les 1 derniers"));
  found.total = 0;
  found.hits.clear();
  EXPECT_THAT(site().date_page(period, found, {}), HasSubstr("noindex"));
}

TEST(Site, ManyYearsAreDecades) {
  auto response = some_response();
  response.date->histogram.buckets.clear();
  for (int year = 1975; year <= 2017; ++year) {
    response.date->histogram.buckets.push_back({std::to_string(year), 2, false});
  }
  search::SearchRequest request;
  request.q = "x";
  request.to = text::to_day({2016, 3, 1});
  const auto html = site().search_page(request, response);
  EXPECT_THAT(html, HasSubstr("href=\"/?q=x&amp;from=1980-01-01&amp;to=1989-12-31\""));
  EXPECT_THAT(html, HasSubstr("href=\"/?q=x&amp;from=2010-01-01&amp;to=2016-03-01\""));
  EXPECT_THAT(html, HasSubstr("Années\u00A01980"));
  EXPECT_THAT(html, Not(HasSubstr("date=1980\"")));
}

TEST(Site, AnArticleAmongOthers) {
  search::ArticleView article;
  article.hit = a_hit("x", "Le {pont}");
  article.hit.author = "La rédaction";
  article.hit.modified = 1'500'000'000;  // 14 July 2017
  article.body_text = "Un mot.";
  ArticleSurroundings around;
  around.in_results = {a_hit("a", "Avant"), a_hit("b", "Après"), 3, 187};
  around.place.dossier = search::FacetLabel{"eau", "Eau"};
  around.place.in_dossier = {a_hit("c", "Plus tôt"), {}, 7, 21};
  search::SearchRequest origin;
  origin.q = "pont";
  SiteOptions options;
  options.title = "La Voix";
  options.tagline.clear();
  options.public_url = "https://e.fr";
  options.links = {{"Mentions légales", "/m"}};
  options.report_to = "redaction@e.fr";
  const Site made{options};
  const auto html = made.article_page(article, around, origin, {});
  for (const char* part :
       {"3 sur 187", "href=\"/article/a?q=pont\" rel=\"prev\"", "href=\"/article/b?q=pont\" rel=\"next\"",
        "href=\"/dossiers/eau\"", "7 sur 21", "Plus tôt", "1\u00A0min", "mis à jour le",
        "title = {{Le \\{pont\\}}}", "url = {https://e.fr/article/x}", "DA  - 2017/04/05",
        "mailto:redaction@e.fr?subject=", "Mentions légales", "property=\"og:title\" content=\"Le {pont}\"",
        "property=\"og:url\" content=\"https://e.fr/article/x\"", "BreadcrumbList",
        "\"@type\":\"Organization\",\"name\":\"La rédaction\"", "href=\"/date/2017/04/05\""}) {
    EXPECT_THAT(html, HasSubstr(part));
  }
}

TEST(Site, StaticFilesHaveVersions) {
  ASSERT_NE(site().static_file("style.css"), nullptr);
  EXPECT_EQ(site().static_file("style.css")->version.size(), 16U);
  EXPECT_EQ(site().static_file("../templates/head.mustache"), nullptr);
  EXPECT_EQ(site().static_file("nothing.css"), nullptr);
  const auto html = site().aide_page({}) + site().integrer_page({}, {}, "https://e.fr");
  for (const auto& file : site().static_files()) {
    const std::string versioned = std::string(file.name) + "?v=" + file.version;
    // The typeface, where the build has made one, is asked for by the style sheet.
    if (file.name.starts_with("fonts/")) {
      EXPECT_THAT(std::string(site().static_file("style.css")->content),
                  HasSubstr("url(\"" + versioned + "\")"));
    } else {
      EXPECT_THAT(html, HasSubstr("/static/" + versioned)) << file.name;
    }
  }
}

TEST(Site, WearsThePapersColours) {
  SiteOptions options;
  options.accent = "#1c4f8a";
  const Site blue(options);
  const std::string style(blue.static_file("style.css")->content);
  EXPECT_THAT(style, HasSubstr(":root { --accent: #1c4f8a; }"));
  // What can be read on light paper need not be on dark paper.
  EXPECT_THAT(style, HasSubstr("--accent: var(--ink);"));
  EXPECT_NE(blue.static_file("style.css")->version, site().static_file("style.css")->version);
  options.accent_dark = "#9cc4f2";
  EXPECT_THAT(std::string(Site(options).static_file("style.css")->content), HasSubstr("--accent: #9cc4f2;"));
}

TEST(Site, ADossierIsPresentedByTheEditor) {
  SiteOptions options;
  options.presentations["halle"] = {"De 2013 à 2020 : un <chantier> !", "Puis rien."};
  search::DossierProfile profile;
  profile.dossier = {"halle", "La halle"};
  EXPECT_THAT(Site(options).dossier_page(profile),
              HasSubstr("<p>De 2013 à 2020\u00A0: un &lt;chantier&gt;\u202F!</p><p>Puis rien.</p>"));
  EXPECT_THAT(site().dossier_page(profile), Not(HasSubstr("class=\"presentation\"")));
}

TEST(Site, AProfileOfThenSaysSo) {
  search::DossierProfile profile;
  profile.dossier = {"halle", "La halle"};
  profile.articles = 250;
  const auto html = site().dossier_page(profile, 0, "2017-04");
  EXPECT_THAT(html, HasSubstr("Telle qu’elle se présentait en avril\u00A02017."));
  EXPECT_THAT(html, HasSubstr("href=\"/dossiers/halle?asof=2017-04&amp;page=2#chronologie\""));
  EXPECT_THAT(html, HasSubstr("content=\"noindex\""));
  EXPECT_THAT(site().dossier_page(profile), Not(HasSubstr("se présentait")));
}

TEST(Site, OnlyExamplesThatFindSomethingAreLinks) {
  auto examples = help_examples({"Ève Dubois", "La halle", "Jean Petit", text::to_day({2013, 2, 28})});
  for (auto& example : examples) example.found = example.key == "author" || example.key == "month_words";
  const auto html = site().aide_page({}, examples);
  EXPECT_THAT(html, HasSubstr("<a href=\"/?q=auteur%3A%22%C3%88ve%20Dubois%22\"><code>auteur:&quot;Ève "
                              "Dubois&quot;</code></a>"));
  EXPECT_THAT(html, HasSubstr("<code>date:&quot;février 2013&quot;</code></a>"));
  EXPECT_THAT(html, HasSubstr("<dt><code>dossier:&quot;La halle&quot;</code></dt>"));
  EXPECT_THAT(html, HasSubstr("<code>date:&quot;28/2/2013&quot;</code>"));
  EXPECT_THAT(html, HasSubstr("<code>date:2011..2013</code>"));
}

TEST(Site, APageThatIsNotThereOffersASearchForItsWords) {
  const auto html = site().error_page(404, "Page introuvable", "Rien ici.", "marché couvert");
  EXPECT_THAT(html, HasSubstr("value=\"marché couvert\""));
  EXPECT_THAT(html, HasSubstr("href=\"/?q=march%C3%A9%20couvert\""));
  EXPECT_THAT(html, HasSubstr("href=\"/personnes\""));
  EXPECT_THAT(site().error_page(503, "Titre", "Détail"), Not(HasSubstr("dans l’archive</a>")));
}

TEST(Site, WithoutATypefaceNothingAsksForOne) {
  const bool made = site().static_file("fonts/regular.woff2") != nullptr;
  const std::string style(site().static_file("style.css")->content);
  EXPECT_EQ(style.find("@font-face") != std::string::npos, made);
  EXPECT_EQ(site().aide_page({}).find("rel=\"preload\"") != std::string::npos, made);
  if (made) {
    EXPECT_EQ(site().static_file("fonts/regular.woff2")->content_type, "font/woff2");
  }
}

// Citations are text, with braces of their own.
std::string without_citations(std::string html) {
  for (std::size_t begin = html.find("<pre>"); begin != std::string::npos; begin = html.find("<pre>")) {
    html.erase(begin, html.find("</pre>", begin) + 6 - begin);
  }
  return html;
}

TEST(Site, NoPageNeedsWhatItsPolicyForbids) {
  const search::FacetListing listing;
  for (const auto& page :
       {site().search_page({}, some_response()), site().article_page({}, {}, {}, {}),
        site().dossiers_page(listing, ListOrder::name), site().personnes_page({}), site().compare_page({}),
        site().personne_page({}), site().dossier_page({}), site().front_page({}), site().aide_page({}),
        site().error_page(404, "Titre", "Détail")}) {
    const std::string html = without_citations(page);
    for (const char* forbidden : {" style=", "<style", " onclick=", " onload=", "javascript:", "<script>",
                                  "<iframe", "http://", "{{", "}}"}) {
      EXPECT_THAT(html, Not(HasSubstr(forbidden)));
    }
  }
}

}  // namespace
}  // namespace fonds::api
