#include "indexer/commands/witness_searches.h"

#include <chrono>
#include <filesystem>
#include <iostream>
#include <utility>
#include <vector>

#include "indexer/commands/diagnostics.h"
#include "indexer/commands/exit_codes.h"
#include "indexer/index/durable_file.h"
#include "indexer/text/analyzer.h"
#include "indexer/text/calendar.h"
#include "indexer/text/folding.h"
#include "server/search/engine.h"
#include "server/search/synonyms.h"
#include "server/search/witnesses.h"

namespace fonds::commands {

namespace {

// For one search: nobody waits for it, and the machine may be busy.
constexpr std::chrono::seconds kPatience{60};

text::Day today() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return text::day_in_paris(std::chrono::duration_cast<std::chrono::seconds>(now).count());
}

// As the server has them: the installation's, which must be there, and the desk's, which may.
search::Synonyms synonyms_of(const Settings& settings) {
  std::vector<search::SynonymText> texts;
  if (!settings.synonyms.empty()) {
    std::optional<std::string> text = index::read_whole_file(settings.synonyms);
    if (!text) throw MissingInput("the synonyms cannot be read: " + settings.synonyms + " is not there");
    texts.push_back({*std::move(text), settings.synonyms});
  }
  if (!settings.desk.empty()) {
    const std::filesystem::path file = std::filesystem::path(settings.desk) / "synonymes";
    if (std::optional<std::string> text = index::read_whole_file(file))
      texts.push_back({*std::move(text), file.string()});
  }
  text::Analyzer analyzer;
  search::ParsedSynonyms parsed = search::parse_synonyms(texts, analyzer);
  // No fault of a witness: the server says the same, and goes on without the line.
  for (const std::string& error : parsed.errors) std::cerr << error << '\n';
  return std::move(parsed.synonyms);
}

}  // namespace

std::optional<std::string> witness_file(const std::string& file) {
  if (file.empty()) return std::nullopt;
  std::optional<std::string> contents;
  try {
    contents = index::read_whole_file(file);
  } catch (const index::IndexError& error) {
    throw MissingInput(std::string("the witness searches cannot be read: ") + error.what());
  }
  if (!contents) throw MissingInput("the witness searches cannot be read: " + file + " is not there");
  if (!text::is_valid_utf8(*contents))
    throw MissingInput("the witness searches in " + file + " are no UTF-8 text");
  return contents;
}

int check_searches(const Settings& settings, const std::string& file, const std::string& text) {
  const search::Witnesses witnesses = search::parse_witnesses(text);
  for (const auto& error : witnesses.errors) tell(file, error.line, error.reason);
  search::EngineOptions options;
  options.workers = 1;
  search::Engine engine(settings.index, options);
  engine.set_synonyms(synonyms_of(settings));
  const search::State state = engine.state();
  std::size_t failed = 0;
  for (const search::Witness& witness : witnesses.list) {
    const auto outcome =
        search::run(witness, state, 0, today(), std::chrono::steady_clock::now() + kPatience);
    if (outcome.holds) continue;
    ++failed;
    tell(file, witness.line, witness.text() + ": " + search::fault_of(witness, outcome));
  }
  if (!settings.quiet) {
    std::cout << "searches: " << witnesses.list.size() - failed << " of " << witnesses.list.size() << " hold"
              << std::endl;
  }
  return failed > 0 || !witnesses.errors.empty() ? kData : kOk;
}

}  // namespace fonds::commands
