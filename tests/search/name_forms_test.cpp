// Names have no verb endings; what is a common word keeps its forms, with a capital or without.
#include "server/search/name_forms.h"

#include <set>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/search/small_archive.h"

namespace fonds::test {
namespace {

struct NameRow {
  std::string_view query, text;
  bool matches;
};

constexpr NameRow kNameRows[] = {
    // other persons and places
    {"Martin", "La présidente Sophie Martinez remercie les bénévoles.", false},
    {"Martinez", "On salue Paul Martin pour son courage.", false},
    {"mari", "On applaudit Marie Duval au théâtre.", false},
    {"maris", "On applaudit Marie Duval au théâtre.", false},
    {"Loire", "On a vu un loir dans le grenier.", false},
    {"loir", "Une promenade le long de la Loire à vélo.", false},
    {"Paris", "On a gagné un pari absurde.", false},
    {"pari", "On part pour Paris demain matin.", false},
    {"Lyon", "On a vu un lion au cirque.", false},
    {"Nantes", "Il est nanti, dit-on.", false},
    {"Vienne", "Il vient demain avec elle.", false},
    {"venir", "Une excursion à Vienne est prévue.", false},
    {"Bernard", "On écoute Claire Bernarde au piano.", false},
    {"Durand", "On invite Lucie Durante au débat.", false},
    {"Robert", "On écoute Anne Roberte au piano.", false},
    {"Simon", "On félicite Simone Vasset ce soir.", false},
    {"Simone", "On félicite Simon Vasset ce soir.", false},
    {"Michel", "On cite Michelle Vasset ce soir.", false},
    {"Pascal", "On cite Pascale Vasset ce soir.", false},
    {"Daniel", "On cite Danielle Vasset ce soir.", false},
    {"Christian", "On cite Christiane Vasset ce soir.", false},
    {"Julien", "On cite Julienne Vasset ce soir.", false},
    {"Laurent", "On cite Laurence Vasset ce soir.", false},
    {"Denis", "On cite Denise Vasset ce soir.", false},
    {"Louis", "On cite Louise Vasset ce soir.", false},
    {"François", "On cite Françoise Vasset ce soir.", false},
    {"Adrien", "On cite Adrienne Vasset ce soir.", false},
    {"Marcel", "On cite Marcelle Vasset ce soir.", false},
    {"Gabriel", "On cite Gabrielle Vasset ce soir.", false},
    {"Macron", "On cite Macrone Vasset ce soir.", false},
    {"Givors", "On voyage par Givorais demain.", false},
    {"Tarare", "On dit tarer la balance ici.", false},
    {"Marin", "On félicite Paule Marine ce soir.", false},
    {"Valentin", "On cite Valentine Vasset ce soir.", false},
    {"viennent", "On félicite Paul Vienne ce soir.", false},
    // A capital that the reader types, where the archive has no such name.
    {"Marie", "On dit que le mari est parti.", false},
    {"Aimé", "On a vu aimer les enfants.", false},
    // what offices and houses are called
    {"maires", "On écoute Monsieur le Maire ici.", true},
    {"préfets", "On écoute Monsieur le Préfet ici.", true},
    {"présidents", "On écoute Monsieur le Président ici.", true},
    {"mairies", "On attend devant la Mairie ici.", true},
    {"villes", "On attend que la Ville paie.", true},
    {"régions", "On attend que la Région paie.", true},
    {"associations", "On remercie toute l’Association ici.", true},
    {"écoles", "On visite toute l’École ici.", true},
    {"marchés", "On visite tout le Marché ici.", true},
    {"fêtes", "On prépare toute la Fête ici.", true},
    {"ponts", "On ferme tout le Pont ici.", true},
    // the same name and the same word
    {"Martinez", "La présidente Sophie Martinez remercie les bénévoles.", true},
    {"martinez", "La présidente Sophie MARTINEZ remercie les bénévoles.", true},
    {"Marie", "On applaudit Marie Duval au théâtre.", true},
    {"loire", "Une promenade le long de la Loire à vélo.", true},
    {"états", "Une réforme de l’État attend depuis mars.", true},
    {"état", "Une réunion des États a lieu en mars.", true},
    {"églises", "On visite l’Église du bourg avec un guide.", true},
    {"lyonnaises", "On reçoit des Lyonnais chaque été ici.", true},
    {"lyonnais", "On reçoit une Lyonnaise chaque été ici.", true},
    {"bretonne", "On reçoit des Bretons chaque été ici.", true},
    {"écologiste", "On débat chez les Écologistes ce soir.", true},
    {"républicain", "On débat chez les Républicains ce soir.", true},
    {"insoumise", "On débat chez les Insoumis ce soir.", true},
    {"jeu", "On prépare les Jeux d’hiver ici.", true},
    {"champion", "On joue la Ligue des Champions ce soir.", true},
    {"conseils", "On attend le Conseil de mardi soir.", true},
    {"départements", "On attend le Département sur ce point.", true},
    {"charvoisienne", "On reçoit des Charvoisiens chaque été ici.", true},
    {"Charvoisiens", "On reçoit une Charvoisienne chaque été ici.", true},
    {"brindasoises", "On reçoit un Brindasois chaque été ici.", true},
    {"brindasois", "On reçoit une Brindasoise chaque été ici.", true},
    {"pollionnard", "On reçoit des Pollionnardes chaque été ici.", true},
    {"verts", "On débat chez les Verts ce soir.", true},
    {"vert", "On débat chez les Verts ce soir.", true},
    {"mutuelle", "On quitte les Mutuelles de France ici.", true},
    {"maisons", "On ouvre la Maison du tourisme ici.", true},
    {"élu", "On écoute les Élus du canton ici.", true},
    {"ministres", "On écoute le Premier Ministre ici.", true},
    {"allemande", "On joue contre les Allemands ce soir.", true},
    {"saint", "On chante la Sainte Cécile ce soir.", true},
    {"jardins", "On marche vers le Jardin des Plantes ici.", true},
};

using NameFormsTest = SmallArchive;

// One article tells as well as two.
TEST_F(NameFormsTest, OnlyWhatNamesHave) {
  for (const NameRow& row : kNameRows) {
    for (int copies = 1; copies <= 2; ++copies) {
      std::vector<archive::Article> articles;
      for (int i = 0; i < copies; ++i)
        articles.push_back(article(std::to_string(i), "x", std::string(row.text)));
      build(articles);
      const search::SearchResponse found =
          search(std::string(row.query), search::Match::all, search::Fuzzy::off);
      EXPECT_EQ(found.total > 0, row.matches) << row.query << " | " << row.text << " | " << copies;
    }
  }
}

TEST(NameForms, AreThoseOfPeople) {
  EXPECT_TRUE(search::are_forms_of_a_name("charvoisien", "charvoisiennes"));
  EXPECT_TRUE(search::are_forms_of_a_name("brindasois", "brindasoise"));
  EXPECT_FALSE(search::are_forms_of_a_name("charvoi", "charvoisien"));
  EXPECT_FALSE(search::are_forms_of_a_name("martin", "martine"));
  EXPECT_TRUE(search::is_only_a_name("martinez", 10, 10));
  EXPECT_FALSE(search::is_only_a_name("ecole", 10, 10));  // a common word in a name
  EXPECT_FALSE(search::is_only_a_name("martinez", 10, 5));
  EXPECT_TRUE(search::is_only_a_name("givors", 0, 0));  // known without the archive
}

}  // namespace
}  // namespace fonds::test
