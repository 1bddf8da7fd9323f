// Dotted acronyms, addresses, hashtags: the tokens of small texts, in the notation of token_text.h.
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
    {"la S. N. C. F. recrute", "la sncf recrute"},
    {"J. R. R. Martin", "j r r martin"},
    {"S.N.C.F.", "sncf"},
    {"S.N.C.F", "sncf"},
    {"O.N.U.", "onu"},
    {"l'O.N.U.", "onu"},
    {"A.S.V.E.L. Basket", "asvel basket"},
    {"B.T.P", "btp"},
    {"a.s.v.e.l.", "asvel"},
    {"e.g.", "e g"},
    {"J.P. Dupont", "jp dupont"},
    {"Fin. Le début", "fin le debut"},
    {"charvoisy@exemple.fr", "charvoisy {charvoisy@exemple.fr/3} -exemple {exemple.fr/2} -fr"},
    {"jean-paul.dupont@mairie-lyon.fr",
     "jean {jean-paul.dupont@mairie-lyon.fr/6} -paul -dupont -mairie {mairie-lyon.fr/3} -lyon -fr"},
    {"www.exemple.fr", "www {www.exemple.fr/3} -exemple {exemple.fr/2} -fr"},
    {"exemple.fr", "exemple {exemple.fr/2} -fr"},
    {"Booking.com", "booking {booking.com/2} -com"},
    {"fin.Le début", "fin le debut"},
    {"http://exemple.org/page", "http exemple {exemple.org/2} -org page"},
    {"#DigitalSummit", "digital {digitalsummit/2} -summit"},
    {"#lyon", "lyon"},
    {"#Lyon2020", "lyon {lyon2020/2} -2020"},
    {"#SauvonsLeGrandPré", "sauvons {sauvonslegrandpre/4} -le -grand -pre"},
    {"@ville_lyon", "ville {ville_lyon/2} -lyon"},
    {"nom_de_fichier", "nom {nom_de_fichier/3} -de -fichier"},
};

TEST(Acronyms, Tokens) {
  for (const Row& row : kRows) EXPECT_EQ(token_text(row.text), row.tokens) << row.text;
}

}  // namespace
}  // namespace fonds::text
