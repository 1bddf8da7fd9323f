// Dossiers, persons, authors and sources beside the results.
//
// The number beside a value is the total of the search with that value alone in its facet, so the link on the
// value selects it alone: the number is always what the click shows. Choosing several is the plus sign beside
// it.
#include "server/api/search_url.h"
#include "server/api/site_parts.h"
#include "server/api/site_text.h"

namespace fonds::api {
namespace {

constexpr std::uint32_t kAllValues =
    1'000;  // of a facet, where a reader asks to see them all; the most of the API
constexpr std::size_t kValuesShown = 8;  // of a facet, before « Plus »; what is chosen is shown in any case

struct FacetText {
  FacetMember member;
  const char* id;
  const char* title;
  const char* plural;  // for « Ajouter X aux … »
  const char* rest;
  const char* all;
  const char* names;  // « dossiers »
  const char* all_path;
  // of the query language
  const char* field;
};

constexpr FacetText kDossiers{&search::SearchRequest::dossier,
                              "dossiers",
                              "Dossiers",
                              "dossiers choisis",
                              "Plus de dossiers",
                              "Tous les dossiers",
                              "dossiers",
                              "/dossiers",
                              "dossier"};
constexpr FacetText kPersons{&search::SearchRequest::person,
                             "personnes",
                             "Personnes",
                             "personnes choisies",
                             "Plus de personnes",
                             "Toutes les personnes",
                             "personnes",
                             "/personnes",
                             "personne"};
// These have no page that lists them all.
constexpr FacetText kAuthors{&search::SearchRequest::author,
                             "auteurs",
                             "Auteurs",
                             "auteurs choisis",
                             "Plus d’auteurs",
                             "",
                             "auteurs",
                             "",
                             "auteur"};
constexpr FacetText kSources{&search::SearchRequest::source,
                             "sources",
                             "Sources",
                             "sources choisies",
                             "Plus de sources",
                             "",
                             "sources",
                             "",
                             ""};

Data value_data(const Frame& frame, const search::SearchRequest& request, const FacetText& facet,
                const search::FacetValue& value) {
  const auto url = [&frame](const search::SearchRequest& variation) { return page_url(frame, variation); };
  const bool chosen = value.selected || value.excluded;
  const bool others = !(request.*facet.member).any_of.empty();
  Data data;
  data["label"] = Data(value.label);
  data["count"] = Data(french_number(value.count));
  data["unit"] = Data(std::string(articles_word(value.count)));
  data["facet_plural"] = Data(facet.plural);
  data["is_selected"] = Data(value.selected);
  data["is_excluded"] = Data(value.excluded);
  // Persons asked for together: a further one is added to them, which is what its number counts.
  const bool together = facet.member == &search::SearchRequest::person && request.persons_together && others;
  data["only_href"] = Data(url(together ? with_added(request, facet.member, value.value)
                                        : with_only(request, facet.member, value.value)));
  set_text(data, "add_href",
           others && !chosen && !together ? url(with_added(request, facet.member, value.value)) : "");
  set_text(data, "remove_href", chosen ? url(without(request, facet.member, value.value)) : "");
  set_text(data, "exclude_href", chosen ? "" : url(with_excluded(request, facet.member, value.value)));
  return data;
}

// Of more values than a page can list: how many are missing, and how to reach them all the same.
std::string left_out_text(std::uint64_t listed, std::uint64_t distinct, const FacetText& text) {
  std::string said = french_number(listed) + " noms sur " + french_number(distinct) +
                     "\u00A0: il en manque " + french_number(distinct - listed) + ", les plus rares.";
  if (*text.field != '\0')
    said += " Pour l’un d’eux, ajoutez " + std::string(text.field) + ":nom à votre recherche.";
  return said;
}

Data facet_data(const Frame& frame, const search::SearchRequest& request, const FacetText& text,
                const search::Facet& facet) {
  const bool everything = request.facet_limit > search::SearchRequest().facet_limit;
  DataList shown, rest;
  for (const auto& value : facet.values) {
    auto& list = everything || shown.size() < kValuesShown || value.selected || value.excluded ? shown : rest;
    list.push_back(value_data(frame, request, text, value));
  }
  Data data;
  data["facet_id"] = Data(text.id);
  data["facet_title"] = Data(text.title);
  data["facet_distinct"] = Data(french_number(facet.distinct));
  data["facet_filter"] = Data(everything);
  const bool more = facet.distinct > facet.values.size() && !everything;
  if (more) {
    // All of them, within this very search.
    const std::string here = page_url(frame, first_page(request));
    data["facet_all"] = Data("Voir les " + french_number(facet.distinct) + " " + text.names);
    data["facet_all_href"] = Data(here + (here.find('?') == std::string::npos ? "?" : "&") +
                                  "facet_limit=" + std::to_string(kAllValues) + "#" + text.id);
  } else {
    data["facet_all"] = Data(text.all);
    set_text(data, "facet_all_href", *text.all_path == '\0' ? "" : frame.base + text.all_path);
  }
  const bool cut = everything && facet.distinct > facet.values.size();
  set_text(data, "facet_left_out", cut ? left_out_text(facet.values.size(), facet.distinct, text) : "");
  data["facet_values"] = Data(shown);
  if (rest.empty()) {
    data["facet_rest"] = Data(false);
  } else {
    Data folded;
    folded["rest_label"] = Data(text.rest);
    folded["facet_values"] = Data(rest);
    data["facet_rest"] = std::move(folded);
  }
  // From two persons on they may be meant one or the other, or both at once.
  const bool several = text.member == &search::SearchRequest::person &&
                       (request.person.any_of.size() > 1 || request.persons_together);
  data["together"] = Data(false);
  if (several) {
    auto other = first_page(request);
    other.persons_together = !request.persons_together;
    Data choice;
    choice["are_together"] = Data(request.persons_together);
    choice["together_href"] = Data(page_url(frame, other));
    data["together"] = std::move(choice);
  }
  return data;
}

std::string label_in(const std::optional<search::Facet>& facet, const std::string& slug) {
  if (facet) {
    for (const auto& value : facet->values) {
      if (value.value == slug) return value.label;
    }
  }
  return slug;
}

void add_filters(std::vector<ActiveFilter>& filters, const search::SearchRequest& request, FacetMember member,
                 const std::optional<search::Facet>& facet) {
  for (const auto& slug : (request.*member).any_of) {
    filters.push_back({label_in(facet, slug), false, without(request, member, slug)});
  }
  for (const auto& slug : (request.*member).none_of) {
    filters.push_back({label_in(facet, slug), true, without(request, member, slug)});
  }
}

}  // namespace

void set_facets(Data& page, const Frame& frame, const search::SearchRequest& request,
                const search::SearchResponse& response) {
  DataList facets;
  if (response.dossier && !response.dossier->values.empty()) {
    facets.push_back(facet_data(frame, request, kDossiers, *response.dossier));
  }
  if (response.person && !response.person->values.empty()) {
    facets.push_back(facet_data(frame, request, kPersons, *response.person));
  }
  // Where there is one only, there is nothing to choose.
  const auto worth_showing = [](const std::optional<search::Facet>& facet,
                                const search::FacetSelection& selection) {
    return facet && !facet->values.empty() && (facet->distinct > 1 || !selection.empty());
  };
  if (worth_showing(response.author, request.author))
    facets.push_back(facet_data(frame, request, kAuthors, *response.author));
  if (worth_showing(response.source, request.source))
    facets.push_back(facet_data(frame, request, kSources, *response.source));
  page["facets"] = Data(facets);
}

std::vector<ActiveFilter> active_filters(const search::SearchRequest& request,
                                         const search::SearchResponse& response) {
  std::vector<ActiveFilter> filters;
  add_filters(filters, request, &search::SearchRequest::dossier, response.dossier);
  add_filters(filters, request, &search::SearchRequest::person, response.person);
  add_filters(filters, request, &search::SearchRequest::author, response.author);
  add_filters(filters, request, &search::SearchRequest::source, response.source);
  for (const auto& period : request.dates) {
    const std::string value = period.undated ? "undated" : period.value;
    filters.push_back({french_period(value), false, without_date(request, value)});
  }
  if (request.from || request.to) filters.push_back({french_range(request), false, without_period(request)});
  if (request.match != search::Match::automatic) {
    filters.push_back({request.match == search::Match::all ? "tous les mots" : "au moins un des mots", false,
                       with_match(request, search::Match::automatic)});
  }
  if (request.fuzzy != search::Fuzzy::automatic) {
    filters.push_back({request.fuzzy == search::Fuzzy::off ? "orthographe exacte" : "orthographe approchée",
                       false, with_fuzzy(request, search::Fuzzy::automatic)});
  }
  return filters;
}

}  // namespace fonds::api
