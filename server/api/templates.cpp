#include "server/api/templates.h"

#include <stdexcept>

namespace fonds::api {
namespace {

constexpr std::string_view kFolder = "templates/", kExtension = ".mustache";
constexpr int kIncludeDepth = 8;  // templates within templates; a cycle of includes would be endless

using Sources = std::map<std::string, std::string_view, std::less<>>;

std::string with_includes(std::string_view source, const Sources& sources, int depth) {
  if (depth > kIncludeDepth) throw std::logic_error("templates include each other in a circle");
  std::string out;
  for (;;) {
    const auto open = source.find("{{>");
    out.append(source.substr(0, open));
    if (open == std::string_view::npos) return out;
    source.remove_prefix(open + 3);
    const auto close = source.find("}}");
    if (close == std::string_view::npos) throw std::logic_error("an include without its end in a template");
    auto name = source.substr(0, close);
    while (name.starts_with(' ')) name.remove_prefix(1);
    while (name.ends_with(' ')) name.remove_suffix(1);
    source.remove_prefix(close + 2);
    const auto included = sources.find(name);
    if (included == sources.end()) throw std::logic_error("no template named " + std::string(name));
    auto text = included->second;
    if (text.ends_with('\n')) text.remove_suffix(1);  // an include within a line stays in it
    out += with_includes(text, sources, depth + 1);
  }
}

}  // namespace

void set_text(Data& data, const std::string& name, std::string text) {
  if (text.empty()) {
    data[name] = Data(false);
  } else {
    data[name] = Data(text);
  }
}

void set_list(Data& data, const std::string& name, const DataList& list) {
  data["has_" + name] = Data(!list.empty());
  data[name] = Data(list);
}

Templates::Templates(std::span<const web::EmbeddedFile> files) {
  Sources sources;
  for (const auto& file : files) {
    auto name = file.name;
    if (!name.starts_with(kFolder) || !name.ends_with(kExtension)) continue;
    name.remove_prefix(kFolder.size());
    name.remove_suffix(kExtension.size());
    sources.emplace(name, file.content);
  }
  for (const auto& [name, source] : sources) {
    auto page = std::make_unique<kainjow::mustache::mustache>(with_includes(source, sources, 0));
    if (!page->is_valid()) throw std::logic_error("template " + name + ": " + page->error_message());
    pages_.emplace(name, std::move(page));
  }
}

std::string Templates::render(std::string_view page, const Data& data) const {
  const auto found = pages_.find(page);
  if (found == pages_.end()) throw std::logic_error("no template named " + std::string(page));
  // render() is not const, but writes only where a lambda or a partial fails; ours have neither.
  std::string out;
  out.reserve(32 * 1024);  // bytes; a page of ten results
  found->second->render(data, [&out](const std::string& part) { out += part; });
  return out;
}

}  // namespace fonds::api
