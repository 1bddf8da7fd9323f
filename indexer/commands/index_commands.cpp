// remove, check and stats: what is done with an index that is there.
#include <iostream>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "indexer/commands/commands.h"
#include "indexer/commands/exit_codes.h"
#include "indexer/commands/interruption.h"
#include "indexer/commands/site_memories.h"
#include "indexer/commands/witness_searches.h"
#include "indexer/index/generation.h"
#include "indexer/index/rollback.h"
#include "indexer/index/writer.h"

namespace fonds::commands {

int remove(const Settings& settings, const std::vector<std::string>& ids) {
  // Before the lock, which would make a folder.
  if (!index::holds_index(settings.index)) index::open_current(settings.index);
  const InterruptionGuard interruption;
  index::WriterOptions options{settings.threads, nullptr, throw_if_interrupted};
  options.forget_removed = true;
  options.publishing = begin_publishing;
  index::Updater updater(settings.index, std::move(options));
  bool all_there = true;
  for (const std::string& id : std::set<std::string>(ids.begin(), ids.end())) {
    if (updater.remove(id)) continue;
    std::cerr << "no article has the id " << id << std::endl;
    all_there = false;
  }
  const std::string before = index::current_generation_name(settings.index).value_or("");
  const index::Changes changes = updater.publish();
  SiteMemories(settings.index).carry_over(before, {}, {});
  if (!settings.quiet) std::cout << changes.removed << " removed" << std::endl;
  return all_there ? kOk : kData;
}

int check(const Settings& settings, const std::string& searches) {
  // A file that is not there is told before the index is read for a minute.
  const std::optional<std::string> text = witness_file(searches);
  const std::vector<std::string> faults = index::check(settings.index);
  for (const std::string& fault : faults) std::cerr << fault << "\n";
  if (!faults.empty()) return kData;
  if (!settings.quiet) {
    std::cout << "sound: " << index::open_current(settings.index).manifest.articles << " articles"
              << std::endl;
  }
  return text ? check_searches(settings, searches, *text) : kOk;
}

int rollback(const Settings& settings) {
  const index::Generation generation = index::roll_back(settings.index);
  if (!settings.quiet) {
    std::cout << "back to the state of " << generation.manifest.updated << ": "
              << generation.manifest.articles << " articles (generation " << generation.name << ")"
              << std::endl;
  }
  return kOk;
}

int stats(const Settings& settings, bool as_json) {
  const index::IndexStats stats = index::stats(settings.index);
  const nlohmann::ordered_json values = {
      {"generation", stats.generation},
      {"updated", stats.updated},
      {"schema", stats.schema},
      {"fingerprint", stats.fingerprint},
      {"articles", stats.articles},
      {"undated", stats.undated},
      {"delisted", stats.delisted},
      {"delisted_effective", stats.delisted - stats.without_article.size()},
      {"delisted_without_article", stats.without_article},
      {"first_day", stats.first_day},
      {"last_day", stats.last_day},
      {"distinct_words", stats.distinct_words},
      {"dossiers", stats.dossiers},
      {"persons", stats.persons},
      {"bytes_on_disk", stats.bytes_on_disk}};
  if (as_json) {
    std::cout << values.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
    return kOk;
  }
  for (const auto& [name, value] : values.items()) {
    constexpr std::size_t kColumn = 25;  // one more than the longest name
    std::cout << name << std::string(kColumn - std::min(kColumn, name.size()), ' ')
              << (value.is_string() ? value.get<std::string>() : value.dump()) << "\n";
  }
  return kOk;
}

}  // namespace fonds::commands
