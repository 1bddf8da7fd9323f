#include "indexer/commands/diagnostics.h"

#include <iostream>

#include "indexer/text/printable.h"

namespace fonds::commands {

void tell(const std::string& file, std::uint64_t line, const std::string& reason) {
  std::cerr << text::printable(file) << ":";
  if (line > 0) std::cerr << line << ":";
  std::cerr << " " << text::printable(reason) << std::endl;
}

void tell_note(const std::string& file, std::uint64_t line, const std::string& reason) {
  tell(file, line, "note: " + reason);
}

}  // namespace fonds::commands
