#include "indexer/archive/html_styles.h"

#include <string>
#include <string_view>

namespace fonds::archive {
namespace {

// The value of a property in a style attribute without spaces: "bold" in "color:red;font-weight:bold".
std::string_view property(std::string_view style, std::string_view name) {
  for (std::size_t at = style.find(name); at != std::string_view::npos; at = style.find(name, at + 1)) {
    const std::size_t value = at + name.size();
    const bool begins = at == 0 || style[at - 1] == ';';
    if (!begins || value >= style.size() || style[value] != ':') continue;
    const std::string_view rest = style.substr(value + 1);
    return rest.substr(0, rest.find_first_of(";!"));
  }
  return {};
}

bool is_bold(std::string_view weight) {
  return weight == "bold" || weight == "bolder" || weight == "600" || weight == "700" || weight == "800" ||
         weight == "900";
}

}  // namespace

ElementStyles styles_of(const GumboNode& element) {
  ElementStyles found;
  const auto add = [&found](Style style) { found.styles[found.count++] = style; };
  const GumboTag tag = element.v.element.tag;
  if (tag == GUMBO_TAG_SUP) {
    add(Style::superscript);
    return found;
  }
  if (tag == GUMBO_TAG_SUB) {
    add(Style::subscript);
    return found;
  }
  const bool strong = tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG;
  const bool emphasis = tag == GUMBO_TAG_I || tag == GUMBO_TAG_EM || tag == GUMBO_TAG_CITE ||
                        tag == GUMBO_TAG_VAR || tag == GUMBO_TAG_DFN;
  if (!strong && !emphasis && tag != GUMBO_TAG_SPAN) return found;
  std::string style(attribute(element, "style"));
  std::erase(style, ' ');
  // What is pasted from a word processor stands in a <b> that is none: font-weight:normal.
  const std::string_view weight = property(style, "font-weight"), slant = property(style, "font-style");
  if (weight.empty() ? strong : is_bold(weight)) add(Style::strong);
  if (slant.empty() ? emphasis : slant == "italic") add(Style::emphasis);
  return found;
}

}  // namespace fonds::archive
