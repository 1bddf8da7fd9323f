// What is kept of a WordPress site between two readings: enough to see what has changed, and not a word of what
// it has written. Names are kept as digests, so that nothing of an article that is taken out stays here.
//
// Thread safety: plain values.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "indexer/sync/wordpress_api.h"

namespace fonds::sync {

struct WordPressState {
  std::string root, language;
  // digest of those that the last complete reading followed
  std::string rules;
  // Seconds since the epoch by the site's clock, when the reading began; 0 = never.
  // the last that was complete
  std::int64_t read = 0;
  // the last that listed every post
  std::int64_t walked = 0;
  // the last that fetched every post
  std::int64_t reread = 0;
  bool modified_after = false;
  // by type and number
  std::map<std::string, std::map<std::int64_t, PostEntry>> posts;
  // digests of names
  std::map<std::int64_t, std::string> terms, authors;
  std::map<std::int64_t, std::int64_t> term_counts;

  std::string json() const;
};

// nullopt for what is no state of this version: everything is read again.
std::optional<WordPressState> parse_wordpress_state(const std::string& json);

// Tells two texts apart without holding either.
std::string digest_of(const std::string& text);

}  // namespace fonds::sync
