// Case, accents, ligatures, invisible characters, other scripts: the tokens of small texts, in the notation
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
    {"ÉCOLE", "ecole"},
    {"École", "ecole"},
    {"e\u0301cole", "ecole"},
    {"E\u0301COLE", "ecole"},
    {"ÇA", "ca"},
    {"L'HAŸ", "hay"},
    {"Œuvre cœur", "oeuvre coeur"},
    {"ex æquo", "ex aequo"},
    {"straße", "strasse"},
    {"Łódź", "lodz"},
    {"Bjørn", "bjorn"},
    {"ﬁnancement", "financement"},
    {"eﬀet", "effet"},
    {"ﬂeur", "fleur"},
    {"com\u00ADmune", "commune"},
    {"com\u00AD\nmune", "commune"},
    {"com\u200Dmune", "commune"},
    {"deux\u200Bmots", "deux mots"},
    {"\uFEFFdébut", "debut"},
    {"gauche\u200Edroite", "gauchedroite"},
    {"un\u00A0deux\u202Ftrois", "un deux trois"},
    {"« deux mots »", "deux mots"},
    {"fin…", "fin"},
    {"(parenthèse)", "parenthese"},
    {"ＡＢＣ", "abc"},
    {"Ⅳ", "iv"},
    {"Москва", "москва"},
    {"Αθήνα", "αθηνα"},
    {"ที่นี่", "ที นี"},
    {"東京都", "東京 都"},
    {"🙂 rire", "rire"},
    {"été ETE ÉTÉ", "ete ete ete"},
    {"naïve Noël", "naive noel"},
    {"1ᵉʳ Mᵐᵉ", "1er (premier) mme (madame)"},
    {"\0nul\001"sv, "nul"},
    {"", ""},
    {".,;!", ""},
    {"'", ""},
    {"-", ""},
    {"l'", "l"},
    {"d' ", "d"},
};

TEST(Normalisation, Tokens) {
  for (const Row& row : kRows) EXPECT_EQ(token_text(row.text), row.tokens) << row.text;
}

}  // namespace
}  // namespace fonds::text
