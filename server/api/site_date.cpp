// The paper of a day, a month or a year: /date/2017/04/05, /date/2017/04, /date/2017.
#include "server/api/search_url.h"
#include "server/api/site_impl.h"
#include "server/api/site_text.h"

namespace fonds::api {
namespace {

constexpr std::size_t kMonthValue = 7, kDayValue = 10;  // characters of "2017-04" and "2017-04-05"

std::string heading_of(const std::string& value) {
  if (value.size() == kDayValue) return "Le journal du " + french_period(value);
  return value.size() == kMonthValue ? capitalised(french_period(value)) : "L’année " + value;
}

// The day, month or year that a day lies in, by the length of `like`.
std::string value_like(text::Day day, const std::string& like) {
  return text::iso(day).substr(0, like.size());
}

}  // namespace

std::string Site::date_page(const search::DatePeriod& period, const search::SearchResponse& found,
                            const search::PeriodNeighbours& around) const {
  const auto& frame = impl_->frame;
  const auto& value = period.value;
  const auto articles = with_only_date({}, value);
  PageHead head;
  head.section = Section::search;
  head.title = heading_of(value);
  head.description = heading_of(value) + "\u00A0: " + count_of_articles(found.total) + ".";
  head.canonical = date_url(frame, value);
  // A day without an article is nothing to be found by.
  head.indexed = found.total > 0;
  head.feed = &articles;
  auto page = begin_page(frame, head, &found.index);
  page["live"] = Data(false);
  page["heading"] = Data(heading_of(value));
  const bool all_shown = found.total <= found.hits.size();
  page["period_count"] =
      Data(count_of_articles(found.total) +
           (all_shown ? "" : "\u202F; voici les " + french_number(found.hits.size()) + " derniers"));
  set_text(page, "articles_href", all_shown ? "" : page_url(frame, articles));
  page["articles_label"] = Data("Voir les " + count_of_articles(found.total));

  const auto neighbour = [&](const char* name, const std::optional<text::Day>& day) {
    const std::string other = day ? value_like(*day, value) : "";
    set_text(page, std::string(name) + "_href", other.empty() ? "" : date_url(frame, other));
    page[std::string(name) + "_label"] = Data(other.empty() ? "" : capitalised(french_period(other)));
  };
  neighbour("before", around.before);
  neighbour("after", around.after);
  DataList crumbs;
  for (const std::size_t length : {std::size_t{4}, kMonthValue}) {
    if (length >= value.size()) break;
    Data crumb;
    crumb["crumb"] = Data(capitalised(french_period(value.substr(0, length))));
    crumb["crumb_href"] = Data(date_url(frame, value.substr(0, length)));
    crumbs.push_back(std::move(crumb));
  }
  set_list(page, "crumbs", crumbs);
  set_timeline(page, frame, articles, found, TimelineLinks::date_pages);
  // The way through the years is the front page's; here only what lies within this one.
  page["years"] = Data(false);

  DataList groups, hits;
  std::string current;
  const auto close_group = [&] {
    if (hits.empty()) return;
    Data group;
    set_text(group, "group_title", value.size() == kDayValue ? "" : french_period(current));
    group["group_href"] = Data(date_url(frame, current));
    group["hits"] = Data(hits);
    groups.push_back(std::move(group));
    hits.clear();
  };
  for (const auto& hit : found.hits) {
    const std::string day = hit.day ? text::iso(*hit.day) : "";
    if (day != current) close_group();
    current = day;
    hits.push_back(hit_data(frame, hit, nullptr));
    // It stands in the heading above.
    hits.back()["day_above"] = Data(true);
  }
  close_group();
  set_list(page, "groups", groups);
  return impl_->templates.render("date", page);
}

}  // namespace fonds::api
