#include "server/search/scoring.h"

#include <algorithm>
#include <cmath>

namespace fonds::search {

namespace {
constexpr double kShortest = 0.5;  // an article shorter than this part of the average counts as that long
}  // namespace

Scorer::Scorer(const Bitmap& matches, const Snapshot& snapshot, Matcher& matcher,
               const RankingWeights& weights)
    : matches_(matches),
      columns_(snapshot.columns()),
      matcher_(matcher),
      k1_(weights.k1),
      b_(weights.b),
      places_(matches.words()) {
  for (std::size_t w = 0; w < matches.words(); ++w) {
    places_[w] = count_;
    count_ += static_cast<unsigned>(std::popcount(matches.word(w)));
  }
  scores_.resize(count_, 0.0);
}

double Scorer::rarity(std::uint32_t articles) const {
  const double with = articles;
  const double odds = (columns_.size() - with + 0.5) / (with + 0.5);
  // A word in most articles still tells a little.
  return std::log(odds < 2 ? odds * 0.5 + 1 : odds);
}

void Scorer::add(const std::vector<std::string>& terms, double factor) {
  std::vector<std::shared_ptr<const TermPostings>> lists;
  for (const std::string& term : terms) {
    std::shared_ptr<const TermPostings> postings = matcher_.postings(term);
    if (postings->articles() > 0) lists.push_back(std::move(postings));
  }
  if (lists.empty() || factor == 0) return;

  std::uint32_t articles = lists.front()->articles();
  if (lists.size() > 1) {
    Bitmap any(columns_.size());
    for (const auto& postings : lists) postings->add_to(any);
    articles = static_cast<std::uint32_t>(any.count());
  }
  const double weight = rarity(articles) * factor * share_ * (k1_ + 1);
  const double per_length = columns_.average_length() > 0 ? k1_ * b_ / columns_.average_length() : 0;
  const double shortest = k1_ * b_ * kShortest;
  const double constant = k1_ * (1 - b_);
  const auto worth = [&](Rank rank, std::uint32_t frequency) {
    const double length = std::max(columns_.length(rank) * per_length, shortest);
    return weight * (frequency / (frequency + length + constant));
  };
  if (lists.size() == 1) {
    lists.front()->for_each_in(matches_, places_,
                               [&](Rank rank, std::uint32_t place, std::uint32_t frequency) {
                                 scores_[place] += worth(rank, frequency);
                               });
    return;
  }
  std::vector<std::uint32_t> frequencies(count_, 0);
  for (const auto& postings : lists) {
    postings->for_each_in(matches_, places_, [&](Rank, std::uint32_t place, std::uint32_t frequency) {
      frequencies[place] += frequency;
    });
  }
  std::uint32_t place = 0;
  matches_.for_each([&](Rank rank) {
    if (frequencies[place] > 0) scores_[place] += worth(rank, frequencies[place]);
    ++place;
  });
}

std::vector<Ranked> Scorer::best(std::uint32_t count) const {
  const auto better = [](const Ranked& a, const Ranked& b) {
    return a.score != b.score ? a.score > b.score : a.rank < b.rank;
  };
  std::vector<Ranked> best;
  best.reserve(std::min(count, count_));
  std::uint32_t place = 0;
  matches_.for_each([&](Rank rank) {
    const Ranked article{rank, scores_[place++]};
    if (best.size() < count) {
      best.push_back(article);
      if (best.size() == count) std::make_heap(best.begin(), best.end(), better);  // the worst in front
    } else if (count > 0 && article.score > best.front().score) {  // ranks ascend: an equal one is older
      std::pop_heap(best.begin(), best.end(), better);
      best.back() = article;
      std::push_heap(best.begin(), best.end(), better);
    }
  });
  std::sort(best.begin(), best.end(), better);
  return best;
}

}  // namespace fonds::search
