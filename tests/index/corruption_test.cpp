// Bytes that change at rest: `check` finds them in whatever file, a writer refuses to build on them, and the
// state before can be put back.
//
// FONDS_CORRUPTIONS sets how many changes are made to each file in each way (3 by default).
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>

#include <gtest/gtest.h>

#include "indexer/index/generation.h"
#include "indexer/index/rollback.h"
#include "indexer/index/writer.h"
#include "tests/index/sample_index.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void write_bytes(const fs::path& path, const std::string& contents) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << contents;
}

struct Corruption {
  const char* name;
  std::string (*apply)(std::string whole, std::mt19937& random);
};

constexpr std::size_t kBlock = 4096;

const Corruption kCorruptions[] = {
    {"a bit flipped",
     [](std::string bytes, std::mt19937& random) {
       char& byte = bytes[random() % bytes.size()];
       byte = static_cast<char>(byte ^ (1 << random() % 8));
       return bytes;
     }},
    {"a block scrambled",
     [](std::string bytes, std::mt19937& random) {
       const std::size_t begin = random() % bytes.size() / kBlock * kBlock;
       for (std::size_t i = begin; i < std::min(bytes.size(), begin + kBlock); ++i) {
         bytes[i] = static_cast<char>(random());
       }
       return bytes;
     }},
    {"a block of zeros",
     [](std::string bytes, std::mt19937& random) {
       const std::size_t begin = random() % bytes.size() / kBlock * kBlock;
       const std::size_t end = std::min(bytes.size(), begin + kBlock);
       if (bytes.find_first_not_of('\0', begin) >= end) bytes[begin] = '\1';
       std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(begin) + 1,
                 bytes.begin() + static_cast<std::ptrdiff_t>(end), '\0');
       bytes[begin] = static_cast<char>(~bytes[begin]);
       return bytes;
     }},
    {"cut off in the middle",
     [](std::string bytes, std::mt19937&) { return bytes.substr(0, bytes.size() / 2); }},
    {"cut off somewhere",
     [](std::string bytes, std::mt19937& random) { return bytes.substr(0, random() % bytes.size()); }},
};

// The kind of error with which an update that has something to change ends; nullopt where it publishes.
std::optional<IndexError::Kind> refusal_of_update(const fs::path& index) {
  try {
    Updater updater(index, {1, nullptr, nullptr});
    updater.put(article("neuf", "Un titre neuf", "Un texte neuf."));
    updater.publish();
  } catch (const IndexError& error) {
    return error.kind();
  }
  return std::nullopt;
}

bool is_found_anywhere(const fs::path& index) {
  try {
    return !check(index).empty();
  } catch (const IndexError& error) {
    return error.kind() == IndexError::Kind::incompatible;  // a schema number that was changed
  }
}

TEST(Corruption, IsFoundInEveryFileAndNothingIsBuiltOnIt) {
  const char* const wanted = std::getenv("FONDS_CORRUPTIONS");
  const int rounds = wanted != nullptr ? std::atoi(wanted) : 3;
  const TemporaryFolder folder;
  build(folder.path(), sample_articles(300));
  std::vector<fs::path> files = {folder.path() / "CURRENT"};
  const Generation current = open_current(folder.path());
  for (const auto& entry : fs::recursive_directory_iterator(current.folder)) {
    if (entry.is_regular_file() && entry.file_size() > 0) files.push_back(entry.path());
  }
  ASSERT_GE(files.size(), 7U);
  std::mt19937 random(20);
  std::size_t made = 0, found = 0, refused = 0;
  for (const fs::path& file : files) {
    const std::string whole = bytes_of(file);
    for (const Corruption& corruption : kCorruptions) {
      for (int round = 0; round < rounds; ++round) {
        const std::string where =
            file.filename().string() + ": " + corruption.name + ", round " + std::to_string(round);
        const std::string corrupt = corruption.apply(whole, random);
        if (corrupt == whole) continue;
        write_bytes(file, corrupt);
        ++made;
        const bool is_seen = is_found_anywhere(folder.path());
        EXPECT_TRUE(is_seen) << where;
        found += is_seen ? 1 : 0;
        const auto refusal = refusal_of_update(folder.path());
        EXPECT_TRUE(refusal == IndexError::Kind::damaged || refusal == IndexError::Kind::incompatible)
            << where;
        refused += refusal ? 1 : 0;
        write_bytes(file, whole);
        ASSERT_EQ(open_current(folder.path()).name, current.name) << where << ": something was published";
      }
    }
  }
  EXPECT_TRUE(check(folder.path()).empty());
  std::cout << made << " corruptions in " << files.size() << " files: " << found << " found by check, "
            << refused << " refused by an update\n";
}

TEST(Corruption, TheStateBeforeIsPutBack) {
  const TemporaryFolder folder;
  build(folder.path(), sample_articles(30));
  const Observed before = observe(folder.path());
  build(folder.path(), sample_articles(31));
  const Generation current = open_current(folder.path());
  const std::string table = bytes_of(current.database / "postlist.glass");
  const auto corrupt = [&] { write_bytes(current.database / "postlist.glass", table + "x"); };
  using Loss = std::function<void()>;
  const Loss losses[] = {
      [] {},
      corrupt,
      [&] { fs::remove(folder.path() / "CURRENT"), corrupt(); },
      [&] { write_bytes(folder.path() / "CURRENT", "?"), corrupt(); },
      [&] { write_bytes(folder.path() / "CURRENT", "0000000099-abc\n"), corrupt(); },
      [&] { fs::remove_all(current.folder); },
  };
  for (const Loss& loss : losses) {
    write_bytes(folder.path() / "CURRENT", current.name + "\n");
    loss();
    roll_back(folder.path());
    EXPECT_EQ(observe(folder.path()), before);
    EXPECT_TRUE(check(folder.path()).empty());
    if (fs::exists(current.folder)) write_bytes(current.database / "postlist.glass", table);
  }
}

TEST(Corruption, WhereOnlyCurrentIsLostTheNewestStateIsPutBack) {
  const TemporaryFolder folder;
  build(folder.path(), sample_articles(20));
  build(folder.path(), sample_articles(21));
  const std::string newest = open_current(folder.path()).name;
  fs::remove(folder.path() / "CURRENT");
  EXPECT_EQ(roll_back(folder.path()).name, newest);
}

TEST(Corruption, NothingIsPutBackThatIsNotWhole) {
  const TemporaryFolder folder;
  build(folder.path(), sample_articles(20));
  EXPECT_THROW(roll_back(folder.path()), IndexError) << "there is nothing before the first state";
  const Generation first = open_current(folder.path());
  build(folder.path(), sample_articles(21));
  const std::string current = open_current(folder.path()).name;
  std::string table = bytes_of(first.database / "termlist.glass");
  table[table.size() / 2] = static_cast<char>(table[table.size() / 2] ^ 1);
  write_bytes(first.database / "termlist.glass", table);
  try {
    roll_back(folder.path());
    FAIL() << "a damaged generation was put back";
  } catch (const IndexError& error) {
    EXPECT_EQ(error.kind(), IndexError::Kind::damaged);
    EXPECT_NE(std::string(error.what()).find("xapian/termlist.glass"), std::string::npos) << error.what();
  }
  EXPECT_EQ(open_current(folder.path()).name, current);
}

}  // namespace
}  // namespace fonds::index
