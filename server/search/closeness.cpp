#include "server/search/closeness.h"

#include <algorithm>
#include <cmath>

namespace fonds::search {

namespace {

// Support at which a word has half of what closeness can give it: one rare neighbour some words away.
constexpr double kHalfSupport = 0.5;

// How fast the support of a neighbour fades with the words between: as this power of the distance.
constexpr double kFading = 1.3;

// A stop word or two between neighbours ("école de code") still leaves them neighbours.
constexpr std::uint32_t kNeighbours = 2;
constexpr double kNotAdjacent = 0.8;  // what such a pair counts of an adjacent one

// Positions up to which a word stands at the front of an article: title, lead and the gaps of the schema.
constexpr std::uint32_t kOpening = 2 * index::kFieldGap + 20;

// Positions behind that at which being early counts half: some paragraphs.
constexpr double kHalfDepth = 120;

}  // namespace

Closeness::Closeness(std::vector<const Slot*> slots, const Snapshot& snapshot, const RankingWeights& weights)
    : slots_(std::move(slots)), weights_(weights) {
  const double articles = snapshot.columns().size();
  for (const Slot* slot : slots_) {
    double with = 0;
    for (const WordId word : slot->words) with += snapshot.lexicon().articles(word);
    with = std::min(with, articles);
    rarity_.push_back(std::log(1 + (articles - with + 0.5) / (with + 0.5)));
  }
}

std::vector<double> Closeness::scores(const std::vector<Rank>& articles, Matcher& matcher) const {
  std::vector<std::vector<Occurrence>> occurrences(articles.size());
  for (std::uint32_t slot = 0; slot < slots_.size(); ++slot) {
    matcher.check_deadline();
    matcher.for_each_position(*slots_[slot], articles,
                              [&](std::size_t article, std::uint32_t position, bool led) {
                                occurrences[article].push_back({position, slot, led});
                              });
  }
  std::vector<double> scores;
  scores.reserve(articles.size());
  for (std::vector<Occurrence>& found : occurrences) scores.push_back(score(found));
  return scores;
}

double Closeness::score(std::vector<Occurrence>& occurrences) const {
  std::sort(occurrences.begin(), occurrences.end(), [](const Occurrence& a, const Occurrence& b) {
    return a.position != b.position ? a.position < b.position : a.slot < b.slot;
  });
  std::vector<double> support(slots_.size(), 0.0);
  std::vector<double> together(slots_.size(), 0.0);  // of a slot and the one after it in the query
  for (std::size_t i = 0; i < occurrences.size(); ++i) {
    const Occurrence& a = occurrences[i];
    bool supported = false;
    for (std::size_t j = i + 1; j < occurrences.size(); ++j) {
      const Occurrence& b = occurrences[j];
      const std::uint32_t distance = b.position - a.position;
      if (distance > kNearWords) break;
      if (distance == 0 || b.slot == a.slot) continue;
      if (!supported) {
        const double nearness = std::pow(static_cast<double>(distance), -kFading);
        support[a.slot] += rarity_[b.slot] * nearness;
        support[b.slot] += rarity_[a.slot] * nearness;
        supported = true;  // by the nearest one only
      }
      if (distance > kNeighbours) break;
      if (b.slot == a.slot + 1)
        together[a.slot] = std::max(together[a.slot], distance == 1 ? 1.0 : kNotAdjacent);
    }
  }
  double sum = 0;
  std::vector<std::uint32_t> first(slots_.size(), 0);  // position of each slot's first occurrence, 0 = none
  std::vector<bool> led(slots_.size(), false);
  for (const Occurrence& occurrence : occurrences) {
    if (first[occurrence.slot] == 0) first[occurrence.slot] = occurrence.position;
    if (occurrence.led) led[occurrence.slot] = true;
  }
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    sum += weights_.near * rarity_[slot] * support[slot] / (support[slot] + kHalfSupport);
    if (first[slot] > 0) {
      const double behind = first[slot] > kOpening ? static_cast<double>(first[slot] - kOpening) : 0;
      sum += weights_.early * rarity_[slot] * kHalfDepth / (kHalfDepth + behind);
    }
    if (led[slot]) sum += weights_.led * rarity_[slot];
    if (together[slot] > 0)
      sum += weights_.together * together[slot] * std::min(rarity_[slot], rarity_[slot + 1]);
  }
  return sum;
}

}  // namespace fonds::search
