#include "tests/search/test_archive.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "indexer/archive/reader.h"
#include "indexer/index/writer.h"

namespace fonds::test {

void build_index(const std::filesystem::path& index, const std::vector<archive::Article>& articles) {
  index::WriterOptions options;
  options.threads = 2;
  index::Builder builder(index, options);
  for (archive::Article copy : articles) builder.add(std::move(copy));
  builder.publish();
}

archive::Article article(std::string id, std::string title, std::string body, std::string date,
                         std::vector<std::string> dossiers, std::vector<std::string> persons) {
  archive::Article article;
  article.id = std::move(id);
  article.title = std::move(title);
  article.body = std::move(body);
  if (!article.body.empty()) {
    article.blocks.push_back(
        {0, static_cast<std::uint32_t>(article.body.size()), archive::BlockKind::paragraph});
  }
  if (!date.empty()) article.day = text::parse_iso(date).value();
  article.dossiers = std::move(dossiers);
  article.persons = std::move(persons);
  return article;
}

std::vector<archive::Article> read_articles(const std::string& source) {
  std::vector<archive::Article> articles;
  archive::Reader reader({});
  reader.read({source},
              {.article = [&](archive::Article&& a) { articles.push_back(std::move(a)); },
               .rejection =
                   [](const archive::Rejection& r) {
                     throw std::runtime_error(r.file + ":" + std::to_string(r.line) + ": " + r.reason);
                   }});
  return articles;
}

std::string read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace fonds::test
