// The page of a person.
#include "server/api/search_url.h"
#include "server/api/site_chronology.h"
#include "server/api/site_impl.h"
#include "server/api/site_text.h"

namespace fonds::api {
namespace {

// « maire de Charvoisy (2014–2020) »
std::string function_text(const search::PersonFunction& function) {
  if (!function.from) return function.title;
  std::string years;
  if (!function.to) {
    years = "depuis " + std::to_string(*function.from);
  } else if (*function.to == *function.from) {
    years = std::to_string(*function.from);
  } else {
    years = std::to_string(*function.from) + "–" + std::to_string(*function.to);
  }
  return function.title + " (" + years + ")";
}

// « Dans 12 articles, du 3 avril 2013 au 5 mai 2020. »
std::string summary(const search::PersonProfile& profile) {
  std::string line = "Dans " + count_of_articles(profile.articles);
  if (!profile.first) return line + ".";
  const std::string first = text::french(*profile.first->day), last = text::french(*profile.last->day);
  return line + (first == last ? ", le " + last : ", du " + first + " au " + last) + ".";
}

// For web search engines.
std::string description(const search::PersonProfile& profile) {
  std::string text = profile.person.label;
  for (const auto& function : profile.functions) text += ", " + function_text(function);
  return text + ". " + summary(profile);
}

}  // namespace

std::string Site::persons_address() const {
  return person_page_url(impl_->frame, "");
}

std::string Site::personne_page(const search::PersonProfile& profile, std::uint32_t offset,
                                const std::string& asof) const {
  const auto& frame = impl_->frame;
  const search::SearchRequest articles = with_only({}, &search::SearchRequest::person, profile.person.value);
  PageHead head;
  head.section = Section::personnes;
  head.title = profile.person.label;
  head.description = description(profile);
  const std::string address = person_page_url(frame, profile.person.value);
  head.indexed = asof.empty();
  head.canonical = address + (offset > 0 ? "?page=" + std::to_string(offset / kChronologyPage + 1) : "");
  head.feed = &articles;
  auto page = begin_page(frame, head, &profile.index);
  page["value"] = Data(profile.person.value);
  page["name"] = Data(profile.person.label);
  DataList functions;
  for (const auto& function : profile.functions) {
    Data entry;
    entry["function"] = Data(function_text(function));
    functions.push_back(std::move(entry));
  }
  set_list(page, "functions", functions);
  page["person_lead"] = Data(summary(profile));
  page["articles_href"] = Data(page_url(frame, articles));
  page["articles_label"] =
      Data(profile.articles == 1 ? "Voir l’article" : "Voir les " + count_of_articles(profile.articles));

  search::SearchResponse dated;
  dated.date = profile.date;
  set_timeline(page, frame, articles, dated);
  set_list(page, "dossiers", counted_links(profile.dossiers, [&](const std::string& value) {
             auto both = articles;
             both.dossier.any_of = {value};
             return page_url(frame, both);
           }));
  set_list(page, "companions", counted_links(profile.companions, [&](const std::string& value) {
             auto together = articles;
             together.person.any_of.push_back(value);
             together.persons_together = true;
             return page_url(frame, together);
           }));
  set_chronology(page, frame, profile.chronology, {address, offset, profile.articles, asof});
  page["has_rail"] = Data(!profile.dossiers.empty() || !profile.companions.empty());
  return impl_->templates.render("personne", page);
}

}  // namespace fonds::api
