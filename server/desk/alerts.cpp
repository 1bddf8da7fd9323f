#include "server/desk/alerts.h"

#include <algorithm>
#include <iterator>
#include <sstream>
#include <system_error>

#include "indexer/index/access.h"
#include "indexer/index/durable_file.h"
#include "indexer/text/fnv.h"
#include "server/desk/decision_folder.h"

namespace fonds::desk {

std::optional<Alert> parse_alert(std::string_view line) {
  constexpr std::string_view kBetween = " = ";
  const std::size_t between = line.find(kBetween);
  if (between == std::string_view::npos) return std::nullopt;
  Alert alert{as_line(line.substr(0, between)), as_line(line.substr(between + kBetween.size()))};
  if (alert.name.empty() || alert.name.front() == '#' || alert.query.empty()) return std::nullopt;
  return alert;
}

std::filesystem::path SeenArticles::file_of(const Alert& alert) const {
  return folder_ / text::digest(alert.text());
}

std::set<std::string> SeenArticles::read(const Alert& alert) const {
  std::istringstream digests(index::read_whole_file(file_of(alert)).value_or(""));
  return {std::istream_iterator<std::string>(digests), {}};
}

std::vector<std::string> SeenArticles::unseen(const Alert& alert, const std::vector<std::string>& ids) const {
  const std::set<std::string> seen = read(alert);
  std::vector<std::string> left;
  std::copy_if(ids.begin(), ids.end(), std::back_inserter(left),
               [&](const std::string& id) { return !seen.contains(text::digest(id)); });
  return left;
}

void SeenArticles::see(const Alert& alert, const std::vector<std::string>& ids) const {
  std::set<std::string> seen = read(alert);
  for (const std::string& id : ids) seen.insert(text::digest(id));
  std::string lines;
  for (const std::string& digest : seen) lines += digest + "\n";
  index::make_index_folder(folder_);
  index::replace_file(file_of(alert), lines, index::access_of(folder_));
}

void SeenArticles::forget(const Alert& alert) const {
  std::error_code ignored;
  std::filesystem::remove(file_of(alert), ignored);
}

}  // namespace fonds::desk
