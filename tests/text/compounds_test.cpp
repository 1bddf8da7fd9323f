// Hyphenated compounds, verb forms with pronouns, signs in names: the tokens of small texts, in the notation
// of token_text.h.
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
    {"grand-père", "grand {grandpere/2} -pere"},
    {"arc-en-ciel", "arc {arcenciel/3} -en -ciel"},
    {"sous-préfète", "sous {sousprefete/2} -prefete"},
    {"après-midi", "apres {apresmidi/2} -midi"},
    {"e-mail", "e {email/2} -mail"},
    {"T-shirt", "t {tshirt/2} -shirt"},
    {"Saint-Genis-les-Ollières", "saint {saintgenislesollieres/4} -genis -les -ollieres"},
    {"Villeneuve\u2011d’Ascq", "villeneuve {villeneuvedascq/2} -ascq"},
    {"Lyon–Part–Dieu", "lyon {lyonpartdieu/3} -part -dieu"},
    {"chef-d'œuvre", "chef {chefdoeuvre/2} -oeuvre"},
    {"hors-d’oeuvre", "hors {horsdoeuvre/2} -oeuvre"},
    {"main-d'œuvre", "main {maindoeuvre/2} -oeuvre"},
    {"va-et-vient", "va {vaetvient/3} -et -vient"},
    {"porte-à-porte", "porte {porteaporte/3} -a -porte"},
    {"rendez-vous", "rendez {rendezvous/2} -vous"},
    {"va-t-on", "va on"},
    {"dira-t-il", "dira il"},
    {"A-t-elle voté", "a elle vote"},
    {"mangera-t-on", "mangera on"},
    {"dites-le-moi", "dites le moi"},
    {"allons-y", "allons y"},
    {"va-t'en", "va en"},
    {"est-ce vrai", "est ce vrai"},
    {"prenez-vous", "prenez vous"},
    {"celui-ci", "celui ci"},
    {"ce jour-là", "ce jour la"},
    {"vous-même", "vous {vousmeme/2} -meme"},
    {"Covid-19", "covid {covid19/2} -19"},
    {"G-7", "g {g7/2} -7"},
    {"11-Novembre", "11 {11novembre/2} -novembre"},
    {"2014-2020", "2014 2020"},
    {"14h-18h", "14h 18h"},
    {"18-25 ans", "18 25 ans"},
    {"Paris - Lyon", "paris lyon"},
    {"non—oui", "non oui"},
    {"PME/TPE", "pme tpe"},
    {"et/ou", "et ou"},
    {"biblio-\nthèque", "biblio {bibliotheque/2} -theque"},
    {"éco-\nquartier", "eco {ecoquartier/2} -quartier"},
    {"Rhône-\nAlpes", "rhone alpes"},
    {"auto-stop, covoiturage", "auto {autostop/2} -stop covoiturage"},
    {"C++", "c {cplusplus/3} -plus -plus"},
    {"C#", "c {cdiese/2} -diese"},
    {"Canal+", "canal {canalplus/2} -plus"},
    {"Bac+5", "bac {bacplus5/3} -plus -5"},
    {"Charvoisy+", "charvoisy {charvoisyplus/2} -plus"},
    {"R&D", "r {retd/3} -et -d"},
    {"R & D", "r {retd/3} -et -d"},
    {"H&M", "h {hetm/3} -et -m"},
    {"Dupont & Fils", "dupont et fils"},
    {"Marks & Spencer", "marks et spencer"},
};

TEST(Compounds, Tokens) {
  for (const Row& row : kRows) EXPECT_EQ(token_text(row.text), row.tokens) << row.text;
}

}  // namespace
}  // namespace fonds::text
