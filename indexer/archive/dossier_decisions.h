// What editors decide on dossiers at their desk, a line each; applied to every article that a source gives, and to the
// index at once (index/writer.h, Updater):
//
//   classer : ID -> DOSSIER        the article is in this dossier as well
//   sortir : ID -> DOSSIER         it is not
//   renommer : DOSSIER = NAME      its articles are in NAME, which may be there already: two become one
//   supprimer : DOSSIER            it is no dossier
//   écarter : ID -> VALUE          the gap finder proposes the article no more; nothing of an article changes
//   # a remark
//
// Later lines win. Dossiers are called by their labels, as written; an id may hold blanks and « -> » itself: the last one
// counts.
//
// Thread safety: values and pure functions. What an editor writes never throws.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/article.h"

namespace fonds::archive {

struct DossierDecision {
  enum class Kind : std::uint8_t { file_in, take_out, rename, drop, dismiss };
  Kind kind = Kind::file_in;
  // the article; empty for a dossier's own
  std::string id;
  // its label; for dismiss its value
  std::string dossier;
  // for rename
  std::string name;
};

// nullopt where the line is none.
std::optional<DossierDecision> parse_dossier_decision(std::string_view line);
// As a line; parse_dossier_decision() reads it back.
std::string to_line(const DossierDecision& decision);

class DossierDecisions {
 public:
  struct Error {
    // counted from 1
    std::size_t line = 0;
    std::string reason;
  };
  // Of a whole file. Lines that are none are errors, and left out.
  static DossierDecisions parse(std::string_view text);

  const std::vector<Error>& errors() const { return errors_; }
  // REQUIRES: the article's id is final.
  void apply(Article& article) const;
  // The articles that are filed in a dossier or taken out of one.
  std::vector<std::string> filed() const;
  // The dossiers that are called otherwise ("" = dropped), by label.
  const std::map<std::string, std::string>& names() const { return names_; }

 private:
  std::map<std::string, std::string> names_;
  // of each article, in the order of the lines
  std::map<std::string, std::vector<DossierDecision>> filings_;
  std::vector<Error> errors_;
};

// What one decision makes of an article's dossiers.
void apply_decision(const DossierDecision& decision, std::vector<std::string>& dossiers);

}  // namespace fonds::archive
