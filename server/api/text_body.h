// The text that a request brings along: text/plain, or JSON with "title" and "body".
//
// Thread safety: pure functions. User input never throws.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "server/api/problem.h"

namespace fonds::api {

struct TextBody {
  // UTF-8
  std::string title, body;
};

// Of the text, in UTF-8; and of a request, whose JSON may escape every letter with an accent.
inline constexpr std::size_t kTextBytes = 200 * 1024;
inline constexpr std::size_t kJsonBytes = 2 * kTextBytes;

// Bytes that a request of this type may bring along.
std::size_t most_bytes(std::string_view content_type);

std::variant<TextBody, Problem> parse_text_body(std::string_view content_type, std::string_view bytes);

}  // namespace fonds::api
