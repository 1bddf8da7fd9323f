// The pages that tell a story in the order of time: a dossier, and the chronology that a person's page shares.
#include "server/api/site_chronology.h"

#include <algorithm>

#include "indexer/archive/body_html.h"
#include "server/api/search_url.h"
#include "server/api/site_impl.h"
#include "server/api/site_text.h"
#include "server/api/typography.h"

namespace fonds::api {
namespace {

// « 21 articles, du 3 avril 2013 au 5 mai 2020 »
std::string period_of(std::uint64_t articles, const std::optional<search::Hit>& first,
                      const std::optional<search::Hit>& last) {
  const std::string count = count_of_articles(articles);
  if (!first || !last) return count;
  const std::string from = text::french(*first->day), to = text::french(*last->day);
  return count + (from == to ? ", le " + to : ", du " + from + " au " + to);
}

}  // namespace

DataList counted_links(const std::vector<search::FacetValue>& values,
                       const std::function<std::string(const std::string&)>& url) {
  DataList list;
  for (const auto& value : values) {
    Data entry;
    entry["label"] = Data(value.label);
    entry["count"] = Data(french_number(value.count));
    entry["unit"] = Data(std::string(articles_word(value.count)));
    entry["entry_href"] = Data(url(value.value));
    list.push_back(std::move(entry));
  }
  return list;
}

void set_chronology(Data& page, const Frame& frame, const std::vector<search::Hit>& hits,
                    const ChronologyPlace& place) {
  DataList years, entries;
  std::string current;
  const auto close_year = [&] {
    if (entries.empty()) return;
    Data year;
    year["year"] = Data(current);
    year["year_id"] = Data(current == "Sans date" ? "sans-date" : current);
    year["entries"] = Data(entries);
    years.push_back(std::move(year));
    entries.clear();
  };
  for (const auto& hit : hits) {
    const std::string year = hit.day ? text::iso(*hit.day).substr(0, 4) : "Sans date";
    if (year != current) close_year();
    current = year;
    Data entry = hit_data(frame, hit, nullptr);
    // The year stands above already.
    set_text(entry, "day_of_year", hit.day ? french_day_of_year(*hit.day) : "");
    entries.push_back(std::move(entry));
  }
  close_year();
  set_list(page, "chronology", years);

  Paging paging;
  paging.last = std::max<std::uint64_t>(1, (place.total + Site::kChronologyPage - 1) / Site::kChronologyPage);
  paging.current = place.offset / Site::kChronologyPage + 1;
  const auto url = [&](std::uint64_t number) {
    std::string query = place.asof.empty() ? "" : "asof=" + place.asof;
    if (number > 1) query += (query.empty() ? "page=" : "&page=") + std::to_string(number);
    return place.address + (query.empty() ? "" : "?" + query) + "#chronologie";
  };
  set_text(page, "asof", place.asof.empty() ? "" : french_period(place.asof));
  page["asof_all_href"] = Data(place.address);
  if (paging.current > 1) paging.previous = url(paging.current - 1);
  if (paging.current < paging.last) paging.next = url(paging.current + 1);
  set_pager(page, paging, url);
}

std::string Site::dossier_page(const search::DossierProfile& profile, std::uint32_t offset,
                               const std::string& asof) const {
  const auto& frame = impl_->frame;
  const auto articles = with_only({}, &search::SearchRequest::dossier, profile.dossier.value);
  const std::string address = dossier_url(frame, profile.dossier.value);
  PageHead head;
  head.section = Section::dossiers;
  head.title = profile.dossier.label +
               (offset > 0 ? ", page " + french_number(offset / Site::kChronologyPage + 1) : "");
  head.description =
      profile.dossier.label + "\u00A0: " + period_of(profile.articles, profile.first, profile.last) + ".";
  head.canonical =
      address + (offset > 0 ? "?page=" + std::to_string(offset / Site::kChronologyPage + 1) : "");
  head.feed = &articles;
  head.indexed = asof.empty();
  auto page = begin_page(frame, head, &profile.index);
  page["name"] = Data(profile.dossier.label);
  DataList presentation;
  const auto written = frame.options.presentations.find(profile.dossier.value);
  if (written != frame.options.presentations.end()) {
    for (const std::string& paragraph : written->second) {
      Data entry;
      entry["paragraph_html"] = Data(typeset(archive::escape_html(paragraph)));
      presentation.push_back(std::move(entry));
    }
  }
  set_list(page, "presentation", presentation);
  page["period"] = Data(period_of(profile.articles, profile.first, profile.last) + ".");
  page["articles_href"] = Data(page_url(frame, articles));
  page["articles_label"] =
      Data(profile.articles == 1 ? "Voir l’article" : "Voir les " + count_of_articles(profile.articles));
  page["value"] = Data(profile.dossier.value);
  search::SearchResponse dated;
  dated.date = profile.date;
  set_timeline(page, frame, articles, dated);
  set_list(page, "persons", counted_links(profile.persons, [&](const std::string& value) {
             auto both = articles;
             both.person.any_of = {value};
             return page_url(frame, both);
           }));
  set_list(page, "neighbours", counted_links(profile.neighbours, [&](const std::string& value) {
             return dossier_url(frame, value);
           }));
  page["has_rail"] = Data(!profile.persons.empty() || !profile.neighbours.empty());
  set_chronology(page, frame, profile.chronology, {address, offset, profile.articles, asof});
  return impl_->templates.render("dossier", page);
}

}  // namespace fonds::api
