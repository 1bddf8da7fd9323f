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

Answer not_found() {
  Answer answer;
  answer.response.status = 404;
  return answer;
}

}  // namespace

Answers::Answers(search::Engine& engine, const Site& site, std::string title, std::string public_url,
                 std::function<void(const std::string&)> on_failure)
    : engine_(engine),
      site_(site),
      title_(std::move(title)),
      public_url_(std::move(public_url)),
      on_failure_(std::move(on_failure)) {}

// Several questions to the engine that must be answered by one generation: asked again where a newer one
// came between them.
template <typename Ask>
Answer Answers::within_one_generation(const Ask& ask) {
  while (true) {
    const search::IndexInfo index = engine_.info();
    Answer answer = ask(index);
    if (engine_.info().state() == index.state()) return answer;
  }
}

Answer Answers::make(unsigned worker, const Call& call, search::Deadline deadline) {
  const auto json = [](std::string body, std::string state) {
    return Answer{http::Response::text(200, std::string(kJson), std::move(body)), std::move(state)};
  };
  const auto html = [](std::string body, std::string state) {
    return Answer{http::Response::text(200, std::string(kHtml), std::move(body)), std::move(state)};
  };
  const std::string q = parse_text(call.parameters, "q");
  const auto chronology = [&](std::uint32_t limit) {
    search::ChronologyPage page{call.offset, limit};
    if (call.asof) page.asof = call.asof->last;
    return page;
  };
  switch (call.route) {
    case Route::search: {
      const search::SearchResponse found = engine_.search(worker, call.search, deadline);
      const double took =
          std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - call.arrived).count();
      return json(search_json(call.search, found, took, public_url_), found.index.state());
    }
    case Route::article:
    case Route::article_page:
      return article(worker, call, deadline);
    case Route::exported:
      return exported(worker, call, deadline);
    case Route::related:
      return within_one_generation([&](const search::IndexInfo& index) {
        const auto hits = engine_.related(worker, call.id, call.limit, deadline);
        return hits ? json(hits_json(*hits, public_url_), index.state()) : not_found();
      });
    case Route::related_text: {
      const search::RelatedText related =
          engine_.related_text(worker, call.text.title, call.text.body, call.limit, deadline);
      return json(related_text_json(related, call.text.body, public_url_), related.index.state());
    }
    case Route::changes: {
      const auto changes = engine_.changes(parse_text(call.parameters, "since"), deadline);
      if (changes) return json(changes_json(*changes), changes->index.state());
      Answer gone;
      gone.response.status = 410;
      return gone;
    }
    case Route::suggest:
      return within_one_generation([&](const search::IndexInfo& index) {
        return json(suggestions_json(engine_.suggest(q, call.limit, deadline)), index.state());
      });
    case Route::opensearch_suggest:
      return within_one_generation([&](const search::IndexInfo& index) {
        return Answer{
            http::Response::text(200, "application/x-suggestions+json",
                                 opensearch_suggestions(q, engine_.suggest(q, call.limit, deadline))),
            index.state()};
      });
    case Route::facet_dossier:
    case Route::facet_person: {
      const auto kind =
          call.route == Route::facet_dossier ? index::FacetKind::dossier : index::FacetKind::person;
      const search::FacetListing listing = engine_.facet_values(kind, q, call.limit, call.offset, deadline);
      return json(facet_json(listing), listing.index.state());
    }
    case Route::oai: {
      OaiPmh oai({title_, call.base}, site_.mail_address(), engine_, worker, deadline);
      std::string xml = oai.answer(call.parameters, call.arrived_at);
      return {http::Response::text(200, "text/xml; charset=utf-8", std::move(xml)), oai.state()};
    }
    case Route::feed_atom: {
      const search::SearchResponse found = engine_.search(worker, call.search, deadline);
      return {http::Response::text(200, "application/atom+xml; charset=utf-8",
                                   atom_feed({title_, call.base}, call.search, found)),
              found.index.state()};
    }
    case Route::feed_rss:
    case Route::feed_json: {
      const search::SearchResponse found = engine_.search(worker, call.search, deadline);
      const FeedSite feed_site{title_, call.base};
      const bool rss = call.route == Route::feed_rss;
      return {http::Response::text(
                  200, rss ? "application/rss+xml; charset=utf-8" : "application/feed+json",
                  rss ? rss_feed(feed_site, call.search, found) : json_feed(feed_site, call.search, found)),
              found.index.state()};
    }
    case Route::home: {
      if (Site::is_front_page(call.search, call.period)) {
        const search::FrontPage front = engine_.front_page(call.today, deadline);
        return html(site_.front_page(front), front.index.state());
      }
      const search::SearchResponse found = engine_.search(worker, call.search, deadline);
      return html(site_.search_page(call.search, found, call.period), found.index.state());
    }
    case Route::dossiers_page: {
      const search::FacetListing listing =
          engine_.facet_values(index::FacetKind::dossier, "", kEverything, 0, deadline);
      const bool by_count = call.parameters.get("tri") == "nombre";
      return html(site_.dossiers_page(listing, by_count ? ListOrder::count : ListOrder::name),
                  listing.index.state());
    }
    case Route::persons_page: {
      const PersonList list = persons(q, call, deadline);
      return html(site_.personnes_page(list), list.index.state());
    }
    case Route::person: {
      const auto profile = engine_.person(call.id, chronology(call.limit), deadline);
      return profile ? json(person_json(*profile), profile->index.state()) : not_found();
    }
    case Route::person_page: {
      const auto profile = engine_.person(call.id, chronology(Site::kChronologyPage), deadline);
      return profile ? html(site_.personne_page(*profile, call.offset, call.asof ? call.asof->value : ""),
                            profile->index.state())
                     : not_found();
    }
    case Route::dossier: {
      const auto profile = engine_.dossier(call.id, chronology(call.limit), deadline);
      return profile ? json(dossier_json(*profile), profile->index.state()) : not_found();
    }
    case Route::dossier_page: {
      const auto profile = engine_.dossier(call.id, chronology(Site::kChronologyPage), deadline);
      return profile ? html(site_.dossier_page(*profile, call.offset, call.asof ? call.asof->value : ""),
                            profile->index.state())
                     : not_found();
    }
    case Route::date_page:
      return date_page(worker, call, deadline);
    case Route::compare_page:
      return compare_page(worker, call, deadline);
    case Route::sitemap:
    case Route::sitemap_list:
      return sitemap(worker, call, deadline);
    case Route::integrer_page:
      return within_one_generation([&](const search::IndexInfo& index) {
        const auto listed = [&](index::FacetKind kind) {
          return engine_.facet_values(kind, "", kOffered, 0, deadline);
        };
        return html(site_.integrer_page(listed(index::FacetKind::dossier), listed(index::FacetKind::person),
                                        call.base),
                    index.state());
      });
    case Route::api_page: {
      const search::IndexInfo index = engine_.info();
      return html(site_.api_page(index, call.base), index.state());
    }
    case Route::help_page:
      return help_page(worker, call, deadline);
    default:
      return not_found();
  }
}

PersonList Answers::persons(const std::string& q, const Call& call, search::Deadline deadline) {
  PersonList list;
  list.q = q;
  list.offset = call.offset;
  if (q.empty()) {
    list.letter = parse_text(call.parameters, "lettre");
    list.whole = parse_text(call.parameters, "tout") == "1";
    const auto all = engine_.facet_values(index::FacetKind::person, "", kEverything, 0, deadline);
    list.index = all.index;
    leaf_through(all.values, Site::kPersonsPerPage, list);
    return list;
  }
  auto listing =
      engine_.facet_values(index::FacetKind::person, q, Site::kPersonsPerPage, call.offset, deadline);
  list.index = listing.index;
  list.values = std::move(listing.values);
  list.total = listing.total;
  if (list.total > 0) return list;
  // What is typed with a slip, as in the search field.
  for (const search::Suggestion& like : engine_.suggest(q, kLikeNames, deadline)) {
    if (like.kind != search::SuggestionKind::person) continue;
    list.values.push_back({like.value, like.text, like.count, false, false});
  }
  list.total = list.values.size();
  list.near = list.total > 0;
  return list;
}

Answer Answers::compare_page(unsigned worker, const Call& call, search::Deadline deadline) {
  std::vector<std::string> typed;
  for (const std::string_view q : call.parameters.all("q")) typed.push_back(text::repair_utf8(q));
  const auto expressions = compared_expressions(typed);
  return within_one_generation([&](const search::IndexInfo& index) {
    const Comparison comparison = compared(expressions, call.today, engine_, worker, deadline);
    return Answer{http::Response::text(200, std::string(kHtml), site_.compare_page(comparison)),
                  index.state()};
  });
}

// /date/2017/04/05: the same period as date=2017-04-05.
Answer Answers::date_page(unsigned worker, const Call& call, search::Deadline deadline) {
  std::string value = call.id;
  std::replace(value.begin(), value.end(), '/', '-');
  const auto period = parse_period(value);
  if (!period || period->undated || call.id.find('-') != std::string::npos) return not_found();
  return within_one_generation([&](const search::IndexInfo& index) {
    search::SearchRequest request;
    request.today = call.today;
    request.dates = {*period};
    request.kind = search::ArticleKind::article;
    request.sort = search::Sort::newest;
    request.limit = ParameterLimits::kLimit;
    request.facet_dossier = request.facet_person = false;
    const search::SearchResponse found = engine_.search(worker, request, deadline);
    const auto around = engine_.around(period->first, period->last);
    return Answer{http::Response::text(200, std::string(kHtml), site_.date_page(*period, found, around)),
                  index.state()};
  });
}

Answer Answers::sitemap(unsigned worker, const Call& call, search::Deadline deadline) {
  const auto xml = [](std::string body, const search::IndexInfo& index) {
    return Answer{http::Response::text(200, "application/xml", std::move(body)), index.state()};
  };
  if (call.route == Route::sitemap) {
    search::SearchRequest dates;
    dates.today = call.today;
    dates.limit = 0;
    dates.facet_dossier = dates.facet_person = false;
    const search::SearchResponse found = engine_.search(worker, dates, deadline);
    return xml(sitemap_index(call.base, sitemap_lists(found.date.value_or(search::DateFacet()))),
               found.index);
  }
  constexpr std::string_view kExtension = ".xml";
  if (!call.id.ends_with(kExtension)) return not_found();
  const auto part = sitemap_part(std::string_view(call.id).substr(0, call.id.size() - kExtension.size()));
  if (part.period == "pages") {
    const auto dossiers = engine_.facet_values(index::FacetKind::dossier, "", kEverything, 0, deadline);
    return xml(sitemap_pages(call.base, dossiers), dossiers.index);
  }
  const auto period = parse_period(part.period);
  if (!period) return not_found();
  return within_one_generation([&](const search::IndexInfo& index) {
    const auto articles = engine_.addresses(*period, part.part * kSitemapAddresses, kSitemapAddresses);
    return articles.empty() ? not_found() : xml(sitemap_list(call.base, articles), index);
  });
}

// Where an article stands among the results that it was opened from, as far as their page and the one hit on
// either side of it tell.
search::Neighbours Answers::place_in_results(unsigned worker, const Call& call, search::Deadline deadline) {
  search::Neighbours place;
  if (Site::is_front_page(call.search, call.period) || !call.search.cursor.empty()) return place;
  search::SearchRequest request = call.search;
  request.facet_date = request.facet_dossier = request.facet_person = false;
  request.excerpts = false;
  request.offset = call.search.offset - std::min(1U, call.search.offset);
  request.limit = call.search.limit + 2;
  const search::SearchResponse found = engine_.search(worker, request, deadline);
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
Answer Answers::article(unsigned worker, const Call& call, search::Deadline deadline) {
  Answer answer = article_in(call.form, worker, call, call.id, deadline);
  if (answer.response.status == 404) {
    if (const auto named = form_by_ending(call.id)) {
      answer = article_in(named->form, worker, call, named->id, deadline);
    }
  }
  answer.response.headers.emplace_back("Vary", "Accept");
  return answer;
}

Answer Answers::article_in(ArticleForm form, unsigned worker, const Call& call, const std::string& id,
                           search::Deadline deadline) {
  return within_one_generation([&](const search::IndexInfo& index) {
    const std::string persons_at = form == ArticleForm::page ? site_.persons_address() : std::string();
    const auto article =
        engine_.article(worker, id, call.search.q, call.today, deadline, persons_at, site_.image_hosts());
    if (!article) return not_found();
    if (form == ArticleForm::json) {
      return Answer{http::Response::text(200, std::string(kJson), article_json(*article, index, public_url_)),
                    index.state()};
    }
    if (form != ArticleForm::page) {
      return Answer{api::article_in(form, {title_, call.base}, *article), index.state()};
    }
    const auto related = engine_.related(worker, id, kRelatedOfPage, deadline);
    const ArticleSurroundings around{related.value_or(std::vector<search::Hit>()),
                                     engine_.place(worker, id).value_or(search::ArticlePlace()),
                                     place_in_results(worker, call, deadline)};
    return Answer{http::Response::text(200, std::string(kHtml),
                                       site_.article_page(*article, around, call.search, index)),
                  index.state()};
  });
}

Answer Answers::exported(unsigned worker, const Call& call, search::Deadline deadline) {
  auto results = engine_.results(worker, call.search, deadline);
  Answer answer;
  answer.state = results->index().state();
  http::Response& response = answer.response;
  response.content_type = media_type(call.exported.format);
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"articles" +
                                                           std::string(ending(call.exported.format)) + "\"");
  response.source =
      std::make_shared<ExportSource>(std::move(results), call.exported, ArticleSite{title_, call.base},
                                     ExportSource::Surroundings{call.submit, on_failure_, call.gone});
  return answer;
}

// The examples of the help page are made of names that this archive has, and those are links that show what they say.
Answer Answers::help_page(unsigned worker, const Call& call, search::Deadline deadline) {
  search::SearchRequest newest;
  newest.today = call.today;
  newest.kind = search::ArticleKind::article;
  newest.facet_date = false;
  newest.facet_limit = 1;
  newest.excerpts = false;
  const search::SearchResponse found = engine_.search(worker, newest, deadline);
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
    const search::SearchResponse answer = engine_.search(worker, request, deadline);
    example.found = answer.total > 0 && !answer.relaxed && answer.corrected.has_value() == example.corrects;
  }
  return {http::Response::text(200, std::string(kHtml), site_.aide_page(found.index, examples)),
          found.index.state()};
}

}  // namespace fonds::api
