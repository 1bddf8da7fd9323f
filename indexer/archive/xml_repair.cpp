#include "indexer/archive/xml_repair.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "indexer/text/ascii.h"
#include "indexer/text/folding.h"
#include "indexer/text/one_of.h"

namespace fonds::archive {
namespace {

constexpr std::string_view kCdataBegin = "<![CDATA[", kCdataEnd = "]]>";
constexpr std::size_t kLongestReference = 12;  // "&#x0010FFFF;"

bool is_forbidden(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
}

// U+FFFE and U+FFFF in UTF-8.
bool is_noncharacter(std::string_view at) {
  return at.starts_with("\xEF\xBF\xBE") || at.starts_with("\xEF\xBF\xBF");
}

enum class EntityKind { none, allowed, forbidden };

// What the text behind an '&' is, up to its ';'.
EntityKind kind_of_entity(std::string_view name) {
  constexpr std::array<std::string_view, 5> kNamed = {"amp", "lt", "gt", "quot", "apos"};
  if (std::find(kNamed.begin(), kNamed.end(), name) != kNamed.end()) return EntityKind::allowed;
  if (!name.starts_with('#') || name.size() < 2) return EntityKind::none;
  const bool hex = name[1] == 'x';
  const std::string_view digits = name.substr(hex ? 2 : 1);
  std::uint32_t code = 0;
  for (const char c : digits) {
    const int digit = c >= '0' && c <= '9'          ? c - '0'
                      : hex && c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : hex && c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                    : -1;
    if (digit < 0) return EntityKind::none;
    code = code * (hex ? 16 : 10) + static_cast<std::uint32_t>(digit);
    if (code > 0x10FFFF) return EntityKind::forbidden;
  }
  if (digits.empty()) return EntityKind::none;
  const bool allowed =
      code == '\t' || code == '\n' || code == '\r' ||
      (code >= 0x20 && !(code >= 0xD800 && code < 0xE000) && code != 0xFFFE && code != 0xFFFF);
  return allowed ? EntityKind::allowed : EntityKind::forbidden;
}

// Behind the end of a CDATA section of an export stands the end of its element, or the next section of it: "]]>" before
// anything else is text that whoever wrote the export did not escape.
bool is_end_of_cdata(std::string_view behind) {
  behind = text::trimmed(behind);
  if (behind.starts_with(kCdataBegin)) return true;
  if (!behind.starts_with("</")) return false;
  const std::string_view name = behind.substr(2, behind.find('>') - 2);
  return name.find(':') != std::string_view::npos ||
         text::is_one_of(name, std::to_array<std::string_view>(
                                   {"title", "link", "description", "category", "guid", "item"}));
}

}  // namespace

std::string repaired_xml(std::string_view xml, bool is_utf8) {
  const std::string valid = is_utf8 && !text::is_valid_utf8(xml) ? text::repair_utf8(xml) : std::string(xml);
  const std::string_view text = valid;
  std::string result;
  result.reserve(text.size());
  bool in_cdata = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    if (is_forbidden(text[at])) continue;
    if (is_utf8 && is_noncharacter(rest)) {
      at += 2;
      continue;
    }
    if (text[at] == '<' && rest.starts_with(kCdataBegin)) in_cdata = true;
    if (in_cdata && rest.starts_with(kCdataEnd)) {
      if (!is_end_of_cdata(rest.substr(kCdataEnd.size()))) {
        result += "]]]]><![CDATA[>";
        at += kCdataEnd.size() - 1;
        continue;
      }
      in_cdata = false;
    }
    result += text[at];
    if (in_cdata || text[at] != '&') continue;
    const std::size_t end = rest.substr(0, kLongestReference).find(';');
    const EntityKind kind =
        end == std::string_view::npos ? EntityKind::none : kind_of_entity(rest.substr(1, end - 1));
    if (kind == EntityKind::forbidden) {
      result.pop_back();
      at += end;
    } else if (kind == EntityKind::none) {
      result += "amp;";
    }
  }
  return result;
}

std::string masked_xml(std::string_view xml) {
  std::string masked(xml);
  constexpr std::pair<std::string_view, std::string_view> kSections[] = {{kCdataBegin, kCdataEnd},
                                                                         {"<!--", "-->"}};
  for (std::size_t at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at + 1)) {
    for (const auto& [opening, closing] : kSections) {
      if (!xml.substr(at).starts_with(opening)) continue;
      const std::size_t begin = at + opening.size();
      const std::size_t end = std::min(xml.find(closing, begin), xml.size());
      std::fill(masked.begin() + static_cast<std::ptrdiff_t>(begin),
                masked.begin() + static_cast<std::ptrdiff_t>(end), ' ');
      at = end;
      break;
    }
    if (at >= xml.size()) break;
  }
  return masked;
}

}  // namespace fonds::archive
