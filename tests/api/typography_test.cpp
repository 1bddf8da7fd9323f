#include "server/api/typography.h"

#include <gtest/gtest.h>

namespace fonds::api {
namespace {

TEST(Typography, FrenchSpaces) {
  const struct {
    const char* html;
    const char* set;
  } cases[] = {
      {"Que faire ?", "Que faire\u202F?"},
      {"Oui ! Non ; peut-être", "Oui\u202F! Non\u202F; peut-être"},
      {"L'article : photos", "L’article\u00A0: photos"},
      {"« Non », dit-il", "«\u00A0Non\u00A0», dit-il"},
      {"le 15 avril 2017", "le 15\u00A0avril 2017"},
      {"le 1er mai", "le 1<sup>er</sup>\u00A0mai"},
      {"au XIXe siècle, sous la Ve République",
       "au XIX<sup>e</sup> siècle, sous la V<sup>e</sup> République"},
      {"Le, Ce, LIRE, 21er, 1ers", "Le, Ce, LIRE, 21er, 1ers"},
      {"le 2e et le 11e, pas A4e ni 4eme", "le 2<sup>e</sup> et le 11<sup>e</sup>, pas A4e ni 4eme"},
      {"Mr ROUX, Mlle <mark>Élan</mark>", "Mr\u00A0ROUX, Mlle\u00A0<mark>Élan</mark>"},
      {"1 400 mètres en 3 jours", "1\u202F400\u00A0mètres en 3\u00A0jours"},
      {"« <mark>Vieillir</mark> au <b>sport »</b>", "«\u00A0<mark>Vieillir</mark> au <b>sport\u00A0»</b>"},
      {"<b>XX</b>e", "<b>XX</b><sup>e</sup>"},
      {"12 000 euros", "12\u202F000\u00A0euros"},
      {"en 2017 100 personnes", "en 2017 100\u00A0personnes"},
      {"3 %, 4 € et 5 km.", "3\u00A0%, 4\u00A0€ et 5\u00A0km."},
      {"M. Roux et Mme Élan", "M.\u00A0Roux et Mme\u00A0Élan"},
      {"le dr M. et la p. 4", "le dr M. et la p.\u00A04"},
      {"<mark>pont</mark> !", "<mark>pont</mark>\u202F!"},
      {"le 15 <mark>avril</mark>", "le 15\u00A0<mark>avril</mark>"},
      {"<a href=\"/x y ?z\">l&#39;eau</a>", "<a href=\"/x y ?z\">l’eau</a>"},
      {"rock 'n' roll", "rock 'n' roll"},
      {"<pre>a ? b : c</pre> ?", "<pre>a ? b : c</pre>\u202F?"},
      {"a &amp; b", "a &amp; b"},
      {"deux mots", "deux mots"},
      {" ?", " ?"},
      {"<", "<"},
      {"", ""},
  };
  for (const auto& [html, set] : cases) EXPECT_EQ(typeset(html), set) << html;
}

}  // namespace
}  // namespace fonds::api
