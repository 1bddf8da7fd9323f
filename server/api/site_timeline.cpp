// The date facet as links: decades where there are many years, years, then the months of a chosen year, then
// the days of a chosen month as a calendar.
#include <algorithm>
#include <charconv>

#include "server/api/search_url.h"
#include "server/api/site_parts.h"
#include "server/api/site_text.h"

namespace fonds::api {
namespace {

// Heights are hundredths of the strip. The smallest bar still has to be seen beside the tallest.
constexpr std::uint64_t kFullHeight = 100, kLeastHeight = 3;
// A strip of more years than this is a strip of decades.
constexpr std::size_t kMostYears = 30;
constexpr int kMonthsOfYear = 12, kDaysOfWeek = 7;

struct Bar {
  std::string name, short_name;
  std::uint64_t count = 0;
  bool on = false;
  std::string href;
  // of a month, where there is room for one letter only
  std::string initial = {};
};

Data bar_data(const Bar& bar, std::uint64_t tallest) {
  const auto height =
      bar.count == 0 ? 0
                     : std::max(kLeastHeight, bar.count * kFullHeight / std::max<std::uint64_t>(1, tallest));
  Data data;
  data["bar_name"] = Data(bar.name);
  set_text(data, "bar_short", bar.short_name == bar.name ? "" : bar.short_name);
  set_text(data, "bar_initial", bar.initial);
  data["bar_count"] = Data(french_number(bar.count));
  data["bar_unit"] = Data(std::string(articles_word(bar.count)));
  data["bar_height"] = Data(std::to_string(height));
  data["bar_top"] = Data(std::to_string(kFullHeight - height));
  data["bar_on"] = Data(bar.on);
  set_text(data, "bar_href", bar.count == 0 ? "" : bar.href);
  return data;
}

Data strip_data(const std::vector<Bar>& bars, const std::string& granularity) {
  std::uint64_t tallest = 0;
  for (const auto& bar : bars) tallest = std::max(tallest, bar.count);
  DataList list;
  for (const auto& bar : bars) list.push_back(bar_data(bar, tallest));
  Data strip;
  strip["bars"] = Data(list);
  strip["bars_class"] = Data("bars-" + granularity);
  strip["strip_years"] = Data(granularity == "year" || granularity == "decade");
  return strip;
}

int year_of(std::string_view value) {
  int year = 0;
  std::from_chars(value.data(), value.data() + std::min<std::size_t>(4, value.size()), year);
  return year;
}

std::string two_digits(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

class Timeline {
 public:
  Timeline(const Frame& frame, const search::SearchRequest& request, TimelineLinks links)
      : frame_(frame), request_(request), links_(links) {}

  Bar bar(const search::DateBucket& bucket, std::string_view open_value) const {
    // The year of a chosen month is on the way to it, so it is marked as well.
    const bool on = bucket.selected || (!open_value.empty() && open_value.starts_with(bucket.value));
    return {french_period(bucket.value), short_period(bucket.value), bucket.count, on,
            links_ == TimelineLinks::date_pages ? date_url(frame_, bucket.value)
                                                : page_url(frame_, with_only_date(request_, bucket.value))};
  }

  std::vector<Bar> years(const search::DateHistogram& histogram, std::string_view open_value) const {
    std::vector<Bar> bars;
    for (const auto& bucket : histogram.buckets) bars.push_back(bar(bucket, open_value));
    return bars;
  }

  // Ten years are no value of the facet: they are chosen as a period.
  std::vector<Bar> decades(const search::DateHistogram& histogram, std::string_view open_value) const {
    std::vector<Bar> bars;
    int decade = -1;
    for (const auto& bucket : histogram.buckets) {
      const int year = year_of(bucket.value);
      if (year / 10 != decade) {
        decade = year / 10;
        auto period = first_page(request_);
        period.dates.clear();
        const auto first = text::to_day({std::max(1, decade * 10), 1, 1});
        const auto last = text::to_day({decade * 10 + 9, 12, 31});
        period.from = std::max(request_.from.value_or(first), first);
        period.to = std::min(request_.to.value_or(last), last);
        const auto digits = std::to_string(decade * 10);
        bars.push_back({"Années\u00A0" + digits, digits, 0, false, page_url(frame_, period)});
      }
      bars.back().count += bucket.count;
      bars.back().on = bars.back().on || bar(bucket, open_value).on;
    }
    return bars;
  }

  // All twelve, so that the shapes of two years can be compared.
  std::vector<Bar> months(const search::DateHistogram& histogram) const {
    std::vector<Bar> bars;
    for (int month = 1; month <= kMonthsOfYear; ++month) {
      bars.push_back(bar(bucket(histogram, histogram.parent + "-" + two_digits(month)), ""));
      bars.back().initial = capitalised(bars.back().short_name).substr(0, 1);
    }
    return bars;
  }

  DataList days(const search::DateHistogram& histogram) const {
    DataList list;
    const int year = year_of(histogram.parent);
    const int month = std::stoi(histogram.parent.substr(5));
    for (int day = 1; day <= text::days_in_month(year, month); ++day) {
      auto data = bar_data(bar(bucket(histogram, histogram.parent + "-" + two_digits(day)), ""), 1);
      // Only the first needs a place; the others follow.
      set_text(data, "day_column", day == 1 ? std::to_string(column_of(text::to_day({year, month, 1}))) : "");
      list.push_back(std::move(data));
    }
    return list;
  }

 private:
  // 1 for a Monday. Day 0, the first of January 1970, was a Thursday.
  static int column_of(text::Day day) { return ((day + 3) % kDaysOfWeek + kDaysOfWeek) % kDaysOfWeek + 1; }
  static search::DateBucket bucket(const search::DateHistogram& histogram, const std::string& value) {
    for (const auto& known : histogram.buckets) {
      if (known.value == value) return known;
    }
    return {value, 0, false};
  }

  const Frame& frame_;
  const search::SearchRequest& request_;
  TimelineLinks links_;
};

DataList weekdays() {
  DataList list;
  for (const char* initial : {"L", "M", "M", "J", "V", "S", "D"}) {
    Data weekday;
    weekday["initial"] = Data(initial);
    list.push_back(std::move(weekday));
  }
  return list;
}

// « De 2013 à 2020 »: a period by two choices, which a phone shows as its own lists.
void set_span(Data& page, const Frame& frame, const search::SearchRequest& request,
              const search::DateHistogram& histogram) {
  if (histogram.buckets.size() < 2) return;
  const int first = year_of(histogram.buckets.front().value), last = year_of(histogram.buckets.back().value);
  const int from = request.from ? text::to_date(*request.from).year : first;
  const int to = request.to ? text::to_date(*request.to).year : last;
  const auto years = [&](int chosen) {
    DataList list;
    for (const search::DateBucket& bucket : histogram.buckets) {
      Data year;
      year["year_value"] = Data(bucket.value);
      year["year_on"] = Data(year_of(bucket.value) == chosen);
      list.push_back(std::move(year));
    }
    return list;
  };
  Data span;
  span["span_action"] = Data(frame.base + "/");
  span["span_hidden"] = Data(hidden_fields(request, FormKind::period));
  span["first_years"] = Data(years(std::max(from, first)));
  span["last_years"] = Data(years(std::min(to, last)));
  page["span"] = std::move(span);
}

}  // namespace

void set_timeline(Data& page, const Frame& frame, const search::SearchRequest& request,
                  const search::SearchResponse& response, TimelineLinks links) {
  // Years without an article (the one that is selected, say) are no time line.
  const bool shown =
      response.date &&
      (response.date->undated > 0 ||
       std::any_of(response.date->histogram.buckets.begin(), response.date->histogram.buckets.end(),
                   [](const search::DateBucket& bucket) { return bucket.count > 0; }));
  const bool narrowed = !request.dates.empty() || request.from || request.to;
  // One year beside no other has nothing to compare and nowhere to lead, unless it is the way to its own page.
  const bool years =
      shown && (response.date->histogram.buckets.size() > 1 ||
                (links == TimelineLinks::date_pages && !response.date->histogram.buckets.empty()));
  const bool useful = years || (shown && (response.date->drilldown || response.date->undated > 0 ||
                                          response.date->undated_selected || narrowed));
  page["has_histogram"] = Data(useful);
  page["span"] = Data(false);
  if (!useful) return;
  const Timeline timeline(frame, request, links);
  const auto& date = *response.date;
  const auto& drilldown = date.drilldown;
  const std::string open = drilldown ? drilldown->parent : "";
  if (!years) {
    page["years"] = Data(false);
  } else if (date.histogram.buckets.size() > kMostYears) {
    page["years"] = strip_data(timeline.decades(date.histogram, open), "decade");
  } else {
    page["years"] = strip_data(timeline.years(date.histogram, open), "year");
  }

  page["drilldown"] = Data(false);
  if (drilldown && !drilldown->buckets.empty()) {
    const bool days = drilldown->granularity == "day";
    Data view;
    if (days) {
      view["weekdays"] = Data(weekdays());
      view["days"] = Data(timeline.days(*drilldown));
    } else {
      view = strip_data(timeline.months(*drilldown), "month");
    }
    view["days_view"] = Data(days);
    view["day_chosen"] = Data(days && std::any_of(drilldown->buckets.begin(), drilldown->buckets.end(),
                                                  [](const auto& day) { return day.selected; }));
    view["drilldown_title"] = Data(capitalised(french_period(drilldown->parent)));
    const auto year = drilldown->parent.substr(0, 4);
    set_text(view, "drilldown_up", days ? "Toute l’année " + year : "");
    set_text(view, "drilldown_up_href", days ? page_url(frame, with_only_date(request, year)) : "");
    page["drilldown"] = std::move(view);
  }

  set_span(page, frame, request, date.histogram);
  auto any_date = first_page(request);
  any_date.dates.clear();
  any_date.from.reset();
  any_date.to.reset();
  set_text(page, "all_dates_href", narrowed ? page_url(frame, any_date) : "");
  set_text(
      page, "undated_href",
      date.undated == 0 && !date.undated_selected ? "" : page_url(frame, with_only_date(request, "undated")));
  page["undated_on"] = Data(date.undated_selected);
  page["undated_count"] = Data(french_number(date.undated));
  page["undated_unit"] = Data(std::string(articles_word(date.undated)));
}

}  // namespace fonds::api
