// The register of articles that an editor has taken out of search, because a person asked, or a court: a line
// names an article by its id or by its address (article_names.h). What stands behind a "#" with white space
// before or behind it is a remark; so is a line that begins with "#".
//
// Thread safety: plain data and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::archive {

struct Delisting {
  // A line that may name an article, by any of its names.
  struct Line {
    std::uint64_t number = 0;
    std::vector<std::string> names;
  };
  struct Error {
    std::uint64_t line = 0;
    std::string reason;
  };
  std::vector<Line> lines;
  // lines that can be neither an id nor an address; left out
  std::vector<Error> errors;
};

// Of a file: no editor writes a longer one.
inline constexpr std::size_t kMaxDelistingBytes = std::size_t{16} << 20;

// Whether the file begins with the mark of UTF-16, and so may have bytes of zero.
bool is_utf16(std::string_view bytes);

// UTF-8, UTF-16 with its mark; a line that is no UTF-8 is read as windows-1252. Lines end with LF, CRLF or CR.
Delisting parse_delisting(std::string_view bytes);

}  // namespace fonds::archive
