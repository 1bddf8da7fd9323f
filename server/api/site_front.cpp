// The front page: what one sees before anything is asked.
#include "server/api/search_url.h"
#include "server/api/site_impl.h"
#include "server/api/site_text.h"

namespace fonds::api {
namespace {

// « Il y a un an », « Il y a 25 ans »
std::string years_ago(int years) {
  return years == 1 ? "Il y a un an" : "Il y a " + std::to_string(years) + "\u00A0ans";
}

// « 176 articles, de 2013 à 2020 »
std::string span_of(const search::FrontPage& front) {
  const auto& years = front.date.histogram.buckets;
  if (years.empty()) return {};
  if (years.size() == 1) return ", en " + years.front().value;
  return ", de " + years.front().value + " à " + years.back().value;
}

}  // namespace

bool Site::is_front_page(const search::SearchRequest& request, const PeriodForm& period) {
  // What every page of the site asks for is no question of the reader's.
  auto asked = request;
  asked.kind = search::ArticleKind::any;
  asked.facet_author = asked.facet_source = false;
  return !request.sort && period.from.empty() && period.to.empty() &&
         query_string(asked, UrlStyle::api).empty();
}

std::string Site::front_page(const search::FrontPage& front) const {
  const auto& frame = impl_->frame;
  const search::SearchRequest everything;
  PageHead head;
  head.section = Section::front;
  head.canonical = frame.base + "/";
  head.description = frame.options.tagline;
  head.search = &everything;
  auto page = begin_page(frame, head, &front.index);
  page["is_home"] = Data(true);
  page["heading"] = Data(frame.options.title + ", la une de l’archive");
  page["status_count"] = Data(count_of_articles(front.articles));
  page["status_span"] = Data(span_of(front));
  search::SearchRequest all;
  all.sort = search::Sort::newest;
  page["all_href"] = Data(page_url(frame, all));

  const auto hits = [&](const std::vector<search::Hit>& from) {
    DataList list;
    for (const auto& hit : from) list.push_back(hit_data(frame, hit, nullptr));
    return list;
  };
  page["lead"] = front.lead ? hit_data(frame, *front.lead, nullptr) : Data(false);
  set_list(page, "seconds", hits(front.seconds));
  set_list(page, "latest", hits(front.latest));

  DataList anniversaries;
  for (const auto& anniversary : front.anniversaries) {
    auto data = hit_data(frame, anniversary.hit, nullptr);
    data["years_ago"] = Data(years_ago(anniversary.years));
    anniversaries.push_back(std::move(data));
  }
  set_list(page, "anniversaries", anniversaries);
  page["anniversaries_title"] = Data(front.anniversaries_exact ? "Ce jour-là" : "À la même époque");

  DataList dossiers;
  for (const auto& dossier : front.dossiers) {
    auto data = hit_data(frame, dossier.last, nullptr);
    data["label"] = Data(dossier.dossier.label);
    data["dossier_href"] = Data(dossier_url(frame, dossier.dossier.value));
    data["count"] = Data(count_of_articles(dossier.articles));
    dossiers.push_back(std::move(data));
  }
  set_list(page, "running", dossiers);

  DataList persons;
  for (const auto& person : front.persons) {
    Data data;
    data["label"] = Data(person.label);
    data["topic_href"] = Data(person_page_url(frame, person.value));
    persons.push_back(std::move(data));
  }
  set_list(page, "persons", persons);

  search::SearchResponse dated;
  dated.date = front.date;
  set_timeline(page, frame, everything, dated, TimelineLinks::date_pages);
  return impl_->templates.render("front", page);
}

}  // namespace fonds::api
