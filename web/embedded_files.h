// The files of web/ as they are inside the program: templates and static files, byte for byte. Thread-safe:
// constants.
#pragma once

#include <span>
#include <string_view>

namespace fonds::web {

struct EmbeddedFile {
  std::string_view name;  // relative to web/: "templates/search.mustache", "static/style.css"
  std::string_view content;
};

std::span<const EmbeddedFile> embedded_files();

}  // namespace fonds::web
