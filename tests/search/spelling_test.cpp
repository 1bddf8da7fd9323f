#include <string>

#include <gtest/gtest.h>

#include "server/search/slip_table.h"

namespace fonds::search {
namespace {

constexpr SlipTable::Cost kLimit = 400;

// What sounds alike is nearly free.
TEST(SlipCost, SpellingsOfOneSoundAreOneCheapSlip) {
  struct Row {
    const char *typed, *meant;
  };
  const Row rows[] = {
      {"farmacie", "pharmacie"},
      {"korale", "chorale"},
      {"sience", "science"},
      {"contencieux", "contentieux"},
      {"reflection", "reflexion"},
      {"exigeance", "exigence"},
      {"fatiguant", "fatigant"},
      {"siro", "sirop"},
      {"tandance", "tendance"},
      {"conte", "compte"},
      {"rithme", "rythme"},
      {"acceuil", "accueil"},
      {"matematique", "mathematique"},
      {"rume", "rhume"},
      {"independent", "independant"},
      {"cauchemard", "cauchemar"},
      {"comission", "commission"},
      {"annuller", "annuler"},
      {"otel", "hotel"},
      {"volontier", "volontiers"},
      {"bibliotequ", "bibliotheque"},
      {"passez", "passer"},
      {"parmis", "parmi"},
      {"dilemne", "dilemme"},
  };
  for (const Row& row : rows) {
    EXPECT_LE(slip_cost(row.typed, row.meant, kLimit), 2 * SlipTable::kSound)
        << row.typed << " / " << row.meant;
  }
}

TEST(SlipCost, EditsCountWhatTheyAre) {
  struct Row {
    const char *typed, *meant;
    int cost;
  };
  const Row rows[] = {
      {"", "", 0},
      {"mairie", "mairie", 0},
      {"mairrie", "mairie", SlipTable::kDoubled},
      {"marie", "mairie", SlipTable::kEdit},     // a left-out letter
      {"reuinon", "reunion", SlipTable::kSwap},  // neighbours exchanged
      {"majrie", "mairie", SlipTable::kEdit},    // a letter for another
      {"malrie", "mairie", SlipTable::kEdit},
      {"maorie", "mairie", SlipTable::kVowel},
      {"mabirie", "mairie", SlipTable::kEdit},  // one too many
      {"wauquier", "wauquiez", SlipTable::kSound},
      {"nairie", "mairie", SlipTable::kEdit + SlipTable::kFirstLetter},
      {"magazin", "magazine", SlipTable::kMuteEnding + SlipTable::kDoubled},  // the e is heard
  };
  for (const Row& row : rows) {
    EXPECT_EQ(slip_cost(row.typed, row.meant, kLimit), row.cost) << row.typed << " / " << row.meant;
  }
}

TEST(SlipCost, IsNeverBelowWhatTheLimitAllows) {
  EXPECT_EQ(slip_cost("abcd", "dcba", 100), 101);
  EXPECT_EQ(slip_cost("ecole", "gymnase", 230), 231);
}

TEST(SlipCost, LongWordsDoNotOverflow) {
  EXPECT_EQ(slip_cost(std::string(500, 'a'), std::string(500, 'a'), 200), 201);
  const std::string longest(text::kMaxTermBytes, 'a');
  EXPECT_EQ(slip_cost(longest, longest, 200), 0);
  EXPECT_EQ(slip_cost(longest, longest.substr(1), 200), SlipTable::kDoubled);
}

// Words entered one after the other share rows: the cost must be that of each word alone.
TEST(SlipTable, SharedRowsHoldNothingOfOtherWords) {
  const char* const words[] = {"bal",        "balade",  "baladeur", "balance",
                               "balancoire", "ballade", "banal",    "eau"};
  for (const char* typed : {"balade", "ballance", "o", "banals", "ph"}) {
    SlipTable table(typed, kLimit);
    std::string last;
    for (const std::string word : words) {
      std::size_t kept = 0;
      while (kept < last.size() && kept < word.size() && last[kept] == word[kept]) ++kept;
      const std::size_t taken = table.enter(word, std::min(kept, table.depth()));
      last = word;
      const SlipTable::Cost alone = slip_cost(typed, word, kLimit);
      if (taken > word.size()) {
        EXPECT_EQ(std::min<SlipTable::Cost>(table.cost(word), kLimit + 1), alone) << typed << " / " << word;
      } else {
        EXPECT_GT(alone, kLimit) << typed << " / " << word;
      }
    }
  }
}

}  // namespace
}  // namespace fonds::search
