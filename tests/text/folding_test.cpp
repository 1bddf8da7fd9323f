#include "indexer/text/folding.h"

#include <random>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace fonds::text {
namespace {

struct Row {
  std::string_view from;
  std::string_view to;
};

TEST(Folding, Fold) {
  constexpr Row kRows[] = {{"École", "ecole"},
                           {"L’ÉTÉ", "l'ete"},
                           {"Œuvre", "oeuvre"},
                           {"ex æquo", "ex aequo"},
                           {"Straße", "strasse"},
                           {"e\u0301cole", "ecole"},
                           {"ﬁnance", "finance"},
                           {"m²", "m2"},
                           {"1ᵉʳ", "1er"},
                           {"Haÿ", "hay"},
                           {"Łódź", "lodz"},
                           {"a\u00A0b\u202Fc\td", "a b c d"},
                           {"com\u00ADmune", "commune"},
                           {"Rhône–Alpes", "rhone-alpes"},
                           {"a—b", "a-b"},
                           {"d‘eau d´eau", "d'eau d'eau"},
                           {"Москва", "москва"},
                           {"ΑΘΉΝΑ", "αθηνα"},
                           {"C++ & C#", "c++ & c#"},
                           {"", ""},
                           {"a\nb", "a b"},
                           {"\xFF"
                            "a",
                            "\uFFFD"
                            "a"},
                           {"I\u0307stanbul", "istanbul"}};
  for (const Row& row : kRows) EXPECT_EQ(fold(row.from), row.to) << row.from;
}

TEST(Folding, FoldIsIdempotent) {
  std::mt19937 random(3);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::size_t k = random() % 40; k > 0; --k) text += static_cast<char>(random());
    const std::string once = fold(text);
    ASSERT_TRUE(is_valid_utf8(once));
    ASSERT_EQ(fold(once), once) << text;
  }
}

TEST(Folding, Lower) {
  constexpr Row kRows[] = {
      {"ÉCOLE", "école"}, {"e\u0301cole", "école"}, {"ŒUVRE", "oeuvre"}, {"L’Été", "l'été"},
      {"ÇA VA", "ça va"}, {"MAÏS", "maïs"},         {"ﬂeur", "fleur"},   {"Rhône–Alpes", "rhône-alpes"}};
  for (const Row& row : kRows) EXPECT_EQ(lower(row.from), row.to) << row.from;
}

TEST(Folding, Slugs) {
  constexpr Row kRows[] = {{"Pôle Numérique", "pole-numerique"},
                           {"L’école & la vie", "l-ecole-la-vie"},
                           {"Œuvres", "oeuvres"},
                           {"", "sans-nom"},
                           {"2017", "2017"},
                           {"Conseil (municipal)", "conseil-municipal"},
                           {"a--b", "a-b"},
                           // Without a Latin letter: spelt in Latin letters, or named.
                           {"Москва", "moskva"},
                           {"Αθήνα", "athena"},
                           {"東京", "dong-jing"},
                           {"☀", "black-sun-with-rays"},
                           {" & ", "ampersand"},
                           {"-", "hyphen-minus"},
                           {"Foot ⚽", "foot"}};
  for (const Row& row : kRows) EXPECT_EQ(slugify(row.from), row.to) << row.from;
  std::string words;
  for (int i = 0; i < 40; ++i) words += "mot ";
  EXPECT_LE(slugify(words).size(), 80U);
  EXPECT_NE(slugify(words).back(), '-');
  EXPECT_EQ(slugify(std::string(200, 'a')).size(), 80U);
}

TEST(Folding, SortKeysInFrenchOrder) {
  constexpr std::string_view kOrder[] = {"Abbé", "abeille", "Écully", "été", "Étienne", "Œuvre", "Zoé"};
  for (std::size_t i = 0; i + 1 < std::size(kOrder); ++i)
    EXPECT_LT(sort_key(kOrder[i]), sort_key(kOrder[i + 1])) << kOrder[i] << ' ' << kOrder[i + 1];
  EXPECT_LT(sort_key("cote"), sort_key("coté"));
  EXPECT_LT(sort_key("coté"), sort_key("cotes"));
  EXPECT_LT(sort_key("article 2"), sort_key("article 10"));
}

TEST(Folding, Utf8) {
  EXPECT_TRUE(is_valid_utf8("école 東京 🙂"));
  EXPECT_FALSE(is_valid_utf8("\xC3"));
  EXPECT_FALSE(is_valid_utf8("\xC0\x80"));          // overlong
  EXPECT_FALSE(is_valid_utf8("\xED\xA0\x80"));      // surrogate
  EXPECT_FALSE(is_valid_utf8("\xF4\x90\x80\x80"));  // beyond U+10FFFF
  EXPECT_EQ(repair_utf8("a\xFF"
                        "b"),
            "a\uFFFD"
            "b");
  EXPECT_EQ(repair_utf8("\xE2\x82"), "\uFFFD");  // one for a truncated sequence
  EXPECT_EQ(repair_utf8("école"), "école");
  EXPECT_EQ(count_code_points("été 🙂"), 5U);
  EXPECT_EQ(count_code_points(""), 0U);
}

}  // namespace
}  // namespace fonds::text
