// What bears a person's name, or only looks like one.
#include "tests/persons/recognised.h"

namespace fonds::persons {
namespace {

TEST_P(LabelTest, FindsNobody) {
  EXPECT_EQ(labels(GetParam().text), GetParam().labels);
}

INSTANTIATE_TEST_SUITE_P(Namesakes, LabelTest,
                         testing::ValuesIn(std::vector<LabelCase>{
                             {"La rue Victor Hugo est fermée.", {}},
                             {"La rue du Docteur Girard est fermée.", {}},
                             {"La place du docteur Jean Girard est fermée.", {}},
                             {"Au 12, avenue du Général de Gaulle.", {}},
                             {"L'école maternelle Jules Ferry rouvre.", {}},
                             {"Le groupe scolaire « Armelle CHEVALIER » rouvre.", {}},
                             {"Les écoles Jules Ferry et Marie Curie rouvrent.", {}},
                             {"Le collège Jean-Moulin rouvre.", {}},
                             {"La rue Pierre et Marie Curie est fermée.", {}},
                             {"La salle Simone Veil est pleine.", {}},
                             {"Le prix Louise Labé est remis.", {}},
                             {"La loi Simone Veil est votée.", {}},
                             {"La tempête Ciara Dupont arrive.", {}},
                             {"Le porte-avions Charles de Gaulle appareille.", {}},
                             {"La Fondation de l'Abbé Pierre alerte.", {}},
                             {"L'entreprise Jean Durand a été retenue.", {}},
                             {"La SARL DURAND Patrick a été retenue.", {}},
                             {"SNC MABILEAU FRERES", {}},
                             {"Charlie Hebdo paraît.", {}},
                             {"L'hebdomadaire Madame Brelle paraît.", {}},
                             {"Le quotidien espagnol Kalden Brusk estime que non.", {}},
                             {"L'entreprise japonaise de logiciels Trond Mikro avait prévenu.", {}},
                             {"Il est soigné à l'hôpital parisien Jean Durand.", {}},
                             {"Saint Jean de Montierneuf est ouverte.", {}},
                             {"Le marché de st Éloi Dumas ouvre.", {}},
                             {"La ligne va de A. Berthier à F. Fauvel.", {}},
                             {"Le bus 3 relie le cours G. et A. Thomassin au port.", {}},
                             {"L’élève de l’EREA Anne Fabre est reçue.", {}},
                             {"La fromagerie Paul Durand est fermée.", {}},
                             {"La Menuiserie Jean Durand est fermée.", {}},
                             {"Il a publié « Les Eaux » (Robert Durand, 2017).", {}},
                             {"Le terrain Marcel Durand est gelé.", {}},
                             {"Des logements sociaux (P.L.U.S. Foncier).", {}},
                             {"Le camping Jean Durand ouvre.", {}},
                         }));

INSTANTIATE_TEST_SUITE_P(Others, LabelTest,
                         testing::ValuesIn(std::vector<LabelCase>{
                             {"Le conseil de Grand Lyon se réunit.", {}},
                             {"Selon Poitiers Collectif, non.", {}},
                             {"JEAN DURAND EN TÊTE AU PREMIER TOUR", {}},
                             {"CONSEIL MUNICIPAL DU 3 AVRIL", {}},
                             {"Montant H.T.\nMontant T.T.C.\nH.T. Néant", {}},
                             {"I. Introduction\nII. Travaux", {}},
                             {"La V.C. de Bel-Air est refaite.", {}},
                             {"Lundi Mardi Mercredi", {}},
                             {"Les Français et les Belges.", {}},
                             {"StopCovid en tête.", {}},
                             {"Le Milan AC a gagné.", {}},
                             {"À Saint-Étienne, Mardi Gras est fêté.", {}},
                             {"L'Aston Martin arrive. Aston Martin Lagonda s'endette.", {}},
                             {"Un programme s'appelle Easy Tech.", {}},
                             {"## **I. Introduction** (suite)", {}},
                             {"Mme YYY est venue.", {}},
                             {"La Caisse d'Allocations Rurales dénonce le contrat.", {}},
                             {"Le maire a quitté la ville, Trond Mikro, sans bruit.", {}},
                             {"Un membre Bienfaiteur peut voter.", {}},
                             {"Il vit à Lyon et travaille pour Abou Dhabi.", {}},
                             {"Le budget de la Communauté Urbaine de Grand Lyon.", {}},
                             {"Entre Laplace et Saint-Rémy Les-Prés.", {}},
                             {"Il a choisi L.A. Toiture.", {}},
                             {"Avec la candidate Larive.org à Lyon.", {}},
                             {"Le match PSG-Bayern et le Grand Jury RTL-LCI-Le Monde.", {}},
                             {"Cotisations SAGE\nVote CM\nPart SAUR", {}},
                         }));

TEST(Rejection, ThePersonBesideTheStreetRemains) {
  EXPECT_EQ(labels("M. Jean Moulin habite rue Jean Moulin."), (std::vector<std::string>{"Jean Moulin"}));
  EXPECT_EQ(mentions("Cédric Moulin vend au collège Jean Moulin. M. Moulin y livre."),
            (std::vector<std::string>{"Cédric Moulin", "Moulin"}));
}

TEST(Rejection, AStreetIsExplainedByItsPerson) {
  EXPECT_EQ(labels("Rue Alice MILLIAT (1884-1957) : fondatrice."),
            (std::vector<std::string>{"Alice Milliat"}));
}

TEST(Rejection, WhatBelongsToAPersonIsNoNamesake) {
  EXPECT_EQ(labels("Les sociétés de Jean-Claude Morel sont vendues."),
            (std::vector<std::string>{"Jean-Claude Morel"}));
  EXPECT_EQ(labels("La ferme de Kalden Brusk, boulanger à Lyon."),
            (std::vector<std::string>{"Kalden Brusk"}));
}

TEST(Rejection, WhatOnlyLooksLikeAPlaceOrPublisher) {
  EXPECT_EQ(labels("Une lettre de Paul Durand à Anne Morel."),
            (std::vector<std::string>{"Paul Durand", "Anne Morel"}));
  EXPECT_EQ(labels("Le tableau (Paul Durand, 1872) est vendu."), (std::vector<std::string>{"Paul Durand"}));
  EXPECT_EQ(labels("Selon A. Berthier et F. Fauvel, non."),
            (std::vector<std::string>{"A. Berthier", "F. Fauvel"}));
  EXPECT_EQ(labels("Selon J.-P. Berthier, non."), (std::vector<std::string>{"J.-P. Berthier"}));
}

TEST(Rejection, WhoWorksThereIsNoNamesake) {
  EXPECT_EQ(labels("Le chef d'entreprise Paul Durand est là."), (std::vector<std::string>{"Paul Durand"}));
  EXPECT_EQ(labels("La directrice d'école Anne Durand est là."), (std::vector<std::string>{"Anne Durand"}));
  EXPECT_EQ(labels("La maison du peintre Paul Durand."), (std::vector<std::string>{"Paul Durand"}));
  EXPECT_EQ(labels("Le patron du métro parisien Paul Durand."), (std::vector<std::string>{"Paul Durand"}));
  EXPECT_EQ(labels("Le joueur du club parisien Paul Durand."), (std::vector<std::string>{"Paul Durand"}));
}

}  // namespace
}  // namespace fonds::persons
