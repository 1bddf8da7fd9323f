#include "indexer/archive/front_matter.h"

#include <algorithm>
#include <cstddef>

#include <yaml-cpp/yaml.h>

namespace fonds::archive {
namespace {

std::string_view line_at(std::string_view text, std::size_t begin) {
  std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  while (line.ends_with('\r') || line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
  return line;
}

std::size_t next_line(std::string_view text, std::size_t begin) {
  const std::size_t end = text.find('\n', begin);
  return end == std::string_view::npos ? text.size() : end + 1;
}

std::string ascii_lower(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return text;
}

void take_values(const YAML::Node& node, std::vector<std::string>& values) {
  if (node.IsScalar()) {
    if (!node.Scalar().empty()) values.push_back(node.Scalar());
  } else if (node.IsSequence()) {
    for (const YAML::Node& entry : node) {
      if (entry.IsScalar() && !entry.Scalar().empty()) values.push_back(entry.Scalar());
    }
  }
}

void parse(const std::string& yaml, FrontMatter& front_matter) {
  try {
    const YAML::Node root = YAML::Load(yaml);
    if (root.IsNull()) return;
    if (!root.IsMap()) {
      front_matter.fault = "the front matter is no list of 'key: value'";
      return;
    }
    for (const auto& entry : root) {
      if (!entry.first.IsScalar()) continue;
      std::vector<std::string>& values = front_matter.values[ascii_lower(entry.first.Scalar())];
      if (values.empty()) take_values(entry.second, values);  // of two keys of one name the first counts
    }
  } catch (const YAML::Exception& error) {
    front_matter.fault = "the front matter is not YAML: " + error.msg;
    // Behind the opening "---", and no further than the closing one.
    const auto last = std::count(yaml.begin(), yaml.end(), '\n') - 1;
    if (!error.mark.is_null())
      front_matter.fault_line =
          2 + static_cast<std::uint64_t>(std::min<std::ptrdiff_t>(error.mark.line, last));
  }
}

}  // namespace

std::string FrontMatter::first(std::initializer_list<std::string_view> keys) const {
  for (const std::string_view key : keys) {
    const auto found = values.find(key);
    if (found == values.end() || found->second.empty()) continue;
    std::string joined;
    for (const std::string& value : found->second) joined += (joined.empty() ? "" : ", ") + value;
    return joined;
  }
  return {};
}

std::vector<std::string> FrontMatter::all(std::initializer_list<std::string_view> keys) const {
  std::vector<std::string> result;
  for (const std::string_view key : keys) {
    if (const auto found = values.find(key); found != values.end()) {
      result.insert(result.end(), found->second.begin(), found->second.end());
    }
  }
  return result;
}

FrontMatter read_front_matter(std::string_view content) {
  FrontMatter result;
  if (line_at(content, 0) == "+++") {
    result.fault = "the front matter is TOML (+++): Fonds reads YAML (---)";
    return result;
  }
  if (line_at(content, 0) != "---") return result;
  const std::size_t begin = next_line(content, 0);
  for (std::size_t at = begin; at < content.size(); at = next_line(content, at)) {
    const std::string_view line = line_at(content, at);
    if (line != "---" && line != "...") continue;
    result.body_begin = next_line(content, at);
    if (at - begin > kMaxFrontMatterBytes) {
      result.fault = "the front matter is larger than " + std::to_string(kMaxFrontMatterBytes >> 10) + " KiB";
    } else {
      // Closed by "...", or else the library takes an unclosed quote at the end for a closed one.
      parse(std::string(content.substr(begin, at - begin)) + "...\n", result);
    }
    return result;
  }
  result.fault = "the front matter is not closed: a line '---' is missing";
  return result;
}

}  // namespace fonds::archive
