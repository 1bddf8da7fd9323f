#include "server/desk/dossier_changes.h"

#include <optional>
#include <utility>
#include <vector>

#include "indexer/index/kept_rules.h"
#include "indexer/index/writer.h"
#include "indexer/persons/recogniser.h"

namespace fonds::desk {

namespace {

using archive::DossierDecision;
using ChangeKind = DossierDecision::Kind;

// An update that is not told of the desk goes on by what the index has.
void keep_decisions(const Visit& visit) {
  auto rules = index::kept_rules(visit.index).value_or(index::KeptRules(archive::ReaderOptions{}, ""));
  rules.dossier_decisions = visit.folder.read(DecisionFile::dossiers);
  index::keep_rules(visit.index, rules);
}

// What an update would do again. Where another program writes just now, the next decision does it.
void forget_line(const Visit& visit) {
  try {
    const index::WriterLock lock(visit.index);
    keep_decisions(visit);
  } catch (const index::IndexError& error) {
    if (error.kind() != index::IndexError::Kind::locked) throw;
  }
}

// What the index knows already, and what it holds of persons, stays as it is: the same recogniser as an import's.
const persons::Recogniser& recogniser() {
  static const persons::Recogniser kRecogniser;
  return kRecogniser;
}

Applied apply(const Visit& visit, const DossierDecision& decision) {
  if (decision.kind == ChangeKind::dismiss) return Applied::now;
  index::WriterOptions options;
  options.threads = 1;
  options.recogniser = &recogniser();
  try {
    index::Updater updater(visit.index, std::move(options));
    keep_decisions(visit);
    const std::vector<std::string> ids =
        decision.id.empty() ? updater.in_dossier(decision.dossier) : std::vector<std::string>{decision.id};
    for (const std::string& id : ids) {
      std::optional<archive::Article> article = updater.article(id);
      if (!article) continue;
      archive::apply_decision(decision, article->dossiers);
      updater.put(*std::move(article));
    }
    updater.publish();
  } catch (const index::IndexError& error) {
    if (error.kind() == index::IndexError::Kind::locked) return Applied::later;
    throw;
  }
  wait_until_served(visit);
  return Applied::now;
}

}  // namespace

Applied decide_on_dossiers(const Visit& visit, const DossierDecision& decision) {
  visit.folder.decide({visit.session.account, DecisionFile::dossiers, {}, {to_line(decision)}, ""});
  return apply(visit, decision);
}

Applied apply_on_dossiers(const Visit& visit, const std::string& line) {
  const auto decision = archive::parse_dossier_decision(line);
  return decision ? apply(visit, *decision) : Applied::now;
}

Applied take_back_on_dossiers(const Visit& visit, const std::string& line) {
  auto decision = archive::parse_dossier_decision(line);
  if (!decision) return Applied::now;
  switch (decision->kind) {
    case ChangeKind::file_in:
      decision->kind = ChangeKind::take_out;
      return apply(visit, *decision);
    case ChangeKind::take_out:
      decision->kind = ChangeKind::file_in;
      return apply(visit, *decision);
    case ChangeKind::rename:
    case ChangeKind::drop:
      forget_line(visit);
      return Applied::with_the_sources;
    case ChangeKind::dismiss:
      break;
  }
  return Applied::now;
}

}  // namespace fonds::desk
