// Idea: each syntax becomes one tree of JSON values, from which the fields are taken.
#include "indexer/archive/front_matter.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <utility>

#include <nlohmann/json.hpp>
#include <toml++/toml.h>
#include <yaml-cpp/yaml.h>

#include "indexer/archive/lenient_json.h"
#include "indexer/text/ascii.h"

namespace fonds::archive {
namespace {

using nlohmann::json;

// Fields lie two or three levels deep: params, authors, name.
constexpr int kMaxNodeDepth = 6;
// What holds further fields in Hugo, Zola and the like.
constexpr std::array<std::string_view, 3> kGroups = {"params", "extra", "taxonomies"};

enum class Syntax : std::uint8_t { in_yaml, in_toml, in_json };

std::string_view line_at(std::string_view text, std::size_t begin) {
  std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  while (line.ends_with('\r') || line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
  return line;
}

std::size_t next_line(std::string_view text, std::size_t begin) {
  const std::size_t end = text.find('\n', begin);
  return end == std::string_view::npos ? text.size() : end + 1;
}

std::uint64_t lines_before(std::string_view text, std::size_t at) {
  return static_cast<std::uint64_t>(
      std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

json from_yaml(const YAML::Node& node, std::size_t& budget, int depth) {
  if (budget == 0 || depth > kMaxNodeDepth || !node.IsDefined()) return nullptr;
  --budget;
  if (node.IsScalar()) return node.Scalar();
  if (node.IsSequence()) {
    json list = json::array();
    for (const YAML::Node& entry : node) list.push_back(from_yaml(entry, budget, depth + 1));
    return list;
  }
  if (!node.IsMap()) return nullptr;
  json object = json::object();
  for (const auto& entry : node) {
    if (!entry.first.IsScalar() || object.contains(entry.first.Scalar())) continue;
    object.emplace(entry.first.Scalar(), from_yaml(entry.second, budget, depth + 1));
  }
  return object;
}

json from_toml(const toml::node& node, std::size_t& budget, int depth) {
  if (budget == 0 || depth > kMaxNodeDepth) return nullptr;
  --budget;
  if (const toml::table* table = node.as_table()) {
    json object = json::object();
    for (const auto& [key, value] : *table)
      object.emplace(std::string(key.str()), from_toml(value, budget, depth + 1));
    return object;
  }
  if (const toml::array* array = node.as_array()) {
    json list = json::array();
    for (const toml::node& entry : *array) list.push_back(from_toml(entry, budget, depth + 1));
    return list;
  }
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* truth = node.as_boolean()) return truth->get() ? "true" : "false";
  std::ostringstream written;
  node.visit([&written](const auto& value) {
    if constexpr (toml::is_value<decltype(value)>) written << value.get();
  });
  return written.str();
}

// The text that a value stands for: itself, or an object's name.
std::string text_of(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  if (!value.is_object()) return {};
  for (const char* key : {"name", "title", "label", "display_name", "displayName", "nom"}) {
    const auto found = value.find(key);
    if (found != value.end() && found->is_string()) return found->get<std::string>();
  }
  return {};
}

void take_fields(const json& object, FrontMatter& front_matter) {
  std::vector<const json*> groups;
  for (const auto& [name, value] : object.items()) {
    const std::string key = text::ascii_lower(name);
    if (value.is_object() && std::find(kGroups.begin(), kGroups.end(), key) != kGroups.end()) {
      groups.push_back(&value);
      continue;
    }
    std::vector<std::string>& values = front_matter.values[key];
    if (!values.empty()) continue;
    const auto take = [&values](const json& entry) {
      if (std::string text = text_of(entry); !text.empty()) values.push_back(std::move(text));
    };
    if (value.is_array()) {
      front_matter.lists.insert(key);
      for (const json& entry : value) take(entry);
    } else {
      take(value);
    }
  }
  for (const json* group : groups) take_fields(*group, front_matter);
}

bool is_field_line(std::string_view line) {
  if (line.empty() || line.front() == ' ' || line.front() == '\t' || line.front() == '#' ||
      line.front() == '-')
    return false;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  // "Attention : travaux" and "https://…" begin a text, not a field.
  const std::string_view key = line.substr(0, colon);
  constexpr std::size_t kLongestKey = 40;
  const bool is_key = key.size() <= kLongestKey && key.find_first_of(" \t/") == std::string_view::npos;
  return is_key && (colon + 1 == line.size() || line[colon + 1] == ' ' || line[colon + 1] == '\t');
}
bool continues_field(std::string_view line) {
  return line.starts_with(' ') || line.starts_with('\t') || line.starts_with('-') || line.starts_with('#');
}

// What somebody meant who forgot a quote or a bracket.
void take_as_it_stands(std::string_view field, std::vector<std::string>& values) {
  const auto take = [&values](std::string_view text) {
    text = text::trimmed(text);
    while (!text.empty() && (text.front() == '"' || text.front() == '\'')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == '"' || text.back() == '\'')) text.remove_suffix(1);
    if (!text.empty()) values.emplace_back(text);
  };
  std::string_view value = text::trimmed(line_at(field, 0).substr(field.find(':') + 1));
  if (value.starts_with('[')) {
    value = value.substr(1, value.ends_with(']') ? value.size() - 2 : std::string_view::npos);
    for (std::size_t begin = 0; begin <= value.size();) {
      const std::size_t end = std::min(value.find(',', begin), value.size());
      take(value.substr(begin, end - begin));
      begin = end + 1;
    }
    return;
  }
  take(value);
  for (std::size_t at = next_line(field, 0); at < field.size(); at = next_line(field, at)) {
    const std::string_view entry = text::trimmed(line_at(field, at));
    if (entry.starts_with("- ")) take(entry.substr(2));
  }
}

// YAML takes no tab before a field: who has typed one meant none.
std::string_view without_tabs(std::string_view line) {
  const std::size_t first = line.find_first_not_of('\t');
  return first == std::string_view::npos || line[first] == ' ' ? line : line.substr(first);
}

// Each field alone, so that a broken one costs no other.
void read_yaml_by_field(std::string_view yaml, FrontMatter& front_matter) {
  for (std::size_t begin = 0; begin < yaml.size();) {
    std::size_t end = next_line(yaml, begin);
    if (!is_field_line(without_tabs(line_at(yaml, begin)))) {
      begin = end;
      continue;
    }
    while (end < yaml.size() && !is_field_line(without_tabs(line_at(yaml, end)))) end = next_line(yaml, end);
    const std::string_view field = without_tabs(yaml.substr(begin, end - begin));
    begin = end;
    try {
      std::size_t budget = kMaxFrontMatterValues;
      const json fields = from_yaml(YAML::Load(std::string(field) + "...\n"), budget, 0);
      if (fields.is_object()) take_fields(fields, front_matter);
    } catch (const YAML::Exception&) {
      const std::string key = text::ascii_lower(std::string(text::trimmed(field.substr(0, field.find(':')))));
      std::vector<std::string>& values = front_matter.values[key];
      if (values.empty()) take_as_it_stands(field, values);
    }
  }
}

void read_yaml(std::string_view yaml, FrontMatter& front_matter) {
  try {
    // Closed by "...", or else the library takes an unclosed quote at the end for a closed one.
    const YAML::Node root = YAML::Load(std::string(yaml) + "...\n");
    if (root.IsNull()) return;
    std::size_t budget = kMaxFrontMatterValues;
    const json fields = from_yaml(root, budget, 0);
    if (fields.is_object()) return take_fields(fields, front_matter);
    front_matter.fault = "the front matter is no list of 'key: value'";
  } catch (const YAML::Exception& error) {
    front_matter.fault = "the front matter is not YAML: " + error.msg;
    // No further than the last line of it.
    const auto last = std::count(yaml.begin(), yaml.end(), '\n') - 1;
    if (!error.mark.is_null())
      front_matter.fault_line += static_cast<std::uint64_t>(
          std::clamp<std::ptrdiff_t>(error.mark.line, 0, std::max<std::ptrdiff_t>(last, 0)));
  }
  read_yaml_by_field(yaml, front_matter);
}

void read_toml(std::string_view text, FrontMatter& front_matter) {
  try {
    std::size_t budget = kMaxFrontMatterValues;
    take_fields(from_toml(toml::parse(text), budget, 0), front_matter);
  } catch (const toml::parse_error& error) {
    front_matter.fault = "the front matter is not TOML: " + std::string(error.description());
    front_matter.fault_line += error.source().begin.line - 1;
    // "key = value" a line is what can be saved.
    for (std::size_t at = 0; at < text.size(); at = next_line(text, at)) {
      const std::string_view line = line_at(text, at);
      const std::size_t equals = line.find('=');
      if (equals == std::string_view::npos) continue;
      std::vector<std::string>& values =
          front_matter.values[text::ascii_lower(text::trimmed(line.substr(0, equals)))];
      const std::string field =
          std::string(line.substr(0, equals)) + ":" + std::string(line.substr(equals + 1));
      if (values.empty()) take_as_it_stands(field, values);
    }
  }
}

void read_json(std::string_view text, FrontMatter& front_matter) {
  const json fields = read_lenient_json(text);
  if (fields.is_object()) {
    take_fields(fields, front_matter);
  } else {
    front_matter.fault = "the front matter is no JSON object";
  }
}

// Behind the brace that closes the object at `begin`; npos where none does.
std::size_t object_end(std::string_view text, std::size_t begin) {
  std::size_t open = 0;
  bool in_string = false;
  for (std::size_t at = begin; at < text.size() && at - begin <= kMaxFrontMatterBytes; ++at) {
    const char c = text[at];
    if (in_string) {
      if (c == '\\') ++at;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{') {
      ++open;
    } else if (c == '}' && --open == 0) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

// {"title": …} or, on a line of its own, "{"; not "{{< … >}}" and "{% … %}" of templates.
bool begins_object(std::string_view text) {
  if (!text.starts_with('{')) return false;
  const std::size_t next = text.find_first_not_of(" \t\r\n", 1);
  return next != std::string_view::npos && (text[next] == '"' || text[next] == '}');
}

struct Fence {
  std::string_view opening, closing;
  Syntax syntax;
};
constexpr std::array<Fence, 6> kFences = {{{"---", "---", Syntax::in_yaml},
                                           {"---yaml", "---", Syntax::in_yaml},
                                           {"---toml", "---", Syntax::in_toml},
                                           {"---json", "---", Syntax::in_json},
                                           {"+++", "+++", Syntax::in_toml},
                                           {";;;", ";;;", Syntax::in_json}}};

void read_fenced(std::string_view text, Syntax syntax, FrontMatter& front_matter) {
  if (text.size() > kMaxFrontMatterBytes) {
    front_matter.fault =
        "the front matter is larger than " + std::to_string(kMaxFrontMatterBytes >> 10) + " KiB";
    return;
  }
  switch (syntax) {
    case Syntax::in_yaml:
      return read_yaml(text, front_matter);
    case Syntax::in_toml:
      return read_toml(text, front_matter);
    case Syntax::in_json:
      // Between ";;;" the braces may be missing.
      return read_json(
          text::trimmed(text).starts_with('{') ? std::string(text) : "{" + std::string(text) + "}",
          front_matter);
  }
}

// Not closed: it goes as far as its lines look like it. A line "---" above a text is no front matter.
void read_unclosed(std::string_view content, std::size_t begin, Syntax syntax, FrontMatter& front_matter) {
  std::size_t end = begin;
  while (end < content.size()) {
    const std::string_view line = line_at(content, end);
    const bool fits = syntax == Syntax::in_yaml
                          ? is_field_line(line) || (end > begin && continues_field(line))
                          : line.find('=') != std::string_view::npos || line.starts_with('[');
    if (!fits) break;
    end = next_line(content, end);
  }
  if (end == begin || syntax == Syntax::in_json) return;
  front_matter.body_begin = end;
  read_fenced(content.substr(begin, end - begin), syntax, front_matter);
  front_matter.fault = "the front matter is not closed: a line '" +
                       std::string(syntax == Syntax::in_yaml ? "---" : "+++") + "' is missing";
  front_matter.fault_line = front_matter.line;
}

// Fields at the very beginning, up to an empty line, as Pelican and MultiMarkdown have them. A title among them tells
// them from a text.
void read_without_fence(std::string_view content, std::size_t begin, FrontMatter& front_matter) {
  std::size_t end = begin;
  bool has_title = false;
  while (end < content.size()) {
    const std::string_view line = line_at(content, end);
    if (line.empty()) break;
    if (!is_field_line(line) && (end == begin || !continues_field(line))) return;
    has_title = has_title || text::ascii_lower(line.substr(0, line.find(':'))) == "title";
    end = next_line(content, end);
  }
  if (!has_title || end - begin > kMaxFrontMatterBytes) return;
  front_matter.body_begin = end;
  // No YAML: a value goes to the end of its line, whatever stands in it.
  for (std::size_t at = begin; at < end; at = next_line(content, at)) {
    const std::string_view line = line_at(content, at);
    const std::size_t colon = line.find(':');
    if (!is_field_line(line)) continue;
    const std::string key = text::ascii_lower(line.substr(0, colon));
    std::vector<std::string>& values = front_matter.values[key];
    if (values.empty()) take_as_it_stands(line, values);
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
  std::size_t start = content.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (start < content.size() && line_at(content, start).empty()) start = next_line(content, start);
  result.line = lines_before(content, start) + 1;
  result.fault_line = result.line;
  if (begins_object(content.substr(start))) {
    const std::size_t end = object_end(content, start);
    if (end == std::string_view::npos) return result;
    result.body_begin = next_line(content, end);
    read_json(content.substr(start, end - start), result);
    return result;
  }
  std::string opening = text::ascii_lower(line_at(content, start));
  // "--- yaml"
  std::erase_if(opening, [](char c) { return c == ' ' || c == '\t'; });
  const auto fence = std::find_if(kFences.begin(), kFences.end(),
                                  [&](const Fence& known) { return known.opening == opening; });
  if (fence == kFences.end()) {
    read_without_fence(content, start, result);
    return result;
  }
  const std::size_t begin = next_line(content, start);
  result.fault_line = result.line + 1;
  for (std::size_t at = begin; at < content.size(); at = next_line(content, at)) {
    const std::string_view line = line_at(content, at);
    if (line != fence->closing && !(fence->syntax == Syntax::in_yaml && line == "...")) continue;
    result.body_begin = next_line(content, at);
    read_fenced(content.substr(begin, at - begin), fence->syntax, result);
    // Two lines "---" may also be rules across the page, with a text between them.
    if (!result.fault.empty() && result.values.empty()) result.body_begin = 0;
    return result;
  }
  read_unclosed(content, begin, fence->syntax, result);
  return result;
}

}  // namespace fonds::archive
