// Messages about a place in a file, on standard error: FILE:LINE: reason. Names and fields of foreign files
// are shown so that they cannot pass for a line of their own or move the cursor.
//
// Thread safety: one thread.
#pragma once

#include <cstdint>
#include <string>

namespace fonds::commands {

// As it is told, without an end of line. `line` 0 = the file or folder as a whole.
std::string message(const std::string& file, std::uint64_t line, const std::string& reason);
void tell(const std::string& file, std::uint64_t line, const std::string& reason);
// The same for what costs nothing but itself, and no exit code: FILE:LINE: note: reason.
void tell_note(const std::string& file, std::uint64_t line, const std::string& reason);

}  // namespace fonds::commands
