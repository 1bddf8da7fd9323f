#include "indexer/archive/markdown_bounds.h"

#include <algorithm>

namespace fonds::archive {
namespace {

template <typename Action>
void for_each_line(std::string_view text, const Action& action) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    action(text.substr(begin, end - begin));
    begin = end;
  }
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// "[name]: address", in a quotation or a list too.
bool is_definition(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t>*+-0123456789.)");
  return begin != std::string_view::npos && line[begin] == '[' &&
         line.find("]:", begin) != std::string_view::npos;
}

// Each use of a reference may write out the longest definition, which may go on over the lines of its paragraph.
bool references_explode(std::string_view markdown) {
  std::size_t longest = 0, current = 0;
  bool in_definition = false;
  for_each_line(markdown, [&](std::string_view line) {
    if (is_definition(line)) in_definition = true, current = 0;
    if (is_blank(line)) in_definition = false;
    if (!in_definition) return;
    current += line.size();
    longest = std::max(longest, current);
  });
  const auto uses = static_cast<std::size_t>(std::count(markdown.begin(), markdown.end(), '['));
  return longest > 0 && uses > kMaxReferenceBytes / longest;
}

std::string without_definitions(std::string_view markdown) {
  std::string result;
  result.reserve(markdown.size() + markdown.size() / 16);
  for_each_line(markdown, [&](std::string_view line) {
    const std::size_t bracket = is_definition(line) ? line.find('[') : 0;
    result.append(line.substr(0, bracket));
    if (bracket > 0 || is_definition(line)) result += '\\';
    result.append(line.substr(bracket));
  });
  return result;
}

}  // namespace

std::string bounded_markdown(std::string_view markdown) {
  std::string unreferenced;
  if (references_explode(markdown)) {
    unreferenced = without_definitions(markdown);
    markdown = unreferenced;
  }
  std::string result;
  result.reserve(markdown.size());
  std::size_t brackets = 0;
  for_each_line(markdown, [&](std::string_view line) {
    if (is_blank(line)) brackets = 0;
    std::size_t copied = 0;
    for (std::size_t at = line.find_first_of("[]"); at != std::string_view::npos;
         at = line.find_first_of("[]", at + 1)) {
      if (++brackets <= kMaxBracketsInParagraph) continue;
      result.append(line.substr(copied, at - copied)).append("\n\n");
      copied = at;
      brackets = 1;
    }
    result.append(line.substr(copied));
  });
  return result;
}

}  // namespace fonds::archive
