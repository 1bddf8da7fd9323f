// The list of persons as readers leaf through it: by how often they are named, or by the letter of the family name.
//
// Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/search/types.h"

namespace fonds::api {

// Where the family name begins in a label: of "Charles de Gaulle" at "Gaulle", of "Yann Le Goff" at "Le Goff", of
// "Geoffroy Roux de Bézieux" at "Roux".
std::size_t family_name(const std::string& label);
// "Gaulle, Charles de"
std::string by_family_name(const std::string& label);
// "A" to "Z", or "#" for every other sign.
std::string family_letter(const std::string& label);

// What a reader asks of the list, and the page that answers.
struct PersonList {
  std::string q, letter;
  // with those that are named once
  bool whole = false;
  std::uint32_t offset = 0;

  // of the page
  std::vector<search::FacetValue> values;
  std::uint64_t total = 0;
  // named once, and left out
  std::uint64_t once = 0;
  // that a family name begins with, in order
  std::vector<std::string> letters;
  // no name begins as q does: these are like it
  bool near = false;
  search::IndexInfo index;
};

// Fills a page of a list without q from all persons, those named most first.
void leaf_through(const std::vector<search::FacetValue>& persons, std::uint32_t per_page, PersonList& list);

}  // namespace fonds::api
