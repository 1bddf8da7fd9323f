// A real archive through the real program: every article is found again, in bounded memory.
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <xapian.h>

#include "indexer/archive/clean_text.h"
#include "indexer/archive/control_characters.h"
#include "indexer/index/document_builder.h"
#include "indexer/index/generation.h"
#include "indexer/index/stored_article.h"
#include "indexer/text/analyzer.h"
#include "tests/commands/process.h"
#include "tests/temporary_folder.h"

namespace fonds::commands {
namespace {

// Of the whole process, in kilobytes as rusage counts. A sanitizer's shadow memory comes on top.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr long kMaxMemory = 2400L << 10;
#else
constexpr long kMaxMemory = 600L << 10;
#endif

// The words of a title, as an index has them at the front of an article.
bool begins_with_title(const index::ArticleStore& store, const index::WordStream& stream,
                       text::Analyzer& analyzer, const std::string& title) {
  text::Analysis analysis;
  analyzer.analyze(title, analysis);
  if (stream.title != analysis.positions()) return false;
  for (const text::Token& token : analysis.tokens()) {
    if (token.kind != text::TokenKind::word) continue;
    const std::uint16_t word = stream.words[token.position];
    if (word <= index::WordStream::kLargest ? store.word(word) != token.folded
                                            : word == index::WordStream::kNoWord) {
      return false;
    }
  }
  return true;
}

TEST(Orange, EveryArticleIsFoundAgainInBoundedMemory) {
  const std::string source = std::string(FONDS_SHARED) + "/articles/orange.jsonl";
  const test::TemporaryFolder folder;
  const std::string index = (folder.path() / "index").string();
  const Outcome build = run({FONDS_INDEXER, "build", "--index", index, source});
  ASSERT_EQ(build.status, 0) << build.err;
  EXPECT_LT(build.usage.ru_maxrss, kMaxMemory);
  ASSERT_EQ(run({FONDS_INDEXER, "check", "--index", index}).status, 0);

  const index::Generation generation = index::open_current(index);
  const Xapian::Database database(generation.database.string());
  const index::ArticleStore store(generation.articles);
  text::Analyzer analyzer;
  std::ifstream lines(source);
  std::string line;
  std::size_t articles = 0, lost = 0;
  while (std::getline(lines, line)) {
    ++articles;
    const auto record = nlohmann::json::parse(line);
    const std::string id = record["id"], title = archive::without_control_characters(
                                             archive::resolve_entities(record["title"].get<std::string>()));
    const auto found = database.postlist_begin(index::id_term(id));
    ASSERT_NE(found, database.postlist_end(index::id_term(id))) << id;
    const auto number =
        index::parse_record_value(database.get_document(*found).get_value(index::kRecord)).value();
    const auto stored = store.article(number);
    if (!stored || stored->id != id || stored->title != title ||
        stored->body != archive::without_control_characters(record["body"].get<std::string>()) ||
        !begins_with_title(store, store.stream(number), analyzer, title)) {
      ++lost;
      ADD_FAILURE() << id << ": " << title;
    }
    ASSERT_LT(lost, 10U);
  }
  EXPECT_EQ(database.get_doccount(), articles);
  EXPECT_GT(articles, 20000U);

  const Outcome again = run({FONDS_INDEXER, "update", "--prune", "--index", index, source});
  EXPECT_EQ(again.out, "nothing to do: " + std::to_string(articles) + " articles unchanged\n") << again.err;
  EXPECT_LT(again.usage.ru_maxrss, kMaxMemory);
}

}  // namespace
}  // namespace fonds::commands
