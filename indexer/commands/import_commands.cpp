// build and update: from sources to an index, and what an index may lose by it.
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <unistd.h>

#include "indexer/archive/dossier_decisions.h"
#include "indexer/archive/publication.h"
#include "indexer/commands/commands.h"
#include "indexer/commands/diagnostics.h"
#include "indexer/commands/editors_decisions.h"
#include "indexer/commands/exit_codes.h"
#include "indexer/commands/importer.h"
#include "indexer/commands/interruption.h"
#include "indexer/commands/live_sites.h"
#include "indexer/index/generation.h"
#include "indexer/index/kept_rules.h"
#include "indexer/index/reading_request.h"
#include "indexer/index/writer.h"
#include "indexer/persons/recogniser.h"
#include "indexer/sync/address.h"
#include "indexer/text/printable.h"

namespace fonds::commands {
namespace {

// An archive loses more than this only where its user says that this is what he means: both the number of
// articles and their share, one in so many, must be exceeded for a loss to be doubted.
constexpr std::uint64_t kFewArticles = 20;
constexpr std::uint64_t kDoubtfulShare = 5;

bool is_doubtful_loss(std::uint64_t lost, std::uint64_t of) {
  return lost > kFewArticles && lost * kDoubtfulShare > of;
}

// Found before anything is written, or a lock taken.
void require_sources(const std::vector<std::string>& sources) {
  for (const std::string& source : sources) {
    if (source == "-" || sync::is_web_address(source)) continue;
    if (::access(source.c_str(), R_OK) != 0)
      throw MissingInput(text::printable(source) + ": no such file or folder, or not readable");
  }
}

// The articles that an index has; absent where there is none. One that cannot be opened has some.
std::optional<std::uint64_t> articles_in(const std::string& index) {
  try {
    return index::open_current(index).manifest.articles;
  } catch (const index::IndexError& error) {
    if (error.kind() == index::IndexError::Kind::missing) return std::nullopt;
    return 1;
  }
}

// Says what became of the editor's decisions, and of what the index knew before; returns the exit code.
int report_decisions(const EditorsDecisions& decisions, const index::Changes& changes) {
  const int status = decisions.report(changes.unmet, changes.delisting_notes);
  if (changes.lost_values.empty()) return status;
  std::cerr << changes.lost_values << std::endl;
  return std::max<int>(status, kData);
}

std::string summary(const index::Changes& changes) {
  const std::string unchanged = count(changes.unchanged, "article", "articles") + " unchanged";
  if (!changes.any()) return "nothing to do: " + unchanged;
  std::string done = std::to_string(changes.added) + " added, " + std::to_string(changes.changed) +
                     " changed, " + std::to_string(changes.removed) + " removed, " +
                     std::to_string(changes.unchanged) + " unchanged";
  if (changes.persons) done += ", persons decided anew";
  return done;
}

// Why the index must stay as it is rather than be replaced by what the sources gave; empty where it need not.
std::string build_obstacle(const Importer& importer, std::optional<std::uint64_t> before) {
  const std::uint64_t had = before.value_or(0), has = importer.articles();
  if (has == 0 && had > 0) return "the sources hold no article";
  if (importer.broken() && has < had && is_doubtful_loss(had - has, had)) {
    return importer.doubt() + ", and only " + std::to_string(has) + " of " +
           count(had, "article", "articles") + " would be left (update adds without removing)";
  }
  return {};
}

// Removes what no source holds any more, where the sources can say so. Returns the exit code for it.
int prune(index::Updater& updater, Importer& importer, const std::set<std::string>& held, Pruning pruning) {
  std::string obstacle = importer.doubt();
  if (!obstacle.empty()) obstacle += ": what the sources no longer hold cannot be known";
  if (obstacle.empty()) {
    const std::uint64_t articles = updater.articles_before();
    const std::size_t stale = updater.stale(held).size();
    if (pruning == Pruning::all || !is_doubtful_loss(stale, articles)) {
      updater.prune(held);
      return kOk;
    }
    obstacle = std::to_string(stale) + " of " + count(articles, "article", "articles") +
               " are in no source any more; --prune=all removes them";
  }
  importer.say("nothing is pruned: " + obstacle);
  return kData;
}

// A post that was moved from "_posts" to "_drafts" has another id there.
void remove_posts_put_back(index::Updater& updater, const std::set<std::string>& held,
                           const std::set<std::string>& withdrawn) {
  if (std::none_of(withdrawn.begin(), withdrawn.end(), archive::is_in_drafts_folder)) return;
  for (const std::string& id : updater.stale(held)) {
    const std::vector<std::string> drafts = archive::draft_ids_of_post(id);
    const bool put_back = std::any_of(drafts.begin(), drafts.end(),
                                      [&](const std::string& draft) { return withdrawn.contains(draft); });
    if (put_back) updater.remove(id);
  }
}

index::WriterOptions writer_options(const Settings& settings, const EditorsDecisions& decisions,
                                    const persons::Recogniser& recogniser) {
  return {.threads = settings.threads,
          .recogniser = &recogniser,
          .checkpoint = throw_if_interrupted,
          .decisions = decisions.persons(),
          .delisted = decisions.delisted(),
          .publishing = begin_publishing};
}

index::KeptRules rules_of(const Settings& settings) {
  return {settings.reader, settings.dossier_decisions};
}

// The settings with the rules that an update follows: those of its configuration, else those of the index; and with the
// decisions of the desk that it names, else those that the index has.
Settings with_rules_in_force(const Settings& given) {
  Settings in_force = given;
  if (!given.config.empty() && !given.desk.empty()) return in_force;
  const auto kept = index::kept_rules(given.index);
  if (!kept) return in_force;
  if (given.config.empty()) kept->apply_to(in_force.reader);
  if (given.desk.empty()) in_force.dossier_decisions = kept->dossier_decisions;
  return in_force;
}

// What the editors have decided on dossiers; lines that say nothing are told.
archive::DossierDecisions dossier_decisions(const Settings& settings) {
  auto decisions = archive::DossierDecisions::parse(settings.dossier_decisions);
  for (const auto& error : decisions.errors())
    tell_note((std::filesystem::path(settings.desk) / "dossiers").string(), error.line, error.reason);
  return decisions;
}

// A site does not give again what has not changed: the index's own articles obey the decisions as well.
void apply_to_index(const archive::DossierDecisions& decisions, index::Updater& updater) {
  std::vector<std::string> ids = decisions.filed();
  for (const auto& [label, name] : decisions.names()) {
    const std::vector<std::string> named = updater.in_dossier(label);
    ids.insert(ids.end(), named.begin(), named.end());
  }
  for (const std::string& id : ids) {
    std::optional<archive::Article> article = updater.article(id);
    if (!article) continue;
    const std::vector<std::string> before = article->dossiers;
    decisions.apply(*article);
    if (article->dossiers != before) updater.put(*std::move(article));
  }
}

void report_sites(const Settings& settings, const LiveSites& sites, Importer& importer) {
  if (settings.quiet) return;
  for (const std::string& line : sites.report()) importer.say(line);
}

int build(const Settings& settings, const std::vector<std::string>& sources,
          const EditorsDecisions& decisions, index::WriterLock lock) {
  auto [live, files] = sites_and_files(settings, sources);
  LiveSites sites(settings, std::move(live));
  const InterruptionGuard interruption;
  const persons::Recogniser recogniser;
  const index::WriterOptions options = writer_options(settings, decisions, recogniser);
  const archive::DossierDecisions dossiers = dossier_decisions(settings);
  Importer importer(settings);
  std::vector<std::string> withdrawn;
  {
    index::Builder builder(settings.index, options, std::move(lock));
    importer.read(
        files, sites.open(false, true),
        [&](archive::Article&& article) {
          dossiers.apply(article);
          builder.add(std::move(article));
        },
        [&](const std::string& id) {
          builder.withdraw(id);
          withdrawn.push_back(id);
        });
    const std::string obstacle = build_obstacle(importer, articles_in(settings.index));
    if (obstacle.empty()) {
      const index::Changes changes = builder.publish();
      sites.remember({});
      index::keep_rules(settings.index, rules_of(settings));
      index::store_rejected(settings.index, importer.rejected());
      report_sites(settings, sites, importer);
      const int status =
          importer.finish(count(changes.added, "article", "articles") + " indexed", changes.delisted);
      const int empty = importer.articles() == 0 ? kData : kOk;
      return std::max({status, empty, report_decisions(decisions, changes)});
    }
    importer.say("the index stays as it is: " + obstacle);
  }
  // What a source withdraws is withdrawn even so.
  if (withdrawn.empty()) return importer.unreachable() ? kUnavailable : kData;
  index::Updater updater(settings.index, options);
  for (const std::string& id : withdrawn) updater.remove(id);
  importer.finish(summary(updater.publish()), 0);
  return kData;
}

}  // namespace

int build(const Settings& settings, const std::vector<std::string>& sources) {
  require_sources(sources);
  const EditorsDecisions decisions(settings);
  return build(settings, sources, decisions, index::WriterLock(settings.index));
}

namespace {

// `accept_loss`: also where most of a site is gone.
int update(const Settings& given, const std::vector<std::string>& sources, Pruning pruning,
           bool accept_loss) {
  require_sources(sources);
  const EditorsDecisions decisions(given);
  // Before it is asked what is there: of two first updates at once, neither replaces what the other has
  // published.
  index::WriterLock lock(given.index);
  const Settings settings = with_rules_in_force(given);
  if (!index::holds_index(settings.index)) return build(settings, sources, decisions, std::move(lock));
  auto [live, files] = sites_and_files(settings, sources);
  LiveSites sites(settings, std::move(live));
  const InterruptionGuard interruption;
  const persons::Recogniser recogniser;
  index::Updater updater(settings.index, writer_options(settings, decisions, recogniser), std::move(lock));
  const archive::DossierDecisions dossiers = dossier_decisions(settings);
  Importer importer(settings);
  std::set<std::string> held;
  std::set<std::string> withdrawn, written;
  importer.read(
      files, sites.open(true, accept_loss),
      [&](archive::Article&& article) {
        dossiers.apply(article);
        const auto id = held.insert(article.id).first;
        if (updater.put(std::move(article))) written.insert(*id);
      },
      [&](const std::string& id) {
        updater.remove(id);
        withdrawn.insert(id);
      });
  remove_posts_put_back(updater, held, withdrawn);
  apply_to_index(dossiers, updater);
  int pruned = kOk;
  if (pruning != Pruning::none) {
    // A record that was rejected is still held by its source: a slip in an edit must not take an article
    // away.
    held.insert(importer.rejected_ids().begin(), importer.rejected_ids().end());
    held.insert(importer.held_ids().begin(), importer.held_ids().end());
    pruned = prune(updater, importer, held, pruning);
  }
  index::Changes changes = updater.publish();
  changes.unchanged += importer.held_ids().size();
  sites.remember(written);
  index::keep_rules(settings.index, rules_of(settings));
  // A site gives a record again only once it has changed.
  if (const index::RejectedRecords rejected = importer.rejected(); rejected.total > 0 || !files.empty())
    index::store_rejected(settings.index, rejected);
  report_sites(settings, sites, importer);
  const int status = importer.finish(summary(changes), changes.delisted);
  return std::max({status, pruned, report_decisions(decisions, changes)});
}

}  // namespace

int update(const Settings& settings, const std::vector<std::string>& sources, Pruning pruning) {
  if (sources.empty() && pruning != Pruning::none)
    throw UsageError("--prune needs the sources that say what there still is");
  return update(settings, sources, pruning, pruning == Pruning::all);
}

int sync(const Settings& settings, bool accept_loss) {
  if (settings.sites.empty())
    throw UsageError("no [[sources]] in the configuration (--config FILE): there is nothing to read");
  if (!settings.desk.empty()) {
    if (const std::string fault = index::begin_reading(settings.desk); !fault.empty())
      tell_note(settings.config, 0, fault);
  }
  std::vector<std::string> addresses;
  for (const SiteSettings& site : settings.sites) addresses.push_back(site.address);
  return update(settings, addresses, Pruning::none, accept_loss);
}

}  // namespace fonds::commands
