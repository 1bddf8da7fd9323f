#include "server/query/characters.h"

#include <algorithm>
#include <array>

#include "indexer/text/characters.h"

namespace fonds::query {
namespace {

struct Quote {
  char32_t code;
  QuoteRole role;
  std::array<char32_t, 2> closed_by;
};

constexpr std::array<Quote, 19> kQuotes{{
    {U'"', QuoteRole::neutral, {U'"', 0}},   {U'«', QuoteRole::open, {U'»', 0}},
    {U'»', QuoteRole::close, {U'«', U'»'}},  {U'ʺ', QuoteRole::neutral, {U'ʺ', 0}},
    {U'“', QuoteRole::open, {U'”', 0}},      {U'”', QuoteRole::close, {U'”', 0}},
    {U'„', QuoteRole::open, {U'“', U'”'}},   {U'‟', QuoteRole::open, {U'”', 0}},
    {U'″', QuoteRole::neutral, {U'″', 0}},   {U'‶', QuoteRole::neutral, {U'‶', U'″'}},
    {U'‹', QuoteRole::open, {U'›', 0}},      {U'›', QuoteRole::close, {U'‹', U'›'}},
    {U'❝', QuoteRole::open, {U'❞', 0}},      {U'❞', QuoteRole::close, {U'❞', 0}},
    {U'⹂', QuoteRole::open, {U'”', U'“'}}, {U'〝', QuoteRole::open, {U'〞', U'〟'}},
    {U'〞', QuoteRole::close, {U'〞', 0}},   {U'〟', QuoteRole::close, {U'〟', 0}},
    {U'＂', QuoteRole::neutral, {U'＂', 0}},
}};

const Quote* find_quote(char32_t code) {
  const auto* found =
      std::find_if(kQuotes.begin(), kQuotes.end(), [code](const Quote& q) { return q.code == code; });
  return found == kQuotes.end() ? nullptr : found;
}

CharClass ascii_class(char32_t code) {
  if ((code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z')) {
    return CharClass::word;
  }
  switch (code) {
    case '"':
      return CharClass::quote;
    case '\'':
    case '`':
      return CharClass::apostrophe;
    case '(':
      return CharClass::open_paren;
    case ')':
      return CharClass::close_paren;
    case '*':
      return CharClass::star;
    case '+':
    case '#':
    case '%':
    case '$':
      return CharClass::suffix;
    default:
      return code <= ' ' || code == 0x7F ? CharClass::space : CharClass::punctuation;
  }
}

CharClass class_of(char32_t code) {
  if (code < 0x80) return ascii_class(code);
  if (find_quote(code) != nullptr) return CharClass::quote;
  switch (text::classify(code)) {
    case text::CharClass::letter:
    case text::CharClass::digit:
    case text::CharClass::superscript:
      return CharClass::word;
    case text::CharClass::mark:
      return CharClass::mark;
    case text::CharClass::apostrophe:
      return CharClass::apostrophe;
    case text::CharClass::symbol:
      return CharClass::suffix;
    case text::CharClass::space:
    case text::CharClass::newline:
      return CharClass::space;
    default:
      return code < 0xA0 || code == 0xFFFD ? CharClass::space : CharClass::punctuation;
  }
}

// Length and smallest legal code point by the first byte; length 0 for a byte that begins no sequence.
struct Lead {
  std::uint8_t length = 0;
  char32_t smallest = 0;
  char32_t bits = 0;
};
Lead lead_of(unsigned char byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {2, 0x80, byte & 0x1FU};
  if (byte >= 0xE0 && byte <= 0xEF) return {3, 0x800, byte & 0x0FU};
  if (byte >= 0xF0 && byte <= 0xF4) return {4, 0x10000, byte & 0x07U};
  return {};
}

}  // namespace

Char char_at(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return {byte, 1, ascii_class(byte)};
  const Lead lead = lead_of(byte);
  if (lead.length == 0 || text.size() - at < lead.length) return {};
  char32_t code = lead.bits;
  for (std::size_t i = 1; i < lead.length; ++i) {
    const auto next = static_cast<unsigned char>(text[at + i]);
    if ((next & 0xC0U) != 0x80U) return {};
    code = (code << 6U) | (next & 0x3FU);
  }
  if (code < lead.smallest || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
  return {code, lead.length, class_of(code)};
}

QuoteRole quote_role(char32_t quote) {
  const Quote* found = find_quote(quote);
  return found == nullptr ? QuoteRole::neutral : found->role;
}

bool is_quote_pair(char32_t opening, char32_t closing) {
  const Quote* found = find_quote(opening);
  return found != nullptr && (found->closed_by[0] == closing || found->closed_by[1] == closing);
}

bool is_digit(char32_t code) {
  return code >= '0' && code <= '9';
}

bool is_no_break_space(char32_t code) {
  return code == 0xA0 || code == 0x202F;
}

std::string clean_quotation(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const Char c = char_at(text, at);
    const std::size_t next = at + c.length;
    const bool groups_digits = is_no_break_space(c.code) && !gap && !out.empty() &&
                               is_digit(static_cast<unsigned char>(out.back())) && next < text.size() &&
                               is_digit(char_at(text, next).code);
    if (!groups_digits && (c.kind == CharClass::space || c.kind == CharClass::quote)) {
      gap = true;
    } else {
      if (gap && !out.empty()) out += ' ';
      gap = false;
      out += text.substr(at, c.length);
    }
    at = next;
  }
  return out;
}

std::string_view cut_at_word(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  std::size_t end = bytes;
  // At most three steps: a longer run of continuation bytes is ill-formed anyway.
  for (int i = 0; i < 3 && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U; ++i) --end;
  if (ascii_class(static_cast<unsigned char>(text[end])) == CharClass::space) return text.substr(0, end);
  const std::size_t space = text.substr(0, end).find_last_of(" \t\n\r");
  return text.substr(0, space == std::string_view::npos || space == 0 ? end : space);
}

}  // namespace fonds::query
