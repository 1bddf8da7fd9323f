// The YAML front matter of a Markdown file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::archive {

// Longest front matter read, in bytes; real ones have some hundred.
inline constexpr std::size_t kMaxFrontMatterBytes = 1u << 20;

struct FrontMatter {
  // Keys in lower case. A scalar is a list of one; nested maps are left out, null and empty values too.
  std::map<std::string, std::vector<std::string>, std::less<>> values;
  std::size_t body_begin = 0;  // bytes of the file
  std::string fault;           // "" or why it cannot be read
  std::uint64_t fault_line = 1;

  // The value of the first of these keys that has one, "" for none. Of several values, joined by ", ".
  std::string first(std::initializer_list<std::string_view> keys) const;
  // All values of all these keys, in order.
  std::vector<std::string> all(std::initializer_list<std::string_view> keys) const;
};

// A file that does not begin with a line "---" has no front matter: no values, body_begin 0.
FrontMatter read_front_matter(std::string_view content);

}  // namespace fonds::archive
