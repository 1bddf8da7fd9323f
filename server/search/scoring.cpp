#include "server/search/scoring.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace fonds::search {

namespace {
constexpr double kShortest = 0.5;  // an article shorter than this part of the average counts as that long

// A title of up to this many words is about each of them; of a longer one, by the cube of the ratio less.
constexpr double kShortTitle = 9;
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
    count_ += bits_set(matches.word(w));
  }
  scores_.resize(count_, 0.0);
}

Scorer::Lists Scorer::postings(const std::vector<std::string>& terms) const {
  Lists lists;
  for (const std::string& term : terms) {
    std::shared_ptr<const TermPostings> postings = matcher_.postings(term);
    if (postings->articles() > 0) lists.push_back(std::move(postings));
  }
  return lists;
}

double Scorer::rarity(const Lists& lists) const {
  std::uint32_t articles = lists.front()->articles();
  if (lists.size() > 1) {
    Bitmap any(columns_.size());
    for (const auto& postings : lists) postings->add_to(any);
    articles = static_cast<std::uint32_t>(any.count());
  }
  return rarity(articles);
}

double Scorer::rarity(std::uint32_t articles) const {
  const double with = articles;
  const double odds = (columns_.size() - with + 0.5) / (with + 0.5);
  // A word in most articles still tells a little.
  return std::log(odds < 2 ? odds * 0.5 + 1 : odds);
}

double Scorer::add(const Word& word) {
  const Lists lists = postings(word.terms);
  if (lists.empty() || word.factor == 0) return 0;
  const double rarity = this->rarity(lists);
  const double weight = rarity * word.factor * share_ * (k1_ + 1);
  const double present = rarity * word.factor * share_ * word.present;
  const double per_length = columns_.average_length() > 0 ? k1_ * b_ / columns_.average_length() : 0;
  const double shortest = k1_ * b_ * kShortest;
  const double constant = k1_ * (1 - b_);
  const auto worth = [&](Rank rank, double frequency) {
    const double length = std::max(columns_.length(rank) * per_length, shortest);
    return weight * (frequency / (frequency + length + constant)) + present * std::min(1.0, frequency);
  };
  double* const scores = scores_.data();
  const Lists family = word.family_weight > 0 ? postings(word.family) : Lists{};
  if (lists.size() == 1 && family.empty()) {
    lists.front()->for_each_in(matches_, places_,
                               [&](Rank rank, std::uint32_t place, std::uint32_t frequency) {
                                 scores[place] += worth(rank, frequency);
                               });
    return rarity;
  }
  std::vector<float> of_article(count_, 0);
  float* const frequencies = of_article.data();
  const auto count = [&](const Lists& of, float share) {
    for (const auto& postings : of) {
      postings->for_each_in(matches_, places_, [&](Rank, std::uint32_t place, std::uint32_t frequency) {
        frequencies[place] += share * static_cast<float>(frequency);
      });
    }
  };
  count(lists, 1);
  count(family, static_cast<float>(word.family_weight));
  std::uint32_t place = 0;
  matches_.for_each([&](Rank rank) {
    if (frequencies[place] > 0) scores[place] += worth(rank, frequencies[place]);
    ++place;
  });
  return rarity;
}

void Scorer::add_title(const std::vector<std::string>& terms, double worth) {
  const Lists lists = postings(terms);
  if (lists.empty() || worth == 0) return;
  Bitmap any(columns_.size());
  for (const auto& postings : lists) postings->add_to(any);
  any &= matches_;
  any.for_each([&](Rank rank) {
    const double ratio = kShortTitle / std::max<double>(kShortTitle, columns_.title_words(rank));
    score_of(rank) += share_ * worth * ratio * ratio * ratio;
  });
}

std::size_t Scorer::place_of(Rank rank) const {
  const std::uint64_t before = matches_.word(rank >> 6) & ((std::uint64_t{1} << (rank & 63)) - 1);
  return places_[rank >> 6] + bits_set(before);
}

void Scorer::add_dated(const std::vector<DayRange>& days, double worth) {
  Bitmap dated(columns_.size());
  for (const DayRange& range : days) {
    const auto [begin, end] = columns_.range(range.first, range.second);
    dated.set_range(begin, end);
  }
  const double added = worth * rarity(static_cast<std::uint32_t>(dated.count()));
  dated &= matches_;
  dated.for_each([&](Rank rank) { score_of(rank) += added; });
}

std::vector<Ranked> Scorer::best(std::uint32_t count) const {
  const auto better = [](const Ranked& a, const Ranked& b) {
    return a.score != b.score ? a.score > b.score : a.rank < b.rank;
  };
  std::vector<Ranked> best;
  if (count == 0) return best;
  const auto keep_best = [&] {
    if (best.size() <= count) return;
    std::nth_element(best.begin(), best.begin() + count - 1, best.end(), better);
    best.resize(count);
  };
  // Twice as many as are asked for are gathered before those behind are dropped.
  const std::size_t room = std::min<std::size_t>(std::size_t{count} * 2, count_);
  best.reserve(room);
  double dropped = -std::numeric_limits<double>::infinity();  // and whoever comes later with no more
  const double* score = scores_.data();
  matches_.for_each([&](Rank rank) {
    const Ranked article{rank, *score++};
    if (article.score <= dropped) return;
    if (best.size() == room) {
      keep_best();
      dropped = best.back().score;
      if (article.score <= dropped) return;
    }
    best.push_back(article);
  });
  keep_best();
  std::sort(best.begin(), best.end(), better);
  return best;
}

}  // namespace fonds::search
