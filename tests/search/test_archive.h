// An index of given articles in a temporary folder, for tests of the engine.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/archive/article.h"
#include "tests/temporary_folder.h"

namespace fonds::test {

// Builds an index of the articles; persons are only those that the articles name.
void build_index(const std::filesystem::path& index, const std::vector<archive::Article>& articles);

// An article with one paragraph; `date` ISO or empty.
archive::Article article(std::string id, std::string title, std::string body, std::string date = {},
                         std::vector<std::string> dossiers = {}, std::vector<std::string> persons = {});

// All articles of a source, as the readers give them.
std::vector<archive::Article> read_articles(const std::string& source);

// A whole file. Throws where it cannot be read.
std::string read_text(const std::filesystem::path& file);

}  // namespace fonds::test
