#include "indexer/index/generation.h"

#include <fstream>
#include <set>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "indexer/index/manifest.h"
#include "indexer/index/schema.h"
#include "indexer/index/verification.h"
#include "indexer/text/analyzer.h"
#include "tests/index/sample_index.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

Manifest manifest() {
  return {kSchemaVersion, text::Analyzer::fingerprint(), 12, "2026-11-23T18:00:00Z", 4};
}

void write_text(const fs::path& path, const std::string& contents) {
  std::ofstream(path, std::ios::binary) << contents;
}

std::string text_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string publish_one(const fs::path& index, const Manifest& with) {
  const fs::path folder = create_generation(index);
  fs::create_directories(folder / kDatabaseFolder);
  write_text(folder / kDatabaseFolder / "table", "rows");
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
  EXPECT_EQ(text_of(current.database / "table"), "rows");
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
  write_text(abandoned / "half", "a file");
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
  write_text(folder.path() / "file", "");
  EXPECT_EQ(kind_of([&] { WriterLock lock(folder.path() / "file"); }), IndexError::Kind::cannot_create);
}

TEST(Generation, NothingIsRemovedWhereTheCurrentOneCannotBeRead) {
  using Damage = void (*)(const fs::path& index, const fs::path& generation);
  const Damage damages[] = {
      [](const fs::path& index, const fs::path&) { fs::remove(index / "CURRENT"); },
      [](const fs::path& index, const fs::path&) { write_text(index / "CURRENT", "0000000009-abc\n"); },
      [](const fs::path& index, const fs::path&) { write_text(index / "CURRENT", "\n"); },
      [](const fs::path&, const fs::path& g) { write_text(g / kManifestFile, "{"); },
      [](const fs::path&, const fs::path& g) { fs::remove(g / kManifestFile); },
  };
  for (const Damage damage : damages) {
    const TemporaryFolder folder;
    const WriterLock lock(folder.path());
    publish_one(folder.path(), manifest());
    const std::string current = publish_one(folder.path(), manifest());
    damage(folder.path(), folder.path() / "generations" / current);
    remove_abandoned(folder.path());
    EXPECT_EQ(generations(folder.path()).size(), 2U);
    EXPECT_TRUE(holds_index(folder.path()));
    EXPECT_EQ(kind_of([&] { open_current(folder.path()); }), IndexError::Kind::damaged);
  }
}

TEST(Generation, WhatAKilledFirstWriterLeftIsNoIndex) {
  const TemporaryFolder folder;
  const WriterLock lock(folder.path());
  write_text(create_generation(folder.path()) / "half", "a file");
  EXPECT_FALSE(holds_index(folder.path()));
  EXPECT_EQ(kind_of([&] { open_current(folder.path()); }), IndexError::Kind::missing);
  remove_abandoned(folder.path());
  EXPECT_EQ(generations(folder.path()).size(), 0U);
}

TEST(Generation, EarlierOnesAreDroppedForGood) {
  const TemporaryFolder folder;
  const WriterLock lock(folder.path());
  publish_one(folder.path(), manifest());
  std::string current = publish_one(folder.path(), manifest());
  drop_earlier_generations(folder.path());
  EXPECT_EQ(generations(folder.path()), std::set<std::string>{current});
  // A writer that is killed before it has removed them leaves them to the next one.
  const fs::path next = create_generation(folder.path());
  write_text(next / "table", "rows");
  publish(folder.path(), next, manifest(), Earlier::dropped);
  EXPECT_EQ(generations(folder.path()).size(), 2U);
  remove_abandoned(folder.path());
  EXPECT_EQ(generations(folder.path()), std::set<std::string>{next.filename()});
}

TEST(Generation, WhatIsNoFileIsWaitedForByNobody) {
  using Put = void (*)(const fs::path& path);
  const Put puts[] = {
      [](const fs::path& path) { ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0); },
      [](const fs::path& path) { fs::create_directory(path); },
      [](const fs::path& path) { fs::create_symlink("/dev/zero", path); },
      [](const fs::path& path) { write_text(path, std::string(std::size_t{3} << 20, '1')); },
  };
  for (const Put put : puts) {
    const TemporaryFolder folder;
    const WriterLock lock(folder.path());
    const std::string current = publish_one(folder.path(), manifest());
    for (const std::string& name : {std::string("CURRENT"), "generations/" + current + "/MANIFEST.json",
                                    "generations/" + current + "/xapian/table"}) {
      fs::rename(folder.path() / name, folder.path() / "aside");
      put(folder.path() / name);
      EXPECT_EQ(kind_of([&] { open_current(folder.path()); }), IndexError::Kind::damaged) << name;
      fs::remove(folder.path() / name);
      fs::rename(folder.path() / "aside", folder.path() / name);
    }
    EXPECT_EQ(kind_of([&] { open_current(folder.path()); }), std::nullopt);
  }
}

TEST(Generation, AFileOfAnotherSizeIsRefusedWhenItIsOpened) {
  using Damage = void (*)(const fs::path& table);
  const Damage damages[] = {[](const fs::path& table) { write_text(table, "row"); },
                            [](const fs::path& table) { write_text(table, "rows and more"); },
                            [](const fs::path& table) { write_text(table, ""); },
                            [](const fs::path& table) { fs::remove(table); }};
  for (const Damage damage : damages) {
    const TemporaryFolder folder;
    const WriterLock lock(folder.path());
    const std::string name = publish_one(folder.path(), manifest());
    damage(folder.path() / "generations" / name / "xapian/table");
    EXPECT_EQ(kind_of([&] { open_current(folder.path()); }), IndexError::Kind::damaged);
  }
}

TEST(Generation, OnlyTheGroupThatTheFolderLetsInReads) {
  constexpr auto kModes = fs::perms::mask;
  const auto modes = [](const fs::path& path) {
    return static_cast<unsigned>(fs::status(path).permissions() & kModes);
  };
  struct Case {
    unsigned index, file, folder;
  };
  for (const Case& test : {Case{0755, 0640, 0750}, Case{0750, 0640, 0750}, Case{0700, 0600, 0700}}) {
    for (const mode_t mask : {mode_t{0077}, mode_t{0022}, mode_t{0}}) {
      const TemporaryFolder folder;
      fs::permissions(folder.path(), static_cast<fs::perms>(test.index));
      const mode_t before = ::umask(mask);
      const WriterLock lock(folder.path());
      const std::string name = publish_one(folder.path(), manifest());
      ::umask(before);
      const fs::path generation = folder.path() / "generations" / name;
      for (const fs::path& file : {folder.path() / "CURRENT", folder.path() / "LOCK",
                                   generation / kManifestFile, generation / "xapian/table"}) {
        EXPECT_EQ(modes(file), test.file) << file << " under umask " << mask;
      }
      for (const fs::path& inner : {folder.path() / "generations", generation, generation / "xapian"}) {
        EXPECT_EQ(modes(inner), test.folder) << inner << " under umask " << mask;
      }
    }
  }
  const TemporaryFolder folder;
  const mode_t before = ::umask(0022);
  { const WriterLock lock(folder.path() / "new"); }
  ::umask(before);
  EXPECT_EQ(modes(folder.path() / "new"), 0750U);
}

TEST(Verification, SaysHowFarItIsAndCanBeEnded) {
  const TemporaryFolder folder;
  const WriterLock lock(folder.path());
  publish_one(folder.path(), manifest());
  const Generation current = open_current(folder.path());
  write_text(current.database / "table", "rowz");
  const Verification whole = verify(current);
  EXPECT_TRUE(whole.complete);
  EXPECT_EQ(whole.bytes, 4U);
  ASSERT_EQ(whole.faults.size(), 1U);
  EXPECT_NE(whole.faults.front().find("xapian/table"), std::string::npos);
  EXPECT_FALSE(verify(current, [](std::uint64_t) { return false; }).complete);
  fs::remove_all(current.folder);  // as a later writer does
  const Verification gone = verify(current);
  EXPECT_FALSE(gone.complete);
  EXPECT_TRUE(gone.faults.empty());
}

TEST(Generation, EveryDamageIsSeen) {
  struct Case {
    const char* what;
    void (*damage)(const fs::path& index, const fs::path& generation);
  };
  const Case cases[] = {
      {"a byte of a file",
       [](const fs::path&, const fs::path& g) { write_text(g / "xapian/table", "rowz"); }},
      {"a file grown", [](const fs::path&, const fs::path& g) { write_text(g / "xapian/table", "rows\n"); }},
      {"a file emptied", [](const fs::path&, const fs::path& g) { write_text(g / "xapian/table", ""); }},
      {"a file gone", [](const fs::path&, const fs::path& g) { fs::remove(g / "xapian/table"); }},
      {"a file more", [](const fs::path&, const fs::path& g) { write_text(g / "xapian/other", ""); }},
      {"no manifest", [](const fs::path&, const fs::path& g) { fs::remove(g / kManifestFile); }},
      {"an empty manifest", [](const fs::path&, const fs::path& g) { write_text(g / kManifestFile, ""); }},
      {"no generation", [](const fs::path&, const fs::path& g) { fs::remove_all(g); }},
      {"an empty CURRENT", [](const fs::path& i, const fs::path&) { write_text(i / "CURRENT", ""); }},
      {"a CURRENT that leads away",
       [](const fs::path& i, const fs::path&) { write_text(i / "CURRENT", "../../etc\n"); }},
      {"a CURRENT without its end",
       [](const fs::path& i, const fs::path& g) { write_text(i / "CURRENT", g.filename().string()); }},
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
