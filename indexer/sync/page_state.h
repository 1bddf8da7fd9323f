// What is kept of a site without an API between two readings: which pages there are, and how to ask whether one
// has changed.
//
// Thread safety: plain values.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace fonds::sync {

struct KnownPage {
  std::string id;              // of its article; "" = it holds none
  std::string etag, modified;  // the server's own, for conditional requests
  std::string changed;         // when, as the sitemap said
  std::int64_t checked = 0;    // when it was last asked for, in seconds since the epoch
  int missing = 0;             // readings in a row that did not find it
};

struct PageState {
  std::string list;                        // the sitemap's address
  std::map<std::string, KnownPage> pages;  // by address

  std::string json() const;
};

std::optional<PageState> parse_page_state(const std::string& json);

// A memory of any site without the addresses of articles that an archive does not have: they tell their titles.
std::string without_absent(const std::string& memory, const std::function<bool(const std::string&)>& holds);

}  // namespace fonds::sync
