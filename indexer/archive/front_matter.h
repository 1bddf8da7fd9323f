// The front matter of a Markdown file: YAML between lines "---", TOML between "+++", or a JSON object.
//
// Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::archive {

// Longest front matter read, in bytes; real ones have some hundred.
inline constexpr std::size_t kMaxFrontMatterBytes = 256u << 10;
// Most values taken from it, aliases counted at each use, so that none multiplies without end.
inline constexpr std::size_t kMaxFrontMatterValues = 10'000;

struct FrontMatter {
  // Keys in lower case. A scalar is a list of one; an object counts by its name or title; those inside "params",
  // "extra" and "taxonomies" stand beside the others. Null and empty values are left out.
  std::map<std::string, std::vector<std::string>, std::less<>> values;
  // of these keys, those whose value was a list
  std::set<std::string, std::less<>> lists;
  // bytes of the file
  std::size_t body_begin = 0;
  // "" or what could not be read as it stands; the rest of it is there
  std::string fault;
  std::uint64_t fault_line = 1;
  // where it begins
  std::uint64_t line = 1;

  // The value of the first of these keys that has one, "" for none. Of several values, joined by ", ".
  std::string first(std::initializer_list<std::string_view> keys) const;
  // All values of all these keys, in order.
  std::vector<std::string> all(std::initializer_list<std::string_view> keys) const;
};

// A file that does not begin so, byte order mark and blank lines aside, has no front matter: no values,
// body_begin 0. Where it is not closed, it ends before the first line that is none of it; where its YAML is
// broken, each field is read alone, one that is broken as it stands.
FrontMatter read_front_matter(std::string_view content);

}  // namespace fonds::archive
