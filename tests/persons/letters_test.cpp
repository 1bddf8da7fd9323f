// Letters, keys, natural case and the distances between names.
#include "indexer/persons/letters.h"

#include <gtest/gtest.h>

#include "indexer/persons/name_parts.h"
#include "indexer/persons/natural_case.h"

namespace fonds::persons {
namespace {

struct TextCase {
  const char* in;
  const char* out;
};

TEST(Letters, KeysOfNames) {
  for (const TextCase& c :
       {TextCase{"D’Ornano", "d'ornano"}, TextCase{"J.-P.", "j-p"}, TextCase{"LÉVÊQUE", "leveque"},
        TextCase{"Lætitia Œuf", "laetitia oeuf"}, TextCase{"Łukasz Şahin Țepeș", "lukasz sahin tepes"},
        TextCase{"Mu\u0308ller", "muller"}, TextCase{"Jean\u00a0Luc", "jean luc"},
        TextCase{"Jean\u2011Luc", "jean-luc"}, TextCase{"", ""}, TextCase{"\xC3", ""}}) {
    EXPECT_EQ(name_key(c.in), c.out) << c.in;
  }
}

TEST(Letters, CaseGoesThereAndBack) {
  for (char32_t c = 'A'; c < 0x250; ++c) {
    if (!is_upper(c)) continue;
    EXPECT_TRUE(is_letter(c)) << std::hex << unsigned(c);
    EXPECT_FALSE(is_upper(to_lower(c))) << std::hex << unsigned(c);
    EXPECT_EQ(to_upper(to_lower(c)), c) << std::hex << unsigned(c);
  }
}

TEST(Letters, DecodeReadsBothWays) {
  const std::string text = "aé€😀";
  std::size_t at = 0;
  for (const char32_t expected : {U'a', U'é', U'€', U'😀'}) {
    const CodePoint c = decode(text, at);
    EXPECT_EQ(c.value, expected);
    at += c.bytes;
    EXPECT_EQ(decode_before(text, at).value, expected);
  }
  EXPECT_EQ(decode(text, at).bytes, 0);
  EXPECT_EQ(decode("\xE2\x82", 0).value, char32_t{0xFFFD});
}

TEST(NaturalCase, OfCapitals) {
  for (const TextCase& c :
       {TextCase{"TURCAS", "Turcas"}, TextCase{"LE FUR", "Le Fur"}, TextCase{"D'ORNANO", "d'Ornano"},
        TextCase{"DE LA FONTAINE", "de La Fontaine"}, TextCase{"N’DIAYE", "N’Diaye"},
        TextCase{"MONCOND'HUY", "Moncond'huy"}, TextCase{"BOUBA-OLGA", "Bouba-Olga"},
        TextCase{"Jean-Luc MÉLENCHON", "Jean-Luc Mélenchon"}, TextCase{"Louis XIV", "Louis XIV"},
        TextCase{"McDonald", "McDonald"}, TextCase{"J.-P. RAFFARIN", "J.-P. Raffarin"},
        TextCase{"VAN DER LAAN", "Van der Laan"}, TextCase{"Jean\n  DUPONT", "Jean Dupont"},
        TextCase{"", ""}}) {
    EXPECT_EQ(natural_case(c.in), c.out) << c.in;
  }
}

TEST(NameParts, OfALabel) {
  const Lexicon& lexicon = Lexicon::instance();
  struct {
    const char *label, *given, *surname;
  } const cases[] = {
      {"François Turcas", "François", "Turcas"},
      {"Antoine de Saint-Exupéry", "Antoine", "de Saint-Exupéry"},
      {"Jean Luc Gibet", "Jean Luc", "Gibet"},
      {"Jean Martin", "Jean", "Martin"},
      {"J.-P. Raffarin", "J.-P.", "Raffarin"},
      {"Macron", "", "Macron"},
      {"de Gaulle", "", "de Gaulle"},
      {"Le Pen", "", "Le Pen"},
      {"Ombrelune Dagicourt", "Ombrelune", "Dagicourt"},
      {"", "", ""},
  };
  for (const auto& c : cases) {
    const NameParts parts = split_label(c.label, lexicon);
    EXPECT_EQ(parts.given, c.given) << c.label;
    EXPECT_EQ(parts.surname, c.surname) << c.label;
  }
}

TEST(NameParts, InitialsAbbreviate) {
  EXPECT_TRUE(abbreviates("e", "emmanuel"));
  EXPECT_TRUE(abbreviates("j-p", "jean-pierre"));
  EXPECT_TRUE(abbreviates("j", "jean-pierre"));
  EXPECT_TRUE(abbreviates("ph", "philippe"));
  EXPECT_FALSE(abbreviates("e", "francois"));
  EXPECT_FALSE(abbreviates("j-p", "jacques"));
  EXPECT_FALSE(abbreviates("", "jean"));
}

TEST(NameParts, EditDistance) {
  EXPECT_EQ(edit_distance("estrosi", "estrosi", 2), 0);
  EXPECT_EQ(edit_distance("estrosi", "estorsi", 2), 1);
  EXPECT_EQ(edit_distance("estrosi", "estosi", 2), 1);
  EXPECT_EQ(edit_distance("estrosi", "castaner", 2), 3);
  EXPECT_TRUE(is_slip("meirieu", "merieu"));
  EXPECT_FALSE(is_slip("dupond", "bupond"));
  EXPECT_FALSE(is_slip("morel", "mortl"));
}

}  // namespace
}  // namespace fonds::persons
