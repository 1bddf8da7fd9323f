// Keeps what strangers wrote from costing the Markdown parser more than its length: libcmark 0.30 takes
// quadratic time for the brackets of one paragraph, and writes the address of a reference out at each use.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fonds::archive {

// Most square brackets between two blank lines; behind them a paragraph ends. Real paragraphs have a dozen.
inline constexpr std::size_t kMaxBracketsInParagraph = 1000;
// Most bytes that the addresses of references may grow to when each is written out.
inline constexpr std::size_t kMaxReferenceBytes = 64u << 20;

// The same text, with blank lines put between where a paragraph has too many brackets, and definitions of
// references escaped where all their uses together would be too long. Linear time. Thread-safe.
std::string bounded_markdown(std::string_view markdown);

}  // namespace fonds::archive
