// Decisions on dossiers: lines of the desk's file (archive/dossier_decisions.h), applied to the index as an update does, so
// that they show on the site as soon as its new generation is served. As Visit.
#pragma once

#include <cstdint>
#include <string>

#include "indexer/archive/dossier_decisions.h"
#include "server/desk/visit.h"

namespace fonds::desk {

enum class Applied : std::uint8_t {
  // the index is written, and served
  now,
  // another program writes the index just now: the line is there, and counts from its next update on
  later,
  // The index alone does not know what the sources said: from the next reading on.
  with_the_sources,
  // The file has the line already, and lines behind it undo it: nothing is written.
  never,
};

// Adds a line to the file, in the place of its contrary where that is there, and applies it.
Applied decide_on_dossiers(const Visit& visit, const archive::DossierDecision& decision);
// After a line has been taken out of the file: undoes what it did, as far as the index tells; what another line of the file
// says of the same article and dossier holds from then on.
Applied take_back_on_dossiers(const Visit& visit, const std::string& line);
// After a line has come back.
Applied apply_on_dossiers(const Visit& visit, const std::string& line);

}  // namespace fonds::desk
