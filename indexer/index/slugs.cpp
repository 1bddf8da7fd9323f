#include "indexer/index/slugs.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "indexer/text/folding.h"

namespace fonds::index {

std::vector<std::string> distinct_slugs(const std::vector<std::string>& labels, std::set<std::string> taken) {
  // The order of the bytes of UTF-8 is that of the code points.
  std::vector<std::size_t> order(labels.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return labels[a] < labels[b]; });

  std::vector<std::string> slugs(labels.size());
  std::vector<std::pair<std::size_t, std::string>> contested;
  for (const std::size_t i : order) {
    std::string slug = text::slugify(labels[i]);
    if (taken.insert(slug).second) {
      slugs[i] = std::move(slug);
    } else {
      contested.emplace_back(i, std::move(slug));
    }
  }
  // Where counting goes on for a slug: what was taken once stays taken.
  std::unordered_map<std::string, unsigned> next;
  for (const auto& [i, slug] : contested) {
    unsigned& number = next.try_emplace(slug, 2).first->second;
    for (; slugs[i].empty(); ++number) {
      std::string numbered = slug + "-" + std::to_string(number);
      if (taken.insert(numbered).second) slugs[i] = std::move(numbered);
    }
  }
  return slugs;
}

}  // namespace fonds::index
