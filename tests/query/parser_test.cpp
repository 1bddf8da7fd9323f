#include "server/query/parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/query/tree_dump.h"

namespace fonds::query {
namespace {

struct ParserCase {
  const char* query;
  const char* tree;
  const char* notes = "";
};

void check_parser(const std::vector<ParserCase>& cases) {
  for (const ParserCase& c : cases) {
    SCOPED_TRACE(c.query);
    const Query read = parse(c.query, test_today());
    EXPECT_EQ(dump(read.root.get()), c.tree);
    EXPECT_EQ(dump(read.notes), c.notes);
    // Every query of every table prints as a query that means the same.
    const std::string printed = to_string(read.root.get());
    const Query again = parse(printed, test_today());
    EXPECT_TRUE(equal(again.root.get(), read.root.get())) << printed << " is " << dump(again.root.get());
    EXPECT_EQ(to_string(again.root.get()), printed);
  }
}

TEST(Parser, Words) {
  check_parser({
      {"", "nil"},
      {"   \t\n ", "nil"},
      {"école", "école"},
      {"école numérique", "(bag école numérique)"},
      {"  école \u00A0 numérique\n", "(bag école numérique)"},
      {"École, numérique ; lycée.", "(bag École numérique lycée)"},
      {"l'école d’Écully", "(bag l'école d’Écully)"},
      {"'Chapoly'", "Chapoly"},
      {"Qui est le maire ?", "(bag Qui est le maire)"},
      {"[gallery] {x} <b>", "(bag gallery x b)"},
      {"start-up S.N.C.F. R&D et/ou", "(bag start-up S.N.C.F R&D et/ou)"},
      {"C++ C# Charbo+ 4G+", "(bag C++ C# Charbo+ 4G+)"},
      {"+école #DigitalSummit @charbo", "(bag école #DigitalSummit @charbo)"},
      {"# + & / % €", "nil"},
      {"340 M€ 500€ 30% 20°", "(bag 340 M€ 500€ 30% 20°)"},
      {"3/4/2017 30 janvier 2017 12:30 3,5 18h30", "(bag 3/4/2017 30 janvier 2017 12:30 3,5 18h30)"},
      {"10\u00A0000 habitants", "(bag 10\u00A0000 habitants)"},
      {"10\u202F000\u202F€", "10\u202F000"},
      {"la\u00A0mairie\u202F: travaux", "(bag la mairie travaux)"},
      {"élu·e·s candidat(e)s école(s)", "(bag élu·e·s candidat(e)s école(s))"},
      {"ecole@exemple.fr https://www.exemple.fr/?p=1&q=a",
       "(bag ecole@exemple.fr https://www.exemple.fr/?p=1&q=a)"},
      {"ou et sauf or Ou Et", "(bag ou et sauf or Ou Et)"},
      {"… – — • → 😀", "nil"},
      {"ＦＵＬＬ　ｗｉｄｔｈ", "(bag ＦＵＬＬ ｗｉｄｔｈ)"},
      {"日本 Ελλάδα", "(bag 日本 Ελλάδα)"},
      {"e\u0301cole", "e\u0301cole"},
  });
}

TEST(Parser, TextThatLooksLikeSyntax) {
  check_parser({
      {"Attention : travaux", "(bag Attention travaux)"},
      {"Attention: travaux", "(bag Attention travaux)"},
      {"Attention:travaux", "Attention:travaux"},
      {"titre : campus", "(bag titre campus)"},
      {"titre: campus", "(bag titre campus)"},
      {"date : 2017", "(bag date 2017)"},
      {"titre:", "titre"},
      {"titre:,", "titre"},
      {"titre::x", "titre::x"},
      {"titre:-x", "titre:-x"},
      {"http://exemple.fr", "http://exemple.fr"},
      {"Title://x", "Title://x"},
      {"Campus Numérique - le nom", "(bag Campus Numérique le nom)"},
      {"Campus – le nom", "(bag Campus le nom)"},
      {"3-4", "3-4"},
      {"--verbose", "verbose"},
      {"a - b", "(bag a b)"},
      {"école -", "école"},
      {"->école", "école"},
      {"a* b", "(bag a b)", "prefix_too_short"},
      {"&& || !", "nil"},
      {":) ;-)", "nil", "unbalanced"},
      {"(", "nil", "unbalanced"},
      {")", "nil", "unbalanced"},
      {"\"", "nil", "unbalanced"},
      {"\"\"", "nil"},
      {"« »", "nil"},
      {"\"...\" école", "école"},
      {"12\" 5'30\"", "(bag 12 5'30)"},
  });
}

TEST(Parser, PhrasesInEveryQuoteStyle) {
  check_parser({
      {"\"école de code\"", "\"école de code\""},
      {"« école de code »", "\"école de code\""},
      {"«\u00A0école de code\u00A0»", "\"école de code\""},
      {"«\u202Fécole de code\u202F»", "\"école de code\""},
      {"«école de code»", "\"école de code\""},
      {"»école de code«", "\"école de code\""},
      {"“école de code”", "\"école de code\""},
      {"„école de code“", "\"école de code\""},
      {"„école de code”", "\"école de code\""},
      {"”école de code”", "\"école de code\""},
      {"‹école de code›", "\"école de code\""},
      {"″école de code″", "\"école de code\""},
      {"＂école de code＂", "\"école de code\""},
      {"«école de code\"", "\"école de code\""},
      {"\"école de code”", "\"école de code\""},
      {"\"école de code»", "\"école de code\""},
      {"“école de code\" lycée", "(bag \"école de code\" lycée)"},
      {"\"école\"", "\"école\""},
      {"\"a b\"\"c d\"", "(bag \"a b\" \"c d\")"},
      {"\"a b\"c", "(bag \"a b\" c)"},
      {"\"a b\"-c", "(bag \"a b\" c)"},
      {"a,\"b c\"", "(bag a \"b c\")"},
      {"Attention:\"travaux en cours\"", "(bag Attention \"travaux en cours\")"},
      {"« le “campus” numérique »", "\"le campus numérique\""},
      {"« le \"campus\" numérique » école", "(bag \"le campus numérique\" école)"},
      {"\"le « campus » numérique\"", "\"le campus numérique\""},
      {"\"l'école d’art\"", "\"l'école d’art\""},
      {"\"(a OU b)\"", "\"(a OU b)\""},
      {"\"-a titre:b c*\"", "\"-a titre:b c*\""},
      {"\"10\u202F000  habitants\"", "\"10\u202F000 habitants\""},
      {"l'”école 101”", "(bag l'”école 101)"},
      {"l'\"école\"", "l'\"école"},
      {"'école de code'", "(bag école de code)"},
      {"‘école de code’", "(bag école de code)"},
      {"\"école de code", "(bag école de code)", "unbalanced"},
      {"« école de code", "(bag école de code)", "unbalanced"},
      {"école » code", "(bag école code)", "unbalanced"},
      {"\"a b\" \"c", "(bag \"a b\" c)", "unbalanced"},
      {"\"OU\"", "\"OU\""},
  });
}

TEST(Parser, Operators) {
  check_parser({
      {"école OU lycée", "(or école lycée)"},
      {"école OR lycée", "(or école lycée)"},
      {"école ET lycée", "(and école lycée)"},
      {"école AND lycée", "(and école lycée)"},
      {"école SAUF lycée", "(and école (not lycée))"},
      {"école NOT lycée", "(and école (not lycée))"},
      {"école AND NOT lycée", "(and école (not lycée))"},
      {"école OU SAUF lycée", "(or école (not lycée))"},
      {"a OU b OU c", "(or a b c)"},
      {"a ET b ET c", "(and a b c)"},
      {"a SAUF b SAUF c", "(and a (not b) (not c))"},
      {"a ET b OU c ET d", "(or (and a b) (and c d))"},
      {"a OU b ET c", "(or a (and b c))"},
      {"a b OU c d", "(or (bag a b) (bag c d))"},
      {"a b ET c", "(and (bag a b) c)"},
      {"a SAUF b c", "(and a (not (bag b c)))"},
      {"a SAUF b ET c", "(and a (not b) c)"},
      {"a OU b SAUF c", "(or a (and b (not c)))"},
      {"SAUF a", "(not a)"},
      {"SAUF a b", "(not (bag a b))"},
      {"SAUF a ET b", "(and (not a) b)"},
      {"SAUF a SAUF b", "(and (not a) (not b))"},
      {"NOT NOT a", "a"},
      {"a OU -b", "(or a (not b))"},
      {"\"a b\" OU cc*", "(or \"a b\" cc*)"},
  });
}

TEST(Parser, Negation) {
  check_parser({
      {"-lycée", "(not lycée)"},
      {"-a -b", "(bag (not a) (not b))"},
      {"école -42", "(bag école (not 42))"},
      {"école -\"lycée pro\"", "(bag école (not \"lycée pro\"))"},
      {"école -(lycée OU collège)", "(bag école (not (or lycée collège)))"},
      {"école -(lycée collège)", "(bag école (not (bag lycée collège)))"},
      {"école -titre:lycée", "(bag école (not title:lycée))"},
      {"école -date:2017", "(bag école (not 2017-01-01..2017-12-31))"},
      {"école -numér*", "(bag école (not numér*))"},
      {"-#tag", "(not #tag)"},
      {"(-a)", "(not a)"},
      {"-(-a)", "a"},
      {"a -(-(b c))", "(bag a (bag b c))"},
      {"a SAUF -b", "(and a b)"},
      {"-ET", "(not et)"},
      {"-\"\"", "nil"},
      {"-()", "nil", "dangling_operator"},
      {"-\"a", "a", "unbalanced"},
      {"-(a b", "(bag (not a) b)", "unbalanced"},
  });
}

TEST(Parser, Parentheses) {
  check_parser({
      {"(a)", "a"},
      {"((a))", "a"},
      {"(a b)", "(bag a b)"},
      {"(a OU b) ET c", "(and (or a b) c)"},
      {"(a OU b) c", "(bag (or a b) c)"},
      {"a(b c)", "(bag a (bag b c))"},
      {"a (b c)", "(bag a (bag b c))"},
      {"(a)(b)", "(bag a b)"},
      {"(a)OU(b)", "(or a b)"},
      {"a ET (b ET c)", "(and a b c)"},
      {"a OU (b OU c)", "(or a b c)"},
      {"(école(s) OU lycée)", "(or école(s) lycée)"},
      {"f(x) g(\"x y\")", "(bag f(x) g \"x y\")"},
      {"(\"a b\")", "\"a b\""},
      {"(a b", "(bag a b)", "unbalanced"},
      {"a b)", "(bag a b)", "unbalanced"},
      {"a)b", "(bag a b)", "unbalanced"},
      {"foo(bar baz", "(bag foo bar baz)", "unbalanced"},
      {"((((", "nil", "unbalanced"},
      {"a) premier b) second", "(bag a premier b second)", "unbalanced"},
      {"()", "nil", "dangling_operator"},
      {"a () b", "(bag a b)", "dangling_operator"},
      {"a OU ()", "a", "dangling_operator"},
  });
}

TEST(Parser, DanglingOperators) {
  check_parser({
      {"ET école", "école", "dangling_operator"},
      {"école OU", "école", "dangling_operator"},
      {"école SAUF", "école", "dangling_operator"},
      {"foo AND AND bar", "(and foo bar)", "dangling_operator"},
      {"a OU ET b", "(or a b)", "dangling_operator"},
      {"a ET OU b", "(or a b)", "dangling_operator"},
      {"a (OU) b", "(bag a b)", "dangling_operator"},
      {"(OU a)", "a", "dangling_operator"},
      {"SAUF", "sauf", "dangling_operator"},
      {"OR", "or", "dangling_operator"},
      {"(OU)", "ou", "dangling_operator"},
      {"ET OU", "(bag et ou)", "dangling_operator dangling_operator"},
      {"ET, enfin", "(bag et enfin)"},
      {"titre:OU a", "(bag title:ou a)"},
      {"OU*", "OU*"},
  });
}

TEST(Parser, Fields) {
  check_parser({
      {"titre:campus", "title:campus"},
      {"title:campus", "title:campus"},
      {"TITRE:campus", "title:campus"},
      {"auteur:dupont", "author:dupont"},
      {"author:dupont", "author:dupont"},
      {"dossier:\"Pôle Numérique\"", "dossier:\"Pôle Numérique\""},
      {"dossier:pole-numerique", "dossier:pole-numerique"},
      {"personne:wauquiez", "person:wauquiez"},
      {"person:wauquiez", "person:wauquiez"},
      {"titre:« école de code »", "title:\"école de code\""},
      {"titre:numér*", "title:numér*"},
      {"titre:a b", "(bag title:a b)"},
      {"titre:(a b)", "(bag title:a title:b)"},
      {"titre:(a OU \"b c\" -d*)", "(or title:a (bag title:\"b c\" (not title:d)))", "prefix_too_short"},
      {"titre:(a OU auteur:b)", "(or title:a author:b)"},
      {"titre:(a date:2017)", "(bag title:a 2017-01-01..2017-12-31)"},
      {"x titre:(a b)", "(bag x (bag title:a title:b))"},
      {"auteur:titre:x", "author:titre:x"},
      {",titre:x", "title:x"},
      {"titre:\"école de", "(bag title:école de)", "unbalanced"},
      {"titre:(a b", "(bag title:a b)", "unbalanced"},
      {"titre:\"\" a", "a"},
      {"titres:x", "titres:x", "unknown_field"},
      {"auther:x", "auther:x", "unknown_field"},
      {"persnone:x", "persnone:x", "unknown_field"},
      {"foo:bar", "foo:bar"},
      {"foo:\"bar baz\"", "(bag foo \"bar baz\")"},
      {"l'auteur:x", "l'auteur:x"},
  });
}

TEST(Parser, Prefixes) {
  check_parser({
      {"numér*", "numér*"},
      {"nu*", "nu*"},
      {"n*", "n", "prefix_too_short"},
      {"é*", "é", "prefix_too_short"},
      {"e\u0301*", "e\u0301", "prefix_too_short"},
      {"l'é*", "l'é", "prefix_too_short"},
      {"l'éco*", "l'éco*"},
      {"C+*", "C+", "prefix_too_short"},
      {"20*", "20*"},
      {"*", "nil"},
      {"* a", "a"},
      {"*numér", "numér"},
      {"nu*ér", "nu*ér"},
      {"numér**", "numér*"},
      {"numér*, lycée", "(bag numér* lycée)"},
      {"numér*\"a b\"", "(bag numér* \"a b\")"},
      {"(numér*)", "numér*"},
  });
}

TEST(Parser, Dates) {
  check_parser({
      {"date:2017", "2017-01-01..2017-12-31"},
      {"date:2017-04", "2017-04-01..2017-04-30"},
      {"date:2017-04-05", "2017-04-05..2017-04-05"},
      {"date:2015..2017", "2015-01-01..2017-12-31"},
      {"date:2015..", "2015-01-01.."},
      {"date:..2017", "..2017-12-31"},
      {"DATE:2017", "2017-01-01..2017-12-31"},
      {"date:\"avril 2017\"", "2017-04-01..2017-04-30"},
      {"date:«\u00A0avril\u00A02017\u00A0»", "2017-04-01..2017-04-30"},
      {"date:\"du 3 au 5 avril 2017\"", "2017-04-03..2017-04-05"},
      {"date:\"depuis 2016\"", "2016-01-01.."},
      {"date:\"avant mars 2014\"", "..2014-02-28"},
      {"date:\"3/4/2017\"", "2017-04-03..2017-04-03"},
      {"date:3/4/2017", "2017-04-03..2017-04-03"},
      {"date:03.04.2017.", "2017-04-03..2017-04-03"},
      {"date:(avril 2017)", "2017-04-01..2017-04-30"},
      {"date:avril 2017 école", "(bag 2017-04-01..2017-04-30 école)"},
      {"date:5 avril 2017, école", "(bag 2017-04-05..2017-04-05 école)"},
      {"date:depuis 2016 OU lycée", "(or 2016-01-01.. lycée)"},
      {"date:entre le 30 décembre 2016 et le 2 janvier 2017", "2016-12-30..2017-01-02"},
      {"date:mars - le nom", "(bag 2017-03-01..2017-03-31 le nom)"},
      {"date:avril -2017", "(bag 2017-04-01..2017-04-30 (not 2017))"},
      {"date:\"mars\" 2016", "(bag 2017-03-01..2017-03-31 2016)"},
      {"date:2017 avril", "(bag 2017-01-01..2017-12-31 avril)"},
      {"date:hier", "2017-06-14..2017-06-14"},
      {"date:2016 OU date:2017", "(or 2016-01-01..2016-12-31 2017-01-01..2017-12-31)"},
      {"école date:2017", "(bag école 2017-01-01..2017-12-31)"},
      {"école date:\"31 février 2017\"", "école", "invalid_date"},
      {"date:\"31 février 2017\"", "nil", "invalid_date"},
      {"école OU date:2017-13", "école", "invalid_date"},
      {"-date:demain", "nil", "invalid_date"},
      {"date:\"\" a", "a"},
      {"date:\"avril 2017", "2017-04-01..2017-04-30", "unbalanced"},
      {"date:(2016", "2016-01-01..2016-12-31", "unbalanced"},
  });
}

TEST(Parser, Positions) {
  const std::string text = "école titre:\"b c\" -(x OU yy*)";
  const Query read = parse(text, test_today());
  const auto part = [&text](const Node& n) { return text.substr(n.begin, n.end - n.begin); };
  const auto& bag = std::get<Bag>(read.root->value);
  ASSERT_EQ(bag.children.size(), 3U);
  EXPECT_EQ(part(*bag.children[0]), "école");
  EXPECT_EQ(part(*bag.children[1]), "titre:\"b c\"");
  EXPECT_EQ(part(*bag.children[2]), "-(x OU yy*");
  const auto& either = std::get<Or>(std::get<Not>(bag.children[2]->value).child->value);
  EXPECT_EQ(part(*either.children[1]), "yy*");
}

TEST(Parser, NotesAreFrenchAndPointAtTheirCause) {
  const std::string text = "école date:\"31 février 2017\" a*";
  const Query read = parse(text, test_today());
  ASSERT_EQ(read.notes.size(), 2U);
  EXPECT_EQ(
      read.notes[0].text,
      "«\u00A031 février 2017\u00A0» n’est pas une date\u00A0: cette condition est ignorée. Exemples\u00A0: "
      "date:2017-04, date:\"5 avril 2017\", date:\"depuis 2016\".");
  EXPECT_EQ(text.substr(read.notes[0].begin, read.notes[0].end - read.notes[0].begin),
            "date:\"31 février 2017\"");
  EXPECT_EQ(read.notes[1].text,
            "Il faut au moins deux lettres devant l’astérisque\u00A0: le mot «\u00A0a\u00A0» est cherché tel "
            "quel.");
}

TEST(Parser, NotesKeepFrenchTypography) {
  const char* queries[] = {"date:demain", "\"a", "(a", "a)", "()", "a*", "a OU", "OU", "titres:x"};
  std::vector<std::string> sentences;
  for (const char* query : queries) {
    for (const Note& note : parse(query, test_today()).notes) sentences.push_back(note.text);
  }
  std::string words;
  for (int i = 0; i < 100; ++i) words += "mot" + std::to_string(i) + " ";
  for (const std::string& query : {words, "\"" + words + "\"", std::string(3000, 'x'),
                                   std::string(20, '(') + "a" + std::string(20, ')')}) {
    for (const Note& note : parse(query, test_today()).notes) sentences.push_back(note.text);
  }
  ASSERT_GE(sentences.size(), 13U);
  for (const std::string& sentence : sentences) {
    EXPECT_THAT(sentence, testing::EndsWith(sentence.find('?') == std::string::npos ? "." : "?"));
    EXPECT_EQ(sentence.find('\''), std::string::npos) << sentence;
    EXPECT_EQ(sentence.find(" :"), std::string::npos) << sentence;
    EXPECT_EQ(sentence.find(" ?"), std::string::npos) << sentence;
    EXPECT_EQ(sentence.find("« "), std::string::npos) << sentence;
  }
}

}  // namespace
}  // namespace fonds::query
