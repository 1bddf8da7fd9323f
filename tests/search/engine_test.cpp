// What a reader meets, on small archives made for the case.
#include "server/search/engine.h"

#include <algorithm>
#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/index/writer.h"
#include "tests/search/small_archive.h"

namespace fonds::test {
namespace {

using search::Engine;
using search::SearchRequest;
using search::SearchResponse;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

using EngineTest = SmallArchive;

TEST_F(EngineTest, FindsWhatReadersType) {
  build({article("1", "Rentrée", "Alors que l’école a ouvert ses portes à Écully."),
         article("2", "Conseil", "Les élus de la majorité ont voté le budget."),
         article("3", "Travaux", "La start-up s’installe sur 500m2 à St-Étienne.")});
  EXPECT_THAT(ids("ECOLE"), ElementsAre("1"));
  EXPECT_THAT(ids("l'ecole d'ecully"), ElementsAre("1"));
  EXPECT_THAT(ids("élue"), ElementsAre("2"));
  EXPECT_THAT(ids("startup saint etienne"), ElementsAre("3"));
  EXPECT_THAT(ids("\"a voté\""), IsEmpty());
  EXPECT_THAT(ids("école OU budget"), UnorderedElementsAre("1", "2"));
  EXPECT_THAT(ids("-école"), UnorderedElementsAre("2", "3"));
}

TEST_F(EngineTest, RanksTitleExactFormAndClosenessFirst) {
  build({article("body", "Brèves", "Le projet de campus numérique avance bien dans la commune."),
         article("title", "Campus numérique", "Le projet avance bien dans la commune, dit la mairie."),
         article("far", "Divers",
                 "Le campus est ouvert. Plus loin, sans rapport aucun, un atelier parle de numérique ici.")});
  EXPECT_THAT(ids("campus numérique"), ElementsAre("title", "body", "far"));
}

// The article that a rule leaves behind is the newer one each time: it would come first without the rule.
TEST_F(EngineTest, ATitleSaysMoreWhereItIsShort) {
  const std::string lines(
      "Les enfants nagent, plongent, courent, crient, mangent une glace, puis sèchent au soleil. ");
  build({article("short", "La piscine", lines + lines + lines, "2015-01-01"),
         article("long",
                 "La piscine, le budget, les routes, les arbres, le marché et le reste dont le maire parle",
                 "On y nage.", "2016-01-01")});
  EXPECT_THAT(ids("piscine"), ElementsAre("short", "long"));
}

TEST_F(EngineTest, TheStopWordTypedBeforeAWordChoosesAmongItsArticles) {
  build({article("la", "Brèves", "On parle de la poste du village.", "2015-01-01"),
         article("un", "Brèves", "On parle d’un poste du village.", "2016-01-01")});
  EXPECT_THAT(ids("poste"), ElementsAre("un", "la"));
  EXPECT_THAT(ids("la poste"), ElementsAre("la", "un"));
  EXPECT_THAT(ids("le poste"), ElementsAre("un", "la"));
}

TEST_F(EngineTest, KindredWordsOrderAnswersButAreNone) {
  build({article("kin", "Brèves", "La découverte du trésor, par des enfants.", "2015-01-01"),
         article("other", "Brèves", "La fin du trésor, par des enfants.", "2016-01-01"),
         article("word", "Brèves", "Le découvreur du jour, par des enfants.", "2014-01-01"),
         article("only", "Brèves", "La découverte du jour, par des enfants.", "2017-01-01")});
  EXPECT_THAT(ids(search("découvreur trésor", search::Match::any)), ElementsAre("word", "kin", "other"));
  EXPECT_THAT(ids(search("trésor", search::Match::any)), ElementsAre("other", "kin"));
}

TEST_F(EngineTest, NumbersAndNamesCountMoreThanOtherWords) {
  build({article("number", "Brèves", "On vota en 2017 ce soir.", "2015-01-01"),
         article("word", "Brèves", "On vota le budget ce soir.", "2016-01-01"),
         article("name", "Brèves", "On vota pour Turcas ce soir.", "2015-06-01")});
  EXPECT_THAT(ids(search("2017 budget", search::Match::any)), ElementsAre("number", "word"));
  EXPECT_THAT(ids(search("Turcas budget", search::Match::any)), ElementsAre("name", "word"));
}

TEST_F(EngineTest, AnInvertedSubjectIsNoPartOfTheVerb) {
  build({article("1", "Hymne", "L’hymne des supporteurs s’appelle ainsi."),
         article("2", "Agenda", "Le rendez-vous est pris."),
         article("3", "Agenda", "Il faut que chacun rende ce qui est à vous.")});
  EXPECT_THAT(ids("comment appelle-t-on l'hymne"), ElementsAre("1"));
  EXPECT_THAT(ids("s'appelle-t-il"), ElementsAre("1"));
  EXPECT_THAT(ids("rendez-vous"), ElementsAre("2"));
}

TEST_F(EngineTest, TiesAreNewestFirstThenById) {
  build({article("b", "Note", "Même texte.", "2015-01-01"), article("a", "Note", "Même texte.", "2015-01-01"),
         article("new", "Note", "Même texte.", "2018-01-01"), article("undated", "Note", "Même texte.")});
  EXPECT_THAT(ids("texte"), ElementsAre("new", "a", "b", "undated"));
  SearchRequest request;
  request.q = "texte";
  request.sort = search::Sort::oldest;
  EXPECT_THAT(ids(search(request)), ElementsAre("b", "a", "new", "undated"));
}

TEST_F(EngineTest, TheBestPartialMatchesWhereNoArticleHasAllWords) {
  build({article("1", "Piscine", "La piscine municipale ferme."),
         article("2", "Gymnase", "Le gymnase ouvre.")});
  const SearchResponse relaxed = search("piscine gymnase introuvable");
  EXPECT_TRUE(relaxed.relaxed);
  EXPECT_EQ(relaxed.total, 2U);
  SearchRequest strict;
  strict.q = "piscine gymnase";
  strict.match = search::Match::all;
  EXPECT_EQ(search(strict).total, 0U);
  EXPECT_FALSE(search(strict).relaxed);
}

// The long article has all words of the question, and of the headline, by chance; the short ones are about
// it.
TEST_F(EngineTest, AQuestionOrALongTextIsAnsweredByPartialMatches) {
  std::string chance = "Vœux du maire. Le bulletin annonce la fermeture du bureau de poste. ";
  for (int i = 0; i < 40; ++i) chance += "On parle aussi de tout autre chose, et longuement, ce jour-là. ";
  chance += "La piscine municipale rouvre. ";
  for (int i = 0; i < 40; ++i) chance += "On parle aussi de tout autre chose, et longuement, ce jour-là. ";
  chance += "Les horaires d’été du marché.";
  build({article("chance", "Brèves", chance, "2016-01-01"),
         article("piscine", "Piscine municipale",
                 "La piscine municipale a de nouveaux horaires d’été. La piscine ouvre à neuf heures.",
                 "2015-01-01"),
         article("poste", "La poste", "Le bureau de poste déménage.", "2014-01-01")});

  const SearchResponse question = search("quels sont les horaires de la piscine municipale à la fermeture ?");
  EXPECT_TRUE(question.relaxed);
  EXPECT_TRUE(question.all_words_found);
  EXPECT_THAT(question.notes, ElementsAre(HasSubstr("qu’une partie de ces mots")));
  EXPECT_EQ(ids(question).front(), "piscine");

  const std::string headline = "Nouveaux horaires d'été, piscine municipale, marché, bulletin";
  EXPECT_TRUE(search(headline).relaxed);
  EXPECT_FALSE(search(headline).all_words_found);  // nobody has "nouveaux" besides: nothing to choose from
  const SearchResponse text = search("horaires d'été, piscine municipale, marché, bulletin");
  EXPECT_TRUE(text.all_words_found);
  EXPECT_EQ(ids(text).front(), "piscine");

  // Few words, words that say exactly what is wanted, an order by date: all words, as ever.
  for (const char* q :
       {"piscine municipale marché bulletin", "\"bureau de poste\" piscine municipale horaires été ?",
        "piscine ET municipale ET marché ET horaires ET été"}) {
    EXPECT_FALSE(search(q).relaxed) << q;
    EXPECT_THAT(ids(q), ElementsAre("chance")) << q;
  }
  SearchRequest by_date;
  by_date.q = "horaires d'été, piscine municipale, marché, bulletin";
  by_date.sort = search::Sort::newest;
  EXPECT_THAT(ids(search(by_date)), ElementsAre("chance"));
  EXPECT_THAT(ids(search(by_date.q, search::Match::all)), ElementsAre("chance"));
}

// Where what has all words is the best answer, nothing else is shown.
TEST_F(EngineTest, ALongTextThatAnArticleReallyHasFindsThatArticle) {
  const std::string headline = "La piscine municipale rouvre avec des horaires élargis en juillet";
  build({article("it", headline, headline + ". Le maire l’annonce.", "2015-01-01"),
         article("other", "Piscine", "La piscine municipale est fermée en juillet.", "2016-01-01")});
  const SearchResponse response = search(headline);
  EXPECT_FALSE(response.relaxed);
  EXPECT_THAT(ids(response), ElementsAre("it"));
}

// A filter that leaves nothing must not turn a strict query into a relaxed one: the count said 0.
TEST_F(EngineTest, FiltersNeverRelax) {
  build({article("1", "Un", "piscine gymnase", "2015-01-01"), article("2", "Deux", "piscine", "2016-01-01")});
  SearchRequest request;
  request.q = "piscine gymnase";
  request.dates = {{false, text::to_day({2016, 1, 1}), text::to_day({2016, 12, 31}), "2016"}};
  const SearchResponse response = search(request);
  EXPECT_EQ(response.total, 0U);
  EXPECT_FALSE(response.relaxed);
}

TEST_F(EngineTest, CorrectsWhatTheArchiveDoesNotHave) {
  build({article("1", "Commune", "Charbonnières accueille le campus.")});
  const SearchResponse corrected = search("charboniere");
  EXPECT_EQ(corrected.total, 1U);
  EXPECT_EQ(corrected.corrected, "charbonnières");
  SearchRequest off;
  off.q = "charboniere";
  off.fuzzy = search::Fuzzy::off;
  EXPECT_EQ(search(off).total, 0U);
  EXPECT_EQ(search(off).suggestion, "charbonnières");
}

TEST_F(EngineTest, HighlightsEscapeEverythingElse) {
  build({article("1", "<script>alert('école')</script>",
                 "L’école & <b>le</b> lycée. <img src=x onerror=alert(1)>")});
  const SearchResponse response = search("école");
  ASSERT_EQ(response.hits.size(), 1U);
  EXPECT_EQ(response.hits[0].title_html, "&lt;script&gt;alert(&#39;<mark>école</mark>&#39;)&lt;/script&gt;");
  EXPECT_THAT(response.hits[0].excerpt_html,
              HasSubstr("L’<mark>école</mark> &amp; &lt;b&gt;le&lt;/b&gt; lycée."));
  EXPECT_THAT(response.hits[0].excerpt_html, Not(HasSubstr("<img")));
}

TEST_F(EngineTest, ExcerptShowsThePhraseAndJoinsFragments) {
  std::string filler;
  for (int i = 0; i < 60; ++i) filler += "Une phrase sans rapport avec la question posée par le lecteur. ";
  build({article(
      "1", "Long",
      "Une école ici. " + filler + "L’école de code ouvre à Lyon. " + filler + "Le budget est voté.")});
  EXPECT_THAT(search("\"école de code\"").hits[0].excerpt_html,
              HasSubstr("<mark>école de code</mark> ouvre"));
  const std::string joined = search("code budget").hits[0].excerpt_html;
  EXPECT_THAT(joined, HasSubstr("<mark>code</mark>"));
  EXPECT_THAT(joined, HasSubstr(" […] "));
  EXPECT_THAT(joined, HasSubstr("<mark>budget</mark>"));
}

TEST_F(EngineTest, ArticlePageMarksAllMatches) {
  build({article("a/b é", "Le titre", "Une école, des écoles.")});
  const auto view = engine_->state().article(0, "a/b é", "école", 0, soon());
  ASSERT_TRUE(view);
  EXPECT_THAT(view->body_html, HasSubstr("Une <mark>école</mark>, des <mark>écoles</mark>."));
  EXPECT_EQ(view->body_text, "Une école, des écoles.");
  EXPECT_FALSE(engine_->state().article(0, "rien", "", 0, soon()));
}

TEST_F(EngineTest, RelatedCoverageSharesWords) {
  build({article("1", "Piscine municipale", "La piscine municipale sera rénovée en 2016."),
         article("2", "Travaux à la piscine", "La rénovation de la piscine municipale commence."),
         article("3", "Musique", "Concert de l’harmonie samedi.")});
  const auto related = engine_->state().related(0, "1", 5, soon());
  ASSERT_TRUE(related);
  ASSERT_FALSE(related->empty());
  EXPECT_EQ(related->front().id, "2");
  EXPECT_FALSE(engine_->state().related(0, "rien", 5, soon()));
}

TEST_F(EngineTest, RelatedCoverageIsAboutTheSubjectBeforeThePlace) {
  std::vector<archive::Article> articles = {
      article("asked", "Le gymnase de Vernaison rénové",
              "À Vernaison, le gymnase rénové rouvre : parquet, vestiaires.")};
  for (int i = 0; i < 3; ++i) {
    const std::string n = std::to_string(i);
    articles.push_back(article(
        "subject-" + n, "Le gymnase de Ville" + n + " rénové",
        "À Ville" + n + ", le gymnase rénové rouvre ; parquet neuf, vestiaires agrandis, public ravi."));
    articles.push_back(
        article("place-" + n, "Vernaison : marché numéro " + n,
                "À Vernaison, le marché " + n + " attire ; fromages, légumes, fleurs, promeneurs."));
  }
  for (int i = 0; i < 60; ++i)
    articles.push_back(
        article("other-" + std::to_string(i), "Brève", "Le conseil vote la motion " + std::to_string(i)));
  build(articles);
  const auto related = engine_->state().related(0, "asked", 6, soon());
  ASSERT_TRUE(related);
  ASSERT_GE(related->size(), 3U);
  for (std::size_t i = 0; i < 3; ++i)
    EXPECT_TRUE((*related)[i].id.starts_with("subject-")) << (*related)[i].id;
  // Where nothing is related, nothing is shown.
  for (const auto& hit : *related) EXPECT_FALSE(hit.id.starts_with("other-")) << hit.id;
}

TEST_F(EngineTest, SuggestsByInnerWordsWithoutAccents) {
  build({article("1", "École de code", "Texte.", "2017-01-01", {"Pôle Numérique"}, {"Laurent Wauquiez"}),
         article("2", "Autre", "Texte d’école.", "2017-01-01", {"Pôle Numérique"}, {})});
  const auto persons = engine_->state().suggest("wau", 5, soon());
  ASSERT_FALSE(persons.empty());
  EXPECT_EQ(persons[0].kind, search::SuggestionKind::person);
  EXPECT_EQ(persons[0].text, "Laurent Wauquiez");
  EXPECT_EQ(persons[0].value, "laurent-wauquiez");
  const auto dossiers = engine_->state().suggest("NUMER", 5, soon());
  ASSERT_FALSE(dossiers.empty());
  EXPECT_EQ(dossiers[0].text, "Pôle Numérique");
  EXPECT_EQ(dossiers[0].count, 2U);
  EXPECT_TRUE(engine_->state().suggest("", 5, soon()).empty());
}

TEST_F(EngineTest, NewGenerationsAreServedAndOldAnswersStayWhole) {
  build({article("1", "Un", "texte")});
  const std::string before = engine_->info().generation;
  EXPECT_FALSE(engine_->reload_if_changed(nullptr));
  build_index(folder_.path(), {article("1", "Un", "texte"), article("2", "Deux", "texte")});
  EXPECT_EQ(search("texte").total, 1U);
  std::string error;
  EXPECT_TRUE(engine_->reload_if_changed(&error)) << error;
  EXPECT_EQ(search("texte").total, 2U);
  EXPECT_NE(engine_->info().generation, before);
}

TEST_F(EngineTest, CursorsNeitherSkipNorRepeatAcrossAnUpdate) {
  std::vector<archive::Article> articles;
  for (int i = 10; i < 40; ++i) {
    articles.push_back(
        article(std::to_string(i), "Titre", "texte commun", "2016-01-" + std::to_string(i % 20 + 10)));
  }
  build(articles);
  for (const auto sort : {search::Sort::newest, search::Sort::oldest}) {
    SearchRequest request;
    request.q = "texte";
    request.sort = sort;
    request.limit = 7;
    std::vector<std::string> seen = ids(search(request));
    const SearchResponse first = search(request);
    // Meanwhile an article newer than all and one older than all come in, and the first one shown goes.
    std::vector<archive::Article> changed = articles;
    changed.push_back(article("newest", "Titre", "texte commun", "2020-01-01"));
    changed.push_back(article("oldest", "Titre", "texte commun", "2010-01-01"));
    std::erase_if(changed, [&](const archive::Article& a) { return a.id == seen.front(); });
    build_index(folder_.path(), changed);
    ASSERT_TRUE(engine_->reload_if_changed(nullptr));
    request.cursor = first.next_cursor;
    while (!request.cursor.empty()) {
      const SearchResponse page = search(request);
      for (const std::string& id : ids(page)) seen.push_back(id);
      request.cursor = page.next_cursor;
    }
    // All that was there is seen once; so is what was added behind the place of the cursor.
    EXPECT_EQ(seen.size(), articles.size() + 1);
    std::sort(seen.begin(), seen.end());
    EXPECT_EQ(std::adjacent_find(seen.begin(), seen.end()), seen.end());
    build_index(folder_.path(), articles);
    ASSERT_TRUE(engine_->reload_if_changed(nullptr));
  }
}

TEST_F(EngineTest, ACursorAmongTheUndatedStaysThereWhenItsArticleGoes) {
  const std::vector<archive::Article> articles = {
      article("old", "Titre", "texte", "2010-01-01"), article("new", "Titre", "texte", "2020-01-01"),
      article("u1", "Titre", "texte"), article("u2", "Titre", "texte")};
  build(articles);
  SearchRequest request;
  request.q = "texte";
  request.sort = search::Sort::oldest;
  request.limit = 3;
  const SearchResponse first = search(request);
  ASSERT_EQ(ids(first), (std::vector<std::string>{"old", "new", "u1"}));
  build_index(folder_.path(), {articles[0], articles[1], articles[3]});
  ASSERT_TRUE(engine_->reload_if_changed(nullptr));
  request.cursor = first.next_cursor;
  EXPECT_EQ(ids(search(request)), std::vector<std::string>{"u2"});
}

// However many articles there are to look into.
TEST_F(EngineTest, ACompoundIsNeverFoundAcrossAComma) {
  std::vector<archive::Article> articles;
  for (int i = 0; i < 600; ++i) {
    articles.push_back(article(std::to_string(i), "Brèves", "Il habite le bourg, en Bresse."));
  }
  articles.push_back(article("town", "Brèves", "Il habite Bourg en Bresse."));
  build(articles);
  EXPECT_EQ(search("Bourg-en-Bresse").total, 1U);
  EXPECT_EQ(search("\"bourg en Bresse\"").total, 601U);
}

TEST_F(EngineTest, TimeThatRanOutIsAnError) {
  build({article("1", "Un", "texte")});
  SearchRequest request;
  request.q = "texte";
  EXPECT_THROW(
      engine_->state().search(0, request, std::chrono::steady_clock::now() - std::chrono::seconds(1)),
      search::DeadlineExceeded);
  EXPECT_EQ(search("texte").total, 1U);
}

TEST_F(EngineTest, TheDeadlineHoldsForAllThatIsAsked) {
  build({article("1", "Un titre", "Le texte de Jeanne Petit.", "2017-04-05", {"Dossier"}, {"Jeanne Petit"}),
         article("2", "Un autre", "Le texte de Jeanne Petit.", "2017-04-05", {"Dossier"}, {"Jeanne Petit"})});
  const search::Deadline past = std::chrono::steady_clock::now() - std::chrono::seconds(1);
  EXPECT_THROW(engine_->state().related(0, "1", 5, past), search::DeadlineExceeded);
  EXPECT_THROW(engine_->state().person("jeanne-petit", {}, past), search::DeadlineExceeded);
  EXPECT_THROW(engine_->state().facet_values(index::FacetKind::person, "j", 5, 0, past),
               search::DeadlineExceeded);
  EXPECT_THROW(engine_->state().article(0, "1", "texte", 0, past), search::DeadlineExceeded);
}

// A reader's day is that of Paris, and the one of his request: whatever the clock says meanwhile.
TEST_F(EngineTest, DatesWithoutAYearAreCountedFromTheDayOfTheRequest) {
  build({article("1", "Un", "texte", "2017-03-31"), article("2", "Deux", "texte", "2018-03-31")});
  SearchRequest request;
  request.q = "date:hier";
  request.today = text::to_day({2017, 4, 1});
  EXPECT_THAT(ids(search(request)), ElementsAre("1"));
  request.today = text::to_day({2018, 4, 1});
  EXPECT_THAT(ids(search(request)), ElementsAre("2"));
}

TEST_F(EngineTest, WhatHoldsNothingToSearchSaysSo) {
  build({article("1", "Un", "Une école."), article("2", "Deux", "Un lycée.")});
  for (const char* q : {"🚲", "!!!", "#", "\"…\"", "-🚲", "🚲 !!!"}) {
    const SearchResponse all = search(q);
    EXPECT_EQ(all.total, 2U) << q;
    EXPECT_THAT(all.notes, testing::Contains(HasSubstr("Rien ne peut être cherché"))) << q;
  }
  for (const char* q : {"école OU 🚲", "école -🚲", "école ET \"!!!\"", "🚲 OU école", "école 🚲"}) {
    EXPECT_THAT(ids(q), ElementsAre("1")) << q;
  }
  EXPECT_THAT(search("").notes, IsEmpty());
  EXPECT_THAT(search("école").notes, IsEmpty());
}

TEST_F(EngineTest, LabelsAreFoundByTheirWordsWhateverStandsBetween) {
  build({article("1", "Un", "texte", "", {"Eau, air"}, {"J. Petit"}),
         article("2", "Deux", "texte", "", {"Air"}, {"Jean-Luc Grand"})});
  const auto labels = [&](index::FacetKind kind, const char* q) {
    std::vector<std::string> found;
    for (const auto& value : engine_->state().facet_values(kind, q, 10, 0, soon()).values)
      found.push_back(value.label);
    return found;
  };
  using index::FacetKind;
  EXPECT_THAT(labels(FacetKind::person, "J."), UnorderedElementsAre("J. Petit", "Jean-Luc Grand"));
  EXPECT_THAT(labels(FacetKind::person, "petit, j"), ElementsAre("J. Petit"));
  EXPECT_THAT(labels(FacetKind::person, "luc jean"), ElementsAre("Jean-Luc Grand"));
  EXPECT_THAT(labels(FacetKind::dossier, "air"), UnorderedElementsAre("Eau, air", "Air"));
  EXPECT_THAT(ids("personne:\"J. Petit\""), ElementsAre("1"));
  EXPECT_THAT(ids("personne:jean-lu*"), ElementsAre("2"));
  EXPECT_THAT(ids("personne:lucie*"), IsEmpty());
}

// One slip in a date makes no bar of each of two thousand years, and its article stays in reach.
TEST_F(EngineTest, ADateFarFromAllOthersIsABarOfItsOwn) {
  build({article("far", "Un", "texte", "0017-04-05"), article("a", "Deux", "texte", "2014-04-05"),
         article("b", "Trois", "texte", "2017-04-05"), article("next", "Quatre", "texte", "2917-04-05")});
  const auto years = [&](const SearchRequest& request) {
    std::vector<std::string> found;
    const SearchResponse response = search(request);
    for (const auto& bucket : response.date->histogram.buckets) {
      found.push_back(bucket.value + ":" + std::to_string(bucket.count));
    }
    return found;
  };
  EXPECT_THAT(years({}), ElementsAre("0017:1", "2014:1", "2015:0", "2016:0", "2017:1", "2917:1"));
  SearchRequest one;
  one.dates.push_back({false, text::to_day({17, 1, 1}), text::to_day({17, 12, 31}), "0017"});
  EXPECT_THAT(ids(search(one)), ElementsAre("far"));
  EXPECT_EQ(search(one).date->drilldown->buckets.front().value, "0017-04");
  EXPECT_THAT(ids("date:0017"), ElementsAre("far"));
}

// A year every so often, over all that there are: the histogram stays within bounds.
TEST_F(EngineTest, ManyYearsApartAreNotFilled) {
  std::vector<archive::Article> articles;
  for (int year = 40; year < 9'999; year += 40) {
    const std::string digits = std::to_string(10'000 + year).substr(1);
    articles.push_back(article(digits, "Un", "texte", digits + "-01-01"));
  }
  build(articles);
  EXPECT_EQ(search("").date->histogram.buckets.size(), articles.size());
}

// The dearest conditions are left out of a query that costs too much, which says so; the rest is exact.
TEST_F(EngineTest, AQueryThatWouldCostTooMuchSaysWhatItLeavesOut) {
  std::vector<archive::Article> articles;
  for (int i = 0; i < 30; ++i) {
    articles.push_back(
        article(std::to_string(i), "Note", i < 20 ? "De la ville et de la rue." : "Une rue de village."));
  }
  build_index(folder_.path(), articles);
  engine_ = std::make_unique<Engine>(folder_.path(), search::EngineOptions{.workers = 1, .looked_into = 15});
  EXPECT_EQ(search("\"de la\"").total, 20U);  // one condition is never too much
  EXPECT_THAT(search("\"de la\"").notes, IsEmpty());
  const SearchResponse both = search("\"de la\" OU \"rue de\"");
  EXPECT_THAT(both.notes, testing::Contains(HasSubstr("trop fréquent")));
  EXPECT_TRUE(both.total == 20U || both.total == 10U) << both.total;
}

// Many phrases and prefixes are looked for in one reading: the same articles as one by one.
TEST_F(EngineTest, ManyPhrasesFindWhatEachFinds) {
  std::vector<archive::Article> articles;
  const std::vector<std::string> words = {"de", "la", "rue", "ville", "et", "pont", "du", "port"};
  for (std::size_t i = 0; i < 64; ++i) {
    std::string text;
    for (std::size_t w = 0; w < 12; ++w)
      text += words[(i * 7 + w * w + w * i) % words.size()] + (w % 5 == 4 ? ", " : " ");
    articles.push_back(article(std::to_string(100 + i), words[i % 8] + " " + words[i / 8], text));
  }
  build(articles);
  std::vector<std::string> parts;
  for (const std::string& a : words) {
    for (const std::string& b : words) parts.push_back("\"" + a + " " + b + "\"");
  }
  for (const char* more : {"titre:\"rue de\"", "vil*", "titre:po*", "\"de la rue\"", "pont-du", "ville-et"}) {
    parts.emplace_back(more);
  }
  const auto found = [&](const std::string& q) {
    SearchRequest request;
    request.q = q;
    request.limit = 100;
    request.fuzzy = search::Fuzzy::off;
    request.match = search::Match::all;
    std::vector<std::string> sorted = ids(search(request));
    std::sort(sorted.begin(), sorted.end());
    return sorted;
  };
  for (std::size_t first = 0; first + 6 <= parts.size(); first += 3) {
    std::string any;
    std::set<std::string> expected;
    for (std::size_t i = first; i < first + 6; ++i) {
      any += (any.empty() ? "" : " OU ") + parts[i];
      for (const std::string& id : found(parts[i])) expected.insert(id);
    }
    EXPECT_THAT(found(any), testing::ElementsAreArray(expected)) << any;
  }
}

TEST_F(EngineTest, AForeignCursorIsAnError) {
  build({article("1", "Un", "texte")});
  SearchRequest request;
  request.cursor = "pas-un-curseur";
  EXPECT_THROW(search(request), search::BadCursor);
}

TEST_F(EngineTest, AnEmptyArchiveAnswers) {
  build({});
  EXPECT_EQ(search("texte").total, 0U);
  EXPECT_EQ(search("").total, 0U);
  EXPECT_TRUE(search("").date->histogram.buckets.empty());
}

}  // namespace
}  // namespace fonds::test
