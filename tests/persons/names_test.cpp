// The forms a name takes: given names, initials, particles, capitals, either order.
#include <algorithm>

#include "tests/persons/recognised.h"

namespace fonds::persons {
namespace {

TEST_P(LabelTest, FindsExactlyThese) {
  EXPECT_EQ(labels(GetParam().text), GetParam().labels);
}

INSTANTIATE_TEST_SUITE_P(
    Names, LabelTest,
    testing::ValuesIn(std::vector<LabelCase>{
        {"Le projet est porté par Claire Vasseur.", {"Claire Vasseur"}},
        {"Selon Jean-Pierre Morel, rien ne presse.", {"Jean-Pierre Morel"}},
        {"Une lettre de Marie Dos Santos.", {"Marie Dos Santos"}},
        {"La lettre d’Élodie Durand est arrivée.", {"Élodie Durand"}},
        // Particles.
        {"Il cite Jean de La Fontaine.", {"Jean de La Fontaine"}},
        {"Il cite Charles de Gaulle.", {"Charles de Gaulle"}},
        {"Avec Valéry Giscard d'Estaing.", {"Valéry Giscard d'Estaing"}},
        {"Avec Michel D'Ornano.", {"Michel D'Ornano"}},
        {"Avec Bruno Le Maire.", {"Bruno Le Maire"}},
        {"Avec Ursula von der Leyen.", {"Ursula von der Leyen"}},
        {"Avec Renaud Van Ruymbeke.", {"Renaud Van Ruymbeke"}},
        {"Avec Mamadou N’Diaye.", {"Mamadou N’Diaye"}},
        {"Avec Mohammed ben Salmane.", {"Mohammed ben Salmane"}},
        {"Avec Fatima Ben Salah.", {"Fatima Ben Salah"}},
        {"Le général Ahmed al-Assiri est là.", {"Ahmed al-Assiri"}},
        {"Un texte de Léonore Moncond'huy.", {"Léonore Moncond'huy"}},
        {"Avec Geoffroy Roux de Bazière.", {"Geoffroy Roux de Bazière"}},
        {"Le président Abdel Fattah al-Sisri est là.", {"Abdel Fattah al-Sisri"}},
        // Where somebody lives or works is no part of the name.
        {"Avec Jean Dupont de Tassouin. Il vit à Tassouin.", {"Jean Dupont"}},
        {"Avec Jean Dupont de Tassouin. Le maire de Tassouin rit.", {"Jean Dupont"}},
        {"Avec Jean Dupont de Tassouin. Dupont rit.", {"Jean Dupont"}},
        {"Avec Jean Dupont de Wedbusch Securities.", {"Jean Dupont"}},
        {"Avec Jean Dupont de la Croix-Rousse.", {"Jean Dupont"}},
        // Compound and hyphenated.
        {"Avec Anne-Sophie Martin-Dupuis.", {"Anne-Sophie Martin-Dupuis"}},
        {"Avec Zoé Martin Dubois.", {"Zoé Martin Dubois"}},
        // Given names that serve as surnames, kings, anonymised names.
        {"Avec Charles Michel.", {"Charles Michel"}},
        {"La reine Élisabeth II est morte.", {"Élisabeth II"}},
        {"Nadir S., 38 ans, a été interpellé.", {"Nadir S."}},
        // Initials.
        {"Selon J.-P. Raffarin, non.", {"J.-P. Raffarin"}},
        {"La responsabilité d’E. Duval est grande.", {"E. Duval"}},
        {"Selon Ph. Carron, non.", {"Ph. Carron"}},
        // Capitals and order.
        {"Présent : Georges LECLERC", {"Georges Leclerc"}},
        {"Permis : DURAND Patrick, 10 rue des Prés", {"Patrick Durand"}},
        {"Permis : DUPé Jacques", {"Jacques Dupé"}},
        {"Permis : GUéRIN André", {"André Guérin"}},
        {"Présent : Michel GRAVOUIl", {"Michel Gravouil"}},
        {"Présent : Michel GRAVOUd", {"Michel Gravoud"}},
        {"Présent : DURAND Jean-CLaude", {"Jean-Claude Durand"}},
        {"Présent : Paul DUrand", {"Paul Durand"}},
        {"Avec Ronan McDonnell.", {"Ronan McDonnell"}},
        // With an initial, who the text names in full.
        {"Avec Julie Fontane et Paul Morel. Julie F. a répondu.", {"Julie Fontane", "Paul Morel"}},
        {"Avec Julie Le Bian et Julie Morel. Julie LB lit, Julie M rit.", {"Julie Le Bian", "Julie Morel"}},
        {"Permis : MARTIN Ylane", {"Ylane Martin"}},
        {"Le patron de la NBA Paul Durand est là.", {"Paul Durand"}},
        {"Le PDG Paul Durand est là.", {"Paul Durand"}},
        {"Permis : LE FUR Dimitri, 10 rue des Prés", {"Dimitri Le Fur"}},
        {"Présent : Anne D'ORNANO", {"Anne d'Ornano"}},
        {"Présent : Jean DE LA FONTAINE", {"Jean de La Fontaine"}},
        {"Présent : Olivier BOUBA-OLGA", {"Olivier Bouba-Olga"}},
        {"Présent : Mamadou N'DIAYE", {"Mamadou N'Diaye"}},
        // A name that a line end breaks; a table that only puts one under the other.
        {"Les travaux de la place sont suivis depuis mars par Jean\nDupont et son équipe.", {"Jean Dupont"}},
        {"DURAND Patrick\nMARTIN Sylvie\n", {"Patrick Durand", "Sylvie Martin"}},
        // A given name that nobody knows, with evidence around.
        {"Ombrelune Dagicourt, membre de l'association, approuve.", {"Ombrelune Dagicourt"}},
        {"La rue du nom de Kéziane Lombard, prix Nobel de la paix.", {"Kéziane Lombard"}},
        {"« Non », répond Kéziane Lombard.", {"Kéziane Lombard"}},
        {"Le président taïwanais Chen Shui-bian recule.", {"Chen Shui-bian"}},
        {"Le chanteur (Emmanuel) Durand a fini.", {"Emmanuel Durand"}},
        // What announces such a name.
        {"« Il fallait rouvrir », renchérit Ylane Korvat.", {"Ylane Korvat"}},
        {"« Il fallait rouvrir », se désespère Alkis Korvat.", {"Alkis Korvat"}},
        {"« Il fallait rouvrir », explique à l'AFP Ylane Korvat.", {"Ylane Korvat"}},
        {"Le porte-parole de cette institution, Kalden Brusk, a fait une mise au point.", {"Kalden Brusk"}},
        {"« Un autre monde », souligne Ylanelle Hale, astrophysicienne.", {"Ylanelle Hale"}},
        {"Le porte-parole du gouvernement Ylane Korvat est là.", {"Ylane Korvat"}},
        {"Le ministre allemand de l'Intérieur Kalden Brusk.", {"Kalden Brusk"}},
        {"Son ex-femme Kalden Brusk.", {"Kalden Brusk"}},
        {"La fille de Kalden Brusk.", {"Kalden Brusk"}},
        {"D'après l'expertise, Kalden Brusk présenterait des troubles.", {"Kalden Brusk"}},
        {"Voici Kalden K. Brusk.", {"Kalden K. Brusk"}},
        {"Voici Paul M. Durand.", {"Paul M. Durand"}},
        {"« Oui », constate Kalden al-Brusk, responsable.", {"Kalden al-Brusk"}},
        {"Avec Kalden van Brusk.", {"Kalden van Brusk"}},
        {"Selon Omar Abdallah ben Ali Brusk, non.", {"Omar Abdallah ben Ali Brusk"}},
        {"GUILBAUD épouse CHEVALIER Brigitte demeure ici.", {"Brigitte Chevalier"}},
    }));

TEST(Names, OffsetsAreBytesOfTheText) {
  const std::string text = "Élève de l’école, Zoé Lefèvre a gagné ; Zoé Lefèvre a fêté.";
  EXPECT_EQ(mentions(text), (std::vector<std::string>{"Zoé Lefèvre", "Zoé Lefèvre"}));
}

TEST(Names, IllFormedTextIsRead) {
  EXPECT_EQ(labels("Avec \xC3 Claire Vasseur \xFF\xFE."), (std::vector<std::string>{"Claire Vasseur"}));
  EXPECT_TRUE(labels("").empty());
  EXPECT_TRUE(labels("\xE2\x80").empty());
}

}  // namespace
}  // namespace fonds::persons
