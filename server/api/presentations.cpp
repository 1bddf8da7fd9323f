#include "server/api/presentations.h"

#include <algorithm>

#include "indexer/text/ascii.h"
#include "indexer/text/folding.h"

namespace fonds::api {
Presentations parse_presentations(std::string_view text, const std::string& name) {
  Presentations presentations;
  std::vector<std::string>* paragraphs = nullptr;
  bool in_paragraph = false;
  std::size_t number = 0;
  const auto fail = [&](const std::string& why) {
    throw PresentationError(name + ":" + std::to_string(number) + ": " + why);
  };
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    ++number;
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text::trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!text::is_valid_utf8(line)) fail("not valid UTF-8");
    if (line.starts_with('#')) {
      const std::string_view label = text::trimmed(line.substr(1));
      if (label.empty()) fail("a heading without the name of a dossier: # La halle");
      const std::string slug = text::slugify(label);
      const auto [place, added] = presentations.try_emplace(slug);
      if (!added) fail("the dossier '" + slug + "' has a text already");
      paragraphs = &place->second;
      in_paragraph = false;
    } else if (line.empty()) {
      in_paragraph = false;
    } else if (paragraphs == nullptr) {
      fail("a text without a dossier: write its name above it, as in # La halle");
    } else if (in_paragraph) {
      paragraphs->back().append(" ").append(line);
    } else {
      paragraphs->emplace_back(line);
      in_paragraph = true;
    }
  }
  return presentations;
}

}  // namespace fonds::api
