#include "indexer/archive/source_files.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/archive/reader.h"
#include "tests/temporary_folder.h"

namespace fonds::archive {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> stems(const std::vector<std::string>& sources) {
  std::vector<std::string> result;
  for (const SourceFile& file : find_source_files(sources).files) result.push_back(file.stem);
  return result;
}

TEST(SourceFiles, KindsByExtension) {
  const test::TemporaryFolder folder;
  for (const char* name : {"a.jsonl", "b.NDJSON", "c.xml.gz", "d.md.zst", "e.markdown", "f.html", "g.htm.gz",
                           "h.txt", "i.pdf", "j.json", "k", "l.gz", "m.md~"}) {
    folder.write(name, "x");
  }
  std::vector<std::pair<Format, Compression>> kinds;
  for (const SourceFile& file : find_source_files({folder.path().string()}).files)
    kinds.emplace_back(file.format, file.compression);
  EXPECT_THAT(
      kinds,
      ElementsAre(
          std::pair(Format::json_lines, Compression::none), std::pair(Format::json_lines, Compression::none),
          std::pair(Format::wordpress, Compression::gzip), std::pair(Format::markdown, Compression::zstd),
          std::pair(Format::markdown, Compression::none), std::pair(Format::html, Compression::none),
          std::pair(Format::html, Compression::gzip), std::pair(Format::plain_text, Compression::none),
          std::pair(Format::json, Compression::none)));
  EXPECT_THAT(stems({folder.path().string()}), ElementsAre("a", "b", "c", "d", "e", "f", "g", "h", "j"));
  EXPECT_THAT(find_source_files({folder.path().string()}).left_out,
              ElementsAre(std::pair(".gz", 1), std::pair(".md~", 1), std::pair(".pdf", 1),
                          std::pair("without an extension", 1)));
}

TEST(SourceFiles, FoldersAreSearchedRecursivelyInByteOrder) {
  const test::TemporaryFolder folder;
  for (const char* name :
       {"b/é.md", "b/z.md", "B.md", "a.md", "b/.hidden.md", ".git/x.md", "README.md", "b/readme.md.gz"}) {
    folder.write(name, "x");
  }
  EXPECT_THAT(stems({folder.path().string()}), ElementsAre("B", "a", "b/z", "b/é"));
  EXPECT_THAT(stems({folder.path().string() + "/"}), ElementsAre("B", "a", "b/z", "b/é"));
  EXPECT_THAT(stems({folder.path("README.md")}), ElementsAre("README"));
}

TEST(SourceFiles, EachFileOnceWhateverTheOrderOfSources) {
  const test::TemporaryFolder folder;
  folder.write("2017/a.md", "x");
  folder.write("b.md", "x");
  std::vector<std::string> sources = {
      folder.path().string(), folder.path("2017"), folder.path("2017/a.md"), folder.path("./b.md"), "-", "-"};
  std::sort(sources.begin(), sources.end());
  do {
    EXPECT_THAT(stems(sources), ElementsAre("stdin", "2017/a", "b"));
  } while (std::next_permutation(sources.begin(), sources.end()));
}

TEST(SourceFiles, SymbolicLinks) {
  const test::TemporaryFolder folder, outside;
  folder.write("a/x.md", "x");
  outside.write("y.md", "x");
  std::filesystem::create_directory_symlink(folder.path().string(), folder.path("a/loop"));
  std::filesystem::create_directory_symlink(outside.path().string(), folder.path("elsewhere"));
  std::filesystem::create_symlink(folder.path("a/x.md"), folder.path("again.md"));
  const std::string secret = outside.write("secret", "x");
  std::filesystem::create_symlink(secret, folder.path("passwd.txt"));
  EXPECT_THAT(stems({folder.path().string()}), ElementsAre("a/x"));
  EXPECT_THAT(find_source_files({folder.path().string()}).left_out,
              ElementsAre(std::pair("symbolic link out of the folder", 2)));
  // Into a folder that is named too, and by a name of the user's own, a link is followed.
  EXPECT_THAT(stems({folder.path().string(), outside.path().string()}),
              testing::UnorderedElementsAre("a/x", "passwd", "y"));
  EXPECT_THAT(stems({folder.path("elsewhere")}), ElementsAre("y"));
  std::filesystem::create_symlink(folder.path("nothing"), folder.path("dangling.md"));
  const FoundSources found = find_source_files({folder.path().string()});
  ASSERT_EQ(found.unreadable.size(), 1U);
  EXPECT_EQ(found.unreadable[0].path, folder.path("dangling.md"));
}

TEST(SourceFiles, AllMissingSourcesAreNamed) {
  const test::TemporaryFolder folder;
  const std::string present = folder.write("a.md", "x");
  try {
    find_source_files({folder.path("one"), present, folder.path("two.md")});
    FAIL();
  } catch (const SourceError& error) {
    EXPECT_THAT(error.what(), HasSubstr(folder.path("one")));
    EXPECT_THAT(error.what(), HasSubstr(folder.path("two.md")));
    EXPECT_THAT(error.what(), Not(HasSubstr("a.md")));
  }
}

TEST(SourceFiles, NamedFileOfUnknownKindIsGuessed) {
  const test::TemporaryFolder folder;
  const std::string path = folder.write("export", "x");
  const auto files = find_source_files({path}).files;
  ASSERT_EQ(files.size(), 1u);
  EXPECT_EQ(files[0].format, Format::by_content);
  EXPECT_EQ(guess_format("\n {\"id\":1}"), Format::json_lines);
  EXPECT_EQ(guess_format("<?xml version='1.0'?><rss>"), Format::wordpress);
  EXPECT_EQ(guess_format("<?xml version='1.0'?><html>"), Format::html);
  EXPECT_EQ(guess_format("<!doctype html>"), Format::html);
  EXPECT_EQ(guess_format("---\ntitle: x"), Format::markdown);
  EXPECT_EQ(guess_format("Un texte"), Format::plain_text);
  EXPECT_EQ(guess_format(""), Format::plain_text);
}

TEST(SourceFiles, ATableIsToldByItsName) {
  for (const char* name : {"ventes.csv", "dump.sql", "dump.sql.gz", "site/Page.PHP"}) {
    EXPECT_TRUE(is_table_or_program(name)) << name;
  }
  for (const char* name :
       {"export", "journal.csv/export", "note.dat", "2017.04", "a.md.gz", ".csv", "a.", ""}) {
    EXPECT_FALSE(is_table_or_program(name)) << name;
  }
}

TEST(SourceFiles, EmptyFolderHasNone) {
  const test::TemporaryFolder folder;
  EXPECT_THAT(stems({folder.path().string()}), IsEmpty());
}

}  // namespace
}  // namespace fonds::archive
