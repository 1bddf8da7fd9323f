// The finder against looking at each word: any number of words, frequent ones and rare, any part of a text.
#include "server/search/word_finder.h"

#include <random>
#include <set>

#include <gtest/gtest.h>

namespace fonds::search {
namespace {

using index::ExtraWord;
using index::WordNumber;
using index::WordStream;

struct Text {
  std::vector<std::uint16_t> words;
  std::vector<ExtraWord> extras;
  WordStream stream() const {
    WordStream stream;
    stream.words = words;
    stream.extras = extras;
    return stream;
  }
};

TEST(WordFinder, FindsWhatLookingAtEachWordFinds) {
  std::mt19937 random(3);
  const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  for (int round = 0; round < 2'000; ++round) {
    Text text;
    const std::uint32_t length = below(70);
    for (std::uint32_t place = 0; place < length; ++place) {
      if (below(12) == 0) {
        text.words.push_back(WordStream::kSeeExtras);
        text.extras.push_back({place, 70'000 + below(20)});
      } else if (below(20) == 0) {
        text.words.push_back(WordStream::kNoWord);
      } else {
        text.words.push_back(static_cast<std::uint16_t>(below(40)));
        if (below(10) == 0) text.extras.push_back({place, below(40)});
      }
    }
    std::set<WordNumber> wanted;
    for (std::uint32_t n = below(30); n > 0; --n)
      wanted.insert(below(8) == 0 ? 70'000 + below(20) : below(40));
    const std::uint32_t begin = below(3) == 0 ? below(length + 1) : 0;
    const std::uint32_t end = below(3) == 0 ? below(length + 5) : length;

    std::set<std::uint32_t> expected;
    for (std::uint32_t place = 0; place < length; ++place) {
      if (wanted.contains(text.words[place])) expected.insert(place);
    }
    for (const ExtraWord& extra : text.extras) {
      if (wanted.contains(extra.word)) expected.insert(extra.place);
    }
    std::set<std::uint32_t> found;
    const WordFinder finder({wanted.begin(), wanted.end()});
    finder.for_each(text.stream(), begin, end, [&](std::uint32_t place) {
      found.insert(place);
      return true;
    });
    std::set<std::uint32_t> expected_there;
    for (const std::uint32_t place : expected) {
      if (place >= begin && place < end) expected_there.insert(place);
    }
    ASSERT_EQ(found, expected_there) << round;
    for (std::uint32_t place = 0; place < length + 2; ++place) {
      ASSERT_EQ(finder.holds(text.stream(), place), expected.contains(place)) << round << " at " << place;
    }
  }
}

TEST(WordFinder, StopsWhereItIsTold) {
  Text text;
  text.words.assign(50, 5);
  int calls = 0;
  WordFinder({5}).for_each(text.stream(), 0, 50, [&](std::uint32_t) {
    ++calls;
    return false;
  });
  EXPECT_EQ(calls, 1);
}

TEST(WordFinder, WordsThatTheStoreLacksAreNowhere) {
  Text text;
  text.words = {WordStream::kSeeExtras, WordStream::kNoWord, 1};
  EXPECT_TRUE(WordFinder({index::WordSequence::kNone}).empty());
  EXPECT_FALSE(WordFinder({index::WordSequence::kNone}).holds(text.stream(), 0));
}

}  // namespace
}  // namespace fonds::search
