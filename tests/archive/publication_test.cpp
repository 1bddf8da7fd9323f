#include "indexer/archive/publication.h"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fonds::archive {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// 5 April 2017, noon in Paris.
constexpr std::int64_t kNow = 1'491'386'400;

Publication judge(std::map<std::string, std::string> fields) {
  return judge_publication([&](std::string_view name) { return fields[std::string(name)]; }, kNow);
}

TEST(Publication, TruthValues) {
  for (const char* word : {"true", "True", "TRUE", "yes", "Yes", "on", "ON", "y", "Y", "1", "oui", " true "})
    EXPECT_EQ(truth_value(word), true) << word;
  for (const char* word : {"false", "False", "FALSE", "no", "No", "off", "n", "0", "non"})
    EXPECT_EQ(truth_value(word), false) << word;
  for (const char* word : {"", "2", "peut-être", "truth", "yesterday"})
    EXPECT_EQ(truth_value(word), std::nullopt) << word;
}

TEST(Publication, DatesAreComparedWithNow) {
  const struct {
    const char* field;
    const char* value;
    bool is_public;
  } cases[] = {
      {"publishdate", "2017-04-05", true},
      {"publishdate", "2017-04-06", false},
      {"publishdate", "2017-04-05T11:59:59+02:00", true},
      {"publishdate", "2017-04-05T12:00:01+02:00", false},
      {"publishdate", "2017-04-05T10:30:00Z", false},
      {"pubdate", "2017-04-06", false},
      {"published", "2017-04-06", false},
      {"published", "2017-04-04", true},
      {"expirydate", "2017-04-06", true},
      {"expirydate", "2017-04-05", false},
      {"expirydate", "2017-04-05T12:00:00+02:00", false},
      {"unpublishdate", "2017-04-01", false},
  };
  for (const auto& test : cases) {
    const Publication found = judge({{test.field, test.value}});
    EXPECT_EQ(found.is_public, test.is_public) << test.field << " " << test.value;
    EXPECT_THAT(found.notes, IsEmpty());
  }
}

TEST(Publication, StatesAndPasswords) {
  for (const char* status : {"draft", "Draft", "private", "PENDING", "future", "trash", "brouillon", "Privé"})
    EXPECT_FALSE(judge({{"status", status}}).is_public) << status;
  for (const char* status : {"", "publish", "published", "public", "en cours", "200"})
    EXPECT_TRUE(judge({{"status", status}}).is_public) << status;
  EXPECT_FALSE(judge({{"password", "mdp"}}).is_public);
  EXPECT_FALSE(judge({{"draft", "no"}, {"published", "no"}}).is_public);
}

TEST(Publication, WhatMakesNoSenseIsNotedAndCountsForNothing) {
  const Publication found = judge({{"draft", "peut-être"}, {"expirydate", "jamais"}});
  EXPECT_TRUE(found.is_public);
  EXPECT_THAT(found.notes, SizeIs(2));
}

TEST(Publication, DraftsFolders) {
  for (const char* path : {"_drafts/a.md", "site/_drafts/a.md", "site/_drafts/b/a.md"})
    EXPECT_TRUE(is_in_drafts_folder(path)) << path;
  for (const char* path : {"a_drafts/a.md", "drafts/a.md", "site/_drafts.md", "_drafts"})
    EXPECT_FALSE(is_in_drafts_folder(path)) << path;
  EXPECT_THAT(draft_ids_of_post("x/_posts/2014-03-05-la-crue"),
              ElementsAre("x/_drafts/2014-03-05-la-crue", "x/_drafts/la-crue"));
  EXPECT_THAT(draft_ids_of_post("_posts/la-crue"), ElementsAre("_drafts/la-crue"));
  EXPECT_THAT(draft_ids_of_post("my_posts/la-crue"), IsEmpty());
}

}  // namespace
}  // namespace fonds::archive
