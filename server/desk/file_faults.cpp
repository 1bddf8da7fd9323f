#include "server/desk/file_faults.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "indexer/archive/delisting.h"
#include "indexer/archive/dossier_decisions.h"
#include "indexer/persons/editor_file.h"
#include "indexer/text/analyzer.h"
#include "indexer/text/ascii.h"
#include "server/desk/accounts.h"
#include "server/desk/alerts.h"
#include "server/desk/delisting_line.h"
#include "server/search/synonyms.h"
#include "server/search/witnesses.h"

namespace fonds::desk {

namespace {

using Lines = std::vector<std::size_t>;

// Of parsers that name a line as "FILE:LINE: reason"; `errors` are those of a file called "".
Lines lines_of(const std::vector<std::string>& errors) {
  Lines lines;
  for (const std::string& error : errors) {
    std::size_t line = 0;
    if (error.starts_with(':')) std::from_chars(error.data() + 1, error.data() + error.size(), line);
    lines.push_back(line);
  }
  return lines;
}

template <typename Errors>
Lines lines_of(const Errors& errors) {
  Lines lines;
  for (const auto& error : errors) lines.push_back(static_cast<std::size_t>(error.line));
  return lines;
}

// Those that `is_right` does not hold of, without remarks and empty ones.
template <typename Predicate>
Lines wrong_lines(std::string_view text, Predicate is_right) {
  Lines lines;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::string_view said = text::trimmed(line);
    if (!said.empty() && said.front() != '#' && !is_right(line)) lines.push_back(number);
  }
  return lines;
}

Lines wrong_in_delisting(const std::string& text) {
  Lines lines = lines_of(archive::parse_delisting(text).errors);
  // A last day that is none would never come.
  for (const std::size_t line : wrong_lines(text, [](std::string_view said) {
         const auto read = parse_delisting_line(said);
         return read && read->reason.find("jusqu’au ") == std::string::npos;
       }))
    lines.push_back(line);
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines;
}

Lines wrong_in_synonyms(const std::string& text) {
  text::Analyzer analyzer;
  return lines_of(search::parse_synonyms(text, "", analyzer).errors);
}

}  // namespace

std::vector<FileFault> file_faults(const DecisionFolder& folder) {
  std::vector<FileFault> faults;
  const auto add = [&](DecisionFile file, const Lines& lines, std::string_view reason) {
    for (const std::size_t line : lines)
      faults.push_back({std::string(name_of(file)), line, std::string(reason)});
  };
  const auto text = [&](DecisionFile file) { return folder.read(file); };
  add(DecisionFile::accounts, lines_of(parse_accounts(text(DecisionFile::accounts), "").errors),
      "ce n’est pas un compte, ou ce nom y est déjà : fonds-server account écrit de telles lignes");
  add(DecisionFile::delisted, wrong_in_delisting(text(DecisionFile::delisted)),
      "ce n’est pas un retrait : IDENTIFIANT # motif ; jusqu’au 2027-01-31");
  for (const auto& error : persons::parse_editor_file(text(DecisionFile::persons)).errors)
    faults.push_back({std::string(name_of(DecisionFile::persons)), error.line, error.reason});
  add(DecisionFile::dossiers,
      lines_of(archive::DossierDecisions::parse(text(DecisionFile::dossiers)).errors()),
      "ce n’est pas une décision : classer, sortir ou écarter : IDENTIFIANT -> DOSSIER, renommer : DOSSIER = "
      "NOM, supprimer : DOSSIER");
  add(DecisionFile::synonyms, wrong_in_synonyms(text(DecisionFile::synonyms)),
      "ce n’est pas un synonyme : SIGLE = CE QU’IL REMPLACE");
  add(DecisionFile::witnesses, lines_of(search::parse_witnesses(text(DecisionFile::witnesses)).errors),
      "ce n’est pas une recherche témoin : RECHERCHE -> IDENTIFIANT");
  add(DecisionFile::alerts,
      wrong_lines(text(DecisionFile::alerts),
                  [](std::string_view line) { return parse_alert(line).has_value(); }),
      "ce n’est pas une alerte : NOM = RECHERCHE");
  for (const std::size_t line : folder.torn_lines_of_journal())
    faults.push_back({"journal", line, "il n’y a pas six champs entre tabulations"});
  return faults;
}

}  // namespace fonds::desk
