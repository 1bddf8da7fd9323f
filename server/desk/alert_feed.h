// What the desk follows, as a private feed in Atom (RFC 4287). Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/desk/alerts.h"
#include "server/search/types.h"

namespace fonds::desk {

struct FollowedArticle {
  Alert alert;
  search::Hit hit;
};

// `base`: where the site is, "https://archives.example.fr"; `updated`: of the index, RFC 3339. An article that two
// alerts find has an entry for each.
std::string alert_feed(std::string_view site, const std::string& base, const std::string& updated,
                       const std::vector<FollowedArticle>& articles);

}  // namespace fonds::desk
