// Abbreviations with one reading: the tokens of small texts, in the notation of token_text.h.
#include <string_view>

#include <gtest/gtest.h>

#include "token_text.h"

namespace fonds::text {
namespace {

using namespace std::string_view_literals;

struct Row {
  std::string_view text;
  std::string_view tokens;
};

constexpr Row kRows[] = {
    {"St Étienne", "st (saint) etienne"},
    {"Ste-Foy", "ste (sainte) {stefoy/2} -foy"},
    {"St-Étienne", "st (saint) {stetienne/2} -etienne"},
    {"les Sts Innocents", "les sts (saints) innocents"},
    {"Sté Durand", "ste (societe) durand"},
    {"av. Jean Jaurès", "av (avenue) jean jaures"},
    {"av Foch", "av (avenue) foch"},
    {"ave Foch", "ave (avenue) foch"},
    {"bd Gambetta", "bd (boulevard) gambetta"},
    {"bld Gambetta", "bld (boulevard) gambetta"},
    {"rte de Lyon", "rte (route) de lyon"},
    {"pl. Bellecour", "pl (place) bellecour"},
    {"pl Bellecour", "pl bellecour"},
    {"ch. des Vignes", "ch (chemin) des vignes"},
    {"imp. des Lilas", "imp (impasse) des lilas"},
    {"all. des Tilleuls", "all (allee) des tilleuls"},
    {"sq. Hugo", "sq (square) hugo"},
    {"fg Saint-Honoré", "fg (faubourg) saint {sainthonore/2} -honore"},
    {"Dr Fayolle", "dr (docteur) fayolle"},
    {"Pr Mabrut", "pr (professeur) mabrut"},
    {"Mme Durand", "mme (madame) durand"},
    {"M. Durand", "m durand"},
    {"Mr Durand", "mr (monsieur) durand"},
    {"Mlle Durand", "mlle (mademoiselle) durand"},
    {"MM. Durand et Petit", "mm (messieurs) durand et petit"},
    {"Me Dupont", "me (maitre) dupont"},
    {"me suivre", "me suivre"},
    {"Mgr Barbarin", "mgr (monseigneur) barbarin"},
    {"50 av. J.-C.", "50 av (avant) j c"},
    {"3 000 hab. environ", "3000 hab (habitants) environ"},
};

TEST(Abbreviations, Tokens) {
  for (const Row& row : kRows) EXPECT_EQ(token_text(row.text), row.tokens) << row.text;
}

}  // namespace
}  // namespace fonds::text
