// Whose the names of an archive are. An article is stored with the names it was found to have; which person
// each of them stands for is decided for the whole archive at once (persons/registry.h), and written down
// here alone. So an article that settles a doubt, or an editor's decision, changes this table and no other
// article.
//
// It is a file of a generation, kPersonsFile: the sections below as varint-prefixed fields, a CRC-32 at the
// end. Thread safety: plain values. Errors: IndexError damaged, io.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index/generation.h"
#include "indexer/index/schema.h"
#include "indexer/persons/registry.h"

namespace fonds::index {

// A name as articles have it: what recognition made of one article, or what its metadata gives.
struct SightedName {
  std::string label;
  // of the civility
  persons::Gender gender = persons::Gender::kUnknown;
  // given in the article's metadata
  bool by_editor = false;
  persons::Certainty certainty = persons::Certainty::kNamed;
  bool operator==(const SightedName&) const = default;
};

struct PersonFunction {
  std::string title;
  // years, inclusive
  std::optional<int> from, to;
  bool operator==(const PersonFunction&) const = default;
};

struct PersonEntry {
  // the slug, stable, and what is shown
  std::string value, label;
  // from the editor's file, in its order
  std::vector<PersonFunction> functions;
  bool operator==(const PersonEntry&) const = default;
};

// In one article, a name stands for another person than elsewhere, or for nobody: the editor says so.
struct PersonException {
  // id
  std::string article;
  Ordinal name = 0, person = 0;
  bool operator==(const PersonException&) const = default;
};

// The value of a person who has since been found to be another: links to it still lead somewhere.
struct FormerValue {
  std::string value;
  Ordinal person = 0;
  bool operator==(const FormerValue&) const = default;
};

inline constexpr Ordinal kNobody = persons::kNobody;

struct PersonsTable {
  // by the ordinals that articles hold; never reused within an index
  std::vector<SightedName> names;
  // by name: into persons, or kNobody
  std::vector<Ordinal> person_of;
  std::vector<PersonEntry> persons;
  std::vector<PersonException> exceptions;
  std::vector<FormerValue> former_values;
  // for the next registration
  std::vector<persons::KnownValue> known_values;
  // the text of the editor's file that was applied
  std::string decisions;
  // persons::kRegistryVersion that was applied
  std::uint32_t rules = 0;
  bool operator==(const PersonsTable&) const = default;
};

std::string encode(const PersonsTable& table);
// nullopt where the bytes are not what encode() makes, or an ordinal points nowhere.
std::optional<PersonsTable> decode_persons(std::string_view bytes);

void write_persons(const std::filesystem::path& generation, const PersonsTable& table);
PersonsTable read_persons(const Generation& generation);

// The values that the index in this folder has given, for a build that replaces it; none where there is no
// index.
struct KeptValues {
  std::vector<persons::KnownValue> values;
  // empty, or what could not be read and what that means
  std::string lost;
};
// Of the generation published last; where its table cannot be read, of the youngest whose can.
KeptValues values_to_keep(const std::filesystem::path& index);

}  // namespace fonds::index
