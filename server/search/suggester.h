// Completions while typing: persons, dossiers, titles, words and expressions of the archive that begin with what is
// typed, whatever accents, case and signs.
//
// Thread safety: may be called from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/search/columns.h"
#include "server/search/deadline.h"
#include "server/search/label_index.h"
#include "server/search/lexicon.h"
#include "server/search/shown_words.h"
#include "server/search/types.h"

namespace fonds::search {

class Expressions;

class Suggester {
 public:
  // `lexicon` may still be without its words: only suggest() reads it. Both must outlive this.
  Suggester(const Xapian::Database& db, const Columns& columns, const Lexicon& lexicon);

  // Best first: what most articles have, persons and dossiers before words. Each word of `q` begins a word of a label;
  // civilities are passed over before a name. Where little begins so, labels are found that do with a slip.
  // `expressions`: of the same snapshot. Throws DeadlineExceeded, and index::IndexError of damaged articles.
  std::vector<Suggestion> suggest(std::string_view q, std::uint32_t limit, const Expressions& expressions,
                                  Deadline deadline) const;

 private:
  struct Typed;
  struct Candidate;
  class Search;

  const FacetColumn& facet(SuggestionKind kind) const;

  const Columns& columns_;
  const Lexicon& lexicon_;
  // persons and dossiers, and what each entry is
  struct Label {
    SuggestionKind kind;
    index::Ordinal ordinal;
  };
  LabelIndex labels_;
  std::vector<Label> label_values_;
  // entries are ranks
  LabelIndex titles_;
  std::vector<std::string> title_texts_;
  ShownWords shown_words_;
};

}  // namespace fonds::search
