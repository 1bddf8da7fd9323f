// Witness searches: what an editor holds to be true of the archive's search, a line each, asked again of every new index.
//
//   # comment
//   école numérique -> 2017-04-05-ecole       among the first three hits
//   école numérique -> 2017-04-05-ecole 1     the first hit
//   conseil municipal !-> 2014-kermesse       no hit at all
//
// A search is what a reader types, answered as the site answers it without filters.
//
// Thread safety: pure functions; run() as State::search. User input never throws.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/calendar.h"
#include "server/search/deadline.h"
#include "server/search/state.h"

namespace fonds::search {

struct Witness {
  enum class Wanted {
    among_first,
    first,
    absent,
  };
  // of the file, from 1
  std::size_t line = 0;
  std::string query;
  // As written behind the arrow, without the place: an id of the archive may itself end with a figure.
  std::string id;
  Wanted wanted = Wanted::among_first;

  // As a line of a file, without its end.
  std::string text() const;
};

// How many hits "among the first" are.
inline constexpr std::uint32_t kWitnessFirst = 3;

struct Witnesses {
  struct Error {
    std::size_t line = 0;
    std::string reason;
  };
  std::vector<Witness> list;
  // lines that are no witness search; left out
  std::vector<Error> errors;
};
Witnesses parse_witnesses(std::string_view utf8);

// Where the article of this id stands among results that nobody has begun to read, from 1; 0 where it is none of them. Reads
// them up to there.
std::uint64_t place_in(Results& results, std::string_view id);

struct WitnessOutcome {
  bool holds = false;
  // The archive has such an article.
  bool known = false;
  // of the article among the hits, from 1; 0 where it is none of them
  std::uint64_t place = 0;
  std::uint64_t total = 0;
};
// Throws as State::search.
WitnessOutcome run(const Witness& witness, const State& state, unsigned worker, text::Day today,
                   Deadline deadline);
// What is wrong, in English, for a line of the command: "is hit 12 of 40, not among the first 3". Empty where it holds.
std::string fault_of(const Witness& witness, const WitnessOutcome& outcome);

}  // namespace fonds::search
