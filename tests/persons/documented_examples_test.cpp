// What the documentation shows of the editor's persons file is read as it stands there.
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/persons/editor_file.h"

namespace fonds::persons {
namespace {

std::string contents(const std::string& file) {
  std::ifstream stream(std::string(FONDS_PROJECT "/") + file);
  EXPECT_TRUE(stream.is_open()) << file;
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string between(const std::string& text, std::string_view begin, std::string_view end) {
  const std::size_t from = text.find(begin);
  const std::size_t to = from == std::string::npos ? from : text.find(end, from + begin.size());
  EXPECT_NE(to, std::string::npos) << begin;
  return to == std::string::npos ? std::string() : text.substr(from + begin.size(), to - from - begin.size());
}

void expect_every_verb(const std::string& example) {
  const EditorFile file = parse_editor_file(example);
  for (const auto& error : file.errors) ADD_FAILURE() << "line " << error.line << ": " << error.reason;
  EXPECT_THAT(file.merges, testing::SizeIs(1));
  EXPECT_THAT(file.renames, testing::SizeIs(1));
  EXPECT_THAT(file.splits, testing::SizeIs(1));
  EXPECT_THAT(file.rejects, testing::Not(testing::IsEmpty()));
  EXPECT_THAT(file.protected_names, testing::ElementsAre("Pierre Martin", "Pierre Martins"));
  ASSERT_THAT(file.functions, testing::SizeIs(1));
  EXPECT_EQ(file.functions[0].title, "maire de Charvoisy");
}

TEST(PersonsFileDocumented, InItsHeader) {
  const std::string comment =
      between(contents("indexer/persons/editor_file.h"), "line each.\n//\n", "//\n// fusionner:");
  std::string example;
  for (std::size_t at = 0; at < comment.size();) {
    const std::size_t end = comment.find('\n', at);
    const std::string line = comment.substr(at, end - at);
    ASSERT_EQ(line.substr(0, 5), "//   ");
    example += line.substr(5) + "\n";
    at = end + 1;
  }
  expect_every_verb(example);
}

TEST(PersonsFileDocumented, InTheReadme) {
  expect_every_verb(between(contents("README.md"), "```\n# persons\n", "```"));
}

}  // namespace
}  // namespace fonds::persons
