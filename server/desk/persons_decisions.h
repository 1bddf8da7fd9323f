// Decisions on persons: lines of the desk's file (persons/editor_file.h), applied to the index as `fonds-indexer update
// --persons` does, so that they show on the site as soon as its new generation is served. As Visit.
#pragma once

#include <optional>
#include <string>

#include "indexer/persons/editor_file.h"
#include "server/desk/visit.h"

namespace fonds::desk {

// Adds a line to the file and applies the file. What the index has been told before goes into the file first.
// False where another program writes the index just now: the line is there, and counts from its next update on.
bool decide_on_persons(const Visit& visit, const std::string& line);
// Applies the file as it is: after a line has been taken back.
bool apply_persons(const Visit& visit);
// The line that says the one decision of `asked` (years are at the end of a function's title); nullopt where there is none
// that the file would read as it is meant: a name is missing, or holds a sign of the file.
std::optional<std::string> line_of(const persons::EditorFile& asked);
// Whether each name that the decision is about is somebody's, by the index and by what is decided already.
bool names_somebody(const Visit& visit, const persons::EditorFile& asked, const std::string& line);

}  // namespace fonds::desk
