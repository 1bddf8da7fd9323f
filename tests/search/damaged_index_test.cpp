// An index of which some bytes have changed: whatever is asked of it, it answers or says that it is damaged; nothing
// else leaves the engine, and nothing is read or written where it should not be (which `make asan` sees).
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/index/generation.h"
#include "tests/search/small_archive.h"

namespace fonds::test {
namespace {

namespace fs = std::filesystem;

std::string read_bytes(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write_bytes(const fs::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

// A place in the compressed text of an article: behind the last mark with which zstd begins a frame.
std::size_t inside_a_text(const std::string& store) {
  const std::size_t frame = store.rfind("\x28\xB5\x2F\xFD");
  EXPECT_NE(frame, std::string::npos);
  return frame + 24;
}

std::vector<archive::Article> some_articles() {
  std::vector<archive::Article> articles;
  for (int i = 0; i < 40; ++i) {
    const std::string n = std::to_string(i);
    articles.push_back(
        article("id-" + n, "Le conseil numéro " + n,
                "La commune de Villebourg compte " + n + " écoles. Jeanne Petit a voté le budget " + n + ".",
                i % 5 == 0 ? "" : "201" + std::to_string(i % 8) + "-04-05",
                {"Dossier " + std::to_string(i % 6)}, {"Jeanne Petit", "Paul Grand" + n}));
  }
  return articles;
}

// Everything that readers ask. True where all was answered; false where the index was said to be damaged. Any other
// exception fails the test.
bool answers(const fs::path& index) {
  try {
    search::Engine engine(index, {1});
    search::SearchRequest request;
    request.limit = 50;
    for (const char* q :
         {"", "commune", "\"de Villebourg\"", "vill*", "ecoles budget", "comune", "personne:petit"}) {
      request.q = q;
      engine.state().search(0, request, soon());
    }
    for (const char* id : {"id-0", "id-7", "id-39", "none"}) {
      engine.state().article(0, id, "commune", 0, soon());
      engine.state().related(0, id, 10, soon());
    }
    engine.state().person("jeanne-petit", {}, soon());
    engine.state().dossier("dossier-1", {}, soon());
    engine.state().front_page(text::to_day({2018, 4, 5}), soon());
    engine.state().place(0, "id-7");
    engine.state().suggest("con", 10, soon());
    engine.state().facet_values(index::FacetKind::dossier, "", 100, 0, soon());
    return true;
  } catch (const index::IndexError& error) {
    EXPECT_STRNE(error.what(), "");
    return false;
  }
}

class DamagedIndex : public testing::Test {
 protected:
  void SetUp() override {
    build_index(folder_.path(), some_articles());
    const fs::path generation = index::open_current(folder_.path()).articles.parent_path();
    for (const auto& entry : fs::recursive_directory_iterator(generation)) {
      if (entry.is_regular_file()) files_.insert(entry.path());
    }
    ASSERT_TRUE(answers(folder_.path()));
  }
  TemporaryFolder folder_;
  std::set<fs::path> files_;
};

TEST_F(DamagedIndex, AnswersOrSaysSoWhateverByteHasChanged) {
  std::mt19937 random(20170405);
  for (const fs::path& file : files_) {
    const std::string whole = read_bytes(file);
    if (whole.empty()) continue;
    for (int i = 0; i < 60; ++i) {
      std::string changed = whole;
      const std::size_t at = random() % changed.size();
      const std::size_t bytes = i % 3 == 0 ? std::min<std::size_t>(64, changed.size() - at) : 1;
      for (std::size_t b = 0; b < bytes; ++b) changed[at + b] = static_cast<char>(random());
      write_bytes(file, changed);
      SCOPED_TRACE(file.filename().string() + " at " + std::to_string(at));
      answers(folder_.path());
    }
    write_bytes(file, whole);
  }
  EXPECT_TRUE(answers(folder_.path()));
}

// Xapian 1.4 believes this file, and crashes on opening: every bit of it is told before it is opened.
TEST_F(DamagedIndex, IsNotOpenedWhereItsVersionFileHasChanged) {
  const auto file = std::find_if(files_.begin(), files_.end(),
                                 [](const fs::path& path) { return path.filename() == "iamglass"; });
  ASSERT_NE(file, files_.end());
  const std::string whole = read_bytes(*file);
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    std::string changed = whole;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ 1 << bit % 8);
    write_bytes(*file, changed);
    EXPECT_FALSE(answers(folder_.path())) << "bit " << bit;
  }
  write_bytes(*file, whole);
  EXPECT_TRUE(answers(folder_.path()));
}

// Nor one of its tables, also where nobody would have read the block: Xapian reads beyond its memory in some.
TEST_F(DamagedIndex, IsNotOpenedWhereATableHasChanged) {
  std::size_t tables = 0;
  for (const fs::path& file : files_) {
    if (file.extension() != ".glass") continue;
    ++tables;
    const std::string whole = read_bytes(file);
    for (const std::size_t at : {std::size_t{0}, whole.size() / 2, whole.size() - 1}) {
      std::string changed = whole;
      changed[at] = static_cast<char>(changed[at] ^ 1);
      write_bytes(file, changed);
      EXPECT_FALSE(answers(folder_.path())) << file.filename() << " at " << at;
    }
    write_bytes(file, whole);
  }
  EXPECT_EQ(tables, 2U);
  EXPECT_TRUE(answers(folder_.path()));
}

TEST_F(DamagedIndex, AFileThatIsCutOffIsSaid) {
  for (const fs::path& file : files_) {
    const std::string whole = read_bytes(file);
    if (whole.size() < 2) continue;
    for (const std::size_t kept : {std::size_t{0}, std::size_t{1}, whole.size() / 2, whole.size() - 1}) {
      write_bytes(file, whole.substr(0, kept));
      SCOPED_TRACE(file.filename().string() + ", " + std::to_string(kept) + " bytes left");
      answers(folder_.path());
    }
    write_bytes(file, whole);
  }
}

// The generation that is open goes on answering where the new one cannot be opened, and the reason is given.
TEST_F(DamagedIndex, TheOldGenerationGoesOnServing) {
  search::Engine engine(folder_.path(), {1});
  const std::string served = engine.info().generation;
  build_index(folder_.path(), {article("new", "Titre", "Un texte.")});
  const fs::path articles = index::open_current(folder_.path()).articles;
  write_bytes(articles, read_bytes(articles).substr(0, 100));
  std::string error;
  EXPECT_FALSE(engine.reload_if_changed(&error));
  EXPECT_THAT(error, testing::Not(testing::IsEmpty()));
  EXPECT_EQ(engine.info().generation, served);
  search::SearchRequest request;
  request.q = "commune";
  EXPECT_EQ(engine.state().search(0, request, soon()).total, 40U);
}

// What changes below a running server is found within a second, and so is its repair.
TEST_F(DamagedIndex, IsFoundWhileItServes) {
  std::mutex mutex;
  std::condition_variable told;
  std::vector<search::IndexHealth::State> states;
  search::EngineOptions options;
  options.on_verified = [&](const std::string&, const search::IndexHealth& found) {
    const std::lock_guard lock(mutex);
    states.push_back(found.state);
    told.notify_all();
  };
  const search::Engine engine(folder_.path(), options);
  const auto after = [&](std::size_t count) {
    std::unique_lock lock(mutex);
    EXPECT_TRUE(told.wait_for(lock, std::chrono::seconds(30), [&] { return states.size() >= count; }));
    return states;
  };
  using enum search::IndexHealth::State;
  EXPECT_EQ(after(1), std::vector{sound});
  const fs::path articles = index::open_current(folder_.path()).articles;
  const std::string whole = read_bytes(articles);
  std::string changed = whole;
  char& byte = changed[inside_a_text(changed)];
  byte = static_cast<char>(byte ^ 1);
  std::fstream(articles, std::ios::binary | std::ios::in | std::ios::out) << changed;
  EXPECT_EQ(after(2), (std::vector{sound, damaged}));
  EXPECT_EQ(engine.health().faults.size(), 1U);
  std::fstream(articles, std::ios::binary | std::ios::in | std::ios::out) << whole;
  EXPECT_EQ(after(3), (std::vector{sound, damaged, sound}));
}

// One byte of a text that nobody has asked for yet: found without anybody asking, and said.
TEST_F(DamagedIndex, IsFoundInTheBackground) {
  for (const fs::path& file : files_) {
    if (file.filename() != "articles") continue;
    std::string bytes = read_bytes(file);
    char& byte = bytes[inside_a_text(bytes)];
    byte = static_cast<char>(byte ^ 1);
    write_bytes(file, bytes);
  }
  for (const bool damaged : {true, false}) {
    std::promise<search::IndexHealth> told;
    auto health = told.get_future();
    search::EngineOptions options;
    options.on_verified = [&](const std::string&, const search::IndexHealth& found) {
      told.set_value(found);
    };
    if (!damaged) build_index(folder_.path(), some_articles());
    const search::Engine engine(folder_.path(), options);
    ASSERT_EQ(health.wait_for(std::chrono::seconds(30)), std::future_status::ready);
    const search::IndexHealth found = health.get();
    EXPECT_EQ(found.state, damaged ? search::IndexHealth::State::damaged : search::IndexHealth::State::sound);
    EXPECT_EQ(found.faults.size(), damaged ? 1U : 0U);
    EXPECT_EQ(engine.health().state, found.state);
  }
}

}  // namespace
}  // namespace fonds::test
