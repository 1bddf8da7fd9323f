#include "server/api/presentations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fonds::api {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Presentations, ParagraphsByDossier) {
  const auto read = parse_presentations(
      "\xEF\xBB\xBF\n# La Halle\r\nDe son classement\nà sa réouverture.\n\n\nPuis rien.\n#Été\n", "f");
  ASSERT_EQ(read.size(), 2U);
  EXPECT_THAT(read.at("la-halle"), ElementsAre("De son classement à sa réouverture.", "Puis rien."));
  EXPECT_THAT(read.at("ete"), IsEmpty());
  EXPECT_THAT(parse_presentations("", "f"), IsEmpty());
}

TEST(Presentations, WhatIsWrongIsNamedWithItsLine) {
  const struct {
    const char *text, *error;
  } cases[] = {
      {"\nUn texte.\n", "f:2: a text without a dossier: write its name above it, as in # La halle"},
      {"# A\n\n#  \n", "f:3: a heading without the name of a dossier: # La halle"},
      {"# A\nx\n# a\n", "f:3: the dossier 'a' has a text already"},
      {"# A\n\xFF\n", "f:2: not valid UTF-8"},
  };
  for (const auto& c : cases) {
    try {
      parse_presentations(c.text, "f");
      ADD_FAILURE() << "accepted: " << c.text;
    } catch (const PresentationError& error) {
      EXPECT_STREQ(error.what(), c.error);
    }
  }
}

}  // namespace
}  // namespace fonds::api
