// The editor's file: how it is read, and what it does to a search.
#include "server/search/synonyms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/search/engine.h"
#include "tests/search/small_archive.h"

namespace fonds::test {
namespace {

using search::parse_synonyms;
using search::ParsedSynonyms;
using search::SearchResponse;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ParsedSynonyms parse(std::string_view text) {
  text::Analyzer analyzer;
  return parse_synonyms(text, "s.txt", analyzer);
}

std::vector<std::string> alternatives(const search::Synonyms& synonyms, std::vector<std::string_view> words) {
  std::vector<std::string> written;
  for (const auto* form : synonyms.find(words).alternatives) written.push_back(form->written);
  return written;
}

TEST(SynonymsFile, ALineIsWhatStandsForEachOther) {
  const auto parsed = parse(
      "\xEF\xBB\xBF# en-tête\r\n"
      "rte = route   # une rue\r\n"
      "\n"
      "  PLU = plan local d’urbanisme\n"
      "Sytral, TCL = transports en commun lyonnais");
  EXPECT_THAT(parsed.errors, IsEmpty());
  const search::Synonyms& s = parsed.synonyms;
  EXPECT_THAT(alternatives(s, {"rte"}), ElementsAre("route"));
  EXPECT_THAT(alternatives(s, {"routes"}), ElementsAre("rte"));  // inflected
  EXPECT_THAT(alternatives(s, {"plu"}), ElementsAre("plan local d’urbanisme"));
  EXPECT_THAT(alternatives(s, {"plus"}), IsEmpty());
  EXPECT_THAT(alternatives(s, {"plan", "local", "urbanisme", "vote"}), ElementsAre("PLU"));
  EXPECT_THAT(alternatives(s, {"plan", "local"}), IsEmpty());
  EXPECT_THAT(alternatives(s, {"tcl"}), ElementsAre("Sytral", "transports en commun lyonnais"));
  EXPECT_THAT(alternatives(s, {}), IsEmpty());
}

// The last byte of "à" is that of a no-break space, too.
TEST(SynonymsFile, WhatStandsAroundAFormIsNoPartOfIt) {
  const auto parsed = parse("\u00A0déjà\u00A0=\tau-delà \u00A0");
  EXPECT_THAT(parsed.errors, IsEmpty());
  EXPECT_THAT(alternatives(parsed.synonyms, {"deja"}), ElementsAre("au-delà"));
  EXPECT_THAT(alternatives(parsed.synonyms, {"au", "dela"}), ElementsAre("déjà"));
}

TEST(SynonymsFile, ErrorsNameTheLineAndSpareTheOthers) {
  const auto parsed = parse(
      "PLU\n"
      "= route\n"
      "rte = route\n"
      "a = , b\n"
      "!!! = route\n"
      "Élan = élan\n"
      "long = un deux trois quatre cinq six sept huit neuf dix onze douze treize\n"
      "lat\xE9 = in\n");
  EXPECT_THAT(parsed.errors,
              ElementsAre(HasSubstr("s.txt:1: "), HasSubstr("s.txt:2: "), HasSubstr("s.txt:4: "),
                          HasSubstr("s.txt:5: "), HasSubstr("s.txt:6: "), HasSubstr("s.txt:7: "),
                          HasSubstr("s.txt:8: ")));
  EXPECT_THAT(alternatives(parsed.synonyms, {"rte"}), ElementsAre("route"));
}

TEST(SynonymsFile, TheDigestNamesTheContents) {
  EXPECT_EQ(parse("a1 = b1").synonyms.digest(), parse("a1 = b1").synonyms.digest());
  EXPECT_NE(parse("a1 = b1").synonyms.digest(), parse("a1 = b2").synonyms.digest());
  EXPECT_EQ(parse("").synonyms.digest(), "");
}

// The one that is shipped.
TEST(SynonymsFile, TheStarterSetIsRight) {
  std::vector<std::string> errors;
  text::Analyzer analyzer;
  const auto parsed = parse_synonyms(read_text(FONDS_SYNONYMS), "synonymes.txt", analyzer);
  EXPECT_THAT(parsed.errors, IsEmpty());
  EXPECT_GE(parsed.synonyms.size(), 120U);
  EXPECT_THAT(alternatives(parsed.synonyms, {"plu"}), ElementsAre("plan local d'urbanisme"));
}

class SynonymSearch : public SmallArchive {
 protected:
  void SetUp() override {
    build({article("sigle", "Brèves", "Le PLU a été voté par les élus de la commune ce lundi."),
           article("long", "Brèves", "Le plan local d’urbanisme a été voté par les élus ce lundi."),
           article("pluriel", "Brèves", "Les plans locaux d’urbanisme sont tous votés."),
           article("epars", "Brèves", "Un plan d’urbanisme, dit un élu local. Le géo guidage attend."),
           article("velo", "Brèves", "Une bicyclette bleue.")});
    engine_->set_synonyms(parse("PLU = plan local d'urbanisme\nvélo = bicyclette").synonyms);
  }
};

TEST_F(SynonymSearch, FindsBothWaysTheWordItselfFirst) {
  EXPECT_THAT(ids("PLU"), ElementsAre("sigle", "long", "pluriel"));
  EXPECT_THAT(ids("PLU lundi"), ElementsAre("sigle", "long"));
  const auto long_form = ids("plan local d'urbanisme");
  ASSERT_EQ(long_form.size(), 4U);
  EXPECT_EQ(long_form.back(), "sigle");
  EXPECT_THAT(ids("vélos"), ElementsAre("velo"));
  EXPECT_THAT(ids("lundi -PLU"), IsEmpty());
  EXPECT_THAT(ids("PLU OU bicyclette"), testing::SizeIs(4));
}

TEST_F(SynonymSearch, WhatIsQuotedOrOfAFieldIsAsWritten) {
  EXPECT_THAT(ids("\"PLU\""), ElementsAre("sigle"));
  EXPECT_THAT(ids("« plan local d’urbanisme »"), ElementsAre("long"));
  EXPECT_THAT(ids("titre:PLU"), IsEmpty());
}

TEST_F(SynonymSearch, MarksWhatMatchedAndSaysWhy) {
  const SearchResponse response = search("PLU");
  EXPECT_THAT(response.hits[1].excerpt_html, HasSubstr("<mark>plan local d’urbanisme</mark>"));
  EXPECT_THAT(
      response.notes,
      ElementsAre("«\u00A0plu\u00A0» a aussi été cherché comme «\u00A0plan local d'urbanisme\u00A0»."));
  EXPECT_THAT(search("élus").notes, IsEmpty());
}

TEST_F(SynonymSearch, AnotherFileCountsAtOnceAndHasAnotherState) {
  const std::string before = engine_->info().state();
  engine_->set_synonyms({});
  EXPECT_THAT(ids("PLU"), ElementsAre("sigle"));
  EXPECT_NE(engine_->info().state(), before);
}

TEST_F(SynonymSearch, AWordThatTheArchiveWritesInTwo) {
  const SearchResponse response = search("géoguidage");
  ASSERT_EQ(response.hits.size(), 1U);
  EXPECT_EQ(response.hits[0].id, "epars");
  EXPECT_THAT(response.hits[0].excerpt_html, HasSubstr("<mark>géo guidage</mark>"));
  EXPECT_EQ(response.corrected, std::nullopt);
  EXPECT_THAT(response.notes, testing::SizeIs(1));
  // Apart it is the same word (other_writings.h), and no slip.
  EXPECT_EQ(search("géoguidage", search::Match::automatic, search::Fuzzy::off).total, 1U);
  EXPECT_EQ(search("planunes").total, 0U);  // "unes" has the stem of "un", which is no half of a word
}

}  // namespace
}  // namespace fonds::test
