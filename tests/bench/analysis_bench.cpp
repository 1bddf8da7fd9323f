// How fast French text becomes tokens with offsets, on one core, beside Xapian's TermGenerator with its
// French stemmer on the same text in the same run.
//
//   scan      UTF-8 to folded atoms (scanner.h)
//   analyse   the whole of Analyzer::analyze: scan, then the rules
//   xapian    TermGenerator::index_text with positions, a document for each text
//   stem      stem() of every distinct word, as a server does when it opens an index
//
// Each is run several times and the fastest counts: the machine may have other work.
// Usage: analysis_bench [FILE or FOLDER …]   .jsonl: title, lead and body of each article; else the file is
// one text
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <string>
#include <unordered_set>
#include <vector>

#include <nlohmann/json.hpp>
#include <xapian.h>

#include "indexer/text/analyzer.h"
#include "indexer/text/scanner.h"
#include "indexer/text/stemmer.h"

namespace {

constexpr std::size_t kMaxBytes = 24U << 20;  // of text; enough to leave every cache
constexpr int kRuns = 5;

void read(const std::filesystem::path& path, std::vector<std::string>& texts, std::size_t& bytes) {
  std::ifstream file(path);
  const auto add = [&](std::string text) {
    bytes += text.size();
    if (!text.empty()) texts.push_back(std::move(text));
  };
  if (path.extension() != ".jsonl") {
    add({std::istreambuf_iterator<char>(file), {}});
    return;
  }
  for (std::string line; bytes < kMaxBytes && std::getline(file, line);) {
    const auto article = nlohmann::json::parse(line, nullptr, false);
    if (!article.is_object()) continue;
    std::string text;
    for (const char* field : {"title", "lead", "body"}) {
      const auto found = article.find(field);
      if (found != article.end() && found->is_string()) text += found->get<std::string>() + "\n";
    }
    add(std::move(text));
  }
}

// Seconds of processor time of the fastest of several runs.
double fastest(const std::function<void()>& run) {
  double best = 1e9;
  for (int k = 0; k < kRuns; ++k) {
    const std::clock_t begin = std::clock();
    run();
    best = std::min(best, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  return best;
}

}  // namespace

int main(int argc, char** argv) try {
  std::vector<std::string> texts;
  std::size_t bytes = 0;
  std::vector<std::filesystem::path> sources(argv + 1, argv + argc);
  if (sources.empty()) sources.emplace_back("corpus");
  for (const auto& source : sources) {
    if (!std::filesystem::is_directory(source)) {
      read(source, texts, bytes);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source))
      if (entry.is_regular_file() && bytes < kMaxBytes) read(entry.path(), texts, bytes);
  }
  if (bytes == 0) {
    std::cerr << "analysis_bench: no text\n";
    return 66;
  }
  const double megabytes = static_cast<double>(bytes) / 1e6;

  std::size_t tokens = 0;
  fonds::text::Scanner scanner;
  fonds::text::TextArena arena;
  std::vector<fonds::text::Atom> atoms;
  const double scan = fastest([&] {
    for (const std::string& text : texts) {
      arena.clear();
      scanner.scan(text, arena, atoms);
    }
  });
  fonds::text::Analyzer analyzer;
  fonds::text::Analysis analysis;
  const double analyse = fastest([&] {
    tokens = 0;
    for (const std::string& text : texts) {
      analyzer.analyze(text, analysis);
      tokens += analysis.tokens().size();
    }
  });
  std::unordered_set<std::string> words;
  for (const std::string& text : texts) {
    analyzer.analyze(text, analysis);
    for (const auto& token : analysis.tokens()) words.emplace(token.folded);
  }
  const std::vector<std::string> lexicon(words.begin(), words.end());
  std::size_t letters = 0;
  const double stemming = fastest([&] {
    for (const std::string& word : lexicon) letters += fonds::text::stem(word).size();
  });
  const double xapian = fastest([&] {
    Xapian::TermGenerator generator;
    generator.set_stemmer(Xapian::Stem("french"));
    for (const std::string& text : texts) {
      Xapian::Document document;
      generator.set_document(document);
      generator.set_termpos(0);
      generator.index_text(text);
    }
  });

  std::printf("%.1f MB in %zu texts, %zu tokens, %zu distinct words\n", megabytes, texts.size(), tokens,
              words.size());
  std::printf("scan      %7.1f MB/s   %3.0f %% of analysis\n", megabytes / scan, 100 * scan / analyse);
  std::printf("rules                    %3.0f %% of analysis\n", 100 * (analyse - scan) / analyse);
  std::printf("analyse   %7.1f MB/s   %.0f ns a token\n", megabytes / analyse,
              1e9 * analyse / static_cast<double>(tokens));
  std::printf("xapian    %7.1f MB/s   Fonds is %.1f times as fast\n", megabytes / xapian, xapian / analyse);
  std::printf("stem      %7.0f ns a distinct word (%zu)\n",
              1e9 * stemming / static_cast<double>(lexicon.size()), letters % 10);
  return 0;
} catch (const std::exception& error) {
  std::cerr << "analysis_bench: " << error.what() << '\n';
  return 1;
}
