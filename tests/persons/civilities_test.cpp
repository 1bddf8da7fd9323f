// Civilities and offices announce a name; some only stand for one.
#include "tests/persons/recognised.h"

namespace fonds::persons {
namespace {

TEST_P(LabelTest, FindsExactlyThese) {
  EXPECT_EQ(labels(GetParam().text), GetParam().labels);
}

TEST(Civilities, MinistersBehindTheirMinistry) {
  EXPECT_EQ(labels("Les erreurs du ministre de l'Intérieur Brusk, dit-elle."),
            (std::vector<std::string>{"Brusk"}));
  EXPECT_TRUE(labels("Le ministre de la Transition Écologique est là.").empty());
  EXPECT_TRUE(labels("Le ministre des Affaires Étrangères est là.").empty());
}

INSTANTIATE_TEST_SUITE_P(Civilities, LabelTest,
                         testing::ValuesIn(std::vector<LabelCase>{
                             {"M. Dupont a dit non.", {"Dupont"}},
                             {"Mr Dupont a dit non.", {"Dupont"}},
                             {"M Dupont a dit non.", {"Dupont"}},
                             {"Mme Dupont a dit non.", {"Dupont"}},
                             {"Madame Dupont a dit non.", {"Dupont"}},
                             {"Mlle Ombrelune Dagicourt a dit non.", {"Ombrelune Dagicourt"}},
                             {"L'acte de Maître CHIRON est prêt.", {"Chiron"}},
                             {"L'acte de Me Chiron est prêt.", {"Chiron"}},
                             {"Mgr Barbarin a célébré la messe.", {"Barbarin"}},
                             {"Le Dr Maréchal est venu.", {"Maréchal"}},
                             {"Mme Boulanger est venue.", {"Boulanger"}},
                             {"M. de Villepin est venu.", {"de Villepin"}},
                             {"M. Le Goff est venu.", {"Le Goff"}},
                             {"Selon M. O, tout va bien.", {"O"}},
                             {"Le juge Halphen enquête.", {"Halphen"}},
                             {"Au commissaire Barnier de décider.", {"Barnier"}},
                             {"Le maire LR Christian Durand est venu.", {"Christian Durand"}},
                             {"Le général de Gaulle est venu.", {"de Gaulle"}},
                             {"La députée Marie Dupont est venue.", {"Marie Dupont"}},
                             {"L'attaquant argentin Messi a marqué.", {"Messi"}},
                             {"Le pape François est venu.", {"pape François"}},
                             {"Hier, sœur Emmanuelle est venue.", {"sœur Emmanuelle"}},
                             {"L'abbé Pierre est venu.", {"abbé Pierre"}},
                             {"Les princes William et Harry sont venus.", {"prince William", "prince Harry"}},
                             {"Lady Diana est venue.", {"Lady Diana"}},
                             {"La reine Élisabeth II est venue.", {"Élisabeth II"}},
                             {"Son frère François est venu, et sa petite sœur Léa.", {}},
                             // A civility without a name.
                             {"Mme Florence… non, pardon.", {}},
                             {"Un gain de 25 M EUR est attendu.", {}},
                             {"Monsieur le Maire ouvre la séance.", {}},
                             {"Monsieur Le Maire ouvre la séance.", {}},
                             {"Monsieur le Président, chers collègues,", {}},
                             {"Messieurs les Adjoints proposent.", {}},
                             {"Madame la Préfète est venue.", {}},
                             {"Le maire de Lyon et le directeur général de Renault.", {}},
                             {"Miss France est venue.", {}},
                             {"Le pack M Sport est en option.", {}},
                             {"General Electric ferme.", {}},
                         }));

TEST(Civilities, TellTheGender) {
  const auto persons = recogniser().recognise("M. Jean Dupont et Mme Lucie Martin. M. et Mme Alain Gautier.");
  ASSERT_EQ(persons.size(), 3u);
  EXPECT_EQ(persons[0].gender, Gender::kMasculine);
  EXPECT_EQ(persons[1].gender, Gender::kFeminine);
  EXPECT_EQ(persons[2].gender, Gender::kUnknown);
}

}  // namespace
}  // namespace fonds::persons
