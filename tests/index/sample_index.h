// What the tests of this layer share: small articles, and an index in plain words.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "indexer/archive/article.h"
#include "indexer/index/article_store.h"
#include "indexer/index/writer.h"
#include "tests/temporary_folder.h"

namespace fonds::index {

using test::TemporaryFolder;

// An article of one paragraph.
archive::Article article(const std::string& id, const std::string& title, const std::string& body);

// `count` articles with dates, dossiers, persons and texts that differ; the same ones each time.
std::vector<archive::Article> sample_articles(std::size_t count);

Changes build(const std::filesystem::path& index, std::vector<archive::Article> articles,
              unsigned threads = 2);

// All that a reader can see of an article, without the numbers that say nothing: document numbers and
// ordinals.
using Observed = std::map<std::string, std::string>;
// By id. Damaged data fails the test.
Observed observe(const std::filesystem::path& index);

// What the index keeps of the article that has this document. Damaged data throws std::bad_optional_access.
StoredArticle stored_article(const std::filesystem::path& index, std::uint32_t docid);

// The words of that article in order, what stands beside a word behind it: "la start|startup up|startup".
std::string words_in_order(const ArticleStore& store, RecordNumber record);
std::string words_in_order(const std::filesystem::path& index, std::uint32_t docid);

}  // namespace fonds::index
