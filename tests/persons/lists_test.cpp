// Lists of names, couples and attendance tables.
#include "tests/persons/recognised.h"

namespace fonds::persons {
namespace {

TEST_P(LabelTest, FindsExactlyThese) {
  EXPECT_EQ(labels(GetParam().text), GetParam().labels);
}

INSTANTIATE_TEST_SUITE_P(
    Lists, LabelTest,
    testing::ValuesIn(std::vector<LabelCase>{
        {"Mmes Dupont et Martin sont excusées.", {"Dupont", "Martin"}},
        {"MM. LAIGRE, LECLEVE et Jean DURAND sont excusés.", {"Laigre", "Lecleve", "Jean Durand"}},
        {"Les juges Pons et Simeoni enquêtent.", {"Pons", "Simeoni"}},
        {"Deux économistes américains Baumont et Bowers l'ont écrit.", {"Baumont", "Bowers"}},
        {"À M. et Mme Alain GAUTIER, une parcelle.", {"Alain Gautier"}},
        {"À Monsieur et Madame GAUTIER, une parcelle.", {"Gautier"}},
        // A person behind "et" vouches for the name before.
        {"Sans compter les livres, de Kalden Brusk et Paul Durand.", {"Kalden Brusk", "Paul Durand"}},
        {"À M. MME GAUTIER Alain, une parcelle.", {"Alain Gautier"}},
        {"Paul Durand Ylane Korvat Anne Dufour Luc Morel", {"Paul Durand", "Anne Dufour", "Luc Morel"}},
        {"Pierre et Marie Curie ont cherché.", {"Pierre Curie", "Marie Curie"}},
        {"LOQUAIS Samuel et Emeline\nLa Cure", {"Samuel Loquais", "Emeline Loquais"}},
        {"FERRE Frédéric et JOANIGAUD Laura", {"Frédéric Ferre", "Laura Joanigaud"}},
        {"Monsieur le Maire, Jacques CHEVALIER, Gérard GUILBAUD et Georges LECLEVE,",
         {"Jacques Chevalier", "Gérard Guilbaud", "Georges Lecleve"}},
        {"M.\nGARRIOU\nPascal\nLes Chaussées\nMME\nCOUTOU\nLiliane\n", {"Pascal Garriou", "Liliane Coutou"}},
        {"Présents : Jean MOREAU, Kéziane LOMBARD, Paul DURAND.",
         {"Jean Moreau", "Kéziane Lombard", "Paul Durand"}},
    }));

}  // namespace
}  // namespace fonds::persons
