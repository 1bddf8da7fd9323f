// A larger archive in the image of a given one, to measure how cost grows: as JSON lines on standard output.
//
//   make_archive ARTICLES SOURCE...
//
// Every article has the length, the dossiers and the author of one article of the sources, the date of
// another one but for some days, and sentences drawn from all of them. So words have the frequencies and the
// neighbours that they have in the sources, and facets their distributions; the vocabulary stays the same,
// where that of a real archive of this size would go on growing with names. The same arguments give the same
// archive.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "indexer/archive/reader.h"
#include "indexer/text/calendar.h"
#include "indexer/text/folding.h"

namespace {

using namespace fonds;

constexpr int kDaysMoved = 15;  // from the date of the article that it is taken from, either way
constexpr unsigned kSeed = 20'261'123;

void make_archive(std::size_t wanted, const std::vector<std::string>& sources) {
  std::vector<archive::Article> articles;
  archive::Reader reader({});
  reader.read(sources,
              {.article = [&](archive::Article&& article) { articles.push_back(std::move(article)); }});
  std::vector<std::string_view> sentences;
  for (const archive::Article& article : articles) {
    for (const text::Span& span : text::sentences(article.body)) {
      sentences.push_back(std::string_view(article.body).substr(span.begin, span.end - span.begin));
    }
  }
  if (sentences.empty()) throw std::runtime_error("no text to draw from");

  std::mt19937 random(kSeed);
  const auto any = [&](const auto& all) -> const auto& {
    return all[std::uniform_int_distribution<std::size_t>(0, all.size() - 1)(random)];
  };
  for (std::size_t number = 0; number < wanted; ++number) {
    const archive::Article& model = any(articles);
    const archive::Article& dated = any(articles);
    nlohmann::json line = {{"id", "article-" + std::to_string(number)}, {"title", any(articles).title}};
    if (dated.day) {
      const auto moved = std::uniform_int_distribution<int>(-kDaysMoved, kDaysMoved)(random);
      line["date"] = text::iso(*dated.day + moved);
    }
    if (!model.dossiers.empty()) line["dossiers"] = model.dossiers;
    if (!model.author.empty()) line["author"] = model.author;
    if (!model.lead.empty()) line["lead"] = any(sentences);
    std::string body;
    while (body.size() < model.body.size()) {
      body += any(sentences);
      body += number % 4 == 0 ? '\n' : ' ';
    }
    line["body"] = std::move(body);
    const std::string text = line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size())
      throw std::runtime_error("cannot write");
  }
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 3) {
    std::fprintf(stderr, "usage: make_archive ARTICLES SOURCE...\n");
    return 64;
  }
  make_archive(std::strtoull(argv[1], nullptr, 10), {argv + 2, argv + argc});
  return std::fflush(stdout) == 0 ? 0 : 74;
} catch (const std::exception& e) {
  std::fprintf(stderr, "make_archive: %s\n", e.what());
  return 1;
}
