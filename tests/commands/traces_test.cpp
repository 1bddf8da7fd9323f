// Once an article is delisted or removed, no file below the index holds anything of it: not as bytes, not in what
// zstd and zlib have compressed, not in the free blocks of a table, the bounds of a column or a dictionary.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include "indexer/index/article_store.h"
#include "tests/commands/indexer_program.h"

namespace fonds::commands {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

// Each stands in one field of the article alone, and in no other article.
constexpr std::array kMarkers = {"zqident",   "zqtitre",   "zqchapo",    "zqcorps",   "zqauteur",
                                 "zqadresse", "zqdossier", "zqpersonne", "zqreconnu", "99 88 77 66"};

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void find(std::string bytes, const std::string& where, std::set<std::string>& found) {
  std::transform(bytes.begin(), bytes.end(), bytes.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  for (const char* marker : kMarkers) {
    if (bytes.find(marker) != std::string::npos) found.insert(std::string(marker) + " in " + where);
  }
}

// Every zstd frame, whether a record leads to it or not.
void find_in_frames(const fs::path& file, std::set<std::string>& found) {
  const index::ArticleStore store(file);
  const std::string bytes = bytes_of(file);
  ZSTD_DCtx* context = ZSTD_createDCtx();
  for (std::size_t at = 0; (at = bytes.find("\x28\xB5\x2F\xFD", at)) != std::string::npos; ++at) {
    std::string text(std::size_t{1} << 20, '\0');
    const std::size_t size = ZSTD_findFrameCompressedSize(bytes.data() + at, bytes.size() - at);
    if (ZSTD_isError(size)) continue;
    const std::size_t written =
        ZSTD_decompress_usingDict(context, text.data(), text.size(), bytes.data() + at, size,
                                  store.dictionary().data(), store.dictionary().size());
    if (!ZSTD_isError(written)) find(text.substr(0, written), file.filename().string() + " (zstd)", found);
  }
  ZSTD_freeDCtx(context);
}

// Xapian compresses long entries without a header, so that they may begin anywhere.
void find_in_deflated(const fs::path& file, std::set<std::string>& found) {
  const std::string bytes = bytes_of(file);
  std::string text(std::size_t{1} << 16, '\0');
  z_stream stream = {};
  ASSERT_EQ(inflateInit2(&stream, -15), Z_OK);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    inflateReset(&stream);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data() + at));
    stream.avail_in = static_cast<uInt>(std::min<std::size_t>(bytes.size() - at, 1 << 14));
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    inflate(&stream, Z_SYNC_FLUSH);
    const std::size_t written = text.size() - stream.avail_out;
    if (written >= 8) find(text.substr(0, written), file.filename().string() + " (zlib)", found);
  }
  inflateEnd(&stream);
}

class Traces : public IndexerProgram {
 protected:
  void SetUp() override {
    std::string others;
    for (int i = 0; i < 160; ++i) {
      const std::string number = std::to_string(i);
      std::string body;
      for (int j = 0; j < 12; ++j)
        body +=
            "Le conseil de la commune numéro " + std::to_string(i * 7 + j) + " a voté le budget de l'école. ";
      others += line("autre-" + number, "Séance " + number,
                     {{"body", body},
                      {"date", "2014-05-" + std::string(i % 28 < 9 ? "0" : "") + std::to_string(1 + i % 28)},
                      {"dossiers", {"Conseil"}},
                      {"persons", {"Léa Martin"}}});
    }
    std::string body;
    for (int j = 0; j < 40; ++j)
      body += "Le zqcorps répond au 04 99 88 77 66, dit Paul Zqreconnu, maire de Lyon. ";
    // Its title and its day come last of all: they are the bounds of their columns.
    const std::string marked = line("zqident-1", "Ÿzz zqtitre",
                                    {{"lead", "Un zqchapo."},
                                     {"body", body},
                                     {"author", "Anne Zqauteur"},
                                     {"url", "https://zqadresse.exemple/2014/halle/"},
                                     {"date", "1901-02-03"},
                                     {"dossiers", {"Conseil", "Affaire Zqdossier"}},
                                     {"persons", {"Odile Zqpersonne"}}});
    all_ = write("all.jsonl", others + marked);
    others_ = write("others.jsonl", others);
    register_ = write("delisted", "https://www.zqadresse.exemple/2014/halle # Mme Zqreconnu\n");
  }
  std::set<std::string> traces() const {
    std::set<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(index_)) {
      find(entry.path().string(), "a name of a file", found);
      if (!entry.is_regular_file()) continue;
      find(bytes_of(entry.path()), entry.path().filename().string(), found);
      if (entry.path().filename() == "articles") find_in_frames(entry.path(), found);
      if (entry.path().extension() == ".glass") find_in_deflated(entry.path(), found);
    }
    return found;
  }
  // As it must be afterwards; what is left is what the sources say, and an update finds nothing to do.
  void expect_none() const {
    EXPECT_THAT(traces(), IsEmpty());
    EXPECT_EQ(ids().size(), 160U);
    EXPECT_EQ(on_index("check", {}).status, 0) << on_index("check", {}).err;
    EXPECT_THAT(on_index("update", {others_}).out, HasSubstr("nothing to do: 160 articles unchanged"));
    EXPECT_EQ(stats()["dossiers"], 1);
    EXPECT_EQ(stats()["persons"], 1);
  }

  std::string all_, others_, register_;
};

TEST_F(Traces, AreFoundWhereTheyAre) {
  on_index("build", {all_});
  std::map<std::string, int> places;
  for (const std::string& trace : traces()) ++places[trace.substr(0, trace.find(" in "))];
  for (const char* marker : kMarkers) EXPECT_GE(places[marker], 1) << marker;
  // And there they stay where the article has only gone from its source.
  on_index("update", {"--prune", others_});
  EXPECT_EQ(ids().size(), 160U);
  EXPECT_FALSE(traces().empty());
}

TEST_F(Traces, AnUpdateThatDelistsLeavesNone) {
  on_index("build", {all_});
  EXPECT_EQ(on_index("update", {"--delisted", register_, all_}).status, 0);
  expect_none();
}

TEST_F(Traces, ABuildThatDelistsLeavesNone) {
  on_index("build", {all_});
  EXPECT_EQ(on_index("build", {"--delisted", register_, all_}).status, 0);
  expect_none();
}

TEST_F(Traces, RemovingLeavesNone) {
  on_index("build", {all_});
  EXPECT_EQ(on_index("remove", {"zqident-1"}).status, 0);
  expect_none();
}

// The article has gone from its source before anybody asked for it to be forgotten.
TEST_F(Traces, WhatIsDelistedAfterItHasGoneLeavesNone) {
  on_index("build", {all_});
  on_index("update", {"--prune", others_});
  EXPECT_EQ(on_index("update", {"--delisted", register_, others_}).status, 0);
  expect_none();
}

TEST_F(Traces, ASourceThatStillHasItBringsNoneBack) {
  on_index("build", {"--delisted", register_, others_});
  on_index("update", {all_});
  expect_none();
  on_index("build", {all_});
  expect_none();
}

TEST_F(Traces, PersonsAndDossiersThatOthersHaveKeepTheirValues) {
  const auto values = [&] {
    std::set<std::string> seen;
    for (const auto& [id, observed] : index::observe(index_)) {
      if (id != "zqident-1") seen.insert(observed);
    }
    return seen;
  };
  on_index("build", {all_});
  const std::set<std::string> before = values();
  on_index("update", {"--delisted", register_, all_});
  EXPECT_EQ(values(), before);
}

}  // namespace
}  // namespace fonds::commands
