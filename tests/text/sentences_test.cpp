#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "indexer/text/folding.h"

namespace fonds::text {
namespace {

// The sentences of a text with a bar between them.
std::string split(std::string_view text) {
  std::string out;
  for (const Span& span : sentences(text)) {
    if (!out.empty()) out += '|';
    out += text.substr(span.begin, span.end - span.begin);
  }
  return out;
}

TEST(Sentences, Split) {
  struct Row {
    std::string_view text;
    std::string_view sentences;
  };
  constexpr Row kRows[] = {
      {"", ""},
      {"   \n ", ""},
      {"Un mot", "Un mot"},
      {"Il vient. Elle part.", "Il vient.|Elle part."},
      {"Vraiment ? Oui !", "Vraiment ?|Oui !"},
      {"Vraiment\u00A0? Oui\u00A0!", "Vraiment\u00A0?|Oui\u00A0!"},
      {"Quoi ?! Rien…  Bon.", "Quoi ?!|Rien…|Bon."},
      {"Un titre\nUn texte. La suite", "Un titre|Un texte.|La suite"},
      {"M. Durand arrive. Mme Petit aussi.", "M. Durand arrive.|Mme Petit aussi."},
      {"L. Wauquiez et J.-P. Dupont", "L. Wauquiez et J.-P. Dupont"},
      {"Voir art. 5. Puis voter.", "Voir art. 5.|Puis voter."},
      {"Le S.N.C.F. est là", "Le S.N.C.F. est là"},
      {"Il coûte 1.8 million. C'est cher.", "Il coûte 1.8 million.|C'est cher."},
      {"Il dit « Non. » Elle part.", "Il dit « Non. »|Elle part."},
      {"« Oui ! » dit-il. Fin", "« Oui ! » dit-il.|Fin"},
      {"Voir lyon.fr pour lire", "Voir lyon.fr pour lire"},
      {"etc. puis la suite", "etc. puis la suite"},
      {"Né en 1950. 12 ans plus tard.", "Né en 1950.|12 ans plus tard."},
      {"Fin. — Suite", "Fin.|— Suite"},
      {"Un. Écully. À la fin.", "Un.|Écully.|À la fin."},
      {"(Il vient.) Elle part.", "(Il vient.)|Elle part."},
      {"a\r\nb", "a|b"},
      {"12 bd. Gambetta, 3 av. Foch", "12 bd. Gambetta, 3 av. Foch"},
  };
  for (const Row& row : kRows) EXPECT_EQ(split(row.text), row.sentences) << row.text;
}

}  // namespace
}  // namespace fonds::text
