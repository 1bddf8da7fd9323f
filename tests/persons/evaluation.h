// Scores of the recogniser on annotated text: the set of persons per article, and exact spans in CoNLL files.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/persons/recogniser.h"

namespace fonds::persons {

struct Score {
  std::size_t right = 0, wrong = 0, missed = 0;
  // one readable line each
  std::vector<std::string> errors;

  double precision() const { return right + wrong == 0 ? 1 : double(right) / double(right + wrong); }
  double recall() const { return right + missed == 0 ? 1 : double(right) / double(right + missed); }
  double f1() const { return right == 0 ? 0 : 2 * double(right) / double(2 * right + wrong + missed); }
};

// A label as the evaluation compares it: without case, accents, hyphens and apostrophes.
std::string comparable(std::string_view label);

// JSON Lines of {"id","text","persons":[{"canonical","accept"}],"ignore":[…]}: micro-averaged over the
// articles.
Score score_articles(const Recogniser& recogniser, const std::string& path);

// An annotated text and the byte spans of its persons.
struct Annotated {
  std::string id, text;
  std::vector<Mention> spans;
};
// A token and a tag ("B-PERS") a line, a blank line between sentences; `# text =` gives the text where it is
// there.
std::vector<Annotated> read_sequoia(const std::string& path);
std::vector<Annotated> read_wikineural(const std::string& path);
std::vector<Annotated> read_hipe(const std::string& path);
// Sentences of one document joined by line ends.
std::vector<Annotated> join(const std::vector<Annotated>& sentences);

Score score_spans(const Recogniser& recogniser, const std::vector<Annotated>& texts);

}  // namespace fonds::persons
