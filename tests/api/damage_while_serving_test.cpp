// Bytes that change below a running server: it goes on, and no answer is wrong without a word in the log.
//
// FONDS_CORRUPTIONS: how often each way of damage is tried on each file; without it, each file suffers one of the ways.
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/index/generation.h"
#include "tests/api/server_program.h"
#include "tests/api/service.h"

namespace fonds::test {
namespace {

namespace fs = std::filesystem;

std::string read_bytes(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// In place: the file stays the one that the server has mapped.
void overwrite(const fs::path& file, const std::string& bytes) {
  std::fstream(file, std::ios::binary | std::ios::in | std::ios::out) << bytes;
  fs::resize_file(file, bytes.size());
}

struct Damage {
  const char* name;
  std::string (*apply)(std::string whole, std::mt19937& random);
};

constexpr std::size_t kBlock = 4096;

const std::vector<Damage> kDamages = {
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
    {"half cut off", [](std::string bytes, std::mt19937&) { return bytes.substr(0, bytes.size() / 2); }},
};

std::vector<archive::Article> some_articles() {
  std::vector<archive::Article> articles;
  for (int i = 0; i < 120; ++i) {
    const std::string n = std::to_string(i);
    articles.push_back(
        article("id-" + n, "Le conseil numéro " + n,
                "La commune de Villebourg compte " + n + " écoles. Jeanne Petit a voté le budget.",
                "201" + std::to_string(i % 8) + "-04-05", {"Dossier " + std::to_string(i % 6)},
                {"Jeanne Petit", "Paul Grand" + n}));
  }
  return articles;
}

// What readers ask; a cached answer is none, so each question is new.
std::vector<std::string> questions(int round) {
  const std::string n = std::to_string(round);
  std::vector<std::string> targets = {
      "/api/v1/facets/person?q=petit&limit=" + std::to_string(1 + round % 900),
      "/personnes/paul-grand" + std::to_string(round % 120),
      "/api/v1/suggest?q=villeb&limit=" + std::to_string(1 + round % 20)};
  for (const char* q :
       {"commune", "%22de+Villebourg%22", "vill*", "ecoles+budget", "comune", "personne:petit"}) {
    targets.push_back("/api/v1/search?q=" + std::string(q) + "&offset=" + n);
  }
  for (int i = 0; i < 5; ++i) {
    targets.push_back("/api/v1/articles/id-" + std::to_string((round * 7 + i * 24) % 120) + "?q=a" + n);
  }
  return targets;
}

TEST(DamageWhileServing, IsSurvivedAndSaid) {
  const char* const wanted = std::getenv("FONDS_CORRUPTIONS");
  const int rounds = wanted != nullptr ? std::atoi(wanted) : 1;
  const TemporaryFolder folder;
  const std::string index = folder.path() / "index";
  build_index(index, some_articles());
  std::vector<fs::path> files;
  for (const auto& entry :
       fs::recursive_directory_iterator(index::open_current(index).articles.parent_path())) {
    if (entry.is_regular_file() && entry.file_size() > 0) files.push_back(entry.path());
  }
  ASSERT_GE(files.size(), 6U);
  ServerProcess sound({"--index", index, "--listen", "127.0.0.1:0"});
  ServerProcess program({"--index", index, "--listen", "127.0.0.1:0"});
  const std::uint16_t sound_port = sound.port();
  const std::uint16_t port = program.port();
  RawClient client(port);
  std::mt19937 random(7);
  int made = 0, wrong = 0, refused = 0, right = 0;
  for (const fs::path& file : files) {
    const std::string whole = read_bytes(file);
    for (std::size_t way = 0; way < kDamages.size(); ++way) {
      for (int round = 0; round < rounds; ++round) {
        if (wanted == nullptr && way != static_cast<std::size_t>(&file - files.data()) % kDamages.size())
          continue;
        SCOPED_TRACE(file.filename().string() + ": " + kDamages[way].name);
        const std::string damaged = kDamages[way].apply(whole, random);
        if (damaged == whole) continue;
        const std::vector<std::string> targets = questions(++made);
        RawClient reference(sound_port);
        std::vector<Answer> before;
        for (const std::string& target : targets) before.push_back(reference.get(target));
        overwrite(file, damaged);
        for (std::size_t i = 0; i < targets.size(); ++i) {
          const Answer answer = client.get(targets[i]);
          ASSERT_NE(answer.status, 0) << targets[i] << ": the connection ended";
          const bool is_right = answer.status == before[i].status && answer.body == before[i].body;
          is_right ? ++right : answer.status >= 500 ? ++refused : ++wrong;
        }
        ASSERT_TRUE(program.is_running());
        // Named in the log, whether or not an answer was wrong.
        std::string said;
        while (!(said = program.line()).empty() && said.find(file.filename().string()) == std::string::npos) {
        }
        EXPECT_THAT(said, ::testing::HasSubstr(file.filename().string()));
        overwrite(file, whole);
      }
    }
  }
  EXPECT_TRUE(program.is_running());
  EXPECT_EQ(RawClient(port).get("/healthz").status, 200);
  std::cout << made << " damages in " << files.size() << " files: " << right << " answers right, " << refused
            << " refused, " << wrong << " wrong, each damage named in the log\n";
}

}  // namespace
}  // namespace fonds::test
