// Inclusive writing: the tokens of small texts, in the notation of token_text.h.
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
    {"chef·fe·s", "chefs (cheffes)"},
    {"adhérent/e/s", "adherents (adherentes)"},
    {"élu·e·s", "elus (elues)"},
    {"élu.e.s", "elus (elues)"},
    {"élu-e-s", "elus (elues)"},
    {"élu•e•s", "elus (elues)"},
    {"habitant·es", "habitants (habitantes)"},
    {"habitant(e)s", "habitants (habitantes)"},
    {"habitant.es", "habitants (habitantes)"},
    {"payé(e)", "paye (payee)"},
    {"citoyen·ne·s", "citoyens (citoyennes)"},
    {"citoyen.ne.s", "citoyens (citoyennes)"},
    {"instituteur·rice·s", "instituteurs (institutrices)"},
    {"directeur(trice)", "directeur (directrice)"},
    {"acteur/trice", "acteur (actrice)"},
    {"sportif·ve·s", "sportifs (sportives)"},
    {"heureux·se·s", "heureux (heureuses)"},
    {"conseiller·ère·s", "conseillers (conseilleres)"},
    {"maire(s)", "maires"},
    {"tou·te·s", "tous (toutes)"},
    {"ÉLU.E.S", "elus (elues)"},
    {"étudiant-e", "etudiant (etudiante)"},
    {"agriculteur-rice-s", "agriculteurs (agricultrices)"},
    {"français-e-s", "francais (francaises)"},
    {"l'adhérent·e", "adherent (adherente)"},
    {"retraité·e·s, actifs", "retraites (retraitees) actifs"},
    {"fin.Es-tu là", "fin es tu la"},
    {"prends-le", "prends le"},
    {"page(3)", "page 3"},
};

TEST(Inclusive, Tokens) {
  for (const Row& row : kRows) EXPECT_EQ(token_text(row.text), row.tokens) << row.text;
}

}  // namespace
}  // namespace fonds::text
