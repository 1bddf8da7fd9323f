// The search page.
#include <algorithm>
#include <cctype>

#include "server/api/explanation_text.h"
#include "server/api/search_url.h"
#include "server/api/site_impl.h"
#include "server/api/site_text.h"
#include "server/query/notes.h"

namespace fonds::api {
namespace {

constexpr std::uint32_t kDeepestOffset = 10'000;  // of the contract; beyond it, the cursor goes on
constexpr std::size_t kWaysOutOfFilters = 4;      // filters offered to be dropped where nothing was found

bool has_several_words(const std::string& q) {
  const auto last = q.find_last_not_of(' ');
  return last != std::string::npos && q.find(' ', q.find_first_not_of(' ')) < last;
}

std::string page_title(const search::SearchRequest& request, const std::vector<ActiveFilter>& filters) {
  std::string title = request.q;
  for (const auto& filter : filters) {
    if (filter.excluded) continue;
    if (!title.empty()) title += ", ";
    title += filter.label;
  }
  if (title.empty()) title = "Articles";
  if (request.q.empty()) title = capitalised(title);
  if (request.offset > 0 && request.limit > 0) {
    title += ", page " + french_number(request.offset / request.limit + 1);
  }
  return title;
}

Data link(const char* text_name, std::string text, const char* href_name, std::string href) {
  Data data;
  data[text_name] = Data(std::move(text));
  data[href_name] = Data(std::move(href));
  return data;
}

void set_chips(Data& page, const Frame& frame, const search::SearchRequest& request,
               const std::vector<ActiveFilter>& filters) {
  DataList chips;
  for (const auto& filter : filters) {
    auto chip = link("chip_label", filter.label, "chip_href", page_url(frame, filter.without));
    chip["chip_out"] = Data(filter.excluded);
    chips.push_back(std::move(chip));
  }
  auto bare = without_filters(request);
  bare.match = search::Match::automatic;
  bare.fuzzy = search::Fuzzy::automatic;
  set_text(page, "clear_href", chips.size() > 1 ? page_url(frame, bare) : "");
  set_list(page, "chips", chips);
}

void set_sorts(Data& page, const Frame& frame, const search::SearchRequest& request,
               const search::SearchResponse& response) {
  DataList sorts;
  const auto add = [&](search::Sort sort, const char* name) {
    auto entry = link("sort_name", name, "sort_href", page_url(frame, with_sort(request, sort)));
    entry["sort_on"] = Data(response.sort == sort);
    sorts.push_back(std::move(entry));
  };
  if (response.total > 1) {
    // Where nothing is asked, everything is equally relevant.
    if (!request.q.empty()) add(search::Sort::relevance, "Pertinence");
    add(search::Sort::newest, "Plus récents");
    add(search::Sort::oldest, "Plus anciens");
  }
  set_list(page, "sorts", sorts);
}

// What the engine did with the query, and what the reader can do about it.
void set_messages(Data& page, const Frame& frame, const search::SearchRequest& request,
                  const search::SearchResponse& response, const PeriodForm& period) {
  DataList messages;
  const auto add = [&messages](std::string text, std::string link_text = {}, std::string href = {},
                               std::string end = {}) {
    auto message = link("message", std::move(text), "message_link", std::move(link_text));
    set_text(message, "message_href", std::move(href));
    message["message_end"] = Data(end);
    messages.push_back(std::move(message));
  };
  if (response.corrected) {
    add("Résultats pour " + in_guillemets(*response.corrected) + ". Chercher plutôt",
        in_guillemets(request.q), page_url(frame, with_fuzzy(first_page(request), search::Fuzzy::off)), ".");
  }
  if (response.relaxed && !response.all_words_found && response.total > 0) {
    add("Aucun article ne contient tous ces mots\u202F; voici ceux qui en contiennent le plus.");
  }
  if (response.suggestion) {
    add("Vouliez-vous dire", in_guillemets(*response.suggestion),
        page_url(frame, with_query(request, *response.suggestion)), "\u202F?");
  }
  // What is still being typed is not yet worth remarks.
  if (request.typing) return set_list(page, "messages", messages);
  for (const auto& note : response.notes) add(note);
  // Behind the note that says why others are there too.
  if (response.all_words_found) {
    add("", "N’afficher que les articles qui ont tous ces mots",
        page_url(frame, with_match(first_page(request), search::Match::all)), ".");
  }
  for (const auto& said : response.said_dates) {
    std::string text = query::notes::said_date(said.typed, said.every_year, said.in_text);
    const auto href = [&](const std::string& date) {
      return page_url(frame, with_only_date(first_page(request), date));
    };
    if (!said.every_year && !said.dates.empty()) {
      add(std::move(text), "N’afficher que les articles datés ainsi", href(said.dates.front()), ".");
      continue;
    }
    add(std::move(text));
    DataList years;
    for (const std::string& date : said.dates) {
      years.push_back(link("said_year", date.substr(0, date.find('-')), "said_year_href", href(date)));
    }
    set_list(messages.back(), "said_years", years);
  }
  for (const auto& [invalid, typed] :
       {std::pair(period.from_invalid, period.from), {period.to_invalid, period.to}}) {
    if (invalid) add(in_guillemets(typed) + " n’est pas une date\u202F: ce côté de la période reste ouvert.");
  }
  set_list(page, "messages", messages);
}

// « Pourquoi ces résultats ? »: what was found in this one, where the reader asked.
void set_why(Data& data, const search::SearchRequest& request, const search::Hit& hit, std::size_t number) {
  if (request.q.empty()) return;
  data["number"] = Data("r" + std::to_string(number));
  if (!hit.explanation) return;
  DataList why;
  for (const std::string& line : french_lines(*hit.explanation)) {
    Data entry;
    entry["reason"] = Data(line);
    why.push_back(std::move(entry));
  }
  set_list(data, "why", why);
}

void set_ways_out(Data& page, const Frame& frame, const search::SearchRequest& request,
                  const std::vector<ActiveFilter>& filters) {
  DataList ways;
  const auto add = [&](std::string text, const search::SearchRequest& variation) {
    ways.push_back(link("way", std::move(text), "way_href", page_url(frame, variation)));
  };
  for (std::size_t i = 0; i < std::min(filters.size(), kWaysOutOfFilters); ++i) {
    add((filters[i].excluded ? "ne plus exclure " : "chercher sans le filtre ") +
            in_guillemets(filters[i].label),
        filters[i].without);
  }
  if (filters.size() > 1) add("retirer tous les filtres", without_filters(request));
  if (request.q.find_first_of("\"“”«»") != std::string::npos) {
    auto loose = request.q;
    for (const std::string_view mark : {"\"", "“", "”", "«", "»", "\u00A0"}) {
      for (auto at = loose.find(mark); at != std::string::npos; at = loose.find(mark)) {
        loose.replace(at, mark.size(), " ");
      }
    }
    const auto first = loose.find_first_not_of(' ');
    if (first != std::string::npos) {
      loose = loose.substr(first, loose.find_last_not_of(' ') - first + 1);
      add("chercher ces mots sans les guillemets, dans n’importe quel ordre", with_query(request, loose));
    }
  }
  if (has_several_words(request.q) && request.match != search::Match::any) {
    add("chercher au moins un de ces mots", with_match(first_page(request), search::Match::any));
  }
  if (!request.q.empty() && request.fuzzy != search::Fuzzy::on) {
    add("accepter des orthographes voisines", with_fuzzy(first_page(request), search::Fuzzy::on));
  }
  add("lire les derniers articles", with_sort({}, search::Sort::newest));
  set_list(page, "ways_out", ways);
}

void set_page_numbers(Data& page, const Frame& frame, const search::SearchRequest& request,
                      const search::SearchResponse& response) {
  Paging paging;
  if (request.limit > 0) {
    const std::uint64_t limit = request.limit;
    const auto pages = (response.total + limit - 1) / limit;
    paging.last = std::min<std::uint64_t>(pages, kDeepestOffset / limit + 1);
    if (request.cursor.empty()) {
      paging.current = request.offset / limit + 1;
      const auto offset_url = [&](std::uint64_t offset) {
        return page_url(frame, with_offset(request, static_cast<std::uint32_t>(offset)));
      };
      if (request.offset > 0)
        paging.previous = offset_url(request.offset > limit ? request.offset - limit : 0);
      const auto next = request.offset + limit;
      if (next < response.total && next <= kDeepestOffset) paging.next = offset_url(next);
    } else {
      paging.current = 0;  // a cursor does not know its page
    }
    if (paging.next.empty() && !response.next_cursor.empty()) {
      paging.next = page_url(frame, with_cursor(request, response.next_cursor));
    }
  }
  paging.form = frame.base + "/";
  paging.fields = hidden_fields(request, FormKind::page);
  set_pager(page, paging, [&](std::uint64_t number) {
    return page_url(frame, with_offset(request, static_cast<std::uint32_t>((number - 1) * request.limit)));
  });
}

// Hits with nearly the same text stand under the first of them.
DataList grouped_hits(const Frame& frame, const search::SearchRequest& request,
                      const search::SearchResponse& response, const search::SearchRequest* origin) {
  DataList hits;
  for (const search::Hit& hit : response.hits) {
    if (!hit.near_identical_to.empty()) continue;
    Data data = hit_data(frame, hit, origin);
    set_why(data, request, hit, hits.size() + 1);
    DataList copies;
    for (const search::Hit& copy : response.hits) {
      if (copy.near_identical_to == hit.id) copies.push_back(hit_data(frame, copy, origin));
    }
    data["has_copies"] = Data(!copies.empty());
    data["copies_count"] = Data(count_of_articles(copies.size()) +
                                (copies.size() < 2 ? " presque identique" : " presque identiques"));
    data["copies"] = Data(copies);
    hits.push_back(std::move(data));
  }
  return hits;
}

// « pour « coronavirus hôpitaux », au lieu de « coronavrius hôpitaux » »: what was searched, in the sentence that
// says how much was found. A query in quotes of its own needs no others.
std::string status_for(const search::SearchRequest& request, const search::SearchResponse& response) {
  if (request.q.empty()) return {};
  const auto named = [](const std::string& q) {
    return q.find_first_of("\"") != std::string::npos || q.find("«") != std::string::npos ? q
                                                                                          : in_guillemets(q);
  };
  if (!response.corrected) return " pour " + named(request.q);
  return " pour " + named(*response.corrected) + ", au lieu de " + named(request.q);
}

std::string results_title(const search::SearchRequest& request, const search::SearchResponse& response) {
  if (response.total == 0) return "Aucun article";
  if (response.hits.empty() || request.offset == 0 || !request.cursor.empty()) return "Articles";
  return "Articles " + french_number(request.offset + 1) + " à " +
         french_number(request.offset + response.hits.size());
}

}  // namespace

std::string Site::search_page(const search::SearchRequest& request, const search::SearchResponse& response,
                              const PeriodForm& period) const {
  const auto& frame = impl_->frame;
  const auto filters = active_filters(request, response);

  PageHead head;
  head.section = Section::search;
  head.title = page_title(request, filters);
  head.indexed = false;
  head.search = &request;
  auto page = begin_page(frame, head, &response.index);

  page["heading"] = Data("Recherche : " + page_title(request, filters));
  page["status_count"] = Data(count_of_articles(response.total));
  page["status_for"] = Data(status_for(request, response));
  set_sorts(page, frame, request, response);
  set_chips(page, frame, request, filters);
  set_messages(page, frame, request, response, period);
  set_timeline(page, frame, request, response);
  set_text(page, "compare_href",
           request.q.empty() ? "" : frame.base + "/frise?q=" + percent_encode(request.q));
  set_facets(page, frame, request, response);
  page["has_found"] = Data(response.total > 0);
  page["hits"] = Data(grouped_hits(frame, request, response, &request));
  page["results_title"] = Data(results_title(request, response));
  const bool explicable = !request.q.empty() && !request.explain && !response.hits.empty();
  set_text(page, "why_href",
           explicable ? page_url(frame, with_explanations(request)) + "#resultats-titre" : "");
  set_text(page, "filter_count", filters.empty() ? "" : french_number(filters.size()));
  page["see_results"] =
      Data(response.total == 0
               ? "Fermer"
               : (response.total == 1 ? "Voir l’article" : "Voir les " + count_of_articles(response.total)));
  const bool nothing = response.hits.empty() && request.limit > 0;
  page["nothing"] = Data(nothing);
  page["nothing_lead"] = Data(response.total == 0 ? "Aucun article ne répond à cette recherche."
                                                  : "Il n’y a pas d’articles si loin dans la liste.");
  if (nothing) set_ways_out(page, frame, request, filters);
  set_page_numbers(page, frame, request, response);

  page["period_hidden"] = Data(hidden_fields(request, FormKind::period));
  const auto field_text = [](const std::string& typed, const std::optional<text::Day>& day) {
    if (!typed.empty()) return typed;
    return day ? typed_day(*day) : std::string();
  };
  page["from_text"] = Data(field_text(period.from, request.from));
  page["to_text"] = Data(field_text(period.to, request.to));
  page["from_error"] = Data(period.from_invalid);
  page["to_error"] = Data(period.to_invalid);
  return impl_->templates.render("search", page);
}

}  // namespace fonds::api
