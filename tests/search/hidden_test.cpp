// What the server's own register takes out: nothing of an answer tells that it was ever there.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

#include <gmock/gmock.h>

#include "indexer/archive/delisting.h"
#include "indexer/index/generation.h"
#include "tests/search/small_archive.h"

namespace fonds::test {
namespace {

using search::Engine;
using testing::ElementsAre;
using testing::IsEmpty;

class HiddenArticles : public SmallArchive {
 protected:
  void SetUp() override {
    articles_ = {article("halle", "La halle zwarta", "Le marché de la halle, avec xylofer et la piétonne.",
                         "2014-05-03", {"Halles", "Commerce"}, {"Odilon Vergnac", "Léa Martin"}),
                 article("pont", "Le pont du marché", "Le pont, la piétonne et le commerce.", "2015-06-04",
                         {"Commerce"}, {"Léa Martin"}),
                 article("parc", "Le parc du marché", "Le parc et la piétonne du commerce.", "2016-07-05",
                         {"Commerce"}, {"Léa Martin"})};
    articles_[0].url = "https://journal.exemple/2014/halle";
    build(articles_);
  }
  void hide(const std::string& text) {
    engine_->set_delisting(std::make_shared<const archive::Delisting>(archive::parse_delisting(text)));
    std::string error;
    engine_->reload_if_changed(&error);
    EXPECT_EQ(error, "");
  }
  std::vector<std::string> suggested(const std::string& q) const {
    std::vector<std::string> texts;
    for (const search::Suggestion& suggestion : engine_->state().suggest(q, 10, soon()))
      texts.push_back(suggestion.text);
    return texts;
  }
  // Every way to ask, as one text.
  std::string seen() {
    std::string out;
    for (const char* q :
         {"", "marché", "zwarta", "zwarto", "xylofer", "xylofr", "pieton*", "\"la halle\"", "halle OU pont",
          "personne:vergnac", "dossier:halles", "-pont", "SAUF parc", "titre:halle"}) {
      for (const auto sort : {search::Sort::relevance, search::Sort::newest, search::Sort::oldest}) {
        search::SearchRequest request;
        request.q = q;
        request.sort = sort;
        request.fuzzy = search::Fuzzy::on;
        const search::SearchResponse response = search(request);
        out += std::string(q) + " " + response.understood + " " + response.corrected.value_or("") + " " +
               response.suggestion.value_or("") + " " + std::to_string(response.total);
        for (const auto& hit : response.hits)
          out += " " + hit.id + std::to_string(hit.score) + hit.excerpt_html;
        for (const auto& bucket : response.date->histogram.buckets)
          out += " " + bucket.value + std::to_string(bucket.count);
        for (const auto* facet : {&*response.dossier, &*response.person}) {
          out += " " + std::to_string(facet->distinct);
          for (const auto& value : facet->values) out += " " + value.label + std::to_string(value.count);
        }
        out += "\n";
      }
    }
    for (const char* q : {"h", "z", "x", "o", "v", "m", "p", "le"}) {
      for (const search::Suggestion& suggestion : engine_->state().suggest(q, 10, soon()))
        out += " " + suggestion.text + std::to_string(suggestion.count);
    }
    for (const auto kind : {index::FacetKind::dossier, index::FacetKind::person}) {
      const search::FacetListing listing = engine_->state().facet_values(kind, "", 100, 0, soon());
      out += std::to_string(listing.total);
      for (const auto& value : listing.values) out += " " + value.label + std::to_string(value.count);
    }
    for (const char* id : {"halle", "pont", "parc"}) {
      out += engine_->state().article(0, id, "", 0, soon()) ? " there" : " not there";
      if (const auto related = engine_->state().related(0, id, 10, soon())) {
        for (const auto& hit : *related) out += " " + hit.id;
      }
    }
    for (const char* person : {"odilon-vergnac", "lea-martin"}) {
      if (const auto profile = engine_->state().person(person, {}, soon())) {
        out += " " + std::to_string(profile->articles) + profile->first->id;
        for (const auto& hit : profile->chronology) out += " " + hit.title + hit.excerpt_html;
        for (const auto& value : profile->companions) out += " " + value.label;
        for (const auto& value : profile->dossiers) out += " " + value.label;
      }
    }
    for (const char* dossier : {"halles", "commerce"}) {
      if (const auto profile = engine_->state().dossier(dossier, {}, soon())) {
        out += " " + std::to_string(profile->articles) + profile->first->id + profile->last->id;
        for (const auto& hit : profile->chronology) out += " " + hit.title + hit.excerpt_html;
        for (const auto& value : profile->neighbours) out += " " + value.label;
        for (const auto& value : profile->persons) out += " " + value.label;
      }
    }
    // A day on which the first of them has an anniversary.
    const search::FrontPage front = engine_->state().front_page(text::to_day({2019, 5, 3}), soon());
    out += front.lead ? front.lead->title : "";
    for (const auto& hit : front.seconds) out += " " + hit.title;
    for (const auto& anniversary : front.anniversaries) out += " " + anniversary.hit.title;
    for (const auto& running : front.dossiers) out += " " + running.dossier.label;
    for (const auto& value : front.persons) out += " " + value.label;
    for (const auto& address : engine_->state().addresses(
             {false, text::to_day({1900, 1, 1}), text::to_day({2100, 1, 1}), ""}, 0, 100)) {
      out += " " + address.id;
    }
    if (const auto place = engine_->state().place(0, "pont"))
      out += place->time.before ? place->time.before->id : " the first";
    const search::PeriodNeighbours around =
        engine_->state().around(text::to_day({2015, 6, 4}), text::to_day({2015, 6, 4}));
    out += around.before ? text::iso(*around.before) : "nothing before";
    return out + std::to_string(engine_->info().articles);
  }

  std::vector<archive::Article> articles_;
};

TEST_F(HiddenArticles, AreAsIfTheyHadNeverBeenIndexed) {
  const std::string with = seen();
  for (const char* line :
       {"halle", "https://www.journal.exemple/2014/halle/?utm_source=x", "/article/halle"}) {
    hide(line);
    const std::string hidden = seen();
    for (const char* word : {"zwarta", "xylofer", "Vergnac", "Halles", "2014"}) {
      // The queries themselves stand in the text.
      std::string said = hidden;
      for (const char* typed : {"zwarta zwarta", "xylofer xylofer"}) {
        for (std::size_t at; (at = said.find(typed)) != std::string::npos;)
          said.erase(at, std::string(typed).size());
      }
      EXPECT_EQ(said.find(word), std::string::npos) << word;
    }
    // But for the average length of an article, which the hidden one still has a part in.
    EXPECT_EQ(engine_->info().articles, 2U);
    EXPECT_NE(hidden, with);
    hide("");
    EXPECT_EQ(seen(), with);
  }
}

TEST_F(HiddenArticles, WhatOthersShareIsCountedWithoutThem) {
  hide("halle");
  EXPECT_THAT(ids("marché"), testing::UnorderedElementsAre("pont", "parc"));
  EXPECT_EQ(search("").dossier->distinct, 1U);
  EXPECT_EQ(search("").person->distinct, 1U);
  EXPECT_THAT(search("").date->histogram.buckets, testing::SizeIs(2));
  EXPECT_EQ(search("zwarta").total, 0U);
  EXPECT_EQ(search("zwarto").corrected, std::nullopt);
  EXPECT_THAT(suggested("zwa"), IsEmpty());
  EXPECT_THAT(suggested("odilon"), IsEmpty());
  EXPECT_THAT(suggested("halle"), IsEmpty());
  EXPECT_FALSE(engine_->state().article(0, "halle", "", 0, soon()));
  EXPECT_FALSE(engine_->state().related(0, "halle", 5, soon()));
  EXPECT_FALSE(engine_->state().person("odilon-vergnac", {}, soon()));
  EXPECT_EQ(engine_->state().person("lea-martin", {}, soon())->articles, 2U);
  const auto related = engine_->state().related(0, "pont", 5, soon());
  for (const auto& hit : *related) EXPECT_NE(hit.id, "halle");
  // A value that nothing has is unknown, even where it is chosen: its label would tell.
  search::SearchRequest request;
  request.dossier.any_of = {"halles"};
  EXPECT_EQ(search(request).total, 0U);
  const auto found = search(request);
  for (const auto& value : found.dossier->values) EXPECT_NE(value.label, "Halles");
}

TEST_F(HiddenArticles, TheStateThatKeysCachesIncludesThem) {
  const std::string before = engine_->info().state();
  hide("nothing of the archive");
  EXPECT_EQ(engine_->info().state(), before);
  hide("halle");
  const std::string hidden = engine_->info().state();
  EXPECT_NE(hidden, before);
  hide("halle\nnothing");
  EXPECT_EQ(engine_->info().state(), hidden);
  hide("pont");
  EXPECT_NE(engine_->info().state(), hidden);
  hide("");
  EXPECT_EQ(engine_->info().state(), before);
}

TEST_F(HiddenArticles, ACursorGoesOnWhereTheyWere) {
  for (const auto sort : {search::Sort::newest, search::Sort::oldest, search::Sort::relevance}) {
    hide("");
    search::SearchRequest request;
    request.q = "marché";
    request.sort = sort;
    request.limit = 1;
    const search::SearchResponse first = search(request);
    hide(first.hits.front().id);
    request.cursor = first.next_cursor;
    request.limit = 10;
    std::vector<std::string> rest = ids(search(request));
    // By relevance the scores, and so the places, are others without the hidden article.
    if (sort != search::Sort::relevance) {
      EXPECT_EQ(rest.size(), 2U);
    }
    EXPECT_EQ(std::count(rest.begin(), rest.end(), first.hits.front().id), 0);
  }
}

TEST_F(HiddenArticles, TheyStayHiddenInTheGenerationsToCome) {
  hide("halle");
  articles_.push_back(article("neuf", "Un marché neuf", "Le marché."));
  build_index(folder_.path(), articles_);
  EXPECT_TRUE(engine_->reload_if_changed(nullptr));
  EXPECT_THAT(ids("marché"), testing::UnorderedElementsAre("pont", "parc", "neuf"));
}

// Xapian reads a damaged term list beyond its end; who is to be hidden can't wait for a sound index.
TEST_F(HiddenArticles, AlsoWhereTheirTermListsAreDamaged) {
  const std::filesystem::path file = index::open_current(folder_.path()).database / "termlist.glass";
  const std::uintmax_t size = std::filesystem::file_size(file);
  std::mt19937 random(5);
  std::fstream termlists(file, std::ios::binary | std::ios::in | std::ios::out);
  // Blocks begin with a directory, without which nothing opens; their items are at their ends.
  termlists.seekp(static_cast<std::streamoff>(size - size / 16));
  for (std::uintmax_t i = size - size / 16; i < size; ++i) termlists.put(static_cast<char>(random()));
  termlists.close();
  hide("halle");
  EXPECT_THAT(ids("marché"), testing::UnorderedElementsAre("pont", "parc"));
}

TEST_F(HiddenArticles, FromTheFirstAnswerOn) {
  const Engine engine(folder_.path(), {.workers = 1,
                                       .delisting = std::make_shared<const archive::Delisting>(
                                           archive::parse_delisting("halle\npont\nparc"))});
  EXPECT_EQ(engine.info().articles, 0U);
  EXPECT_THAT(engine.state().suggest("marché", 5, soon()), IsEmpty());
}

}  // namespace
}  // namespace fonds::test
