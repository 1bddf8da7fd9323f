// What an archive says of one person, and how names in a text lead there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/index/writer.h"
#include "indexer/persons/recogniser.h"
#include "server/search/engine.h"
#include "tests/search/small_archive.h"

namespace fonds::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> counted(const std::vector<search::FacetValue>& values) {
  std::vector<std::string> result;
  for (const search::FacetValue& value : values)
    result.push_back(value.value + " " + std::to_string(value.count));
  return result;
}

class PersonProfile : public SmallArchive {
 protected:
  search::Engine& build(const std::string& decisions = "") {
    const persons::Recogniser recogniser;
    index::Builder builder(folder_.path(), {1, &recogniser, nullptr, decisions});
    for (archive::Article copy : articles_) builder.add(std::move(copy));
    builder.publish();
    engine_ = std::make_unique<search::Engine>(folder_.path(), search::EngineOptions{1});
    return *engine_;
  }

  const std::vector<archive::Article> articles_ = {
      article("2013", "Élection", "Claire Vasseur et Jean Dupont se sont présentés.", "2013-03-01",
              {"Mairie"}),
      article("2015", "Débat", "« Non », dit Claire Vasseur. Jean Dupont et Mme Vasseur discutent.",
              "2015-06-02", {"Mairie", "Budget"}),
      article("2016", "Fête", "Anne Martin a reçu Claire Vasseur.", "2016-01-02", {"Mairie"}),
      article("sans-date", "Portrait", "Mme Vasseur est mère de deux enfants."),
  };
};

TEST_F(PersonProfile, CountsWhenWhereAndBesideWhom) {
  const auto profile =
      build("fonction : Claire Vasseur : maire 2014-2020").state().person("claire-vasseur", {}, soon());
  ASSERT_TRUE(profile);
  EXPECT_EQ(profile->person.label, "Claire Vasseur");
  EXPECT_EQ(profile->articles, 4U);
  ASSERT_EQ(profile->functions.size(), 1U);
  EXPECT_EQ(profile->functions[0].title, "maire");
  EXPECT_EQ(profile->functions[0].to, 2020);
  ASSERT_EQ(profile->date.histogram.buckets.size(), 4U);  // 2014 with 0 is there
  EXPECT_EQ(profile->date.undated, 1U);
  EXPECT_THAT(counted(profile->dossiers), ElementsAre("mairie 3", "budget 1"));
  EXPECT_THAT(counted(profile->companions), ElementsAre("jean-dupont 2", "anne-martin 1"));
  EXPECT_EQ(profile->first->id, "2013");
  EXPECT_EQ(profile->last->id, "2016");
  EXPECT_EQ(profile->newest.size(), 4U);
  EXPECT_FALSE(engine_->state().person("claire", {}, soon()));
}

TEST_F(PersonProfile, AFormerValueLeadsToThePersonOfToday) {
  ASSERT_TRUE(build().state().person("jean-dupont", {}, soon()));
  build("fusionner : Jean Dupont -> Anne Martin");
  const auto profile = engine_->state().person("jean-dupont", {}, soon());
  ASSERT_TRUE(profile);
  EXPECT_EQ(profile->person.value, "anne-martin");
  search::SearchRequest request;
  request.person.any_of = {"jean-dupont"};
  EXPECT_EQ(search(request).total, 3U);
  EXPECT_FALSE(build("rejeter : Jean Dupont").state().person("jean-dupont", {}, soon()));
}

TEST_F(PersonProfile, PersonsAreFoundByAnyPartOfTheirName) {
  build();
  for (const char* q :
       {"personne:vasseur", "personne:CLAIRE", "person:\"claire vasseur\"", "personne:vass*"}) {
    EXPECT_EQ(search(q).total, 4U) << q;
  }
  const auto suggestions = engine_->state().suggest("vass", 5, soon());
  ASSERT_FALSE(suggestions.empty());
  EXPECT_EQ(suggestions[0].kind, search::SuggestionKind::person);
  EXPECT_EQ(suggestions[0].text, "Claire Vasseur");
}

TEST_F(PersonProfile, TheFirstMentionOfEachInATextIsALink) {
  build();
  const auto plain = engine_->state().article(0, "2015", "", 0, soon());
  EXPECT_THAT(plain->body_html, Not(HasSubstr("<a")));
  const auto linked = engine_->state().article(0, "2015", "jean", 0, soon(), "/personnes/");
  EXPECT_EQ(linked->body_html,
            "<p>« Non », dit <a class=\"name\" href=\"/personnes/claire-vasseur\">Claire Vasseur</a>. "
            "<a class=\"name\" href=\"/personnes/jean-dupont\"><mark>Jean</mark> Dupont</a> et Mme Vasseur "
            "discutent.</p>");
}

}  // namespace
}  // namespace fonds::test
