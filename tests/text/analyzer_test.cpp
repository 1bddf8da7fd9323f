// What holds for the analysis of any text: order, offsets, positions, case, sentence starts, and no text too
// strange.
#include "indexer/text/analyzer.h"

#include <random>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "indexer/text/folding.h"
#include "token_text.h"

namespace fonds::text {
namespace {

Analysis analysis_of(std::string_view utf8) {
  Analyzer analyzer;
  Analysis out;
  analyzer.analyze(utf8, out);
  return out;
}

bool on_boundary(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

void expect_invariants(std::string_view text, const Analysis& analysis) {
  const bool valid = is_valid_utf8(text);  // a stray continuation byte has no boundary to be on
  std::uint32_t position = 0;
  std::uint16_t span = 0;
  std::uint32_t last = 0;
  for (const Token& token : analysis.tokens()) {
    ASSERT_LT(token.begin, token.end);
    ASSERT_LE(token.end, text.size());
    ASSERT_TRUE(!valid || (on_boundary(text, token.begin) && on_boundary(text, token.end))) << text;
    ASSERT_TRUE(token.position > position || (token.position == position && token.span >= span)) << text;
    ASSERT_FALSE(token.folded.empty());
    ASSERT_LE(token.folded.size(), kMaxTermBytes);
    ASSERT_LE(token.written.size(), kMaxTermBytes);
    ASSERT_TRUE(is_valid_utf8(token.folded) && is_valid_utf8(token.written)) << text;
    for (const char c : token.folded) ASSERT_TRUE(static_cast<unsigned char>(c) > 0x20 && c != 0x7F) << text;
    position = token.position;
    span = token.span;
    last = std::max(last, token.position + token.span);
  }
  ASSERT_EQ(analysis.positions(), last);
}

TEST(Analyzer, InvariantsHoldForRandomBytes) {
  std::mt19937 random(7);
  Analyzer analyzer;
  Analysis analysis;
  for (int round = 0; round < 2000; ++round) {
    std::string text(random() % 200, '\0');
    for (char& c : text) c = static_cast<char>(random());
    analyzer.analyze(text, analysis);
    expect_invariants(text, analysis);
    const std::string repaired = repair_utf8(text);
    analyzer.analyze(repaired, analysis);
    expect_invariants(repaired, analysis);
  }
}

// Pieces that the rules look for.
constexpr std::string_view kPieces[] = {"l",
                                        "'",
                                        "’",
                                        "école",
                                        "-",
                                        "–",
                                        " ",
                                        "\u00A0",
                                        "\n",
                                        "15",
                                        "h",
                                        "30",
                                        "€",
                                        "M",
                                        "k",
                                        "%",
                                        ".",
                                        ",",
                                        "/",
                                        "·",
                                        "(",
                                        ")",
                                        "e",
                                        "s",
                                        "1",
                                        "er",
                                        "XX",
                                        "siècle",
                                        "2017",
                                        "janv",
                                        "St",
                                        "@",
                                        "#",
                                        "+",
                                        "&",
                                        "n",
                                        "°",
                                        "m²",
                                        "fr",
                                        "www",
                                        "aujourd",
                                        "hui",
                                        "t",
                                        "il",
                                        "D",
                                        "\u00AD",
                                        "e\u0301",
                                        "œ",
                                        "東京",
                                        "ที่นี่",
                                        "_",
                                        "Camel",
                                        "Case",
                                        "000",
                                        "500m2",
                                        "\xFF",
                                        "élu",
                                        "mètres",
                                        "carrés",
                                        "heures",
                                        "premier",
                                        "de",
                                        "99999999999999999999999999999999999999999999999999999999999999",
                                        "anticonstitutionnellementanticonstitutionnellementanticonstitu",
                                        "\u0640",
                                        "ª"};

// In random order they meet in ways that no writer thought of.
TEST(Analyzer, InvariantsHoldForRandomPieces) {
  std::mt19937 random(11);
  Analyzer analyzer;
  Analysis analysis;
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (std::size_t k = random() % 12; k > 0; --k) text += kPieces[random() % std::size(kPieces)];
    analyzer.analyze(text, analysis);
    expect_invariants(text, analysis);
  }
}

TEST(Analyzer, ReuseGivesTheSame) {
  Analyzer analyzer;
  Analysis analysis;
  analyzer.analyze("Un long texte d'abord, pour remplir la mémoire de l'analyse.", analysis);
  analyzer.analyze("L'école", analysis);
  ASSERT_EQ(analysis.tokens().size(), 1U);
  EXPECT_EQ(analysis.tokens()[0].folded, "ecole");
  EXPECT_EQ(analysis.tokens()[0].written, "école");
  EXPECT_EQ(analysis.positions(), 1U);
}

TEST(Analyzer, MovedAnalysisKeepsItsViews) {
  Analysis from = analysis_of("Éveil musical");
  const Analysis to = std::move(from);
  EXPECT_EQ(to.tokens()[0].folded, "eveil");
  EXPECT_EQ(to.tokens()[1].folded, "musical");
}

TEST(Analyzer, LongWordsAreCutOnABoundary) {
  const std::string ascii(500, 'a');
  EXPECT_EQ(analysis_of(ascii).tokens().at(0).folded, std::string(kMaxTermBytes, 'a'));
  std::string accents;
  for (int i = 0; i < 100; ++i) accents += "é";
  const Analysis analysis = analysis_of(accents);
  expect_invariants(accents, analysis);
  EXPECT_EQ(analysis.tokens().at(0).end, accents.size());
}

// Every piece that a rule looks for, behind a word or a number as long as a term may be: what the rule
// expects in it may have been cut off, or fold to nothing.
TEST(Analyzer, WhatIsCutOffIsNotReadAsThere) {
  for (const char filler : {'9', '1', 'a', 'x'}) {
    for (std::size_t length = kMaxTermBytes - 4; length <= kMaxTermBytes + 2; ++length) {
      for (const std::string_view piece : kPieces) {
        const std::string text = std::string(length, filler).append(piece);
        expect_invariants(text, analysis_of(text));
      }
    }
  }
  for (const std::string_view text : {"9\u0640", "12\u02B9 h", "7\u00AD", "3\u0301", "5\u200D\u0640de"})
    expect_invariants(text, analysis_of(text));
}

TEST(Analyzer, MarksOnlyTheWord) {
  constexpr std::pair<std::string_view, std::string_view> kRows[] = {
      {"de l'école.", "<de><école>"},
      {"« D’Écully »", "<Écully>"},
      {"Les élu·e·s votent", "<Les><élu·e·s><votent>"},
      {"habitant(e)s (du bourg)", "<habitant(e)s><du><bourg>"},
      {"50\u00AD0m2", "<50\u00AD0><m2>"},
      {"500m2 et 20 m²", "<500><m2><et><20><m²>"},
      {"3 500 euros", "<3 500><euros>"},
      {"à 15 h 30 précises", "<à><15 h 30><précises>"},
      {"la S.N.C.F. recrute", "<la><S.N.C.F><recrute>"},
      {"aujourd’hui", "<aujourd’hui>"},
      {"commu\u00ADnication", "<commu\u00ADnication>"},
      {"e\u0301te\u0301", "<e\u0301te\u0301>"},
      {"340 M€", "<340><M><€>"},
  };
  for (const auto& [text, marked] : kRows) EXPECT_EQ(marked_text(text), marked) << text;
}

TEST(Analyzer, LetterCase) {
  constexpr std::pair<std::string_view, Case> kRows[] = {
      {"lyon", Case::lower},    {"Lyon", Case::capitalised},
      {"LYON", Case::upper},    {"Écully", Case::capitalised},
      {"ÉCULLY", Case::upper},  {"L", Case::capitalised},
      {"A7", Case::upper},      {"iPhone", Case::capitalised},
      {"42", Case::lower},      {"McDonald", Case::capitalised},
      {"S.N.C.F.", Case::upper}};
  for (const auto& [text, expected] : kRows)
    EXPECT_EQ(analysis_of(text).tokens().at(0).letter_case, expected) << text;
}

// The words that begin a sentence, by their folded form.
std::string sentence_starts(std::string_view text) {
  const Analysis analysis = analysis_of(text);
  std::string out;
  for (const Token& token : analysis.tokens()) {
    if (token.kind == TokenKind::word && token.sentence_start)
      (out += out.empty() ? "" : " ").append(token.folded);
  }
  return out;
}

TEST(Analyzer, SentenceStarts) {
  constexpr std::pair<std::string_view, std::string_view> kRows[] = {
      {"Le maire parle.", "le"},
      {"Il vote. Elle part ! Qui reste ? Tous…", "il elle qui tous"},
      {"Un titre\nUn texte", "un un"},
      {"M. Durand et Mme. Petit", "m"},
      {"L. Wauquiez parle", "l"},
      {"À 1.8 million", "a"},
      {"www.lyon.fr est là", "www"},
      {"Il dit « Non. » Elle part", "il elle"},
      {"L'école ferme. L'Isle aussi.", "ecole isle"},
  };
  for (const auto& [text, starts] : kRows) EXPECT_EQ(sentence_starts(text), starts) << text;
}

TEST(Analyzer, WrittenFormKeepsAccents) {
  constexpr std::pair<std::string_view, std::string_view> kRows[] = {
      {"ÉTÉ", "été"},   {"Œuvre", "oeuvre"}, {"Noe\u0308l", "noël"}, {"maïs", "maïs"},
      {"mais", "mais"}, {"ÇA", "ça"},        {"ﬁn", "fin"}};
  for (const auto& [text, written] : kRows)
    EXPECT_EQ(analysis_of(text).tokens().at(0).written, written) << text;
}

TEST(Analyzer, FingerprintIsStable) {
  EXPECT_EQ(Analyzer::fingerprint(), Analyzer::fingerprint());
  EXPECT_NE(Analyzer::fingerprint().find("icu-"), std::string::npos);
}

}  // namespace
}  // namespace fonds::text
