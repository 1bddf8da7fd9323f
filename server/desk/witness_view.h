// The witness searches of the desk's folder, asked of the index that is served. As Visit.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "server/desk/visit.h"
#include "server/search/witnesses.h"

namespace fonds::desk {

struct WitnessReport {
  struct Row {
    search::Witness witness;
    search::WitnessOutcome outcome;
    // as in the file
    std::string line;
  };
  // those that fail first, each in the order of the file
  std::vector<Row> rows;
  std::size_t failing = 0;
  // lines that are none
  std::vector<search::Witnesses::Error> errors;
};

WitnessReport run_witnesses(const Visit& visit);

}  // namespace fonds::desk
