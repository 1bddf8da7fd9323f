#include "indexer/index/closest_id.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string_view>

#include "indexer/index/schema.h"
#include "indexer/text/folding.h"

namespace fonds::index {

namespace {

// One letter wrong in so many is a slip; more is another word.
constexpr std::size_t kLettersPerSlip = 5;
// Looked for in one walk: whoever has more lines without an article gave the wrong file.
constexpr std::size_t kMaxLines = 100;

// Levenshtein's distance, or anything above `most` where it is that.
std::size_t distance(std::string_view a, std::string_view b, std::size_t most) {
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > most) return most + 1;
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    std::size_t least = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
      least = std::min(least, row[j]);
    }
    if (least > most) return most + 1;
  }
  return row.back();
}

struct Sought {
  std::vector<std::string> forms;  // folded
  std::size_t least = 0;           // distance of `closest`
  std::optional<std::string> closest;
};

}  // namespace

std::vector<std::optional<std::string>> closest_ids(const Xapian::Database& database,
                                                    const std::vector<std::vector<std::string>>& lines) {
  std::vector<Sought> sought;
  for (std::size_t i = 0; i < std::min(lines.size(), kMaxLines); ++i) {
    Sought& line = sought.emplace_back();
    for (const std::string& form : lines[i]) line.forms.push_back(text::fold(form));
  }
  const std::string prefix(kIdPrefix);
  const auto end = database.allterms_end(prefix);
  for (auto term = database.allterms_begin(prefix); !sought.empty() && term != end; ++term) {
    const std::string id = (*term).substr(prefix.size());
    const std::string folded = text::fold(id);
    for (Sought& line : sought) {
      for (const std::string& form : line.forms) {
        const std::size_t most =
            std::max<std::size_t>(1, std::min(form.size(), folded.size()) / kLettersPerSlip);
        const std::size_t found = distance(form, folded, most);
        if (found > most || (line.closest && found >= line.least)) continue;
        line.least = found;
        line.closest = id;
      }
    }
  }
  std::vector<std::optional<std::string>> closest(lines.size());
  for (std::size_t i = 0; i < sought.size(); ++i) closest[i] = std::move(sought[i].closest);
  return closest;
}

}  // namespace fonds::index
