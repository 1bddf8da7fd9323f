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
  // of its article; "" = it holds none
  std::string id;
  // the server's own, for conditional requests
  std::string etag, modified;
  // when, as the sitemap said
  std::string changed;
  // when it was last asked for, in seconds since the epoch
  std::int64_t checked = 0;
  // digest of its article's text; "" = not known
  std::string text;
  // readings in a row that did not find it
  int missing = 0;
};

struct PageState {
  // the sitemap's address
  std::string list;
  // digest of those that the last reading followed
  std::string rules;
  // by address
  std::map<std::string, KnownPage> pages;

  std::string json() const;
};

std::optional<PageState> parse_page_state(const std::string& json);

// A memory of any site without the addresses of articles that an archive does not have: they tell their titles.
std::string without_absent(const std::string& memory, const std::function<bool(const std::string&)>& holds);

}  // namespace fonds::sync
