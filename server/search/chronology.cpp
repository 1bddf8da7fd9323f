#include "server/search/chronology.h"

#include <algorithm>
#include <limits>

#include "indexer/archive/body_html.h"
#include "server/search/hit.h"
#include "server/search/opening.h"

namespace fonds::search {

namespace {

constexpr std::size_t kSentenceBytes = 180;  // about a sentence of each article

Hit hit_at(Rank rank, const Snapshot& snapshot) {
  return to_hit(snapshot.article(rank), snapshot.columns());
}

const Rank* first_undated(std::pair<const Rank*, const Rank*> articles, const Snapshot& snapshot) {
  return std::lower_bound(articles.first, articles.second, snapshot.columns().dated());
}

}  // namespace

std::vector<Hit> chronology(std::pair<const Rank*, const Rank*> articles, const ChronologyPage& page,
                            const Snapshot& snapshot, Deadline deadline) {
  const auto [begin, end] = articles;
  const Rank* undated = first_undated(articles, snapshot);
  const auto dated = static_cast<std::uint64_t>(undated - begin);
  const auto total = static_cast<std::uint64_t>(end - begin);
  std::vector<Hit> hits;
  const std::uint64_t last = std::min<std::uint64_t>(total, std::uint64_t{page.offset} + page.limit);
  for (std::uint64_t i = page.offset; i < last; ++i) {
    check(deadline);
    const Rank rank = i < dated ? *(undated - 1 - i) : undated[i - dated];
    const index::StoredArticle article = snapshot.article(rank);
    Hit hit = to_hit(article, snapshot.columns());
    hit.excerpt_html = archive::escape_html(opening(article, kSentenceBytes));
    hits.push_back(std::move(hit));
  }
  return hits;
}

std::pair<const Rank*, const Rank*> as_of(std::pair<const Rank*, const Rank*> articles,
                                          std::optional<text::Day> day, const Columns& columns) {
  if (!day) return articles;
  const Rank first = columns.range(std::numeric_limits<text::Day>::min(), *day).first;
  return {std::lower_bound(articles.first, articles.second, first),
          std::lower_bound(articles.first, articles.second, columns.dated())};
}

std::optional<Hit> first_of(std::pair<const Rank*, const Rank*> articles, const Snapshot& snapshot) {
  const Rank* undated = first_undated(articles, snapshot);
  if (undated == articles.first) return std::nullopt;
  return hit_at(*(undated - 1), snapshot);
}

std::optional<Hit> last_of(std::pair<const Rank*, const Rank*> articles, const Snapshot& snapshot) {
  if (first_undated(articles, snapshot) == articles.first) return std::nullopt;
  return hit_at(*articles.first, snapshot);
}

PeriodNeighbours days_around(text::Day first, text::Day last, const Columns& columns) {
  auto [begin, end] = columns.range(first, last);
  PeriodNeighbours around;
  while (begin > 0 && columns.is_page(begin - 1)) --begin;
  while (end < columns.dated() && columns.is_page(end)) ++end;
  if (begin > 0) around.after = columns.day(begin - 1);
  if (end < columns.dated()) around.before = columns.day(end);
  return around;
}

std::vector<ArticleAddress> addresses_in(const DatePeriod& period, std::uint32_t offset, std::uint32_t limit,
                                         const Columns& columns) {
  const auto [begin, end] =
      period.undated ? std::pair(columns.dated(), columns.size()) : columns.range(period.first, period.last);
  std::vector<ArticleAddress> addresses;
  for (std::uint64_t rank = std::uint64_t{begin} + offset; rank < end && addresses.size() < limit; ++rank) {
    const auto place = static_cast<Rank>(rank);
    addresses.push_back(
        {std::string(columns.id(place)), period.undated ? std::nullopt : std::optional(columns.day(place))});
  }
  return addresses;
}

ArticlePlace article_place(Rank rank, const Snapshot& snapshot) {
  const Columns& columns = snapshot.columns();
  ArticlePlace place;
  if (rank < columns.dated() && !columns.is_page(rank)) {
    Rank after = rank, before = rank + 1;
    while (after > 0 && columns.is_page(after - 1)) --after;
    while (before < columns.dated() && columns.is_page(before)) ++before;
    if (after > 0) place.time.after = hit_at(after - 1, snapshot);
    if (before < columns.dated()) place.time.before = hit_at(before, snapshot);
  }
  const FacetColumn& dossiers = columns.facet(index::FacetKind::dossier);
  const auto [first, last] = dossiers.of(rank);
  const auto* smallest = std::min_element(first, last, [&](index::Ordinal a, index::Ordinal b) {
    return dossiers.count(a) != dossiers.count(b) ? dossiers.count(a) < dossiers.count(b) : a < b;
  });
  if (smallest == last || dossiers.count(*smallest) < 2) return place;
  // Newest first in the column, oldest first for the reader.
  const auto [begin, end] = dossiers.articles(*smallest);
  const Rank* here = std::lower_bound(begin, end, rank);
  Neighbours neighbours;
  neighbours.place = static_cast<std::uint64_t>(end - here);
  neighbours.total = static_cast<std::uint64_t>(end - begin);
  if (here + 1 != end) neighbours.before = hit_at(here[1], snapshot);
  if (here != begin) neighbours.after = hit_at(here[-1], snapshot);
  place.dossier = FacetLabel{dossiers.value(*smallest).slug, dossiers.value(*smallest).label};
  place.in_dossier = std::move(neighbours);
  return place;
}

}  // namespace fonds::search
