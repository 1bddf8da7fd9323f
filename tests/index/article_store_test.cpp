// What is written into an article store is read back, through updates too; and a damaged one never reads
// outside itself.
#include "indexer/index/article_store.h"

#include <fstream>
#include <random>

#include <gtest/gtest.h>

#include "indexer/index/article_store_writer.h"
#include "indexer/index/generation.h"
#include "tests/index/sample_index.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

StoredArticle stored(const std::string& id) {
  StoredArticle article;
  article.id = id;
  article.body = "Le texte de " + id;
  return article;
}

// A segment of articles that have one word each, their id.
std::unique_ptr<ArticleSegment> segment(const fs::path& file,
                                        const std::vector<std::pair<RecordNumber, std::string>>& articles) {
  auto result = std::make_unique<ArticleSegment>(file);
  for (const auto& [number, id] : articles) {
    ArticleRecord record;
    record.words.title = 1;
    record.words.words = {result->words().number("titre"), WordSequence::kNone, result->words().number(id)};
    record.words.breaks = {false, true, number % 2 == 1};
    record.words.beside = {{2, result->words().number("bis")}};
    record.stored = encode(stored(id));
    result->add(number, record);
  }
  return result;
}

std::vector<std::unique_ptr<ArticleSegment>> one(std::unique_ptr<ArticleSegment> segment) {
  std::vector<std::unique_ptr<ArticleSegment>> segments;
  segments.push_back(std::move(segment));
  return segments;
}

TEST(ArticleStore, GivesBackWhatSegmentsHeld) {
  const TemporaryFolder folder;
  std::vector<std::unique_ptr<ArticleSegment>> segments;
  segments.push_back(segment(folder.path() / "a", {{0, "un"}, {3, "quatre"}}));
  segments.push_back(segment(folder.path() / "b", {{1, "deux"}}));
  write_articles(folder.path() / "store", segments, nullptr, {}, 2);
  const ArticleStore store(folder.path() / "store");
  ASSERT_EQ(store.records(), 4U);
  EXPECT_EQ(store.words(), 5U);
  EXPECT_EQ(store.word(0), "bis") << "three times, as titre, and before it";
  EXPECT_EQ(store.find("titre"), 1U);
  EXPECT_EQ(store.find("absent"), WordSequence::kNone);
  EXPECT_EQ(words_in_order(store, 3), "titre / / , quatre|bis, ");
  EXPECT_EQ(store.article(1).value().body, "Le texte de deux");
  EXPECT_TRUE(store.stream(2).words.empty());
  EXPECT_FALSE(store.article(2));
  for (const RecordNumber none : {4U, ~0U}) {
    EXPECT_THROW(store.stream(none), IndexError);
    EXPECT_FALSE(store.article(none));
  }
  for (const WordNumber none : {5U, WordSequence::kNone}) EXPECT_THROW(store.word(none), IndexError);
}

// By less than a page, which gives no signal: what is mapped behind the new end reads as zeros.
TEST(ArticleStore, AFileThatLosesItsLastBytesIsNoticed) {
  const auto is_noticed = [](auto cut) {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "store";
    write_articles(path, one(segment(folder.path() / "a", {{0, "un"}})), nullptr, {}, 1);
    const ArticleStore store(path);
    EXPECT_TRUE(store.has_its_size());
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    fs::resize_file(path, cut(bytes));
    return !store.has_its_size();
  };
  EXPECT_TRUE(is_noticed([](const std::string& bytes) { return bytes.size() / 2; }));
  EXPECT_TRUE(is_noticed([](const std::string& bytes) { return bytes.find_last_not_of('\0'); }));
  // Zeros that are gone are read as zeros.
  EXPECT_FALSE(is_noticed([](const std::string& bytes) { return bytes.find_last_not_of('\0') + 1; }));
}

// A disk that fails, or somebody who cuts off the file: no SIGBUS, and it is noticed.
TEST(ArticleStore, AFileThatGetsShorterEndsNoReader) {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "store";
  std::vector<std::pair<RecordNumber, std::string>> articles;
  for (RecordNumber record = 0; record < 2'000; ++record) {
    articles.emplace_back(record, "mot" + std::to_string(record * 7919 % 2003));
  }
  write_articles(path, one(segment(folder.path() / "a", articles)), nullptr, {}, 1);
  const ArticleStore store(path);
  ASSERT_GT(fs::file_size(path), 3U * 4096);
  EXPECT_TRUE(store.intact());
  EXPECT_TRUE(store.has_its_size());
  fs::resize_file(path, 0);
  EXPECT_TRUE(store.intact()) << "nothing was read yet";
  EXPECT_FALSE(store.has_its_size());
  std::size_t read = 0;
  for (RecordNumber record = 0; record < 2'000; ++record) {
    try {
      read += store.article(record) ? 1 : 0;
      (void)store.stream(record);
      (void)store.find("titre");
    } catch (const IndexError&) {
      EXPECT_FALSE(store.intact());
    }
  }
  EXPECT_EQ(read, 0U);
  EXPECT_FALSE(store.intact());
}

TEST(ArticleStore, AnUpdateKeepsNumbersAndDropsWhatIsDead) {
  const TemporaryFolder folder;
  write_articles(folder.path() / "before", one(segment(folder.path() / "a", {{0, "un"}, {1, "deux"}})),
                 nullptr, {}, 1);
  const ArticleStore before(folder.path() / "before");
  write_articles(folder.path() / "after", one(segment(folder.path() / "b", {{2, "trois"}})), &before,
                 {true, false}, 1);
  const ArticleStore after(folder.path() / "after");
  for (WordNumber number = 0; number < before.words(); ++number)
    EXPECT_EQ(after.word(number), before.word(number));
  EXPECT_EQ(after.words(), before.words() + 1);
  EXPECT_EQ(words_in_order(after, 0), words_in_order(before, 0));
  EXPECT_EQ(words_in_order(after, 2), "titre / / , trois|bis ");
  EXPECT_EQ(after.article(0).value().id, "un");
  EXPECT_FALSE(after.article(1));
}

TEST(ArticleStore, ManyWordsNeedMoreThanTwoBytes) {
  const TemporaryFolder folder;
  auto words = std::make_unique<ArticleSegment>(folder.path() / "a");
  ArticleRecord record;
  constexpr std::uint32_t kWords = 70'000;
  for (std::uint32_t i = 0; i < kWords; ++i) {
    record.words.words.push_back(words->words().number("mot" + std::to_string(i)));
    record.words.breaks.push_back(i % 3 == 0);
  }
  record.stored = encode(stored("long"));
  words->add(0, record);
  write_articles(folder.path() / "store", one(std::move(words)), nullptr, {}, 1);
  const ArticleStore store(folder.path() / "store");
  const WordStream stream = store.stream(0);
  ASSERT_EQ(stream.words.size(), kWords);
  ASSERT_EQ(stream.extras.size(), kWords - WordStream::kLargest - 1);
  auto extra = stream.extras.begin();
  for (std::uint32_t place = 0; place < kWords; ++place) {
    const WordNumber word = stream.words[place] == WordStream::kSeeExtras ? extra->word : stream.words[place];
    if (stream.words[place] == WordStream::kSeeExtras) {
      ASSERT_EQ((extra++)->place, place);
    }
    ASSERT_EQ(store.word(word), "mot" + std::to_string(place));
    ASSERT_EQ(stream.has_break_after(place), place % 3 == 0) << place;
  }
}

TEST(ArticleStore, ADamagedFileIsRefusedOrGivesNothing) {
  const TemporaryFolder folder;
  write_articles(folder.path() / "store", one(segment(folder.path() / "a", {{0, "un"}, {1, "deux"}})),
                 nullptr, {}, 1);
  std::ifstream file(folder.path() / "store", std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(file), {}};
  std::mt19937 random(7);
  std::size_t refused = 0;
  for (int i = 0; i < 2'000; ++i) {
    std::string damaged = whole;
    for (std::uint32_t n = 1 + random() % 4; n > 0; --n) {
      damaged[random() % damaged.size()] = static_cast<char>(random() % 3 == 0 ? 0xFF : random() % 256);
    }
    if (i % 10 == 0) damaged.resize(random() % damaged.size());
    const fs::path path = folder.path() / "damaged";
    std::ofstream(path, std::ios::binary | std::ios::trunc) << damaged;
    try {
      const ArticleStore store(path);
      for (RecordNumber record = 0; record < 3; ++record) {
        (void)store.article(record);
        std::uint64_t sum = 0;
        const WordStream stream = store.stream(record);
        for (const std::uint16_t word : stream.words) sum += word;
        for (const ExtraWord& extra : stream.extras) sum += extra.word;
        for (std::uint32_t place = 0; place < stream.words.size(); ++place)
          sum += stream.has_break_after(place);
        ASSERT_LT(stream.title + std::uint64_t{stream.lead}, stream.words.size() + 1) << sum;
      }
      (void)store.find("titre");
    } catch (const IndexError& error) {
      EXPECT_EQ(error.kind(), IndexError::Kind::damaged);
      ++refused;
    }
  }
  EXPECT_GT(refused, 200U);
}

}  // namespace
}  // namespace fonds::index
