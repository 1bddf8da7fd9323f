// A test collection for retrieval: articles, queries, and which article answers which query.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "indexer/archive/article.h"
#include "tests/bench/retrieval_measures.h"

namespace fonds::bench {

struct RetrievalQuery {
  std::string id, text;
  Judgements judgements;
};

struct Collection {
  std::string name;
  // JSON Lines
  std::filesystem::path corpus;
  std::vector<RetrievalQuery> queries;
};

// `folder` holds queries.tsv (id, text) and qrels.tsv (query, 0, article, grade). Queries without a relevant
// article are left out; of the others every `step`-th is kept. Throws std::runtime_error where a file is
// missing.
Collection read_collection(const std::filesystem::path& folder, std::filesystem::path corpus,
                           std::size_t step);

// Writes the articles of a JSON Lines file with nothing but id, body and language: titles and leads are then
// unseen and can be the queries that must find them again.
void write_bodies_only(const std::filesystem::path& articles, const std::filesystem::path& out);

void read_articles(const std::filesystem::path& corpus,
                   const std::function<void(archive::Article&&)>& on_article);

}  // namespace fonds::bench
