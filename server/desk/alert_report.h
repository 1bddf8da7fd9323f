// The alerts of the desk's folder, asked of one state of the index.
//
// Thread safety: functions without state; who calls them owns the worker meanwhile. Errors: those of State::search,
// index::IndexError io.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/text/calendar.h"
#include "server/desk/alerts.h"
#include "server/desk/decision_folder.h"
#include "server/search/deadline.h"
#include "server/search/state.h"

namespace fonds::desk {

// Of whom the searches are asked, and when.
struct AlertSource {
  const search::State& state;
  unsigned worker = 0;
  text::Day today = 0;
  search::Deadline deadline;
};

// The newest articles of an alert: those that are followed.
std::vector<search::Hit> followed_articles(const AlertSource& source, const Alert& alert);
std::vector<std::string> ids_of(const std::vector<search::Hit>& hits);

struct AlertReport {
  struct Row {
    Alert alert;
    // as in the file
    std::string line;
    // newest first, those that are not marked in `seen`
    std::vector<search::Hit> fresh;
  };
  std::vector<Row> rows;
  std::size_t fresh = 0;
};

AlertReport run_alerts(const DecisionFolder& folder, const SeenArticles& seen, const AlertSource& source);

}  // namespace fonds::desk
