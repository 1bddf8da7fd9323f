// How fast an archive is indexed, and how large the index gets, beside Xapian's own TermGenerator in the same
// run.
//
//   indexing_bench [--json FILE] SOURCE...
//
// Measures, each over the same articles, which are read into memory before:
//   termgenerator  one thread, one database, TermGenerator with the French stemmer and positions, data = the
//   text fonds -t1      Builder on one thread, without recognising persons: the same job fonds Builder on all
//   cores, the same job fonds persons  Builder on all cores with the recogniser: what `fonds-indexer build`
//   does
// Wall time, processor time of the whole process, and megabytes before and after compaction.
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <stdexcept>

#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <xapian.h>

#include "indexer/archive/reader.h"
#include "indexer/index/generation.h"
#include "indexer/index/writer.h"
#include "indexer/persons/recogniser.h"
#include "tests/temporary_folder.h"

namespace {

using namespace fonds;
namespace fs = std::filesystem;

using Articles = std::vector<archive::Article>;

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

double processor_seconds() {
  rusage usage = {};
  ::getrusage(RUSAGE_SELF, &usage);
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double megabytes(const fs::path& folder) {
  std::uintmax_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return static_cast<double>(bytes) / 1e6;
}

struct Measured {
  std::string name;
  double wall = 0, processor = 0, megabytes = 0, compacted = 0;
};

Measured measure(const std::string& name, const std::function<void()>& job) {
  Measured result;
  result.name = name;
  const double processor = processor_seconds();
  const auto started = std::chrono::steady_clock::now();
  job();
  result.wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  result.processor = processor_seconds() - processor;
  return result;
}

Measured term_generator(const Articles& articles) {
  const test::TemporaryFolder folder;
  const std::string path = (folder.path() / "plain").string(),
                    compacted = (folder.path() / "compacted").string();
  Measured result = measure("termgenerator", [&] {
    Xapian::WritableDatabase database(path, Xapian::DB_CREATE);
    Xapian::TermGenerator generator;
    generator.set_stemmer(Xapian::Stem("french"));
    for (const archive::Article& article : articles) {
      Xapian::Document document;
      generator.set_document(document);
      generator.set_termpos(0);
      generator.index_text(article.title);
      generator.increase_termpos();
      generator.index_text(article.lead);
      generator.increase_termpos();
      generator.index_text(article.body);
      document.add_boolean_term("Q" + article.id);
      document.set_data(article.title + "\n" + article.lead + "\n" + article.body);
      database.add_document(document);
    }
    database.commit();
  });
  result.megabytes = megabytes(path);
  Xapian::Database(path).compact(compacted);
  result.compacted = megabytes(compacted);
  return result;
}

Measured fonds_builder(const std::string& name, const Articles& articles, unsigned threads,
                       const persons::Recogniser* recogniser) {
  const test::TemporaryFolder folder;
  Measured result = measure(name, [&] {
    index::Builder builder(folder.path(), {threads, recogniser, nullptr});
    for (const archive::Article& article : articles) builder.add(archive::Article(article));
    builder.publish();
  });
  result.compacted = megabytes(index::open_current(folder.path()).database.parent_path());
  return result;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> sources(argv + 1, argv + argc);
  std::string json_file;
  if (sources.size() >= 2 && sources[0] == "--json") {
    json_file = sources[1];
    sources.erase(sources.begin(), sources.begin() + 2);
  }
  if (sources.empty()) {
    std::cerr << "usage: indexing_bench [--json FILE] SOURCE...\n";
    return 64;
  }
  Articles articles;
  archive::Reader({}).read(
      sources, {.article = [&](archive::Article&& article) { articles.push_back(std::move(article)); }});

  const persons::Recogniser recogniser;
  const Measured rows[] = {term_generator(articles), fonds_builder("fonds -t1", articles, 1, nullptr),
                           fonds_builder("fonds", articles, 0, nullptr),
                           fonds_builder("fonds persons", articles, 0, &recogniser)};
  std::printf("%zu articles\n%-16s %8s %8s %12s %8s %10s %10s\n", articles.size(), "", "wall s", "cpu s",
              "articles/s", "times", "MB written", "MB compact");
  nlohmann::ordered_json report = {{"articles", articles.size()}, {"rows", nlohmann::ordered_json::array()}};
  for (const Measured& row : rows) {
    const double rate = static_cast<double>(articles.size()) / row.wall, times = rows[0].wall / row.wall;
    std::printf("%-16s %8.2f %8.2f %12.0f %8.2f %10.1f %10.1f\n", row.name.c_str(), row.wall, row.processor,
                rate, times, row.megabytes, row.compacted);
    report["rows"].push_back({{"name", row.name},
                              {"wall_s", row.wall},
                              {"cpu_s", row.processor},
                              {"articles_per_s", rate},
                              {"times_termgenerator", times},
                              {"mb_written", row.megabytes},
                              {"mb_compacted", row.compacted}});
  }
  const double wall = rows[3].wall / rows[2].wall, processor = rows[3].processor / rows[2].processor;
  std::printf("persons recognised: %.2f times the wall time without, %.2f times the processor time\n", wall,
              processor);
  report["persons_times_wall"] = wall;
  report["persons_times_cpu"] = processor;
  if (!json_file.empty()) std::ofstream(json_file) << report.dump(2) << "\n";
  return 0;
}
