#include "indexer/sync/robots.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace fonds::sync {
namespace {

constexpr std::string_view kAgent = "fonds";
// RFC 9309 asks for 500 KiB at least; what stands behind is nobody's rule.
constexpr std::size_t kMaxBytes = std::size_t{512} << 10;
// A longer delay would make a reading of a small archive last for days.
constexpr std::chrono::milliseconds kLongestDelay{30'000};

std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return result;
}

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
  text = text.substr(0, kMaxBytes);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<Rule> ours, everybodys;
  std::chrono::milliseconds our_delay{0}, common_delay{0};
  bool has_ours = false, in_agents = false;
  Group group;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    line = trimmed(line.substr(0, line.find('#')));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string key = lower(trimmed(line.substr(0, colon)));
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (key == "sitemap") {
      sitemaps_.emplace_back(value);
      continue;
    }
    if (key == "user-agent") {
      if (!in_agents) group = {};
      in_agents = true;
      const std::string agent = lower(value);
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
