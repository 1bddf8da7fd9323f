#include "server/search/facets.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <utility>

namespace fonds::search {

namespace {

void add_articles(const FacetColumn& column, const std::vector<std::string>& slugs, Bitmap& out) {
  for (const std::string& slug : slugs) {
    const index::Ordinal ordinal = column.find(slug);
    if (ordinal == column.size()) continue;
    const auto [begin, end] = column.articles(ordinal);
    for (const Rank* rank = begin; rank != end; ++rank) out.set(*rank);
  }
}

struct FacetOfRequest {
  FacetName name;
  index::FacetKind kind;
  FacetSelection SearchRequest::*selection;
};
constexpr FacetOfRequest kOfRequest[] = {
    {FacetName::dossier, index::FacetKind::dossier, &SearchRequest::dossier},
    {FacetName::person, index::FacetKind::person, &SearchRequest::person},
    {FacetName::author, index::FacetKind::author, &SearchRequest::author},
    {FacetName::source, index::FacetKind::source, &SearchRequest::source}};

bool contains(const std::vector<std::string>& slugs, const std::string& slug) {
  return std::find(slugs.begin(), slugs.end(), slug) != slugs.end();
}

std::string two_digits(int n) {
  return (n < 10 ? "0" : "") + std::to_string(n);
}
std::string year_value(int year) {
  std::string digits = std::to_string(year);
  return std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

bool is_selected(const std::vector<DatePeriod>& selected, const std::string& value) {
  return std::any_of(selected.begin(), selected.end(), [&](const DatePeriod& p) { return p.value == value; });
}

std::uint64_t count_between(const Bitmap& base, const Columns& columns, const text::Date& first,
                            const text::Date& last) {
  const auto [begin, end] = columns.range(text::to_day(first), text::to_day(last));
  return base.count(begin, end);
}

// The months of a year, or the days of a month, from the first that has an article to the last.
DateHistogram drill_down(const Bitmap& base, const std::vector<DatePeriod>& selected, const Columns& columns,
                         int year, int month) {
  DateHistogram histogram;
  histogram.granularity = month == 0 ? "month" : "day";
  histogram.parent = year_value(year) + (month == 0 ? "" : "-" + two_digits(month));
  const int last = month == 0 ? 12 : text::days_in_month(year, month);
  for (int i = 1; i <= last; ++i) {
    const std::string value = histogram.parent + "-" + two_digits(i);
    const text::Date from = month == 0 ? text::Date{year, i, 1} : text::Date{year, month, i};
    const text::Date to = month == 0 ? text::Date{year, i, text::days_in_month(year, i)} : from;
    histogram.buckets.push_back(
        {value, count_between(base, columns, from, to), is_selected(selected, value)});
  }
  const auto relevant = [](const DateBucket& bucket) { return bucket.count > 0 || bucket.selected; };
  const auto first = std::find_if(histogram.buckets.begin(), histogram.buckets.end(), relevant);
  const auto end = std::find_if(histogram.buckets.rbegin(), histogram.buckets.rend(), relevant).base();
  if (first < end) {
    histogram.buckets = std::vector<DateBucket>(first, end);
  } else {
    histogram.buckets.clear();
  }
  return histogram;
}

// The years of a histogram: those that have an article or are selected, and the empty ones between them, so that a
// reader sees how much time lies between two bars. But one article dated 17 for 2017 must not make a bar of each of
// two thousand years: a gap that is wider than kWidestGap stays open, and so do the widest where there would be
// more than kFilledYears. Of more years than kMostYears those with the fewest articles are left out, the earliest
// first; `from` and `to` find their articles.
constexpr int kWidestGap = 100;
constexpr std::size_t kFilledYears = 400;
constexpr std::size_t kMostYears = 1'000;

std::vector<DateBucket> years_between(std::map<int, DateBucket> years) {
  if (years.size() > kMostYears) {
    std::vector<std::map<int, DateBucket>::iterator> order;
    for (auto year = years.begin(); year != years.end(); ++year) order.push_back(year);
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
      return std::pair(a->second.selected, a->second.count) < std::pair(b->second.selected, b->second.count);
    });
    order.resize(order.size() - kMostYears);
    for (const auto& year : order) years.erase(year);
  }
  std::vector<int> gaps;  // empty years between neighbours, ascending
  for (auto year = years.begin(); year != years.end() && std::next(year) != years.end(); ++year) {
    gaps.push_back(std::next(year)->first - year->first - 1);
  }
  std::sort(gaps.begin(), gaps.end());
  int widest = 0;
  std::size_t filled = years.size();
  for (std::size_t i = 0; i < gaps.size() && gaps[i] <= kWidestGap; ++i) {
    filled += static_cast<std::size_t>(gaps[i]);
    if (filled > kFilledYears) break;
    // Of gaps that are equally wide, all are filled or none.
    if (i + 1 == gaps.size() || gaps[i + 1] > gaps[i]) widest = gaps[i];
  }
  std::vector<DateBucket> buckets;
  int last = 0;
  for (auto& [year, bucket] : years) {
    if (!buckets.empty() && year - last - 1 <= widest) {
      while (++last < year) buckets.push_back({year_value(last), 0, false});
    }
    last = year;
    buckets.push_back(std::move(bucket));
  }
  return buckets;
}

}  // namespace

Selections select(const SearchRequest& request, const Columns& columns) {
  const Rank size = columns.size();
  Selections selections;
  selections.filters = Bitmap(size, true);
  if (request.from || request.to) {
    Bitmap dated(size);
    const auto [begin, end] = columns.range(request.from.value_or(std::numeric_limits<text::Day>::min()),
                                            request.to.value_or(std::numeric_limits<text::Day>::max()));
    dated.set_range(begin, end);
    selections.filters &= dated;
  }
  if (request.modified_from || request.modified_before) {
    Bitmap changed(size);
    for (Rank rank = 0; rank < size; ++rank) {
      const std::int64_t instant = columns.modified(rank);
      // What is of no known time is older than any.
      if (request.modified_from && instant < *request.modified_from) continue;
      if (request.modified_before && instant >= *request.modified_before) continue;
      changed.set(rank);
    }
    selections.filters &= changed;
  }
  if (request.kind == ArticleKind::article) selections.filters.subtract(columns.pages());
  if (request.kind == ArticleKind::page) selections.filters &= columns.pages();

  Bitmap excluded(size);
  for (const FacetOfRequest& facet : kOfRequest) {
    const FacetSelection& selection = request.*facet.selection;
    const FacetColumn& column = columns.facet(facet.kind);
    add_articles(column, selection.none_of, excluded);
    if (selection.any_of.empty()) continue;
    Bitmap chosen(size);
    add_articles(column, selection.any_of, chosen);
    if (facet.name == FacetName::person && request.persons_together) {
      for (const std::string& slug : selection.any_of) {
        Bitmap one(size);
        add_articles(column, {slug}, one);
        chosen &= one;
      }
    }
    selections.chosen[static_cast<std::size_t>(facet.name)] = std::move(chosen);
  }
  selections.filters.subtract(excluded);

  if (request.dates.empty()) return selections;
  Bitmap dates(size);
  for (const DatePeriod& period : request.dates) {
    if (period.undated) {
      dates.set_range(columns.dated(), size);
    } else {
      const auto [begin, end] = columns.range(period.first, period.last);
      dates.set_range(begin, end);
    }
  }
  selections.chosen[static_cast<std::size_t>(FacetName::date)] = std::move(dates);
  return selections;
}

Bitmap Selections::within(const Bitmap& base) const {
  Bitmap rest = base;
  for (const auto& bitmap : chosen) {
    if (bitmap) rest &= *bitmap;
  }
  return rest;
}

Bitmap Selections::within_others(const Bitmap& base, FacetName left_out) const {
  Bitmap rest = base;
  for (std::size_t facet = 0; facet < kFacets; ++facet) {
    if (chosen[facet] && facet != static_cast<std::size_t>(left_out)) rest &= *chosen[facet];
  }
  return rest;
}

Facet count_values(const Bitmap& base, const FacetColumn& column, const FacetSelection& selection,
                   std::uint32_t limit) {
  std::vector<std::uint32_t> counts(column.size(), 0);
  std::vector<index::Ordinal> present;
  base.for_each([&](Rank rank) {
    const auto [begin, end] = column.of(rank);
    for (const index::Ordinal* ordinal = begin; ordinal != end; ++ordinal) {
      if (counts[*ordinal]++ == 0) present.push_back(*ordinal);
    }
  });
  Facet facet;
  facet.distinct = present.size();
  const auto more = [&](index::Ordinal a, index::Ordinal b) {
    return counts[a] != counts[b] ? counts[a] > counts[b] : column.label_place(a) < column.label_place(b);
  };
  const auto kept = static_cast<std::ptrdiff_t>(std::min<std::size_t>(limit, present.size()));
  std::partial_sort(present.begin(), present.begin() + kept, present.end(), more);
  present.resize(static_cast<std::size_t>(kept));
  // What the reader chose never vanishes from the list, even beyond the limit or with a count of 0.
  if (limit > 0) {
    for (const auto* slugs : {&selection.any_of, &selection.none_of}) {
      for (const std::string& slug : *slugs) {
        const index::Ordinal ordinal = column.find(slug);
        if (ordinal < column.size() && std::find(present.begin(), present.end(), ordinal) == present.end()) {
          present.push_back(ordinal);
        }
      }
    }
  }
  for (const index::Ordinal ordinal : present) {
    const FacetColumn::Value& value = column.value(ordinal);
    facet.values.push_back({value.slug, value.label, counts[ordinal], contains(selection.any_of, value.slug),
                            contains(selection.none_of, value.slug)});
  }
  return facet;
}

DateFacet count_dates(const Bitmap& base, const std::vector<DatePeriod>& selected, const Columns& columns) {
  DateFacet facet;
  facet.undated = base.count(columns.dated(), columns.size());
  facet.undated_selected = is_selected(selected, "undated");

  std::map<int, DateBucket> years;
  const auto add_year = [&](int year) {
    const auto [begin, end] = columns.range(text::to_day({year, 1, 1}), text::to_day({year, 12, 31}));
    std::string value = year_value(year);
    const bool chosen = is_selected(selected, value);
    years.try_emplace(year, DateBucket{std::move(value), base.count(begin, end), chosen});
    return end;
  };
  for (Rank rank = base.next(0); rank < columns.dated();) {
    rank = base.next(add_year(text::to_date(columns.day(rank)).year));
  }
  // A selected period stays in sight even where nothing matches in it any more.
  const DatePeriod* only = nullptr;
  bool one_year = true;
  bool one_month = true;
  for (const DatePeriod& period : selected) {
    if (period.undated) continue;
    const text::Date date = text::to_date(period.first);
    const bool in_archive = columns.dated() > 0 &&
                            date.year >= text::to_date(columns.day(columns.dated() - 1)).year &&
                            date.year <= text::to_date(columns.day(0)).year;
    if (in_archive) add_year(date.year);
    if (only != nullptr) {
      const text::Date other = text::to_date(only->first);
      one_year = one_year && other.year == date.year;
      one_month = one_month && other.year == date.year && other.month == date.month;
    }
    if (period.value.size() < 7) one_month = false;
    only = &period;
  }
  facet.histogram.buckets = years_between(std::move(years));
  if (only != nullptr && one_year) {
    const text::Date date = text::to_date(only->first);
    facet.drilldown = drill_down(base, selected, columns, date.year, one_month ? date.month : 0);
  }
  return facet;
}

}  // namespace fonds::search
