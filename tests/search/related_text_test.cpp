// What the archive has for a text that it does not have.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/search/engine.h"
#include "tests/search/test_archive.h"

namespace fonds::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kBridge =
    "Le pont suspendu de la Voise sera fermé aux camions dès lundi. Les ingénieurs ont relevé des fissures "
    "dans le "
    "tablier, et le maire Gaston Lemercier demande une expertise indépendante avant l'hiver.";
constexpr const char* kLibrary =
    "La bibliothèque ouvrira le dimanche matin à partir de septembre. Une douzaine de bénévoles assureront "
    "l'accueil "
    "des lecteurs et la lecture de contes aux enfants.";

class RelatedText : public ::testing::Test {
 protected:
  RelatedText() {
    std::vector<archive::Article> articles = {
        article("pont", "Le pont fermé aux camions", kBridge, "2019-03-04", {"Pont de la Voise"},
                {"Gaston Lemercier"}),
        article("pont-2", "Fissures sur le tablier",
                "Les fissures du tablier inquiètent les ingénieurs. Le pont suspendu attend son expertise.",
                "2019-05-04", {"Pont de la Voise"}),
        article("lecture", "La bibliothèque le dimanche", kLibrary, "2018-06-01", {"Culture"}),
    };
    for (int i = 0; i < 60; ++i) {
      articles.push_back(article("n" + std::to_string(i), "Conseil municipal " + std::to_string(i),
                                 "Le conseil municipal a délibéré sur la question numéro " +
                                     std::to_string(i) +
                                     " de son ordre du jour, puis il a levé la séance à minuit.",
                                 "2015-01-01", {"Conseil"}));
    }
    build_index(folder_.path() / "index", articles);
    engine_.emplace(folder_.path() / "index", search::EngineOptions{1});
  }
  search::RelatedText ask(const std::string& title, const std::string& body) {
    return engine_->state().related_text(0, title, body, 6,
                                         std::chrono::steady_clock::now() + std::chrono::seconds(10));
  }

  TemporaryFolder folder_;
  std::optional<search::Engine> engine_;
};

TEST_F(RelatedText, ArticlesPersonsAndDossiers) {
  const auto related =
      ask("Un nouveau tablier pour le pont",
          "Deux ans après les fissures, le pont suspendu rouvre. « Enfin », dit Gaston Lemercier, maire.");
  ASSERT_GE(related.hits.size(), 2U);
  EXPECT_THAT((std::vector{related.hits[0].id, related.hits[1].id}),
              ::testing::UnorderedElementsAre("pont", "pont-2"));
  EXPECT_NE(related.hits[0].excerpt_html, "");
  ASSERT_EQ(related.persons.size(), 1U);
  EXPECT_EQ(related.persons[0].value, "gaston-lemercier");
  EXPECT_EQ(related.persons[0].count, 1U);
  ASSERT_GE(related.dossiers.size(), 1U);
  EXPECT_EQ(related.dossiers[0].dossier.value, "pont-de-la-voise");
  EXPECT_EQ(related.dossiers[0].dossier.count, 2U);
  EXPECT_GT(related.dossiers[0].share, 0.5);
  EXPECT_THAT(related.passages, IsEmpty());
}

TEST_F(RelatedText, SentencesThatWerePrintedBefore) {
  const std::string body =
      "Rien n'est joué.\n"
      "La bibliothèque ouvrira le dimanche matin à partir de septembre.\n"
      "Les ingénieurs ont relevé de graves fissures dans le tablier, et le maire Gaston Lemercier demande "
      "une "
      "expertise indépendante avant l'été.\n"
      "Cette phrase que personne n'a jamais imprimée parle pourtant de bibliothèque et de pont suspendu.";
  const auto passages = ask("", body).passages;
  ASSERT_EQ(passages.size(), 2U);
  EXPECT_EQ(passages[0].article.id, "lecture");
  EXPECT_EQ(passages[0].text, "La bibliothèque ouvrira le dimanche matin à partir de septembre.");
  EXPECT_EQ(passages[0].found, passages[0].text);
  EXPECT_EQ(passages[0].resemblance, 1);
  EXPECT_EQ(passages[1].article.id, "pont");
  EXPECT_EQ(body.substr(passages[1].begin, passages[1].end - passages[1].begin), passages[1].text);
  EXPECT_THAT(passages[1].found, HasSubstr("Les ingénieurs ont relevé des fissures dans le tablier"));
  EXPECT_LT(passages[1].resemblance, 1);
  EXPECT_GE(passages[1].resemblance, 0.5);
}

// A sentence of frequent words alone, in as many articles as there are: nobody's.
TEST_F(RelatedText, WhatEverybodyWritesIsNoPassage) {
  EXPECT_THAT(ask("",
                  "Le conseil municipal a délibéré sur la question de son ordre du jour, puis il a levé la "
                  "séance à minuit.")
                  .passages,
              ::testing::SizeIs(::testing::Le(1)));
}

TEST_F(RelatedText, AnyTextIsTaken) {
  std::string long_text;
  while (long_text.size() < 200'000) long_text += std::string(kBridge) + " " + kLibrary + "\n";
  EXPECT_EQ(ask("", long_text).passages.size(), 100U);
  std::string one_sentence;
  while (one_sentence.size() < 200'000) one_sentence += "fissures tablier pont ";
  for (const std::string& text :
       {std::string(), std::string("(((("), std::string("\xFF\xFE"), one_sentence, std::string(100'000, 'a'),
        std::string("zzz yyy xxx www vvv uuu ttt sss rrr.")}) {
    EXPECT_NO_THROW(ask(text, text)) << text.substr(0, 20);
  }
  EXPECT_THAT(ask("inconnu", "zzz yyy").hits, IsEmpty());
}

}  // namespace
}  // namespace fonds::test
