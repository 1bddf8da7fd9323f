#include "indexer/archive/dossier_decisions.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/text/ascii.h"

namespace fonds::archive {

namespace {

using Kind = DossierDecision::Kind;

struct Verb {
  Kind kind;
  std::string_view word;
};
constexpr auto kVerbs = std::to_array<Verb>({{Kind::file_in, "classer"},
                                             {Kind::take_out, "sortir"},
                                             {Kind::rename, "renommer"},
                                             {Kind::drop, "supprimer"},
                                             {Kind::dismiss, "écarter"}});
constexpr std::string_view kBehindVerb = " : ", kInto = " -> ", kCalled = " = ";

// Both sides, or nothing where one is empty.
std::optional<std::pair<std::string, std::string>> sides(std::string_view text, std::size_t at,
                                                         std::size_t bytes) {
  if (at == std::string_view::npos) return std::nullopt;
  std::pair<std::string, std::string> both{text::trimmed(text.substr(0, at)),
                                           text::trimmed(text.substr(at + bytes))};
  if (both.first.empty() || both.second.empty()) return std::nullopt;
  return both;
}

}  // namespace

std::optional<DossierDecision> parse_dossier_decision(std::string_view line) {
  for (const auto& [kind, word] : kVerbs) {
    if (!line.starts_with(word) || !line.substr(word.size()).starts_with(kBehindVerb)) continue;
    const std::string_view said = text::trimmed(line.substr(word.size() + kBehindVerb.size()));
    DossierDecision decision{kind, {}, {}, {}};
    if (kind == Kind::drop) {
      decision.dossier = said;
      return said.empty() ? std::nullopt : std::optional(decision);
    }
    const auto both = kind == Kind::rename ? sides(said, said.find(kCalled), kCalled.size())
                                           : sides(said, said.rfind(kInto), kInto.size());
    if (!both) return std::nullopt;
    if (kind == Kind::rename) {
      decision.dossier = both->first;
      decision.name = both->second;
      return decision.dossier == decision.name ? std::nullopt : std::optional(decision);
    }
    decision.id = both->first;
    decision.dossier = both->second;
    return decision;
  }
  return std::nullopt;
}

std::string to_line(const DossierDecision& decision) {
  const auto verb = std::find_if(kVerbs.begin(), kVerbs.end(),
                                 [&](const Verb& each) { return each.kind == decision.kind; });
  std::string line = std::string(verb->word) + std::string(kBehindVerb);
  if (decision.kind == Kind::drop) return line + decision.dossier;
  if (decision.kind == Kind::rename) return line + decision.dossier + std::string(kCalled) + decision.name;
  return line + decision.id + std::string(kInto) + decision.dossier;
}

void apply_decision(const DossierDecision& decision, std::vector<std::string>& dossiers) {
  const auto has = [&](const std::string& label) {
    return std::find(dossiers.begin(), dossiers.end(), label) != dossiers.end();
  };
  switch (decision.kind) {
    case Kind::file_in:
      if (!has(decision.dossier)) dossiers.push_back(decision.dossier);
      break;
    case Kind::take_out:
    case Kind::drop:
      std::erase(dossiers, decision.dossier);
      break;
    case Kind::rename:
      if (has(decision.name)) {
        std::erase(dossiers, decision.dossier);
      } else {
        std::replace(dossiers.begin(), dossiers.end(), decision.dossier, decision.name);
      }
      break;
    case Kind::dismiss:
      break;
  }
}

DossierDecisions DossierDecisions::parse(std::string_view text) {
  DossierDecisions decisions;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text::trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    const auto decision = parse_dossier_decision(line);
    if (!decision) {
      decisions.errors_.push_back(
          {number,
           "no decision on a dossier; such as « classer : ID -> DOSSIER » or « renommer : DOSSIER = NAME »"});
      continue;
    }
    switch (decision->kind) {
      case Kind::file_in:
      case Kind::take_out:
        decisions.filings_[decision->id].push_back(*decision);
        break;
      case Kind::rename:
      case Kind::drop:
        // What was called so before is called so again by the later line.
        for (auto& [label, name] : decisions.names_) {
          if (name == decision->dossier) name = decision->name;
        }
        decisions.names_[decision->dossier] = decision->name;
        decisions.names_.erase(decision->name);
        break;
      case Kind::dismiss:
        break;
    }
  }
  return decisions;
}

std::vector<std::string> DossierDecisions::filed() const {
  std::vector<std::string> ids;
  for (const auto& [id, decisions] : filings_) ids.push_back(id);
  return ids;
}

void DossierDecisions::apply(Article& article) const {
  const auto rename = [&] {
    for (std::string& label : article.dossiers) {
      if (const auto found = names_.find(label); found != names_.end()) label = found->second;
    }
    std::vector<std::string> kept;
    for (std::string& label : article.dossiers) {
      if (!label.empty() && std::find(kept.begin(), kept.end(), label) == kept.end())
        kept.push_back(std::move(label));
    }
    article.dossiers = std::move(kept);
  };
  if (!names_.empty()) rename();
  const auto filed = filings_.find(article.id);
  if (filed == filings_.end()) return;
  for (const DossierDecision& decision : filed->second) apply_decision(decision, article.dossiers);
  // An article may have been filed in what was called otherwise later.
  if (!names_.empty()) rename();
}

}  // namespace fonds::archive
