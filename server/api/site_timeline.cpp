// The date facet as a histogram of links: years, then the months of a chosen year, then the days of a chosen
// month.
#include <algorithm>

#include "server/api/search_url.h"
#include "server/api/site_parts.h"
#include "server/api/site_text.h"

namespace fonds::api {
namespace {

// Heights are hundredths of the strip. The smallest bar still has to be seen beside the tallest.
constexpr std::uint64_t kFullHeight = 100, kLeastHeight = 3;

Data bar_data(const Frame& frame, const search::SearchRequest& request, const search::DateBucket& bucket,
              std::uint64_t tallest, bool on) {
  const auto height =
      bucket.count == 0
          ? 0
          : std::max(kLeastHeight, bucket.count * kFullHeight / std::max<std::uint64_t>(1, tallest));
  const auto name = french_period(bucket.value);
  const auto short_name = short_period(bucket.value);
  Data data;
  data["bar_name"] = Data(name);
  set_text(data, "bar_short", short_name == name ? "" : short_name);
  data["bar_count"] = Data(french_number(bucket.count));
  data["bar_unit"] = Data(std::string(articles_word(bucket.count)));
  data["bar_height"] = Data(std::to_string(height));
  data["bar_top"] = Data(std::to_string(kFullHeight - height));
  data["bar_on"] = Data(on);
  set_text(data, "bar_href", bucket.count == 0 ? "" : page_url(frame, with_only_date(request, bucket.value)));
  return data;
}

Data strip_data(const Frame& frame, const search::SearchRequest& request,
                const search::DateHistogram& histogram, std::string_view open_value) {
  std::uint64_t tallest = 0;
  for (const auto& bucket : histogram.buckets) tallest = std::max(tallest, bucket.count);
  DataList bars;
  for (const auto& bucket : histogram.buckets) {
    // The year of a chosen month is on the way to it, so it is marked as well.
    const bool on = bucket.selected || (!open_value.empty() && open_value.starts_with(bucket.value));
    bars.push_back(bar_data(frame, request, bucket, tallest, on));
  }
  Data strip;
  strip["bars"] = Data(bars);
  strip["bars_class"] = Data("bars-" + histogram.granularity);
  return strip;
}

}  // namespace

void set_timeline(Data& page, const Frame& frame, const search::SearchRequest& request,
                  const search::SearchResponse& response) {
  // Years without an article (the one that is selected, say) are no time line.
  const bool shown =
      response.date &&
      (response.date->undated > 0 ||
       std::any_of(response.date->histogram.buckets.begin(), response.date->histogram.buckets.end(),
                   [](const search::DateBucket& bucket) { return bucket.count > 0; }));
  page["has_histogram"] = Data(shown);
  if (!shown) return;
  const auto& date = *response.date;
  const auto& drilldown = date.drilldown;
  if (date.histogram.buckets.empty()) {
    page["years"] = Data(false);
  } else {
    page["years"] = strip_data(frame, request, date.histogram, drilldown ? drilldown->parent : "");
  }

  page["drilldown"] = Data(false);
  if (drilldown && !drilldown->buckets.empty()) {
    const bool days = drilldown->granularity == "day";
    auto strip = strip_data(frame, request, *drilldown, "");
    strip["drilldown_title"] = Data(capitalised(french_period(drilldown->parent)));
    const auto year = drilldown->parent.substr(0, 4);
    set_text(strip, "drilldown_up", days ? "Toute l’année " + year : "");
    set_text(strip, "drilldown_up_href", days ? page_url(frame, with_only_date(request, year)) : "");
    page["drilldown"] = std::move(strip);
  }

  auto any_date = first_page(request);
  any_date.dates.clear();
  set_text(page, "all_dates_href", request.dates.empty() ? "" : page_url(frame, any_date));
  set_text(
      page, "undated_href",
      date.undated == 0 && !date.undated_selected ? "" : page_url(frame, with_only_date(request, "undated")));
  page["undated_on"] = Data(date.undated_selected);
  page["undated_count"] = Data(french_number(date.undated));
  page["undated_unit"] = Data(std::string(articles_word(date.undated)));
}

}  // namespace fonds::api
