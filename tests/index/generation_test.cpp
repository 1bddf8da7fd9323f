#include "indexer/index/generation.h"

#include <fstream>
#include <set>

#include <gtest/gtest.h>

#include "indexer/index/manifest.h"
#include "indexer/index/schema.h"
#include "indexer/text/analyzer.h"
#include "tests/index/sample_index.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

Manifest manifest() {
  return {kSchemaVersion, text::Analyzer::fingerprint(), 12, "2026-11-23T18:00:00Z", 4};
}

void write(const fs::path& path, const std::string& contents) {
  std::ofstream(path, std::ios::binary) << contents;
}

std::string read(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string publish_one(const fs::path& index, const Manifest& with) {
  const fs::path folder = create_generation(index);
  fs::create_directories(folder / kDatabaseFolder);
  write(folder / kDatabaseFolder / "table", "rows");
  publish(index, folder, with);
  return folder.filename().string();
}

std::set<std::string> generations(const fs::path& index) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(index / "generations"))
    names.insert(entry.path().filename());
  return names;
}

// The kind of the error that `step` throws; none is a failure.
template <typename Step>
std::optional<IndexError::Kind> kind_of(Step&& step) {
  try {
    step();
  } catch (const IndexError& error) {
    return error.kind();
  }
  return std::nullopt;
}

TEST(Generation, NothingIsThereAtFirst) {
  const TemporaryFolder folder;
  EXPECT_EQ(current_generation_name(folder.path()), std::nullopt);
  EXPECT_EQ(current_generation_name(folder.path() / "nowhere"), std::nullopt);
  EXPECT_EQ(kind_of([&] { open_current(folder.path() / "nowhere"); }), IndexError::Kind::missing);
  EXPECT_EQ(kind_of([&] { verify_files(folder.path()); }), IndexError::Kind::missing);
}

TEST(Generation, APublishedOneIsCurrent) {
  const TemporaryFolder folder;
  const WriterLock lock(folder.path());
  const std::string name = publish_one(folder.path(), manifest());
  EXPECT_EQ(current_generation_name(folder.path()), name);
  const Generation current = open_current(folder.path());
  EXPECT_EQ(current.name, name);
  EXPECT_EQ(current.manifest.articles, 12U);
  EXPECT_EQ(current.manifest.updated, "2026-11-23T18:00:00Z");
  EXPECT_EQ(read(current.database / "table"), "rows");
  EXPECT_TRUE(verify_files(folder.path()).empty());
}

TEST(Generation, NamesSortByAge) {
  const TemporaryFolder folder;
  const WriterLock lock(folder.path());
  std::string last;
  for (int i = 0; i < 12; ++i) {
    const std::string name = publish_one(folder.path(), manifest());
    EXPECT_LT(last, name);
    last = name;
    remove_abandoned(folder.path());
  }
}

TEST(Generation, TheCurrentAndThePreviousStay) {
  const TemporaryFolder folder;
  const WriterLock lock(folder.path());
  publish_one(folder.path(), manifest());
  const std::string previous = publish_one(folder.path(), manifest());
  const fs::path abandoned = create_generation(folder.path());
  write(abandoned / "half", "a file");
  const std::string current = publish_one(folder.path(), manifest());
  remove_abandoned(folder.path());
  EXPECT_EQ(generations(folder.path()), (std::set<std::string>{previous, current}));
}

TEST(Generation, AnUnpublishedOneChangesNothing) {
  const TemporaryFolder folder;
  const WriterLock lock(folder.path());
  const std::string name = publish_one(folder.path(), manifest());
  create_generation(folder.path());
  EXPECT_EQ(open_current(folder.path()).name, name);
  EXPECT_TRUE(verify_files(folder.path()).empty());
}

TEST(Generation, AnotherSchemaOrAnalysisIsRefused) {
  const TemporaryFolder folder;
  const WriterLock lock(folder.path());
  Manifest other = manifest();
  other.schema = kSchemaVersion + 1;
  publish_one(folder.path(), other);
  EXPECT_EQ(kind_of([&] { open_current(folder.path()); }), IndexError::Kind::incompatible);
  other = manifest();
  other.fingerprint = "another";
  publish_one(folder.path(), other);
  EXPECT_EQ(kind_of([&] { open_current(folder.path()); }), IndexError::Kind::incompatible);
}

TEST(Generation, OneWriterAtATime) {
  const TemporaryFolder folder;
  {
    const WriterLock first(folder.path());
    EXPECT_EQ(kind_of([&] { WriterLock second(folder.path()); }), IndexError::Kind::locked);
  }
  EXPECT_EQ(kind_of([&] { WriterLock third(folder.path()); }), std::nullopt);
}

TEST(Generation, AnIndexThatIsAFileCannotBeCreated) {
  const TemporaryFolder folder;
  write(folder.path() / "file", "");
  EXPECT_EQ(kind_of([&] { WriterLock lock(folder.path() / "file"); }), IndexError::Kind::cannot_create);
}

TEST(Generation, EveryDamageIsSeen) {
  struct Case {
    const char* what;
    void (*damage)(const fs::path& index, const fs::path& generation);
  };
  const Case cases[] = {
      {"a byte of a file", [](const fs::path&, const fs::path& g) { write(g / "xapian/table", "rowz"); }},
      {"a file grown", [](const fs::path&, const fs::path& g) { write(g / "xapian/table", "rows\n"); }},
      {"a file emptied", [](const fs::path&, const fs::path& g) { write(g / "xapian/table", ""); }},
      {"a file gone", [](const fs::path&, const fs::path& g) { fs::remove(g / "xapian/table"); }},
      {"a file more", [](const fs::path&, const fs::path& g) { write(g / "xapian/other", ""); }},
      {"no manifest", [](const fs::path&, const fs::path& g) { fs::remove(g / kManifestFile); }},
      {"an empty manifest", [](const fs::path&, const fs::path& g) { write(g / kManifestFile, ""); }},
      {"no generation", [](const fs::path&, const fs::path& g) { fs::remove_all(g); }},
      {"an empty CURRENT", [](const fs::path& i, const fs::path&) { write(i / "CURRENT", ""); }},
      {"a CURRENT that leads away",
       [](const fs::path& i, const fs::path&) { write(i / "CURRENT", "../../etc\n"); }},
      {"a CURRENT without its end",
       [](const fs::path& i, const fs::path& g) { write(i / "CURRENT", g.filename().string()); }},
  };
  for (const Case& test : cases) {
    const TemporaryFolder folder;
    const WriterLock lock(folder.path());
    const std::string name = publish_one(folder.path(), manifest());
    test.damage(folder.path(), folder.path() / "generations" / name);
    try {
      EXPECT_FALSE(verify_files(folder.path()).empty()) << test.what;
    } catch (const IndexError& error) {
      EXPECT_EQ(error.kind(), IndexError::Kind::damaged) << test.what;
    }
  }
}

TEST(Manifest, AChangedByteIsSeen) {
  GenerationRecord record{manifest(), "0000000001-abc", {{"xapian/table", {4, 17}}}};
  const std::string bytes = format_manifest(record);
  ASSERT_TRUE(parse_manifest(bytes));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (const int bit : {0, 4, 6}) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
      const auto parsed = parse_manifest(changed);
      // A changed schema number is told as such: it cannot be known what another schema's manifest looks
      // like.
      EXPECT_TRUE(!parsed || parsed->manifest.schema != kSchemaVersion) << i;
    }
  }
  EXPECT_FALSE(parse_manifest(bytes + "\n"));
  EXPECT_FALSE(parse_manifest("[]"));
  EXPECT_FALSE(parse_manifest(""));
}

}  // namespace
}  // namespace fonds::index
