// A real archive through the real program: every article is found again, in bounded memory.
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <xapian.h>

#include "indexer/index/document_builder.h"
#include "indexer/index/generation.h"
#include "indexer/index/stored_article.h"
#include "indexer/text/analyzer.h"
#include "tests/commands/process.h"
#include "tests/index/sample_index.h"

namespace fonds::commands {
namespace {

constexpr long kMaxMemory = 600L << 10;  // kilobytes, as rusage counts

// The words of a title side by side, in one given article.
Xapian::Query title_phrase(text::Analyzer& analyzer, const std::string& title) {
  text::Analysis analysis;
  analyzer.analyze(title, analysis);
  std::vector<Xapian::Query> words;
  std::uint32_t next = 0;
  for (const text::Token& token : analysis.tokens()) {
    if (token.kind != text::TokenKind::word || token.position != next) continue;
    words.emplace_back(std::string(index::kTitlePrefix).append(token.folded));
    ++next;
  }
  return {Xapian::Query::OP_PHRASE, words.begin(), words.end(), static_cast<Xapian::termcount>(words.size())};
}

TEST(Orange, EveryArticleIsFoundAgainInBoundedMemory) {
  const std::string source = std::string(FONDS_SHARED) + "/articles/orange.jsonl";
  const index::TemporaryFolder folder;
  const std::string index = (folder.path() / "index").string();
  const Outcome build = run({FONDS_INDEXER, "build", "--index", index, source});
  ASSERT_EQ(build.status, 0) << build.err;
  EXPECT_LT(build.usage.ru_maxrss, kMaxMemory);
  ASSERT_EQ(run({FONDS_INDEXER, "check", "--index", index}).status, 0);

  const Xapian::Database database(index::open_current(index).database.string());
  Xapian::Enquire enquire(database);
  text::Analyzer analyzer;
  std::ifstream lines(source);
  std::string line;
  std::size_t articles = 0, lost = 0;
  while (std::getline(lines, line)) {
    ++articles;
    const auto record = nlohmann::json::parse(line);
    const std::string id = record["id"], title = record["title"];
    const Xapian::Query by_id(index::id_term(id));
    enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, by_id, title_phrase(analyzer, title)));
    const Xapian::MSet found = enquire.get_mset(0, 2);
    const auto stored =
        found.size() == 1 ? index::decode(found.begin().get_document().get_data()) : std::nullopt;
    if (!stored || stored->id != id || stored->title != title || stored->body != record["body"]) {
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
