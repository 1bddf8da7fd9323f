#include "server/api/path_words.h"

#include <algorithm>
#include <array>

#include "indexer/text/folding.h"
#include "server/http/url.h"

namespace fonds::api {
namespace {

constexpr std::size_t kMostBytes = 120;  // of words; a longer address was no title

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

// ".html" and the like at the end of a name.
std::string_view without_extension(std::string_view name) {
  constexpr auto kExtensions = std::to_array<std::string_view>({".html", ".htm", ".php", ".aspx", ".xml"});
  for (const std::string_view extension : kExtensions) {
    if (name.ends_with(extension)) return name.substr(0, name.size() - extension.size());
  }
  return name;
}

// What lies between other characters than letters; numbers alone are dates and identifiers.
std::string words_of_name(std::string_view name) {
  std::string words;
  bool in_word = false;
  for (const char c : name) {
    if (is_letter(c)) {
      if (!in_word && !words.empty()) words += ' ';
      words += c;
    }
    in_word = is_letter(c);
  }
  return words;
}

}  // namespace

std::string words_of_path(std::string_view path) {
  const http::Decoded decoded = http::decode_path(path);
  if (!decoded.well_formed || !text::is_valid_utf8(decoded.text)) return {};
  std::string_view rest = decoded.text;
  while (!rest.empty()) {
    const std::size_t slash = rest.rfind('/');
    const std::string_view name = slash == std::string_view::npos ? rest : rest.substr(slash + 1);
    std::string words = words_of_name(without_extension(name));
    if (!words.empty()) return words.size() <= kMostBytes ? words : std::string();
    rest = slash == std::string_view::npos ? std::string_view() : rest.substr(0, slash);
  }
  return {};
}

}  // namespace fonds::api
