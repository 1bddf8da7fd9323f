#include "indexer/sync/robots.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "indexer/text/ascii.h"

namespace fonds::sync {
namespace {

constexpr std::string_view kAgent = "fonds";
// RFC 9309 asks for 500 KiB at least; what stands behind is nobody's rule.
constexpr std::size_t kMaxRobotsBytes = std::size_t{512} << 10;
// A longer delay would make a reading of a small archive last for days.
constexpr std::chrono::milliseconds kLongestDelay{30'000};

// Whether the target begins with the pattern; '*' stands for anything, '$' at the end for the end.
bool matches(std::string_view pattern, std::string_view target) {
  const bool to_end = pattern.ends_with('$');
  if (to_end) pattern.remove_suffix(1);
  std::size_t p = 0, t = 0, star = std::string_view::npos, resume = 0;
  while (true) {
    if (p == pattern.size() && (!to_end || t == target.size())) return true;
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && t < target.size() && pattern[p] == target[t]) {
      ++p, ++t;
    } else if (star != std::string_view::npos && resume < target.size()) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
}

struct Group {
  bool ours = false, everybodys = false;
};

}  // namespace

Robots::Robots(std::string_view text) {
  text = text.substr(0, kMaxRobotsBytes);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<Rule> ours, everybodys;
  std::chrono::milliseconds our_delay{0}, common_delay{0};
  bool has_ours = false, in_agents = false;
  Group group;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    line = text::trimmed(line.substr(0, line.find('#')));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string key = text::ascii_lower(text::trimmed(line.substr(0, colon)));
    const std::string_view value = text::trimmed(line.substr(colon + 1));
    if (key == "sitemap") {
      sitemaps_.emplace_back(value);
      continue;
    }
    if (key == "user-agent") {
      if (!in_agents) group = {};
      in_agents = true;
      const std::string agent = text::ascii_lower(value);
      group.everybodys = group.everybodys || agent == "*";
      group.ours = group.ours || agent == kAgent;
      has_ours = has_ours || group.ours;
      continue;
    }
    in_agents = false;
    if (key == "crawl-delay") {
      const double seconds = std::strtod(std::string(value).c_str(), nullptr);
      const auto delay =
          std::min(kLongestDelay,
                   std::chrono::milliseconds(static_cast<long>(std::clamp(seconds, 0.0, 3600.0) * 1000)));
      if (group.ours) our_delay = delay;
      if (group.everybodys) common_delay = delay;
    } else if ((key == "allow" || key == "disallow") && !value.empty()) {
      const Rule rule{std::string(value), key == "allow"};
      if (group.ours) ours.push_back(rule);
      if (group.everybodys) everybodys.push_back(rule);
    }
  }
  rules_ = has_ours ? std::move(ours) : std::move(everybodys);
  crawl_delay_ = has_ours ? our_delay : common_delay;
}

bool Robots::allows(const std::string& target) const {
  // The longest rule counts, and of two as long the one that allows.
  std::size_t longest = 0;
  bool allowed = true;
  for (const Rule& rule : rules_) {
    if (!matches(rule.pattern, target)) continue;
    if (rule.pattern.size() > longest || (rule.pattern.size() == longest && rule.allow)) {
      longest = rule.pattern.size();
      allowed = rule.allow;
    }
  }
  return allowed;
}

}  // namespace fonds::sync
