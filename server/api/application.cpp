#include "server/api/application.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "indexer/index/generation.h"
#include "indexer/text/folding.h"
#include "server/api/call.h"
#include "server/api/feeds.h"
#include "server/api/json_view.h"
#include "server/api/metrics.h"
#include "server/api/parameters.h"
#include "server/api/problem.h"
#include "server/api/response_cache.h"
#include "server/api/routes.h"
#include "server/http/accept.h"
#include "server/http/conditional.h"
#include "server/http/static_files.h"
#include "server/search/digest.h"
#include "web/embedded_files.h"

namespace fonds::api {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kHtml = "text/html; charset=utf-8";
constexpr std::string_view kAllow = "GET, HEAD, OPTIONS";
// Answers may be kept, and are asked for again with their ETag: a new index is seen at once.
constexpr std::string_view kRevalidate = "no-cache";
constexpr std::uint32_t kRelatedOfPage = 6;
constexpr std::uint32_t kEverything = 1'000'000;  // dossiers of a page that lists them all

text::Day today() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now).count();
  return text::parse_iso(text::rfc3339(seconds)).value_or(0);
}

bool is_page(Route route) {
  return route == Route::home || route == Route::article_page || route == Route::dossiers_page ||
         route == Route::persons_page || route == Route::person_page || route == Route::help_page;
}

// Whether the client takes what a route answers with. Feeds go by more than one name; other routes ignore
// Accept.
bool acceptable(Route route, std::string_view accept) {
  const auto takes = [&](std::initializer_list<std::string_view> types) {
    return std::any_of(types.begin(), types.end(),
                       [&](std::string_view type) { return http::media_type_quality(accept, type) > 0; });
  };
  if (is_page(route)) return takes({kHtml});
  switch (route) {
    case Route::search:
    case Route::article:
    case Route::related:
    case Route::suggest:
    case Route::facet_dossier:
    case Route::facet_person:
    case Route::person:
    case Route::openapi:
      return takes({kJson});
    case Route::feed_rss:
      return takes({"application/rss+xml", "application/xml", "text/xml"});
    case Route::feed_json:
      return takes({"application/feed+json", kJson});
    default:
      return true;
  }
}

std::string nothing_there(Route route) {
  const bool person = route == Route::person || route == Route::person_page;
  return person ? "no article names this person" : "there is no article with this id";
}

// An answer and the state of the engine (IndexInfo::state()) that it was made from.
struct Answer {
  http::Response response;
  std::string state;
};

Answer not_found() {
  Answer answer;
  answer.response.status = 404;
  return answer;
}

}  // namespace

struct Application::Impl {
  Impl(search::Engine& e, http::WorkerPool& p, ApplicationOptions o)
      : engine(e), pool(p), options(std::move(o)), site(options.site), cache(options.cache_bytes) {
    for (const StaticFile& file : site.static_files()) {
      static_files.add("/static/" + std::string(file.name), std::string(file.content));
    }
    for (const web::EmbeddedFile& file : web::embedded_files()) {
      if (file.name != "openapi.json") continue;
      openapi = http::Response::text(200, std::string(kJson), std::string(file.content));
      openapi.etag = "\"" + search::digest(file.content) + "\"";
      openapi.cache_control = kRevalidate;
    }
  }

  search::Engine& engine;
  http::WorkerPool& pool;
  ApplicationOptions options;
  Site site;
  ResponseCache cache;
  Metrics metrics;
  http::StaticFiles static_files;
  http::Response openapi;
  const http::Counters* counters = nullptr;

  std::string base_url(const http::Request& request) const {
    if (!options.site.public_url.empty()) return options.site.public_url;
    const std::string_view host = request.header("host");
    for (const char c : host) {
      const bool fits = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
      if (!fits) return "http://localhost";
    }
    return "http://" + std::string(host.empty() ? "localhost" : host);
  }

  // Problems as a page for a reader, as JSON for a program.
  http::Response problem_response(const Problem& problem, bool html) const {
    if (!html) return to_response(problem);
    std::string_view title = "Une erreur s’est produite";
    std::string detail = "Réessayez dans un instant.";
    if (problem.status == 404) {
      title = "Page introuvable";
      detail = "Il n’y a rien à cette adresse : la page a peut-être été retirée, ou le lien est incomplet.";
    } else if (problem.status == 400) {
      title = "Adresse incomprise";
      detail = "Le paramètre « " + problem.param + " » de cette adresse n’a pas une valeur permise.";
    } else if (problem.status == 503) {
      title = "Trop de recherches en même temps";
    }
    http::Response response = http::Response::text(problem.status, std::string(kHtml),
                                                   site.error_page(problem.status, title, detail));
    response.cache_control = "no-store";
    if (problem.status == 503) response.headers.emplace_back("Retry-After", "1");
    return response;
  }

  static void add_security_headers(Route route, http::Response& response) {
    response.headers.emplace_back("X-Content-Type-Options", "nosniff");
    response.headers.emplace_back("Referrer-Policy", "strict-origin-when-cross-origin");
    if (response.content_type.starts_with("text/html")) {
      response.headers.emplace_back("Content-Security-Policy", std::string(kPageSecurityPolicy));
    } else {
      response.headers.emplace_back("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
      // The archive is public to read: other sites may call the API and the feeds from their pages.
      if (route == Route::metrics) return;
      response.headers.emplace_back("Access-Control-Allow-Origin", "*");
      response.headers.emplace_back("Access-Control-Expose-Headers", "ETag, Retry-After");
    }
  }

  // Weak for a search: its answer says how long it took, so that it is not the same to the byte when made
  // again.
  std::string etag_of(const Call& call, const std::string& state) const {
    return (call.route == Route::search ? "W/\"" : "\"") +
           search::digest(state + "\n" + call.key + "\n" + FONDS_VERSION + site.version()) + "\"";
  }

  // Several questions to the engine that must be answered by one generation: asked again where a newer one
  // came between them.
  template <typename Ask>
  Answer within_one_generation(const Ask& ask) {
    while (true) {
      const search::IndexInfo index = engine.info();
      Answer answer = ask(index);
      if (engine.info().state() == index.state()) return answer;
    }
  }

  Answer work(unsigned worker, const Call& call) {
    const search::Deadline deadline = call.arrived + options.deadline;
    const auto json = [](std::string body, std::string state) {
      return Answer{http::Response::text(200, std::string(kJson), std::move(body)), std::move(state)};
    };
    const auto html = [](std::string body, std::string state) {
      return Answer{http::Response::text(200, std::string(kHtml), std::move(body)), std::move(state)};
    };
    const std::string q = parse_text(call.parameters, "q");
    switch (call.route) {
      case Route::search: {
        const search::SearchResponse found = engine.search(worker, call.search, deadline);
        const double took = std::chrono::duration<double, std::milli>(Clock::now() - call.arrived).count();
        return json(search_json(call.search, found, took), found.index.state());
      }
      case Route::article:
        return within_one_generation([&](const search::IndexInfo& index) {
          const auto article = engine.article(worker, call.id, call.search.q, deadline);
          return article ? json(article_json(*article, index), index.state()) : not_found();
        });
      case Route::related:
        return within_one_generation([&](const search::IndexInfo& index) {
          const auto hits = engine.related(worker, call.id, call.limit, deadline);
          return hits ? json(hits_json(*hits), index.state()) : not_found();
        });
      case Route::suggest:
        return within_one_generation([&](const search::IndexInfo& index) {
          return json(suggestions_json(engine.suggest(q, call.limit)), index.state());
        });
      case Route::opensearch_suggest:
        return within_one_generation([&](const search::IndexInfo& index) {
          return Answer{http::Response::text(200, "application/x-suggestions+json",
                                             opensearch_suggestions(q, engine.suggest(q, call.limit))),
                        index.state()};
        });
      case Route::facet_dossier:
      case Route::facet_person: {
        const auto kind =
            call.route == Route::facet_dossier ? index::FacetKind::dossier : index::FacetKind::person;
        const search::FacetListing listing = engine.facet_values(kind, q, call.limit, call.offset);
        return json(facet_json(listing), listing.index.state());
      }
      case Route::feed_rss:
      case Route::feed_json: {
        const search::SearchResponse found = engine.search(worker, call.search, deadline);
        const FeedSite feed_site{options.site.title, call.base};
        const bool rss = call.route == Route::feed_rss;
        return {http::Response::text(
                    200, rss ? "application/rss+xml; charset=utf-8" : "application/feed+json",
                    rss ? rss_feed(feed_site, call.search, found) : json_feed(feed_site, call.search, found)),
                found.index.state()};
      }
      case Route::home: {
        const search::SearchResponse found = engine.search(worker, call.search, deadline);
        return html(site.search_page(call.search, found, call.period), found.index.state());
      }
      case Route::article_page:
        return within_one_generation([&](const search::IndexInfo& index) {
          const auto article =
              engine.article(worker, call.id, call.search.q, deadline, site.persons_address());
          if (!article) return not_found();
          const auto related = engine.related(worker, call.id, kRelatedOfPage, deadline);
          return html(
              site.article_page(*article, related.value_or(std::vector<search::Hit>()), call.search, index),
              index.state());
        });
      case Route::dossiers_page: {
        const search::FacetListing listing =
            engine.facet_values(index::FacetKind::dossier, "", kEverything, 0);
        const bool by_count = call.parameters.get("tri") == "nombre";
        return html(site.dossiers_page(listing, by_count ? ListOrder::count : ListOrder::name),
                    listing.index.state());
      }
      case Route::persons_page: {
        const search::FacetListing listing =
            engine.facet_values(index::FacetKind::person, q, Site::kPersonsPerPage, call.offset);
        return html(site.personnes_page(listing, q, call.offset), listing.index.state());
      }
      case Route::person: {
        const auto profile = engine.person(call.id);
        return profile ? json(person_json(*profile), profile->index.state()) : not_found();
      }
      case Route::person_page: {
        const auto profile = engine.person(call.id);
        return profile ? html(site.personne_page(*profile), profile->index.state()) : not_found();
      }
      case Route::help_page:
        return help_page(worker, deadline);
      default:
        return not_found();
    }
  }

  // The examples of the help page are names that this archive has, so that each of them finds something.
  Answer help_page(unsigned worker, search::Deadline deadline) {
    HelpExamples examples;
    search::SearchRequest newest;
    newest.facet_date = false;
    newest.facet_limit = 1;
    newest.excerpts = false;
    const search::SearchResponse found = engine.search(worker, newest, deadline);
    for (const search::Hit& hit : found.hits) {
      if (examples.author.empty()) examples.author = hit.author;
    }
    if (found.dossier && !found.dossier->values.empty())
      examples.dossier = found.dossier->values.front().label;
    if (found.person && !found.person->values.empty()) examples.person = found.person->values.front().label;
    return {http::Response::text(200, std::string(kHtml), site.aide_page(found.index, examples)),
            found.index.state()};
  }

  http::Response guarded_work(unsigned worker, const Call& call) {
    try {
      // It may have waited for a worker too long to be worth beginning.
      if (Clock::now() > call.arrived + options.deadline) throw search::DeadlineExceeded();
      Answer answer = work(worker, call);
      if (answer.response.status != 200) {
        return failed(call, {answer.response.status, nothing_there(call.route), {}});
      }
      answer.response.cache_control = kRevalidate;
      if (!call.key.empty()) answer.response.etag = etag_of(call, answer.state);
      add_security_headers(call.route, answer.response);
      if (!call.key.empty()) cache.store(answer.state + "\n" + call.key, answer.response);
      return std::move(answer.response);
    } catch (const search::DeadlineExceeded& e) {
      return failed(call, {503, std::string(e.what()) + "; try a narrower one", {}});
    } catch (const search::BadCursor&) {
      return failed(call, {400, "'cursor' is not one of links.next of this search", "cursor"});
    } catch (const std::exception& e) {
      if (options.on_failure) options.on_failure(std::string(name_of(call.route)) + ": " + e.what());
    } catch (...) {  // Xapian's errors are no std::exception
      if (options.on_failure)
        options.on_failure(std::string(name_of(call.route)) + ": the index cannot be read");
    }
    return failed(call, {500, "the search failed; the server's log says why", {}});
  }

  http::Response failed(const Call& call, const Problem& problem) const {
    return finish(call, problem_response(problem, call.wants_html));
  }

  static http::Response finish(const Call& call, http::Response response) {
    add_security_headers(call.route, response);
    return response;
  }

  static http::Response allowed_methods() {
    http::Response response;
    response.status = 204;
    response.headers.emplace_back("Allow", kAllow);
    response.headers.emplace_back("Access-Control-Allow-Methods", kAllow);
    response.headers.emplace_back("Access-Control-Allow-Headers", "If-None-Match");
    response.headers.emplace_back("Access-Control-Max-Age", "86400");
    return response;
  }

  // What needs no search: what the client holds already, and what was answered before.
  std::optional<http::Response> known(const Call& call, std::string_view if_none_match) {
    if (call.key.empty()) return std::nullopt;
    const std::string state = engine.info().state();
    const std::string etag = etag_of(call, state);
    // "*" asks whether there is anything at all, which takes a search to say.
    const bool named = if_none_match.find('"') != std::string_view::npos;
    if (named && (http::none_match_holds(if_none_match, etag) ||
                  http::none_match_holds(if_none_match, http::gzip_etag(etag)))) {
      http::Response unchanged;  // The HTTP layer makes it a 304.
      unchanged.etag = etag;
      unchanged.content_type = is_page(call.route) ? kHtml : kJson;
      unchanged.body = std::make_shared<const std::string>();
      unchanged.cache_control = kRevalidate;
      return finish(call, std::move(unchanged));
    }
    return cache.find(state + "\n" + call.key);
  }

  http::Response metrics_response() const {
    const search::IndexInfo index = engine.info();
    Gauges gauges;
    gauges.articles = static_cast<double>(index.articles);
    gauges.generation = index.generation;
    gauges.updated = index.updated;
    gauges.queued = static_cast<double>(pool.queued());
    gauges.failed_jobs = static_cast<double>(pool.failures());
    gauges.cache_bytes = static_cast<double>(cache.bytes());
    gauges.cache_hits = static_cast<double>(cache.hits());
    const search::CacheUsage terms = engine.decoded_terms();
    gauges.term_bytes = static_cast<double>(terms.bytes);
    gauges.term_hits = static_cast<double>(terms.hits);
    gauges.term_misses = static_cast<double>(terms.misses);
    gauges.cache_misses = static_cast<double>(cache.misses());
    if (counters != nullptr) {
      gauges.connections = static_cast<double>(counters->connections_open);
      gauges.refused = static_cast<double>(counters->connections_refused);
      gauges.bytes_sent = static_cast<double>(counters->bytes_sent);
    }
    return http::Response::text(200, "text/plain; version=0.0.4; charset=utf-8", metrics.text(gauges));
  }

  // Routes that need no search; nullopt for the others.
  std::optional<http::Response> immediate(const http::Request& request, const Call& call) const {
    http::Response response;
    switch (call.route) {
      case Route::none:
        return problem_response({404, "there is nothing at this address", {}}, call.wants_html);
      case Route::static_file:
        if (static_files.respond(request.path, request.query, response)) return response;
        return problem_response({404, "there is no such file", {}}, call.wants_html);
      case Route::health:
        response = http::Response::text(200, "text/plain; charset=utf-8", "ok\n");
        break;
      case Route::ready:
        response = http::Response::text(200, "text/plain; charset=utf-8", "ready\n");
        break;
      case Route::metrics:
        response = metrics_response();
        break;
      case Route::robots:
        return http::Response::text(200, "text/plain; charset=utf-8", "User-agent: *\nDisallow: /api/\n");
      case Route::openapi:
        return openapi;
      case Route::opensearch:
        return http::Response::text(200, "application/opensearchdescription+xml",
                                    opensearch_description({options.site.title, call.base}));
      default:
        return std::nullopt;
    }
    response.cache_control = "no-store";
    return response;
  }
};

Application::Application(search::Engine& engine, http::WorkerPool& pool, ApplicationOptions options)
    : impl_(std::make_shared<Impl>(engine, pool, std::move(options))) {}

Application::~Application() = default;

void Application::observe(const http::Counters& counters) {
  impl_->counters = &counters;
}

void Application::handle(http::Request request, http::Reply reply) {
  auto call = std::make_shared<Call>();
  call->arrived = Clock::now();
  RouteMatch match = match_route(request.path);
  call->route = match.route;
  call->id = std::move(match.id);
  const auto answer = [impl = impl_, call, reply = std::move(reply)](http::Response response) {
    impl->metrics.count(name_of(call->route), response.status, Clock::now() - call->arrived);
    reply(std::move(response));
  };

  const std::string_view accept = request.header("accept");
  // A reader gets his errors as a page, a program as JSON; curl's "*/*" is a program's.
  call->wants_html = !request.path.starts_with("/api/") && accept.find("text/html") != std::string_view::npos;
  if (request.method == http::Method::options) return answer(Impl::finish(*call, Impl::allowed_methods()));
  if (request.method == http::Method::other && call->route != Route::none) {
    http::Response response = to_response({405, "this address can only be read: use GET", {}});
    response.headers.emplace_back("Allow", kAllow);
    return answer(Impl::finish(*call, std::move(response)));
  }
  if (!acceptable(call->route, accept)) {
    return answer(
        Impl::finish(*call, to_response({406, "this address does not answer in a type of Accept", {}})));
  }

  call->parameters = http::QueryString::parse(request.query);
  call->base = impl_->base_url(request);
  if (auto response = impl_->immediate(request, *call))
    return answer(Impl::finish(*call, std::move(*response)));
  const text::Day day = today();
  if (auto problem = read_parameters(*call, day)) return answer(impl_->failed(*call, *problem));
  call->key = key_of(*call, day);
  if (auto response = impl_->known(*call, request.header("if-none-match")))
    return answer(std::move(*response));

  // The job holds what it works with: it may still wait when the application is gone.
  const bool accepted = impl_->pool.submit(
      [impl = impl_, call, answer](unsigned worker) { answer(impl->guarded_work(worker, *call)); });
  if (!accepted) answer(impl_->failed(*call, {503, "too many searches at once; try again in a second", {}}));
}

}  // namespace fonds::api
