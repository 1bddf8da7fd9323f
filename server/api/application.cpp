#include "server/api/application.h"

#include <atomic>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "indexer/index/generation.h"
#include "indexer/text/folding.h"
#include "server/api/feeds.h"
#include "server/api/json_view.h"
#include "server/api/metrics.h"
#include "server/api/parameters.h"
#include "server/api/problem.h"
#include "server/api/response_cache.h"
#include "server/api/routes.h"
#include "server/api/search_url.h"
#include "server/http/accept.h"
#include "server/http/conditional.h"
#include "server/http/query_string.h"
#include "server/http/static_files.h"
#include "web/embedded_files.h"

namespace fonds::api {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kHtml = "text/html; charset=utf-8";
constexpr std::string_view kAllow = "GET, HEAD, OPTIONS";
// Answers may be kept, and are asked for again with their ETag: a new index is seen at once.
constexpr std::string_view kRevalidate = "no-cache";
constexpr std::uint32_t kRelated = 6, kMostRelated = 50;
constexpr std::uint32_t kSuggestions = 8;
constexpr std::uint32_t kFacetValues = 100;
constexpr std::uint32_t kFeedItems = 20;
constexpr std::uint32_t kEverything = 1'000'000;  // dossiers of a page that lists them all

text::Day today() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now).count();
  return text::parse_iso(text::rfc3339(seconds)).value_or(0);
}

bool is_page(Route route) {
  return route == Route::home || route == Route::article_page || route == Route::dossiers_page ||
         route == Route::persons_page || route == Route::help_page;
}

// What a route answers with; "" for those that always answer the same kind.
std::string_view media_type(Route route) {
  switch (route) {
    case Route::search:
    case Route::article:
    case Route::related:
    case Route::suggest:
    case Route::facet_dossier:
    case Route::facet_person: return kJson;
    default: return {};
  }
}

// FNV-1a, 64 bits (draft-eastlake-fnv): names an answer, defends nothing.
std::string hash_hex(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  std::string hex;
  for (int shift = 60; shift >= 0; shift -= 4) hex += "0123456789abcdef"[hash >> shift & 15];
  return hex;
}

// An answer and the generation that it was made from.
struct Answer {
  http::Response response;
  std::string generation;
};

Answer not_found(std::string detail) { return {to_response({404, std::move(detail), {}}), {}}; }

}  // namespace

struct Application::Impl {
  Impl(search::Engine& e, http::WorkerPool& p, ApplicationOptions o)
      : engine(e), pool(p), options(std::move(o)), site(options.site), cache(options.cache_bytes) {
    for (const StaticFile& file : site.static_files()) {
      static_files.add("/static/" + std::string(file.name), std::string(file.content));
    }
    for (const web::EmbeddedFile& file : web::embedded_files()) {
      if (file.name == "openapi.json") openapi = std::string(file.content);
    }
  }

  search::Engine& engine;
  http::WorkerPool& pool;
  ApplicationOptions options;
  Site site;
  ResponseCache cache;
  Metrics metrics;
  http::StaticFiles static_files;
  std::string openapi;
  const http::Counters* counters = nullptr;

  // Everything about one request that the work on it needs.
  struct Call {
    Route route = Route::none;
    std::string id;
    http::QueryString parameters;
    search::SearchRequest search;
    PeriodForm period;
    std::uint32_t limit = 0, offset = 0;
    std::string base;  // of absolute addresses
    bool wants_html = false;
    std::string key;  // of the canonical request, without the generation
    Clock::time_point arrived;
  };

  std::string base_url(const http::Request& request) const {
    if (!options.site.public_url.empty()) return options.site.public_url;
    const std::string_view host = request.header("host");
    for (const char c : host) {
      const bool fits = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
                        c == '-' || c == ':' || c == '[' || c == ']';
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
      detail = "Il n’y a rien à cette adresse : l’article a peut-être été retiré, ou le lien est incomplet.";
    } else if (problem.status == 400) {
      title = "Adresse incomprise";
      detail = "Le paramètre « " + problem.param + " » de cette adresse n’a pas une valeur permise.";
    } else if (problem.status == 503) {
      title = "Trop de recherches en même temps";
    }
    http::Response response =
        http::Response::text(problem.status, std::string(kHtml), site.error_page(problem.status, title, detail));
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
      if (route != Route::metrics) response.headers.emplace_back("Access-Control-Allow-Origin", "*");
    }
  }

  // Fills `call` from the parameters; a Problem where one is out of its range.
  std::optional<Problem> parse(Call& call) const {
    const auto number = [&](std::string_view name, std::uint32_t fallback, std::uint32_t max,
                            std::uint32_t& out) -> std::optional<Problem> {
      auto parsed = parse_number(call.parameters, name, fallback, max);
      if (auto* problem = std::get_if<Problem>(&parsed)) return std::move(*problem);
      out = std::get<std::uint32_t>(parsed);
      return std::nullopt;
    };
    switch (call.route) {
      case Route::search:
      case Route::feed_rss:
      case Route::feed_json:
      case Route::home:
      case Route::article_page: return parse_search_call(call);
      case Route::article:
        call.search.q = parse_text(call.parameters, "q");
        return std::nullopt;
      case Route::related: return number("limit", kRelated, kMostRelated, call.limit);
      case Route::suggest:
      case Route::opensearch_suggest:
        return number("limit", kSuggestions, ParameterLimits::kSuggestions, call.limit);
      case Route::facet_dossier:
      case Route::facet_person:
        if (auto problem = number("limit", kFacetValues, ParameterLimits::kFacetLimit, call.limit)) return problem;
        return number("offset", 0, kEverything, call.offset);
      case Route::persons_page: {
        std::uint32_t page = 1;
        if (auto problem = number("page", 1, 100'000, page)) return problem;
        call.offset = (std::max(page, 1U) - 1) * Site::kPersonsPerPage;
        return std::nullopt;
      }
      default: return std::nullopt;
    }
  }

  std::optional<Problem> parse_search_call(Call& call) const {
    http::QueryString parameters = call.parameters;
    const bool feed = call.route == Route::feed_rss || call.route == Route::feed_json;
    if (feed && parameters.get("limit").value_or("").empty()) parameters.set("limit", std::to_string(kFeedItems));
    auto parsed = parse_search(parameters, today());
    auto* problem = std::get_if<Problem>(&parsed);
    if (problem != nullptr && call.route == Route::home && (problem->param == "from" || problem->param == "to")) {
      // A reader who mistypes a date gets the page, with the field explained, rather than an error.
      call.period.from = parse_text(parameters, "from");
      call.period.to = parse_text(parameters, "to");
      for (const char* name : {"from", "to"}) {
        http::QueryString one;
        one.add(name, parse_text(parameters, name));
        if (std::holds_alternative<search::SearchRequest>(parse_search(one, today()))) continue;
        parameters.remove(name);
        (std::string_view(name) == "from" ? call.period.from_invalid : call.period.to_invalid) = true;
      }
      parsed = parse_search(parameters, today());
      problem = std::get_if<Problem>(&parsed);
    }
    if (problem != nullptr) return std::move(*problem);
    call.search = std::get<search::SearchRequest>(std::move(parsed));
    if (feed) {
      call.search.sort = search::Sort::newest;
      call.search.facet_date = call.search.facet_dossier = call.search.facet_person = false;
    }
    return std::nullopt;
  }

  // The canonical request: equal ones have equal answers from one generation. "" where nothing is kept.
  std::string key_of(const Call& call) const {
    if (call.period.from_invalid || call.period.to_invalid) return {};
    const std::string route(name_of(call.route));
    // "depuis mars" means another day tomorrow.
    const std::string day = std::to_string(today());
    switch (call.route) {
      case Route::search: return search_url(route + day, call.search, UrlStyle::api);
      case Route::home: return search_url(route + day, call.search, UrlStyle::api);
      case Route::feed_rss:
      case Route::feed_json: return search_url(route + day + call.base, call.search, UrlStyle::api);
      case Route::article:
      case Route::article_page: return search_url(route + day + "/" + call.id, call.search, UrlStyle::api);
      case Route::related: return route + "/" + std::to_string(call.limit) + "/" + call.id;
      case Route::suggest:
      case Route::opensearch_suggest:
      case Route::facet_dossier:
      case Route::facet_person:
      case Route::dossiers_page:
      case Route::persons_page:
      case Route::help_page: return route + "?" + call.parameters.encode();
      default: return {};
    }
  }

  std::string etag_of(const std::string& generation, const std::string& key) const {
    return "\"" + hash_hex(generation + "\n" + key + "\n" + FONDS_VERSION + site.version()) + "\"";
  }

  Answer work(unsigned worker, const Call& call) {
    const search::Deadline deadline = call.arrived + options.deadline;
    const auto json = [](std::string body, std::string generation) {
      return Answer{http::Response::text(200, std::string(kJson), std::move(body)), std::move(generation)};
    };
    const auto html = [](std::string body, std::string generation) {
      return Answer{http::Response::text(200, std::string(kHtml), std::move(body)), std::move(generation)};
    };
    const std::string q = parse_text(call.parameters, "q");
    switch (call.route) {
      case Route::search: {
        const search::SearchResponse found = engine.search(worker, call.search, deadline);
        const double took = std::chrono::duration<double, std::milli>(Clock::now() - call.arrived).count();
        return json(search_json(call.search, found, took), found.index.generation);
      }
      case Route::article: {
        const search::IndexInfo index = engine.info();
        const auto article = engine.article(worker, call.id, call.search.q, deadline);
        if (!article) return not_found("there is no article with this id");
        return json(article_json(*article, index), index.generation);
      }
      case Route::related: {
        const std::string generation = engine.info().generation;
        const auto hits = engine.related(worker, call.id, call.limit, deadline);
        if (!hits) return not_found("there is no article with this id");
        return json(hits_json(*hits), generation);
      }
      case Route::suggest:
        return json(suggestions_json(engine.suggest(q, call.limit)), engine.info().generation);
      case Route::opensearch_suggest: {
        nlohmann::json texts = nlohmann::json::array();
        for (const search::Suggestion& s : engine.suggest(q, call.limit)) texts.push_back(s.text);
        const nlohmann::json body = {q, std::move(texts)};
        return {http::Response::text(200, "application/x-suggestions+json",
                                     body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)),
                engine.info().generation};
      }
      case Route::facet_dossier:
      case Route::facet_person: {
        const auto kind = call.route == Route::facet_dossier ? index::FacetKind::dossier : index::FacetKind::person;
        const search::FacetListing listing = engine.facet_values(kind, q, call.limit, call.offset);
        return json(facet_json(listing), listing.index.generation);
      }
      case Route::feed_rss:
      case Route::feed_json: {
        const search::SearchResponse found = engine.search(worker, call.search, deadline);
        const FeedSite feed_site{options.site.title, call.base};
        const bool rss = call.route == Route::feed_rss;
        return {http::Response::text(200, rss ? "application/rss+xml; charset=utf-8" : "application/feed+json",
                                     rss ? rss_feed(feed_site, call.search, found)
                                         : json_feed(feed_site, call.search, found)),
                found.index.generation};
      }
      case Route::home: {
        const search::SearchResponse found = engine.search(worker, call.search, deadline);
        return html(site.search_page(call.search, found, call.period), found.index.generation);
      }
      case Route::article_page: {
        const search::IndexInfo index = engine.info();
        const auto article = engine.article(worker, call.id, call.search.q, deadline);
        if (!article) return not_found("there is no article with this id");
        const auto related = engine.related(worker, call.id, kRelated, deadline);
        return html(site.article_page(*article, related.value_or(std::vector<search::Hit>()), call.search, index),
                    index.generation);
      }
      case Route::dossiers_page: {
        const search::FacetListing listing = engine.facet_values(index::FacetKind::dossier, "", kEverything, 0);
        const bool by_count = call.parameters.get("tri") == "nombre";
        return html(site.dossiers_page(listing, by_count ? ListOrder::count : ListOrder::name),
                    listing.index.generation);
      }
      case Route::persons_page: {
        const search::FacetListing listing =
            engine.facet_values(index::FacetKind::person, q, Site::kPersonsPerPage, call.offset);
        return html(site.personnes_page(listing, q, call.offset), listing.index.generation);
      }
      case Route::help_page: return help_page(worker, deadline);
      default: return not_found("there is nothing at this address");
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
    if (found.dossier && !found.dossier->values.empty()) examples.dossier = found.dossier->values.front().label;
    if (found.person && !found.person->values.empty()) examples.person = found.person->values.front().label;
    return {http::Response::text(200, std::string(kHtml), site.aide_page(found.index, examples)),
            found.index.generation};
  }

  http::Response guarded_work(unsigned worker, const Call& call) {
    try {
      Answer answer = work(worker, call);
      if (answer.response.status == 200) {
        answer.response.cache_control = kRevalidate;
        if (!call.key.empty()) answer.response.etag = etag_of(answer.generation, call.key);
        add_security_headers(call.route, answer.response);
        if (!call.key.empty()) cache.store(answer.generation + "\n" + call.key, answer.response);
        return std::move(answer.response);
      }
      return finish(call, problem_response({answer.response.status, "there is nothing with this name", {}},
                                           call.wants_html));
    } catch (const search::DeadlineExceeded& e) {
      return finish(call, problem_response({503, std::string(e.what()) + "; try a narrower one", {}}, call.wants_html));
    } catch (const search::BadCursor&) {
      return finish(call, problem_response({400, "'cursor' is not one of links.next of this search", "cursor"},
                                           call.wants_html));
    } catch (const std::exception& e) {
      return finish(call, problem_response({500, e.what(), {}}, call.wants_html));
    }
  }

  static http::Response finish(const Call& call, http::Response response) {
    add_security_headers(call.route, response);
    return response;
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
    gauges.cache_misses = static_cast<double>(cache.misses());
    if (counters != nullptr) gauges.connections = static_cast<double>(counters->connections_open);
    return http::Response::text(200, "text/plain; version=0.0.4; charset=utf-8", metrics.text(gauges));
  }

  // Routes that need no search; nullopt for the others.
  std::optional<http::Response> immediate(const http::Request& request, const Call& call) const {
    http::Response response;
    switch (call.route) {
      case Route::none: return problem_response({404, "there is nothing at this address", {}}, call.wants_html);
      case Route::static_file:
        if (static_files.respond(request.path, request.query, response)) return response;
        return problem_response({404, "there is no such file", {}}, call.wants_html);
      case Route::health: response = http::Response::text(200, "text/plain; charset=utf-8", "ok\n"); break;
      case Route::ready: response = http::Response::text(200, "text/plain; charset=utf-8", "ready\n"); break;
      case Route::metrics: response = metrics_response(); break;
      case Route::robots:
        return http::Response::text(200, "text/plain; charset=utf-8", "User-agent: *\nDisallow: /api/\n");
      case Route::openapi: return http::Response::text(200, std::string(kJson), openapi);
      case Route::opensearch:
        return http::Response::text(200, "application/opensearchdescription+xml",
                                    opensearch_description({options.site.title, call.base}));
      default: return std::nullopt;
    }
    response.cache_control = "no-store";
    return response;
  }
};

Application::Application(search::Engine& engine, http::WorkerPool& pool, ApplicationOptions options)
    : impl_(std::make_unique<Impl>(engine, pool, std::move(options))) {}

Application::~Application() = default;

void Application::observe(const http::Counters& counters) { impl_->counters = &counters; }

void Application::handle(http::Request request, http::Reply reply) {
  auto call = std::make_shared<Impl::Call>();
  call->arrived = Clock::now();
  RouteMatch match = match_route(request.path);
  call->route = match.route;
  call->id = std::move(match.id);
  const auto answer = [this, call, reply = std::move(reply)](http::Response response) {
    impl_->metrics.count(name_of(call->route), response.status, Clock::now() - call->arrived);
    reply(std::move(response));
  };

  const std::string_view accept = request.header("accept");
  const bool api_path = request.path.starts_with("/api/");
  call->wants_html = !api_path && accept.find("text/html") != std::string_view::npos;
  if (request.method == http::Method::options || request.method == http::Method::other) {
    http::Response response;
    if (request.method == http::Method::options) {
      response.status = 204;
      response.headers.emplace_back("Access-Control-Allow-Methods", kAllow);
    } else {
      response = to_response({405, "this address can only be read: use GET", {}});
    }
    response.headers.emplace_back("Allow", kAllow);
    Impl::add_security_headers(call->route, response);
    return answer(std::move(response));
  }
  const std::string_view type = media_type(call->route);
  if (!type.empty() && http::media_type_quality(accept, type) == 0) {
    return answer(Impl::finish(*call, to_response({406, "this address answers in " + std::string(type), {}})));
  }

  call->parameters = http::QueryString::parse(request.query);
  call->base = impl_->base_url(request);
  if (auto response = impl_->immediate(request, *call)) return answer(Impl::finish(*call, std::move(*response)));
  if (auto problem = impl_->parse(*call)) {
    return answer(Impl::finish(*call, impl_->problem_response(*problem, call->wants_html)));
  }

  call->key = impl_->key_of(*call);
  if (!call->key.empty()) {
    const std::string generation = impl_->engine.info().generation;
    const std::string etag = impl_->etag_of(generation, call->key);
    if (http::none_match_holds(request.header("if-none-match"), etag)) {
      http::Response unchanged;  // The HTTP layer makes it a 304.
      unchanged.etag = etag;
      unchanged.content_type = is_page(call->route) ? kHtml : kJson;
      unchanged.body = std::make_shared<const std::string>();
      unchanged.cache_control = kRevalidate;
      return answer(Impl::finish(*call, std::move(unchanged)));
    }
    if (auto cached = impl_->cache.find(generation + "\n" + call->key)) return answer(std::move(*cached));
  }
  const bool accepted = impl_->pool.submit([this, call, answer](unsigned worker) {
    answer(impl_->guarded_work(worker, *call));
  });
  if (!accepted) {
    answer(Impl::finish(*call, impl_->problem_response({503, "too many searches at once; try again in a second", {}},
                                                       call->wants_html)));
  }
}

}  // namespace fonds::api
