#include "indexer/commands/diagnostics.h"

#include <iostream>

#include "indexer/text/printable.h"

namespace fonds::commands {

std::string message(const std::string& file, std::uint64_t line, const std::string& reason) {
  return text::printable(file) + ":" + (line > 0 ? std::to_string(line) + ":" : "") + " " +
         text::printable(reason);
}

void tell(const std::string& file, std::uint64_t line, const std::string& reason) {
  std::cerr << message(file, line, reason) << std::endl;
}

void tell_note(const std::string& file, std::uint64_t line, const std::string& reason) {
  tell(file, line, "note: " + reason);
}

}  // namespace fonds::commands
