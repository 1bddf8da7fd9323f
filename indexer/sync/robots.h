// What a site's robots.txt allows this program (RFC 9309).
//
// Thread safety: immutable after construction.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::sync {

class Robots {
 public:
  // allows everything
  Robots() = default;
  explicit Robots(std::string_view text);

  // `target` is a path with its query.
  bool allows(const std::string& target) const;
  // 0 = none asked for
  std::chrono::milliseconds crawl_delay() const { return crawl_delay_; }
  const std::vector<std::string>& sitemaps() const { return sitemaps_; }

 private:
  struct Rule {
    // with '*' and '$'
    std::string pattern;
    bool allow = false;
  };
  std::vector<Rule> rules_;
  std::chrono::milliseconds crawl_delay_{0};
  std::vector<std::string> sitemaps_;
};

}  // namespace fonds::sync
