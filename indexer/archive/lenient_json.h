// JSON as content systems write it into pages and files: mostly JSON, and read where it is not.
#pragma once

#include <cstddef>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace fonds::archive {

// Largest text read; a page's own block has some kilobytes, a long article's text included.
inline constexpr std::size_t kMaxLenientJsonBytes = 4u << 20;
// Most values (objects, lists, strings and so on) and deepest nesting kept. What is deeper becomes null; behind
// the last value kept nothing more is read.
inline constexpr std::size_t kMaxLenientJsonValues = 50'000;
inline constexpr int kMaxLenientJsonDepth = 64;

// Read though JSON forbids them: line ends and other control characters in strings, unknown escapes, quotes
// inside strings that cannot end them, trailing and missing commas, comments, HTML comments and CDATA marks
// around the text, a `;` or an assignment, single quotes, keys without quotes, an end that is missing. Several
// values one after the other become a list. A discarded value (json::is_discarded()) where there is no object
// and no list at all, or more bytes than the limit.
// Never throws, takes linear time. Thread-safe.
nlohmann::json read_lenient_json(std::string_view text);

}  // namespace fonds::archive
