// Ordinals: the tokens of small texts, in the notation of token_text.h.
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
    {"1er étage", "1er (premier) etage"},
    {"1re fois", "1re (premiere) fois"},
    {"1ère fois", "1re (premiere) fois"},
    {"les 1ers", "les 1er (premiers)"},
    {"2e tour", "2e (deuxieme) tour"},
    {"2ème tour", "2e (deuxieme) tour"},
    {"2nd tour", "2e (second) (deuxieme) tour"},
    {"2nde", "2e (seconde) (deuxieme)"},
    {"3ème", "3e (troisieme)"},
    {"7e", "7e (septieme)"},
    {"9ième", "9e (neuvieme)"},
    {"17e", "17e (dixseptieme)"},
    {"21e", "21e (vingtetunieme)"},
    {"71e", "71e (soixanteetonzieme)"},
    {"80e", "80e (quatrevingtieme)"},
    {"91e", "91e (quatrevingtonzieme)"},
    {"100e", "100e (centieme)"},
    {"1 er", "1er (premier)"},
    {"2 ème", "2e (deuxieme)"},
    {"1ᵉʳ", "1er (premier)"},
    {"2ᵉ", "2e (deuxieme)"},
    {"3er", "3er"},
    {"XXIe siècle", "21e (vingtetunieme) siecle"},
    {"XIXème", "19e (dixneuvieme)"},
    {"le XXe", "le 20e (vingtieme)"},
    {"François Ier", "francois 1er (premier)"},
    {"la Ve République", "la 5e (cinquieme) republique"},
    {"VIe", "6e (sixieme)"},
    {"la vie", "la vie"},
    {"Vie", "vie"},
    {"VIE", "vie"},
    {"XXI siècle", "21e (vingtetunieme) siecle"},
    {"xxe siècle", "20e (vingtieme) siecle"},
    {"XVIII e siècle", "18e (dixhuitieme) siecle"},
    {"Louis XIV", "louis xiv"},
    {"Le", "le"},
    {"1st", "1st"},
};

TEST(Ordinals, Tokens) {
  for (const Row& row : kRows) EXPECT_EQ(token_text(row.text), row.tokens) << row.text;
}

}  // namespace
}  // namespace fonds::text
