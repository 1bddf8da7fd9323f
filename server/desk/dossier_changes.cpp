#include "server/desk/dossier_changes.h"

#include <algorithm>
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

// What says the contrary, and is undone by the decision.
std::optional<DossierDecision> contrary_to(const DossierDecision& decision) {
  switch (decision.kind) {
    case ChangeKind::file_in:
      return DossierDecision{ChangeKind::take_out, decision.id, decision.dossier, {}};
    case ChangeKind::take_out:
      return DossierDecision{ChangeKind::file_in, decision.id, decision.dossier, {}};
    case ChangeKind::rename:
      return DossierDecision{ChangeKind::rename, {}, decision.name, decision.dossier};
    case ChangeKind::drop:
    case ChangeKind::dismiss:
      break;
  }
  return std::nullopt;
}

// What is called otherwise, or dropped, is so for good: the last line on a name tells.
bool is_in_force(const DossierDecision& decision, const std::vector<std::string>& lines) {
  if (decision.kind != ChangeKind::rename && decision.kind != ChangeKind::drop) return true;
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  const auto decisions = archive::DossierDecisions::parse(text);
  const auto named = decisions.names().find(decision.dossier);
  return named != decisions.names().end() && named->second == decision.name;
}

// The last line of the file that files this article in this dossier, or takes it out.
std::optional<DossierDecision> last_on(const Visit& visit, const std::string& id,
                                       const std::string& dossier) {
  std::optional<DossierDecision> last;
  for (const std::string& line : visit.folder.lines(DecisionFile::dossiers)) {
    auto decision = archive::parse_dossier_decision(line);
    if (!decision || decision->id != id || decision->dossier != dossier) continue;
    if (decision->kind == ChangeKind::file_in || decision->kind == ChangeKind::take_out)
      last = std::move(decision);
  }
  return last;
}

// What the dossier is called now; "" where it has been dropped.
std::string name_in_force(const Visit& visit, const std::string& dossier) {
  const auto decisions = archive::DossierDecisions::parse(visit.folder.read(DecisionFile::dossiers));
  const auto named = decisions.names().find(dossier);
  return named == decisions.names().end() ? dossier : named->second;
}

}  // namespace

Applied decide_on_dossiers(const Visit& visit, const DossierDecision& decision) {
  Decision change{visit.session.account, DecisionFile::dossiers, {}, {to_line(decision)}, ""};
  std::vector<std::string> lines = visit.folder.lines(DecisionFile::dossiers);
  if (const auto contrary = contrary_to(decision)) {
    const std::string line = to_line(*contrary);
    if (std::erase(lines, line) > 0) change.removed.push_back(line);
  }
  if (std::find(lines.begin(), lines.end(), change.added[0]) == lines.end()) lines.push_back(change.added[0]);
  if (!is_in_force(decision, lines)) return Applied::never;
  visit.folder.decide(change);
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
    case ChangeKind::take_out: {
      if (const auto other = last_on(visit, decision->id, decision->dossier)) return apply(visit, *other);
      DossierDecision back = contrary_to(*decision).value();
      back.dossier = name_in_force(visit, back.dossier);
      if (!back.dossier.empty()) return apply(visit, back);
      forget_line(visit);
      return Applied::now;
    }
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
