#include "server/search/inversion.h"

#include <algorithm>
#include <array>

namespace fonds::search {

namespace {

constexpr auto kSubjects =
    std::to_array<std::string_view>({"elle", "elles", "il", "ils", "je", "nous", "on", "tu", "vous"});

bool is_subject(std::string_view word) {
  return std::find(kSubjects.begin(), kSubjects.end(), word) != kSubjects.end();
}

}  // namespace

std::size_t without_inverted_subject(std::span<const std::string_view> folded) {
  const std::size_t size = folded.size();
  if (size < 2 || !is_subject(folded.back())) return size;
  if (size == 2) return folded[0] == "rendez" ? 2 : 1;  // un rendez-vous
  // The t of "a-t-il" is there for the ear. Longer compounds with a pronoun at the end are nouns:
  // garde-à-vous.
  return size == 3 && folded[1] == "t" ? 1 : size;
}

}  // namespace fonds::search
