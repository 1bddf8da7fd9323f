// What editors decide on dossiers, as lines and on articles.
#include "indexer/archive/dossier_decisions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fonds::archive {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Labels = std::vector<std::string>;

Labels dossiers_of(const std::string& decisions, const std::string& id, Labels dossiers) {
  Article article;
  article.id = id;
  article.dossiers = std::move(dossiers);
  DossierDecisions::parse(decisions).apply(article);
  return article.dossiers;
}

TEST(DossierDecision, IsReadBackAsItIsWritten) {
  using Kind = DossierDecision::Kind;
  for (const DossierDecision& decision : {DossierDecision{Kind::file_in, "2017/a b", "Écoles", ""},
                                          {Kind::take_out, "a -> b", "Écoles", ""},
                                          {Kind::rename, "", "Ecole", "Écoles : toutes"},
                                          {Kind::drop, "", "Divers", ""},
                                          {Kind::dismiss, "piscine-1", "piscine", ""}}) {
    const auto read = parse_dossier_decision(to_line(decision));
    ASSERT_TRUE(read) << to_line(decision);
    EXPECT_EQ(read->kind, decision.kind);
    EXPECT_EQ(read->id, decision.id);
    EXPECT_EQ(read->dossier, decision.dossier);
    EXPECT_EQ(read->name, decision.name);
  }
}

TEST(DossierDecision, IsNothingElse) {
  for (const char* line :
       {"", "classer", "classer : ", "classer : a", "classer : -> b", "classer : a -> ", "classer: a -> b",
        "renommer : a", "renommer : a = a", "supprimer : ", "ranger : a -> b"})
    EXPECT_FALSE(parse_dossier_decision(line)) << line;
}

TEST(DossierDecisions, ChangeWhatSourcesGive) {
  struct Change {
    const char* decisions;
    Labels before, after;
  };
  for (const Change& change : {
           Change{"classer : a -> Écoles", {"Budget"}, {"Budget", "Écoles"}},
           {"classer : a -> Écoles", {"Écoles"}, {"Écoles"}},
           {"classer : b -> Écoles", {"Budget"}, {"Budget"}},
           {"sortir : a -> Budget", {"Budget", "Écoles"}, {"Écoles"}},
           {"classer : a -> Écoles\nsortir : a -> Écoles", {}, {}},
           {"sortir : a -> Écoles\nclasser : a -> Écoles", {}, {"Écoles"}},
           {"renommer : Ecole = Écoles", {"Ecole", "Budget"}, {"Écoles", "Budget"}},
           // two become one
           {"renommer : Ecole = Écoles", {"Ecole", "Écoles"}, {"Écoles"}},
           {"renommer : A = B\nrenommer : B = C", {"A", "B"}, {"C"}},
           {"renommer : A = B\nrenommer : B = A", {"A", "B"}, {"A"}},
           {"renommer : A = B\nsupprimer : B", {"A", "B", "C"}, {"C"}},
           {"supprimer : Divers", {"Divers"}, {}},
           // filed in what was called otherwise later
           {"classer : a -> Ecole\nrenommer : Ecole = Écoles", {}, {"Écoles"}},
           {"écarter : a -> ecoles", {"Écoles"}, {"Écoles"}},
       }) {
    EXPECT_EQ(dossiers_of(change.decisions, "a", change.before), change.after) << change.decisions;
  }
}

TEST(DossierDecisions, SayWhichLinesSayNothing) {
  const auto decisions = DossierDecisions::parse("# une remarque\n\nclasser : a -> B\nn’importe quoi\r\n");
  ASSERT_EQ(decisions.errors().size(), 1U);
  EXPECT_EQ(decisions.errors()[0].line, 4U);
  EXPECT_THAT(decisions.names(), IsEmpty());
}

}  // namespace
}  // namespace fonds::archive
