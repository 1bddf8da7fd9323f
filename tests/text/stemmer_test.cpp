// Words that must have one stem, and words that readers hold apart.
#include "indexer/text/stemmer.h"

#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "indexer/text/folding.h"

namespace fonds::text {
namespace {

// Each row: forms of one word.
constexpr std::string_view kMeet[] = {
    // plurals
    "quartier quartiers",
    // irregular verbs and their simple pasts
    "élire élit élu élue élus élut élurent",
    "réélire réélu réélue",
    "reprendre repris reprit reprennent",
    "tenir tenu tenue tint tiennent",
    "devoir doit doivent devait devra",
    "recevoir reçu reçoit reçut reçurent",
    "apercevoir aperçu aperçut",
    "vivre vécu vécut vécurent",
    "naître naît naquit naquirent",
    "battre battu battit battirent",
    "combattre combattit combattu",
    "permettre permirent permet",
    "conduire conduit conduisit",
    "construire construit construisirent",
    "détruire détruit détruisit",
    "écrire écrit écrivit écrivirent",
    "inscrire inscrit inscrivit",
    "courir couru courut",
    "parcourir parcouru parcourut",
    "mourir mourut moururent",
    "perdre perdu perdit perdirent",
    "connaître connu connut",
    "reconnaître reconnu reconnut",
    "paraître paru parut",
    "disparaître disparu disparut",
    "vouloir voulu voulut",
    "bureau bureaux",
    "château châteaux",
    "tribunal tribunaux",
    "canal canaux",
    "régional régionaux",
    "festival festivals",
    "lieu lieux",
    "milieu milieux",
    "neveu neveux",
    "caillou cailloux",
    "hibou hiboux",
    "corail coraux",
    "émail émaux",
    "bail baux",
    "œil yeux",
    "tuyau tuyaux",
    "ciel cieux",
    "maison maisons",
    "garçon garçons",
    "camion camions",
    "région régions",
    "pension pensions",
    "avocat avocats",
    "contrat contrats",
    "crédit crédits",
    "accident accidents",
    "patient patients",
    "logement logements",
    "agenda agendas",
    "caméra caméras",
    "essai essais",
    "délai délais",
    "emploi emplois",
    "tournoi tournois",
    "programme programmes",
    "diplomate diplomates",
    "qualité qualités",
    "musée musées",
    "idée idées",
    "nez nez",
    "boss boss",
    "pigeon pigeons",
    "bouchon bouchons",
    "mission missions",
    "soupir soupirs",
    "match matches",
    "idéal idéaux",
    // feminines
    "grand grande grands grandes",
    "élu élue élus élues",
    "sportif sportive sportifs sportives",
    "actif active actives",
    "heureux heureuse heureuses",
    "chanteur chanteuse chanteuses",
    "directeur directrice",
    "lecteur lectrice lectrices",
    "parisien parisienne",
    "ancien ancienne anciennes",
    "culturel culturelle",
    "officiel officielles",
    "premier première premières",
    "boucher bouchère",
    "étranger étrangère",
    "berger bergère",
    "conseiller conseillère",
    "léger légère",
    "breton bretonne",
    "champion championne",
    "supérieur supérieure",
    "auteur auteure",
    "ambassadeur ambassadrice",
    "français française françaises",
    "lyonnais lyonnaise",
    "villeurbannais villeurbannaise",
    "grenoblois grenobloise",
    "danois danoise",
    "muet muette",
    "complet complète",
    "blanc blanche blanches",
    "public publique",
    "long longue",
    "neuf neuve",
    "vieux vieil vieille",
    "beau bel belle",
    "nouveau nouvel nouvelles",
    "fou folle",
    "doux douce",
    "faux fausse",
    "gros grosse",
    "précis précise",
    "gris grise",
    "jaloux jalouse",
    "adjoint adjointe adjoints",
    "étudiant étudiante étudiants",
    "important importante importants",
    "vrai vraie",
    // verbs
    "voter vote votent votait voté votée votées votera voteront votons votez",
    "inaugurer inaugure inauguré inauguraient inaugurera inaugureront inaugurèrent",
    "manger mange mangeait mangea mangeons mangé",
    "placer place plaçait placé",
    "étudier étudie étudiait étudié",
    "payer paie paye paiera payé",
    "essayer essaie essaiera essayé",
    "employer emploie emploiera employé",
    "appeler appelle appellera appelé",
    "jeter jette jettera jeté",
    "acheter achète achètera",
    "considérer considère considérait considérera",
    "libérer libère libérait",
    "suggérer suggère suggérait",
    "retirer retire retirait retira",
    "encadrer encadre encadrait",
    "livrer livre livrait",
    "serrer serre serrait",
    "finir finit finissait finissent finira fini finie",
    "réunir réunit réunissent réunira réunis",
    "glisser glisse glissait",
    "passer passe passait passera",
    "proclamer proclame proclamés",
    "constater constate constatés",
    "ouvrir ouvre ouvert ouverte ouvrait ouvrira",
    "offrir offre offert offrira",
    "découvrir découvre découvert",
    "construire construit construisait construira",
    "produire produit produisait",
    "détruire détruit détruite",
    "prendre prend prennent prenait prendra pris",
    "comprendre comprend compris comprennent",
    "tenir tient tenait tiendra tenu tiennent",
    "devenir devient devenait deviendra devenu",
    "vendre vend vendait vendu vendra",
    "attendre attend attendu",
    "répondre répondu répondra",
    "perdre perdu perdra",
    "recevoir reçoit recevait reçu recevra",
    "mettre met mettait mettra",
    "battre battait battu",
    "écrire écrit écrivait écrira",
    "inscrire inscrit inscrivent",
    "suivre suit suivait suivi suivra",
    "connaître connaît connaissait connu",
    "craindre craint craignait craindra",
    "peindre peint peignait",
    "acquérir acquiert acquis acquérait",
    "servir servait servi",
    "sentir sentait senti",
    "interdire interdit interdisait",
    "démissionner démissionne démissionnera",
    "boire boivent buvait",
    // irregular verbs, their short forms too
    "servir sert servent serve servira",
    "dormir dort dorment dormait",
    "battre bat bats battent battue battra",
    "mettre mis mit",
    "remettre remis remet",
    "prendre prit",
    "dire dit disent dira diront",
    "lire lu lue lisait",
    "rire rit riait",
    "sourire souriait sourit",
    "suffire suffit suffisait suffisent",
    "cuire cuit cuisait cuite",
    "vivre vit vivait vécu",
    "croire croit croyait",
    "accroître accroît accru accroissent",
    "conclure conclut conclu",
    "exclure exclut exclue",
    "résoudre résout résolu",
    "valoir vaut valait vaudra",
    "falloir faut faudra fallait",
    "pleuvoir pleut pleuvait",
    "promouvoir promu promeut promouvait",
    "émouvoir ému émeut",
    "apercevoir aperçoit apercevait",
    "parcourir parcourt parcouru",
    "revêtir revêtu revêt",
    "plaire plaît plaisait",
    "extraire extrait",
    "envoyer envoie envoyait",
    "réjouir réjouie réjouissent réjouit",
    "estimer estiment estime",
    "réclamer réclament réclame",
    "animer animent animait",
    "essayer essaient essaie",
    "étudier étudiez étudions étudient",
    "oublier oubliez oublie",
    "pleurer pleure pleurent",
    "demeurer demeure demeurait",
    "voir voit vu voyait",
    "peut pourra pourront pu puisse pouvait",
    "aller vont vais iront irait allait allé",
    "savoir sait saura sauront su",
    "née nées nés",
    "reçoit reçois recevait",
    "sortir sors sort",
    "ressentir ressent ressenti",
    "interrompt interrompu interrompra",
    "oser osent ose",
    "nier nient nié",
    "devait devrais devriez",
    "décriée décrié décrient",
    // short words
    "an ans",
    "eau eaux",
    "nu nus nue",
    "mal maux",
    "matériau matériaux",
    "lobby lobbies lobbys",
    // spellings
    "clé clef clés clefs",
    "cuillère cuiller",
    "yaourt yoghourt",
    "bistro bistrot",
    "événement évènement",
    "connaître connaitre",
    "oignon ognon",
    "chariot chariots charriot",
    "imbécillité imbécilité",
    "renouvellement renouvèlement renouvèlements",
    "ruissellement ruissèlement",
    "persiflage persifflage",
    "madame mesdames",
    "monsieur messieurs",
    "craindre craignit",
    "joindre joignit",
    "paiement payement",
};

// Each row: words that must all have different stems.
constexpr std::string_view kApart[] = {
    "commune communication communisme",
    "maire mairie",
    "université univers",
    "général génération",
    "organe organisation",
    "Paris pari",
    "Lyon lyonnais",
    "Charbonnières charbonnier",
    "poisson poison",
    "désert dessert",
    "vol volley",
    "car carrefour",
    "Niel Nielsen",
    "travail travaux",
    "conseil conseiller",
    "port porter portail",
    "coup coupe",
    "vent vente",
    "maison mais",
    "salon sale",
    "emploi employer",
    "cour cours course",
    "parti partie",
    "mois moi",
    "bois boire",
    "assis assises",
    "fois foi",
    "entreprise entreprendre",
    "prise prendre",
    "restaurant restaurer",
    "fonction fonctionner",
    "station stationner",
    "banque banc",
    "marque marc",
    "pont ponton",
    "France français franc",
    "Laura Laure",
    "Martin Martina",
    "Cannes canne",
    "Bourges bourg",
    "pain pin",
    "police politique",
    "social société",
    "habitant habitat",
    "étudiant étude",
    "sortie sort",
    "avenue avenir venir",
    "mer mère",
    "fer faire",
    "association associer",
    "manifestation manifester",
    "direction directeur",
    "information informatique",
    // what the rules for feminines and verbs would join
    "sel selle",
    "galet galette",
    "brochet brochette",
    "point pointe",
    "trait traite",
    "retrait retraite",
    "frais fraise",
    "boit boîte",
    "étage étagère",
    "message messager",
    "paysage paysager",
    "mensonge mensonger",
    "oreille oreiller",
    "merci mercier",
    "fourni fournier",
    "senti sentier",
    "grossi grossier",
    "manie manière",
    "las laser",
    "rock rocker",
    "bouche boucher",
    "conseillé conseiller",
    "dos dose",
    "tante tant",
    "foi foie",
    "âne an",
    "émeute émeut",
    "dessert desserte désert",
    "battre batterie",
    "balai bal",
    // names
    "Martin Martine",
    "Paul Paule",
    "Michel Michèle",
    "Louis Louise",
    "Daniel Danielle",
    "Christian Christiane",
    "Christophe Christ",
    "2016 2017",
    "a7 a6",
};

std::vector<std::string> words_of(std::string_view row) {
  std::istringstream in{std::string(row)};
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(fold(word));
  return words;
}

TEST(Stemmer, FormsOfOneWordMeet) {
  for (const std::string_view row : kMeet) {
    const auto words = words_of(row);
    for (const std::string& word : words) EXPECT_EQ(stem(word), stem(words.front())) << word << " in " << row;
  }
}

TEST(Stemmer, OtherWordsStayApart) {
  for (const std::string_view row : kApart) {
    const auto words = words_of(row);
    for (std::size_t a = 0; a < words.size(); ++a) {
      for (std::size_t b = a + 1; b < words.size(); ++b)
        EXPECT_NE(stem(words[a]), stem(words[b])) << words[a] << ' ' << words[b];
    }
  }
}

TEST(Stemmer, LeavesAloneWhatIsNoFrenchWord) {
  for (const std::string_view word : {"", "b", "2017", "15h30", "c++", "москва", "2e", "m2", "exemple.fr"})
    EXPECT_EQ(stem(word), word);
}

// A stop word stands in nearly every article: a word whose inflexion it were would find them all.
TEST(Stemmer, StopWordsAreInflexionsOfNoOtherWord) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"et", "ete"},         {"il", "ile"},      {"entre", "entree"}, {"que", "qui"},  {"tu", "tuer"},
      {"tel", "tele"},       {"voila", "voile"}, {"vers", "ver"},     {"sans", "san"}, {"nous", "nouer"},
      {"contre", "contrer"}, {"par", "pare"},    {"plus", "plu"},     {"ce", "ces"},   {"lui", "luis"},
  };
  for (const auto& [stop_word, word] : rows)
    EXPECT_NE(stem(stop_word), stem(word)) << stop_word << ' ' << word;
  EXPECT_EQ(stem("fait"), stem("faire"));  // verb forms that are no other word's letters stay with their verb
  EXPECT_EQ(stem_of_content_word("sur"), stem("sures"));
}

TEST(Stemmer, NeverEmpty) {
  constexpr std::string_view kLetters = "aeiouyrstlnmdbcx";
  std::string word;
  for (std::size_t i = 0; i < 20000; ++i) {
    word.clear();
    for (std::size_t k = 0, n = i; k < 3 + i % 9; ++k, n = n * 7 + 3) word += kLetters[n % kLetters.size()];
    EXPECT_FALSE(stem(word).empty()) << word;
  }
}

TEST(StopWords, GrammarOnly) {
  for (const std::string_view word :
       {"le",   "la",   "les", "de", "du",  "des",  "un", "une", "et", "ou", "que",      "qui",
        "dans", "pour", "à",   "où", "est", "sont", "m",  "mme", "mr", "mm", "monsieur", "a"})
    EXPECT_TRUE(is_stop_word(word)) << word;
  // Nouns that other lists take for grammar, and accents that make another word.
  for (const std::string_view word : {"ete", "été", "avions", "maïs", "sûr", "dû", "ouest", "maire", "42", "",
                                      "c++", "point", "or", "ton's"})
    EXPECT_FALSE(is_stop_word(word)) << word;
}

}  // namespace
}  // namespace fonds::text
