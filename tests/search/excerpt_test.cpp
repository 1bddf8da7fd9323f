// Which passage of an article is shown. The passage that a rule leaves behind comes first in each article.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/search/small_archive.h"

namespace fonds::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class Excerpt : public SmallArchive {
 protected:
  // Of the only article, which has this body.
  std::string of(const std::string& body, const std::string& q) {
    build({article("1", "Brèves", body)});
    return search(q).hits.at(0).excerpt_html;
  }
  // Enough words to part two passages.
  const std::string filling_ =
      "Rien de neuf par ailleurs : le marché se tient sous la halle, la fanfare répète, les platanes perdent "
      "leurs feuilles, on les ramasse le mardi et l’on recommence le mercredi, comme chaque année à cette "
      "saison où tout le monde attend la neige qui ne vient pas, ou si peu qu’on l’a déjà oubliée.\n";
};

TEST_F(Excerpt, MostWordsOfTheQuery) {
  EXPECT_EQ(of("Une piscine, deux piscines, des piscines. " + filling_ + "La piscine aura bientôt un budget.",
               "piscine budget"),
            "La <mark>piscine</mark> aura bientôt un <mark>budget</mark>.");
}

TEST_F(Excerpt, WordsSideBySideRatherThanApart) {
  EXPECT_THAT(of("Au conseil, la carte du menu et sa nappe grise. " + filling_ + "Où faire sa carte grise ?",
                 "carte grise"),
              HasSubstr("Où faire sa <mark>carte</mark> <mark>grise</mark> ?"));
}

TEST_F(Excerpt, WholeSentencesRatherThanOneMoreMatch) {
  const std::string long_sentence =
      "La commission, réunie lundi soir pour la troisième fois depuis l’été, où elle n’avait rien décidé non "
      "plus, a parlé du budget longuement, puis de la fréquentation de la piscine, de l’eau de la piscine, "
      "et de bien d’autres choses encore, dont la couleur des murs, sans que personne ne s’y oppose "
      "vraiment. ";
  EXPECT_EQ(of(long_sentence + filling_ + "La piscine coûte trop au budget.", "piscine budget"),
            "La <mark>piscine</mark> coûte trop au <mark>budget</mark>.");
}

TEST_F(Excerpt, DoesNotEndWithTheHeadingOfWhatComesNext) {
  const std::string excerpt =
      of("La piscine a un budget.\nDes travaux au printemps\n" + filling_, "piscine budget");
  EXPECT_THAT(excerpt, Not(HasSubstr("travaux")));
  EXPECT_THAT(excerpt, testing::EndsWith("</mark>."));
}

TEST_F(Excerpt, TwoFragmentsWhereNoPassageHoldsAllWords) {
  EXPECT_THAT(of("Le budget est voté. " + filling_ + filling_ + "La piscine rouvre.", "piscine budget"),
              HasSubstr("Le <mark>budget</mark> est voté. […] La <mark>piscine</mark> rouvre."));
}

TEST_F(Excerpt, AMatchIsNotAtTheVeryEdgeOfALongSentence) {
  const std::string excerpt = of(
      "Lundi soir encore, la commission réunie au grand complet depuis des heures a dit que la piscine, dont "
      "on parle depuis des années sans que rien ne soit jamais décidé, ni par le conseil ni par le syndicat "
      "des eaux, avait besoin d’un budget, puis elle a "
      "levé la séance et chacun est rentré chez soi sous la pluie en pensant à tout autre chose. " +
          filling_ + "Le gymnase attend.",
      "piscine budget gymnase");
  EXPECT_THAT(excerpt, HasSubstr(" que la <mark>piscine</mark>"));
  EXPECT_THAT(excerpt, HasSubstr("<mark>budget</mark>, puis "));
}

}  // namespace
}  // namespace fonds::test
