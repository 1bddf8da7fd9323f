#include "indexer/archive/markdown_bounds.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "indexer/archive/markdown.h"

namespace fonds::archive {
namespace {

// What the parser's time depends on: the brackets between two blank lines, at most.
std::size_t most_brackets(std::string_view markdown) {
  std::size_t most = 0, brackets = 0;
  for (std::size_t begin = 0; begin < markdown.size();) {
    const std::size_t end = std::min(markdown.find('\n', begin), markdown.size() - 1) + 1;
    const std::string_view line = markdown.substr(begin, end - begin);
    if (line.find_first_not_of(" \t\r\n") == std::string_view::npos) brackets = 0;
    brackets += static_cast<std::size_t>(
        std::count_if(line.begin(), line.end(), [](char c) { return c == '[' || c == ']'; }));
    most = std::max(most, brackets);
    begin = end;
  }
  return most;
}

std::string repeated(const std::string& piece, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += piece;
  return all;
}

TEST(MarkdownBounds, BracketsOfAParagraphAreBounded) {
  for (const std::string piece :
       {"![[]()", "![[a]()", "[", "![", "[a](b) ", "> [x]\n", "* [ ] tâche\n", "[![a](b)](c)\n"}) {
    const std::string hostile = repeated(piece, 100'000);
    const std::string bounded = bounded_markdown(hostile);
    EXPECT_LE(most_brackets(bounded), kMaxBracketsInParagraph) << piece;
    EXPECT_LE(bounded.size(), hostile.size() + hostile.size() / 100) << piece;
    EXPECT_EQ(std::count(bounded.begin(), bounded.end(), '['),
              std::count(hostile.begin(), hostile.end(), '['))
        << piece;
  }
}

TEST(MarkdownBounds, WhatIsUsualStaysAsItIs) {
  for (const std::string text :
       {"", "Un texte.\n", "[a](b) ![c](d)\n\n* [x] fait\n",
        "[a]: https://example.org \"Titre\"\n\nVoir [a].", "sans fin de ligne", "\n\n\n"}) {
    EXPECT_EQ(bounded_markdown(text), text);
  }
}

TEST(MarkdownBounds, ReferencesDoNotMultiply) {
  const std::string address(100'000, 'u');
  const std::string hostile = "[a]: /" + address + "\n\n" + repeated("[a] ", 10'000);
  EXPECT_TRUE(bounded_markdown(hostile).starts_with("\\[a]: /"));
  const std::string below = "[a]:\n/" + address + "\n\n" + repeated("[a] ", 10'000);
  EXPECT_TRUE(bounded_markdown(below).starts_with("\\[a]:"));
  const std::string words = clean_markdown(hostile).value().text;
  EXPECT_LT(words.size(), 2 * hostile.size());
}

TEST(MarkdownBounds, HostileTextKeepsItsWords) {
  const std::string text = clean_markdown(repeated("![[]()", 20'000) + " le mot").value().text;
  EXPECT_TRUE(text.ends_with("le mot"));
}

}  // namespace
}  // namespace fonds::archive
