// The alerts of the desk's folder, asked of the index that is served. As Visit.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "server/desk/alerts.h"
#include "server/desk/visit.h"

namespace fonds::desk {

struct AlertReport {
  struct Row {
    Alert alert;
    // as in the file
    std::string line;
    // newest first, those that nobody has seen
    std::vector<search::Hit> fresh;
  };
  std::vector<Row> rows;
  std::size_t fresh = 0;
};

AlertReport run_alerts(const Visit& visit);

}  // namespace fonds::desk
