#include "indexer/configuration/configuration_file.h"

#include <gmock/gmock.h>

#include "tests/temporary_folder.h"

namespace fonds::configuration {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

class File : public testing::Test {
 protected:
  ConfigurationFile read(const std::string& content) const {
    return ConfigurationFile(folder_.write("fonds.toml", content));
  }
  // What is said of a file that is wrong.
  template <typename Ask>
  std::string complaint(const std::string& content, const Ask& ask) const {
    try {
      ask(read(content));
    } catch (const ConfigurationFileError& error) {
      EXPECT_FALSE(error.unreadable()) << content;
      return error.what();
    }
    return {};
  }
  test::TemporaryFolder folder_;
};

TEST_F(File, ValuesOfEveryKind) {
  const auto file = read(
      "index = 'a'\nverbose = true\nthreads = 3\n[site]\ntitle = 'L’écho'\n"
      "[dossiers]\n\"Non classé\" = ''\nEcole = 'Écoles'\n");
  EXPECT_EQ(file.text("index"), "a");
  EXPECT_EQ(file.text("site.title"), "L’écho");
  EXPECT_EQ(file.text("listen"), std::nullopt);
  EXPECT_EQ(file.text("site.tagline"), std::nullopt);
  EXPECT_EQ(file.flag("verbose"), true);
  EXPECT_EQ(file.number("threads", 1, 4), 3);
  EXPECT_THAT(file.texts_by_name("dossiers"), ElementsAre(Pair("Ecole", "Écoles"), Pair("Non classé", "")));
}

TEST_F(File, NothingIsInAnEmptyOne) {
  for (const char* content : {"", "# nothing\n", "\n\n"}) {
    const auto file = read(content);
    EXPECT_EQ(file.text("index"), std::nullopt);
    EXPECT_THAT(file.texts_by_name("dossiers"), testing::IsEmpty());
  }
}

// Each table of an array knows where it stands.
TEST_F(File, TablesOfAnArrayAreReadWithTheirLines) {
  const std::string content =
      "index = 'a'\n[[sources]]\naddress = 'https://a.example'\n[sources.dossiers]\nEcole = 'Écoles'\n"
      "[[sources]]\nname = 'b'\nrequests_per_second = 0\n";
  const auto file = read(content);
  const auto tables = file.each("sources");
  ASSERT_EQ(tables.size(), 2U);
  EXPECT_EQ(tables[0].text("sources.address"), "https://a.example");
  EXPECT_THAT(tables[0].texts_by_name("sources.dossiers"), ElementsAre(Pair("Ecole", "Écoles")));
  EXPECT_EQ(tables[0].text("index"), std::nullopt);
  EXPECT_EQ(tables[1].text("sources.address"), std::nullopt);
  const auto second = [](const auto& ask) {
    return [ask](const ConfigurationFile& whole) {
      const auto each = whole.each("sources");
      ask(each[1]);
    };
  };
  EXPECT_THAT(
      complaint(content, second([](const auto& one) { one.reject("sources.address", "is missing"); })),
      HasSubstr("fonds.toml:6: 'sources.address' is missing"));
  EXPECT_THAT(
      complaint(content, second([](const auto& one) { one.number("sources.requests_per_second", 1, 9); })),
      HasSubstr("fonds.toml:8: 'sources.requests_per_second'"));
}

TEST_F(File, AKeyOfNeitherProgramIsNamedWithItsLine) {
  const struct {
    const char* content;
    const char* message;
  } cases[] = {
      {"index = 'a'\n\nthreats = 3\n", "fonds.toml:3: 'threats'"},
      {"[site]\ntitle = 'x'\ntitel = 'x'\n", "fonds.toml:3: 'site.titel'"},
      {"[sites]\ntitle = 'x'\n", "fonds.toml:1: 'sites'"},
      {"site = 1\n", "fonds.toml:1: 'site' is a table"},
      {"title = 'x'\n", "fonds.toml:1: 'title'"},
      {"\n= 3\n", "fonds.toml:2: "},
  };
  for (const auto& [content, message] : cases) {
    EXPECT_THAT(complaint(content, [](const ConfigurationFile&) {}), HasSubstr(message)) << content;
  }
}

TEST_F(File, AValueOfAnotherKindIsNamedWithItsLine) {
  const auto threads = [](const ConfigurationFile& file) { file.number("threads", 1, 4); };
  const auto index = [](const ConfigurationFile& file) { file.text("index"); };
  const auto quiet = [](const ConfigurationFile& file) { file.flag("quiet"); };
  const auto dossiers = [](const ConfigurationFile& file) { file.texts_by_name("dossiers"); };
  EXPECT_THAT(complaint("\nthreads = 0", threads), HasSubstr("fonds.toml:2: 'threads' is a whole number"));
  EXPECT_THAT(complaint("threads = 5", threads), HasSubstr("from 1 to 4"));
  EXPECT_THAT(complaint("threads = '2'", threads), HasSubstr("fonds.toml:1: 'threads'"));
  EXPECT_THAT(complaint("threads = 2.0", threads), HasSubstr("fonds.toml:1: 'threads'"));
  EXPECT_THAT(complaint("index = 5", index), HasSubstr("fonds.toml:1: 'index' is a text"));
  EXPECT_THAT(complaint("quiet = 1", quiet), HasSubstr("fonds.toml:1: 'quiet' is true or false"));
  EXPECT_THAT(complaint("[dossiers]\na = 1", dossiers), HasSubstr("fonds.toml:2: 'dossiers.a'"));
}

TEST_F(File, OneThatCannotBeReadIsNamed) {
  for (const std::string& path : {folder_.path("none.toml"), folder_.path("")}) {
    try {
      const ConfigurationFile file(path);
      ADD_FAILURE() << path;
    } catch (const ConfigurationFileError& error) {
      EXPECT_TRUE(error.unreadable());
      EXPECT_THAT(error.what(), HasSubstr(path));
    }
  }
}

TEST_F(File, AskingForAKeyThatIsNotListedIsAMistakeOfTheProgram) {
  const auto file = read("");
  EXPECT_THROW(file.text("colour"), std::logic_error);
  EXPECT_THROW(file.texts_by_name("site"), std::logic_error);
}

}  // namespace
}  // namespace fonds::configuration
