// What the editor says of dossiers, from a text file:
//
//   # La halle
//   De son classement à sa réouverture.
//
//   Un second paragraphe.
//
//   # Vie municipale
//   …
//
// Thread safety: pure functions.
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::api {

// Paragraphs by the dossier's value.
using Presentations = std::map<std::string, std::vector<std::string>, std::less<>>;

class PresentationError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// `name`: of the file, for errors. Throws PresentationError with the line: a text above the first heading, a heading
// without a name, a dossier that is there twice, a text that is not UTF-8.
Presentations parse_presentations(std::string_view text, const std::string& name);

}  // namespace fonds::api
