// Of an event, an account of its days comes before what recalls it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/search/small_archive.h"

namespace fonds::test {
namespace {

using testing::Each;
using testing::StartsWith;

class NewsDaysTest : public SmallArchive {
 protected:
  std::vector<std::string> first(const std::string& q, std::size_t count) {
    std::vector<std::string> found = ids(q);
    found.resize(std::min(found.size(), count));
    return found;
  }
  std::vector<archive::Article> articles_;
  void add(const std::string& id, const std::string& title, const std::string& text,
           const std::string& date) {
    articles_.push_back(article(id, title, text, date));
  }
  // Articles about something else, so that words are rare.
  void add_others() {
    for (int i = 0; i < 60; ++i) {
      add("other-" + std::to_string(i), "Brèves", "Le conseil se réunit.",
          "20" + std::to_string(10 + i % 9) + "-0" + std::to_string(1 + i % 8) + "-10");
    }
  }
};

TEST_F(NewsDaysTest, TheEventComesBeforeWhatRecallsIt) {
  add_others();
  for (int i = 0; i < 6; ++i) {
    add("event-" + std::to_string(i), "Incendie de la halle",
        "La halle a brûlé dans la nuit ; l’incendie est éteint.", "2014-03-1" + std::to_string(i));
  }
  for (int i = 0; i < 3; ++i) {
    add("later-" + std::to_string(i), "Incendie de la halle",
        "La halle a brûlé dans la nuit ; l’incendie est éteint.", "201" + std::to_string(6 + i) + "-09-01");
  }
  build(articles_);
  EXPECT_THAT(first("incendie halle", 6), Each(StartsWith("event-")));
  EXPECT_THAT(first("incendie", 6), Each(StartsWith("event-")));
}

// What comes round each year has no days of its own: newest first, as ever between equals.
TEST_F(NewsDaysTest, WhatIsAlwaysNewsKeepsItsOrder) {
  add_others();
  for (int year = 10; year < 19; ++year) {
    add("fair-" + std::to_string(year), "Foire aux livres", "La foire ouvre samedi.",
        "20" + std::to_string(year) + "-05-04");
  }
  build(articles_);
  EXPECT_EQ(first("foire livres", 3), (std::vector<std::string>{"fair-18", "fair-17", "fair-16"}));
}

TEST_F(NewsDaysTest, WithoutDates) {
  add("1", "Foire", "La foire ouvre.", "");
  add("2", "Foire", "La foire ouvre encore, la foire.", "");
  build(articles_);
  EXPECT_EQ(ids("foire").size(), 2U);
}

}  // namespace
}  // namespace fonds::test
