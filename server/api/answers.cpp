#include "server/api/answers.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "indexer/text/folding.h"
#include "server/api/compared.h"
#include "server/api/feeds.h"
#include "server/api/json_view.h"
#include "server/api/oai_pmh.h"
#include "server/api/parameters.h"
#include "server/api/sitemap.h"

namespace fonds::api {

namespace {

constexpr std::uint32_t kRelatedOfPage = 6;
constexpr std::uint32_t kLikeNames = 30;          // where no name is as it was typed
constexpr std::uint32_t kOffered = 200;           // dossiers and persons to choose from, for another site
constexpr std::uint32_t kEverything = 1'000'000;  // dossiers of a page that lists them all

http::Response not_found() {
  http::Response response;
  response.status = 404;
  return response;
}

http::Response json(std::string body) {
  return http::Response::text(200, std::string(kJson), std::move(body));
}

http::Response html(std::string body) {
  return http::Response::text(200, std::string(kHtml), std::move(body));
}

http::Response xml_response(std::string body) {
  return http::Response::text(200, "application/xml", std::move(body));
}

}  // namespace

Answers::Answers(search::Engine& engine, const Site& site, std::string title, std::string public_url,
                 std::function<void(const std::string&)> on_failure)
    : engine_(engine),
      site_(site),
      title_(std::move(title)),
      public_url_(std::move(public_url)),
      on_failure_(std::move(on_failure)) {}

Answer Answers::make(unsigned worker, const Call& call, search::Deadline deadline) {
  // All that a page asks is answered by one generation.
  const search::State state = engine_.state();
  return {answer(state, worker, call, deadline), state.info().state()};
}

http::Response Answers::answer(const search::State& state, unsigned worker, const Call& call,
                               search::Deadline deadline) {
  const std::string q = parse_text(call.parameters, "q");
  const auto chronology = [&](std::uint32_t limit) {
    search::ChronologyPage page{call.offset, limit};
    if (call.asof) page.asof = call.asof->last;
    return page;
  };
  switch (call.route) {
    case Route::search: {
      const search::SearchResponse found = state.search(worker, call.search, deadline);
      const double took =
          std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - call.arrived).count();
      return json(search_json(call.search, found, took, public_url_));
    }
    case Route::article:
    case Route::article_page:
      return article(state, worker, call, deadline);
    case Route::exported:
      return exported(state, worker, call, deadline);
    case Route::related: {
      const auto hits = state.related(worker, call.id, call.limit, deadline);
      return hits ? json(hits_json(*hits, public_url_)) : not_found();
    }
    case Route::related_text: {
      const search::RelatedText related =
          state.related_text(worker, call.text.title, call.text.body, call.limit, deadline);
      return json(related_text_json(related, call.text.body, public_url_));
    }
    case Route::changes: {
      const auto changes = state.changes(parse_text(call.parameters, "since"), deadline);
      if (changes) return json(changes_json(*changes));
      http::Response gone;
      gone.status = 410;
      return gone;
    }
    case Route::suggest:
      return json(suggestions_json(state.suggest(q, call.limit, deadline)));
    case Route::opensearch_suggest:
      return http::Response::text(200, "application/x-suggestions+json",
                                  opensearch_suggestions(q, state.suggest(q, call.limit, deadline)));
    case Route::facet_dossier:
    case Route::facet_person: {
      const auto kind =
          call.route == Route::facet_dossier ? index::FacetKind::dossier : index::FacetKind::person;
      const search::FacetListing listing = state.facet_values(kind, q, call.limit, call.offset, deadline);
      return json(facet_json(listing));
    }
    case Route::oai: {
      OaiPmh oai({title_, call.base}, site_.mail_address(), state, worker, deadline);
      std::string xml = oai.answer(call.parameters, call.arrived_at);
      return http::Response::text(200, "text/xml; charset=utf-8", std::move(xml));
    }
    case Route::feed_atom: {
      const search::SearchResponse found = state.search(worker, call.search, deadline);
      return http::Response::text(200, "application/atom+xml; charset=utf-8",
                                  atom_feed({title_, call.base}, call.search, found));
    }
    case Route::feed_rss:
    case Route::feed_json: {
      const search::SearchResponse found = state.search(worker, call.search, deadline);
      const FeedSite feed_site{title_, call.base};
      const bool rss = call.route == Route::feed_rss;
      return http::Response::text(
          200, rss ? "application/rss+xml; charset=utf-8" : "application/feed+json",
          rss ? rss_feed(feed_site, call.search, found) : json_feed(feed_site, call.search, found));
    }
    case Route::home: {
      if (Site::is_front_page(call.search, call.period)) {
        const search::FrontPage front = state.front_page(call.today, deadline);
        return html(site_.front_page(front));
      }
      const search::SearchResponse found = state.search(worker, call.search, deadline);
      return html(site_.search_page(call.search, found, call.period));
    }
    case Route::dossiers_page: {
      const search::FacetListing listing =
          state.facet_values(index::FacetKind::dossier, "", kEverything, 0, deadline);
      const bool by_count = call.parameters.get("tri") == "nombre";
      return html(site_.dossiers_page(listing, by_count ? ListOrder::count : ListOrder::name));
    }
    case Route::persons_page: {
      const PersonList list = persons(state, q, call, deadline);
      return html(site_.personnes_page(list));
    }
    case Route::person: {
      const auto profile = state.person(call.id, chronology(call.limit), deadline);
      return profile ? json(person_json(*profile)) : not_found();
    }
    case Route::person_page: {
      const auto profile = state.person(call.id, chronology(Site::kChronologyPage), deadline);
      return profile ? html(site_.personne_page(*profile, call.offset, call.asof ? call.asof->value : ""))
                     : not_found();
    }
    case Route::dossier: {
      const auto profile = state.dossier(call.id, chronology(call.limit), deadline);
      return profile ? json(dossier_json(*profile)) : not_found();
    }
    case Route::dossier_page: {
      const auto profile = state.dossier(call.id, chronology(Site::kChronologyPage), deadline);
      return profile ? html(site_.dossier_page(*profile, call.offset, call.asof ? call.asof->value : ""))
                     : not_found();
    }
    case Route::date_page:
      return date_page(state, worker, call, deadline);
    case Route::compare_page:
      return compare_page(state, worker, call, deadline);
    case Route::sitemap:
    case Route::sitemap_list:
      return sitemap(state, worker, call, deadline);
    case Route::integrer_page: {
      const auto listed = [&](index::FacetKind kind) {
        return state.facet_values(kind, "", kOffered, 0, deadline);
      };
      return html(site_.integrer_page(listed(index::FacetKind::dossier), listed(index::FacetKind::person),
                                      call.base));
    }
    case Route::api_page:
      return html(site_.api_page(state.info(), call.base));
    case Route::help_page:
      return help_page(state, worker, call, deadline);
    default:
      return not_found();
  }
}

PersonList Answers::persons(const search::State& state, const std::string& q, const Call& call,
                            search::Deadline deadline) {
  PersonList list;
  list.q = q;
  list.offset = call.offset;
  if (q.empty()) {
    list.letter = parse_text(call.parameters, "lettre");
    list.whole = parse_text(call.parameters, "tout") == "1";
    const auto all = state.facet_values(index::FacetKind::person, "", kEverything, 0, deadline);
    list.index = all.index;
    leaf_through(all.values, Site::kPersonsPerPage, list);
    return list;
  }
  auto listing =
      state.facet_values(index::FacetKind::person, q, Site::kPersonsPerPage, call.offset, deadline);
  list.index = listing.index;
  list.values = std::move(listing.values);
  list.total = listing.total;
  if (list.total > 0) return list;
  // What is typed with a slip, as in the search field.
  for (const search::Suggestion& like : state.suggest(q, kLikeNames, deadline)) {
    if (like.kind != search::SuggestionKind::person) continue;
    list.values.push_back({like.value, like.text, like.count, false, false});
  }
  list.total = list.values.size();
  list.near = list.total > 0;
  return list;
}

http::Response Answers::compare_page(const search::State& state, unsigned worker, const Call& call,
                                     search::Deadline deadline) {
  std::vector<std::string> typed;
  for (const std::string_view q : call.parameters.all("q")) typed.push_back(text::repair_utf8(q));
  const auto expressions = compared_expressions(typed);
  const Comparison comparison = compared(expressions, call.today, state, worker, deadline);
  return html(site_.compare_page(comparison));
}

// /date/2017/04/05: the same period as date=2017-04-05.
http::Response Answers::date_page(const search::State& state, unsigned worker, const Call& call,
                                  search::Deadline deadline) {
  std::string value = call.id;
  std::replace(value.begin(), value.end(), '/', '-');
  const auto period = parse_period(value);
  if (!period || period->undated || call.id.find('-') != std::string::npos) return not_found();
  search::SearchRequest request;
  request.today = call.today;
  request.dates = {*period};
  request.kind = search::ArticleKind::article;
  request.sort = search::Sort::newest;
  request.limit = ParameterLimits::kLimit;
  request.facet_dossier = request.facet_person = false;
  const search::SearchResponse found = state.search(worker, request, deadline);
  const auto around = state.around(period->first, period->last);
  return html(site_.date_page(*period, found, around));
}

http::Response Answers::sitemap(const search::State& state, unsigned worker, const Call& call,
                                search::Deadline deadline) {
  if (call.route == Route::sitemap) {
    search::SearchRequest dates;
    dates.today = call.today;
    dates.limit = 0;
    dates.facet_dossier = dates.facet_person = false;
    const search::SearchResponse found = state.search(worker, dates, deadline);
    return xml_response(sitemap_index(call.base, sitemap_lists(found.date.value_or(search::DateFacet()))));
  }
  constexpr std::string_view kExtension = ".xml";
  if (!call.id.ends_with(kExtension)) return not_found();
  const auto part = sitemap_part(std::string_view(call.id).substr(0, call.id.size() - kExtension.size()));
  if (part.period == "pages") {
    const auto dossiers = state.facet_values(index::FacetKind::dossier, "", kEverything, 0, deadline);
    return xml_response(sitemap_pages(call.base, dossiers));
  }
  const auto period = parse_period(part.period);
  if (!period) return not_found();
  const auto articles = state.addresses(*period, part.part * kSitemapAddresses, kSitemapAddresses);
  return articles.empty() ? not_found() : xml_response(sitemap_list(call.base, articles));
}

// Where an article stands among the results that it was opened from, as far as their page and the one hit on
// either side of it tell.
search::Neighbours Answers::place_in_results(const search::State& state, unsigned worker, const Call& call,
                                             search::Deadline deadline) {
  search::Neighbours place;
  if (Site::is_front_page(call.search, call.period) || !call.search.cursor.empty()) return place;
  search::SearchRequest request = call.search;
  request.facet_date = request.facet_dossier = request.facet_person = false;
  request.excerpts = false;
  request.offset = call.search.offset - std::min(1U, call.search.offset);
  request.limit = call.search.limit + 2;
  const search::SearchResponse found = state.search(worker, request, deadline);
  const auto here = std::find_if(found.hits.begin(), found.hits.end(),
                                 [&](const search::Hit& hit) { return hit.id == call.id; });
  if (here == found.hits.end()) return place;
  place.place = request.offset + static_cast<std::uint64_t>(here - found.hits.begin()) + 1;
  place.total = found.total;
  if (here != found.hits.begin()) place.before = here[-1];
  if (here + 1 != found.hits.end()) place.after = here[1];
  return place;
}

// In the form that Accept asks for, or the one that its address ends with: an id may end so, too.
http::Response Answers::article(const search::State& state, unsigned worker, const Call& call,
                                search::Deadline deadline) {
  http::Response answer = article_in(call.form, state, worker, call, call.id, deadline);
  if (answer.status == 404) {
    if (const auto named = form_by_ending(call.id)) {
      answer = article_in(named->form, state, worker, call, named->id, deadline);
    }
  }
  answer.headers.emplace_back("Vary", "Accept");
  return answer;
}

http::Response Answers::article_in(ArticleForm form, const search::State& state, unsigned worker,
                                   const Call& call, const std::string& id, search::Deadline deadline) {
  const std::string persons_at = form == ArticleForm::page ? site_.persons_address() : std::string();
  const auto article =
      state.article(worker, id, call.search.q, call.today, deadline, persons_at, site_.image_hosts());
  if (!article) return not_found();
  if (form == ArticleForm::json) {
    return json(article_json(*article, state.info(), public_url_));
  }
  if (form != ArticleForm::page) {
    return api::article_in(form, {title_, call.base}, *article);
  }
  const auto related = state.related(worker, id, kRelatedOfPage, deadline);
  const ArticleSurroundings around{related.value_or(std::vector<search::Hit>()),
                                   state.place(worker, id).value_or(search::ArticlePlace()),
                                   place_in_results(state, worker, call, deadline)};
  return http::Response::text(200, std::string(kHtml),
                              site_.article_page(*article, around, call.search, state.info()));
}

http::Response Answers::exported(const search::State& state, unsigned worker, const Call& call,
                                 search::Deadline deadline) {
  auto results = state.results(worker, call.search, deadline);
  http::Response response;
  response.content_type = media_type(call.exported.format);
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"articles" +
                                                           std::string(ending(call.exported.format)) + "\"");
  response.source =
      std::make_shared<ExportSource>(std::move(results), call.exported, ArticleSite{title_, call.base},
                                     ExportSource::Surroundings{call.submit, on_failure_, call.gone});
  return response;
}

// The examples of the help page are made of names that this archive has, and those are links that show what they say.
http::Response Answers::help_page(const search::State& state, unsigned worker, const Call& call,
                                  search::Deadline deadline) {
  search::SearchRequest newest;
  newest.today = call.today;
  newest.kind = search::ArticleKind::article;
  newest.facet_date = false;
  newest.facet_limit = 1;
  newest.excerpts = false;
  const search::SearchResponse found = state.search(worker, newest, deadline);
  HelpNames names;
  for (const search::Hit& hit : found.hits) {
    if (names.author.empty()) names.author = hit.author;
    if (!names.day) names.day = hit.day;
  }
  if (found.dossier && !found.dossier->values.empty()) names.dossier = found.dossier->values.front().label;
  if (found.person && !found.person->values.empty()) names.person = found.person->values.front().label;
  std::vector<HelpExample> examples = help_examples(names);
  for (HelpExample& example : examples) {
    search::SearchRequest request;
    request.today = call.today;
    request.kind = search::ArticleKind::article;
    request.q = example.query;
    request.limit = 0;
    request.facet_date = request.facet_dossier = request.facet_person = false;
    const search::SearchResponse answer = state.search(worker, request, deadline);
    example.found = answer.total > 0 && !answer.relaxed && answer.corrected.has_value() == example.corrects;
  }
  return html(site_.aide_page(found.index, examples));
}

}  // namespace fonds::api
