// What a draft says otherwise than the archive: another figure or day for what is told in nearly the same words, a
// function that a person did not have then. Few false alarms rather than many finds: what is not told in enough common words,
// or at about the same time, is not compared, and what some article says as the draft does is no disagreement.
//
// Thread safety: pure functions, but for the analyzer, which is the caller's. User input never throws.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/analyzer.h"
#include "indexer/text/calendar.h"
#include "server/search/types.h"

namespace fonds::desk {

// An article that the draft is held against.
struct Archived {
  std::optional<text::Day> day;
  std::string text;
};

struct Disagreement {
  // the draft's sentence, and the archive's
  std::string said, archived;
  // "120 étudiants", "150 étudiants", as written
  std::string said_figure, archived_figure;
  // ordinal, into the articles given
  std::size_t article = 0;
};

// `day`: of the draft.
std::vector<Disagreement> disagreements(std::string_view draft, text::Day day,
                                        std::span<const Archived> articles, text::Analyzer& analyzer);

struct FunctionDisagreement {
  // the draft's sentence
  std::string said;
  // the one that the person had at another time
  search::PersonFunction function;
};

// The functions beside a person's name in the draft that he has, by the editor's file, but not in the year of `day`.
std::vector<FunctionDisagreement> function_disagreements(std::string_view draft, text::Day day,
                                                         std::string_view person,
                                                         std::span<const search::PersonFunction> functions,
                                                         text::Analyzer& analyzer);

}  // namespace fonds::desk
