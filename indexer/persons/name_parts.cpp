#include "indexer/persons/name_parts.h"

#include <algorithm>
#include <array>
#include <vector>

#include "indexer/persons/letters.h"

namespace fonds::persons {
namespace {

// Names are short; a longer one is compared by equality only.
constexpr std::size_t kMaxComparedBytes = 40;
// A slip needs this many letters: shorter names that differ by one are other names (Dupond, Dumont).
constexpr std::size_t kMinSlipLetters = 6;

std::vector<std::string_view> words_of(std::string_view label) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < label.size();) {
    const std::size_t begin = label.find_first_not_of(' ', at);
    if (begin == std::string_view::npos) break;
    at = std::min(label.find(' ', begin), label.size());
    words.push_back(label.substr(begin, at - begin));
  }
  return words;
}

}  // namespace

NameParts split_label(std::string_view label, const Lexicon& lexicon) {
  const std::vector<std::string_view> words = words_of(label);
  if (words.empty()) return {};
  std::size_t given = 0;
  while (given + 1 < words.size()) {
    const std::string key = name_key(words[given]);
    const bool initials = words[given].back() == '.';
    if (!initials && !(lexicon.of_word(key) & trait::kGiven)) break;
    ++given;
  }
  const bool particle = (lexicon.of(name_key(words[0])) & trait::kParticle) != 0 && words[0].size() <= 4;
  if (given == 0 && words.size() > 1 && !particle && name_key(words[0]).substr(0, 2) != "d'") given = 1;
  NameParts parts;
  const auto split = given == 0 ? label.begin() : words[given].begin();
  parts.given = std::string(label.begin(), split);
  while (!parts.given.empty() && parts.given.back() == ' ') parts.given.pop_back();
  parts.surname = std::string(split, label.end());
  return parts;
}

bool is_initials_key(std::string_view given) {
  if (given.empty()) return false;
  std::size_t run = 0;
  for (const char c : given) {
    run = c == '-' || c == ' ' ? 0 : run + 1;
    if (run > 2 || (run == 2 && c != 'h')) return false;
  }
  return true;
}

bool abbreviates(std::string_view initials, std::string_view given) {
  if (initials.empty() || given.empty()) return false;
  std::size_t at = 0;
  bool beginning = true;
  for (const char c : initials) {
    if (c == '-' || c == ' ') continue;
    if (at < given.size() && !beginning && given[at] == c && c == 'h') {  // Ph. = Philippe
      ++at;
      continue;
    }
    if (!beginning) {
      at = given.find_first_of("- ", at);
      // "J. Raffarin" for Jean-Pierre is fine, but "J.-P." does not shorten Jacques.
      if (at == std::string_view::npos) return false;
      ++at;
    }
    if (at >= given.size() || given[at] != c) return false;
    ++at;
    beginning = false;
  }
  return true;
}

int edit_distance(std::string_view a, std::string_view b, int limit) {
  if (a.size() > kMaxComparedBytes || b.size() > kMaxComparedBytes) return a == b ? 0 : limit + 1;
  const int difference = static_cast<int>(a.size()) - static_cast<int>(b.size());
  if (difference > limit || -difference > limit) return limit + 1;
  std::array<std::array<int, kMaxComparedBytes + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& above2 = rows[(i + 1) % 3];
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], above2[j - 2] + 1);
      }
    }
  }
  return std::min(rows[a.size() % 3][b.size()], limit + 1);
}

std::string generation_of(std::string_view surname, const Lexicon& lexicon) {
  const std::size_t blank = surname.rfind(' ');
  if (blank == std::string_view::npos) return {};
  const std::string_view last = surname.substr(blank + 1);
  return std::string(lexicon.of(last) & trait::kGeneration ? last : std::string_view());
}

bool is_slip(std::string_view a, std::string_view b) {
  const std::size_t length = std::min(a.size(), b.size());
  if (length < kMinSlipLetters || a[0] != b[0]) return false;
  const int limit = length >= 7 ? 2 : 1;
  return edit_distance(a, b, limit) <= limit;
}

}  // namespace fonds::persons
