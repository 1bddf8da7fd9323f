// No option lacks its line in the manual, the completion of the shell or the sample configuration, and none of these
// names an option that is gone.
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/configuration/configuration_file.h"
#include "indexer/configuration/known_keys.h"
#include "tests/commands/process.h"
#include "tests/temporary_folder.h"

namespace fonds {
namespace {

std::string packaged(const std::string& file) {
  std::ifstream stream(FONDS_PACKAGING "/" + file);
  EXPECT_TRUE(stream.is_open()) << file;
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::set<std::string> options_in(const std::string& text) {
  static const std::regex option("--[a-z][a-z-]*");
  std::set<std::string> found;
  for (std::sregex_iterator i(text.begin(), text.end(), option), end; i != end; ++i) found.insert(i->str());
  return found;
}

// Of the program and of each of its commands.
std::set<std::string> options_of(const std::string& program, const std::vector<std::string>& commands) {
  std::set<std::string> found = options_in(commands::run({program, "--help"}).out);
  for (const std::string& command : commands)
    found.merge(options_in(commands::run({program, command, "--help"}).out));
  return found;
}

std::vector<std::string> commands_of_indexer() {
  const std::string help = commands::run({FONDS_INDEXER, "--help"}).out;
  std::vector<std::string> found;
  static const std::regex command("\n  ([a-z]+) {2,}[A-Z]");
  const std::size_t list = help.find("Subcommands:");
  EXPECT_NE(list, std::string::npos) << help;
  for (std::sregex_iterator i(help.begin() + static_cast<std::ptrdiff_t>(list), help.end(), command), end;
       i != end; ++i)
    found.push_back(i->str(1));
  return found;
}

// Of a manual page: without its changes of font and its escaped hyphens.
std::string plain(std::string text) {
  text = std::regex_replace(text, std::regex(R"(\\f[A-Z])"), "");
  std::erase(text, '\\');
  return text;
}

TEST(ManualPage, HasEveryOptionOfTheIndexer) {
  const auto commands = commands_of_indexer();
  ASSERT_THAT(commands,
              testing::IsSupersetOf({"build", "update", "remove", "check", "stats", "analyze", "persons"}));
  const std::string page = plain(packaged("man/fonds-indexer.1"));
  EXPECT_EQ(options_in(page), options_of(FONDS_INDEXER, commands));
  for (const std::string& command : commands) EXPECT_THAT(page, testing::HasSubstr(command + " "));
}

TEST(ManualPage, HasEveryOptionOfTheServer) {
  EXPECT_EQ(options_in(plain(packaged("man/fonds-server.1"))), options_of(FONDS_SERVER, {"key", "account"}));
}

TEST(Completion, OffersEveryOption) {
  const auto commands = commands_of_indexer();
  const std::string indexer = packaged("completions/fonds-indexer.bash");
  EXPECT_EQ(options_in(indexer), options_of(FONDS_INDEXER, commands));
  for (const std::string& command : commands) EXPECT_THAT(indexer, testing::HasSubstr(command));
  EXPECT_EQ(options_in(packaged("completions/fonds-server.bash")),
            options_of(FONDS_SERVER, {"key", "account"}));
}

// The keys of a sample: as they stand, and behind the '#' of those that are left out.
std::set<std::string> keys_in(const std::string& toml) {
  static const std::regex line("(?:^|\n)(?:# ?)?(?:\\[+([a-z_.]+)\\]+|([a-z_]+) = )");
  std::set<std::string> found;
  std::string table;
  for (std::sregex_iterator i(toml.begin(), toml.end(), line), end; i != end; ++i) {
    if ((*i)[1].matched) {
      table = i->str(1) + ".";
    } else {
      found.insert(table + i->str(2));
    }
  }
  return found;
}

std::set<std::string> known_keys() {
  std::set<std::string> keys;
  for (const std::string_view key : configuration::kKnownKeys)
    if (!key.ends_with(".*")) keys.emplace(key);
  return keys;
}

TEST(SampleConfiguration, HasEveryKeyAndNoOther) {
  EXPECT_EQ(keys_in(packaged("fonds.toml.in")), known_keys());
}

TEST(SampleConfiguration, IsReadAsItStandsAndWithEveryKeySet) {
  const test::TemporaryFolder folder;
  const std::string sample = packaged("fonds.toml.in");
  const std::string all = std::regex_replace(sample, std::regex("\n# ?(\\[|[a-z_]+ = )"), "\n$1");
  for (const std::string& contents : {sample, all}) {
    const std::string file = folder.path() / "fonds.toml";
    std::ofstream(file) << contents;
    EXPECT_NO_THROW(configuration::ConfigurationFile{file}) << contents;
  }
}

TEST(ManualPage, HasEveryKeyOfTheConfiguration) {
  const std::string page = packaged("man/fonds.toml.5");
  for (const std::string_view key : configuration::kKnownKeys) {
    const std::string name(key.ends_with(".*") ? "[" + std::string(key.substr(0, key.size() - 2)) + "]"
                                               : key);
    EXPECT_THAT(page, testing::HasSubstr(name));
  }
}

}  // namespace
}  // namespace fonds
