// Decisions on persons: lines of the desk's file (persons/editor_file.h), applied to the index as `fonds-indexer update
// --persons` does, so that they show on the site as soon as its new generation is served. As Visit.
#pragma once

#include <string>

#include "server/desk/visit.h"

namespace fonds::desk {

// Adds a line to the file and applies the file. What the index has been told before goes into the file first.
// False where another program writes the index just now: the line is there, and counts from its next update on.
bool decide_on_persons(const Visit& visit, const std::string& line);
// Applies the file as it is: after a line has been taken back.
bool apply_persons(const Visit& visit);
// Whether the line says one thing, and says it so that it is read as it is meant.
bool is_one_decision(const std::string& line);

}  // namespace fonds::desk
