// The examples of the help page: queries, and which of them find something in this archive. Thread safety: pure
// functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/calendar.h"

namespace fonds::api {

// Names and a day that this archive has; empty where it has none.
struct HelpNames {
  std::string author, dossier, person;
  std::optional<text::Day> day;
};

struct HelpExample {
  // in the template
  std::string_view key;
  std::string query;
  // shows how a slip is corrected; else it must find what it says
  bool corrects = false;
  // it does so here: it is a link
  bool found = false;
};

// None of them found yet.
std::vector<HelpExample> help_examples(const HelpNames& names);

}  // namespace fonds::api
