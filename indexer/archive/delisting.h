// The register of articles that an editor has taken out of search, because a person asked, or a court: one id
// a line, the last part of the article's address as it is in the source. What stands behind " #" is a remark.
//
// Thread safety: plain data and a pure function.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::archive {

struct Delisting {
  struct Error {
    std::uint64_t line = 0;
    std::string reason;
  };
  std::set<std::string, std::less<>> ids;
  std::vector<Error> errors;  // lines that cannot be an id; left out
};

Delisting parse_delisting(std::string_view utf8);

}  // namespace fonds::archive
