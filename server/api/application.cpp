#include "server/api/application.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "server/api/answers.h"
#include "server/api/call.h"
#include "server/api/feeds.h"
#include "server/api/metrics.h"
#include "server/api/page_security.h"
#include "server/api/parameters.h"
#include "server/api/path_words.h"
#include "server/api/problem.h"
#include "server/api/response_cache.h"
#include "server/api/routes.h"
#include "server/api/sitemap.h"
#include "server/http/accept.h"
#include "server/http/conditional.h"
#include "server/http/static_files.h"
#include "server/http/url.h"
#include "server/search/digest.h"
#include "web/embedded_files.h"

namespace fonds::api {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kAllow = "GET, HEAD, OPTIONS";
// Answers may be kept, and are asked for again with their ETag: a new index is seen at once.
constexpr std::string_view kRevalidate = "no-cache";

// In bytes: longer than headlines and questions are. Such a query may cost many times what others do.
constexpr std::size_t kLongQuery = 300;
const Problem kTooMany{503, "too many searches at once; try again in a second", {}};

std::int64_t system_clock() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

// The document as it is served: it says where the API is.
std::string openapi_document(std::string_view content, const std::string& public_url) {
  auto document = nlohmann::ordered_json::parse(content);
  document["servers"] = nlohmann::ordered_json::array({{{"url", public_url.empty() ? "/" : public_url}}});
  return document.dump(1);
}

bool is_api(Route route) {
  switch (route) {
    case Route::search:
    case Route::article:
    case Route::related:
    case Route::suggest:
    case Route::facet_dossier:
    case Route::facet_person:
    case Route::person:
    case Route::dossier:
    case Route::openapi:
      return true;
    default:
      return false;
  }
}

// Whether the client takes what a route answers with. Feeds go by more than one name; other routes ignore
// Accept.
bool acceptable(Route route, std::string_view accept) {
  const auto takes = [&](std::initializer_list<std::string_view> types) {
    return std::any_of(types.begin(), types.end(),
                       [&](std::string_view type) { return http::media_type_quality(accept, type) > 0; });
  };
  if (is_page(route)) return takes({kHtml});
  if (is_api(route)) return takes({kJson});
  switch (route) {
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
  const bool dossier = route == Route::dossier || route == Route::dossier_page;
  if (dossier) return "no article belongs to this dossier";
  return person ? "no article names this person" : "there is no article with this id";
}

}  // namespace

// What a change of the options leaves as it is.
struct Application::Lasting {
  Metrics metrics;
  RateLimiter limiter;
  const http::Counters* counters = nullptr;
  std::string own_address = "http://localhost";
};

struct Application::Impl {
  Impl(search::Engine& e, http::WorkerPool& p, std::shared_ptr<Lasting> l, ApplicationOptions o)
      : engine(e),
        pool(p),
        lasting(std::move(l)),
        options(std::move(o)),
        prefix(http::path_of_url(options.site.public_url)),
        access(options.access, lasting->limiter),
        site(options.site),
        answers(engine, site, options.site.title, options.site.public_url),
        cache(options.cache_bytes) {
    const Problem too_many{429, "too many requests; see Retry-After", {}};
    too_many_problem = problem_response(too_many, false);
    too_many_page = problem_response(too_many, true);
    for (http::Response* response : {&too_many_problem, &too_many_page}) {
      std::erase_if(response->headers, [](const auto& header) { return header.first == "Retry-After"; });
      response->compressible = false;
      add_security_headers(*response);
    }
    if (!options.clock) options.clock = system_clock;
    for (const StaticFile& file : site.static_files()) {
      static_files.add("/static/" + std::string(file.name), std::string(file.content));
    }
    for (const web::EmbeddedFile& file : web::embedded_files()) {
      if (file.name != "openapi.json") continue;
      const std::string document = openapi_document(file.content, options.site.public_url);
      openapi = http::Response::text(200, std::string(kJson), document);
      openapi.etag = "\"" + search::digest(document) + "\"";
      openapi.cache_control = kRevalidate;
    }
  }

  search::Engine& engine;
  http::WorkerPool& pool;
  std::shared_ptr<Lasting> lasting;
  ApplicationOptions options;
  std::string prefix;  // the path of public_url: "/archives"
  AccessPolicy access;
  Site site;
  Answers answers;
  ResponseCache cache;
  http::StaticFiles static_files;
  http::Response openapi;
  // Made once: refusing must cost next to nothing.
  http::Response too_many_problem, too_many_page;

  const std::string& base_url() const {
    return options.site.public_url.empty() ? lasting->own_address : options.site.public_url;
  }

  // A proxy may leave the path of public_url in front of ours, or take it off.
  RouteMatch match(http::Request& request) const {
    std::string_view path = request.path;
    if (!prefix.empty() && path.starts_with(prefix)) {
      path.remove_prefix(prefix.size());
      if (path.empty()) path = "/";
      RouteMatch match = path.starts_with('/') ? match_route(path) : RouteMatch{};
      if (match.route != Route::none) {
        request.path = std::string(path);
        return match;
      }
    }
    return match_route(request.path);
  }

  http::Response too_many_requests(const Verdict& verdict, bool html) const {
    http::Response response = html ? too_many_page : too_many_problem;
    response.headers.emplace_back("Retry-After", std::to_string(verdict.retry_after_seconds));
    return response;
  }

  // Problems as a page for a reader, as JSON for a program.
  // `path`: of what was asked for, whose words are looked for instead where nothing is there.
  http::Response problem_response(const Problem& problem, bool html, std::string_view path = {}) const {
    if (!html) return to_response(problem);
    std::string_view title = "Une erreur s’est produite";
    std::string detail = "Réessayez dans un instant.";
    if (problem.status == 404) {
      title = "Page introuvable";
      detail = "Il n’y a rien à cette adresse : la page a peut-être été retirée, ou le lien est incomplet.";
    } else if (problem.status == 400) {
      title = "Adresse incomprise";
      detail = "Le paramètre « " + problem.param + " » de cette adresse n’a pas une valeur permise.";
    } else if (problem.status == 429) {
      title = "Trop de demandes";
    } else if (problem.status == 503) {
      title = "Trop de recherches en même temps";
    }
    http::Response response = http::Response::text(
        problem.status, std::string(kHtml),
        site.error_page(problem.status, title, detail, problem.status == 404 ? words_of_path(path) : ""));
    response.cache_control = "no-store";
    if (problem.status == 503) response.headers.emplace_back("Retry-After", "1");
    return response;
  }

  static void add_security_headers(http::Response& response) {
    response.headers.emplace_back("X-Content-Type-Options", "nosniff");
    response.headers.emplace_back("Referrer-Policy", "strict-origin-when-cross-origin");
    const bool page = response.content_type.starts_with("text/html");
    response.headers.emplace_back("Content-Security-Policy",
                                  page && response.body ? page_security_policy(*response.body)
                                                        : "default-src 'none'; frame-ancestors 'none'");
  }

  // What depends on who asks, and so is no part of an answer that is kept.
  void add_client_headers(Route route, std::string_view origin, const Verdict& verdict,
                          http::Response& response) const {
    if (is_api(route)) access.add_headers(verdict, response);
    // The archive is public to read: other sites may call the API and the feeds from their pages.
    if (route == Route::metrics || response.content_type.starts_with("text/html")) return;
    access.add_cors(origin, response);
  }

  // Weak for a search: its answer says how long it took, so that it is not the same to the byte when made
  // again.
  std::string etag_of(const Call& call, const std::string& state) const {
    return (call.route == Route::search ? "W/\"" : "\"") +
           search::digest(state + "\n" + call.key + "\n" + FONDS_VERSION + site.version()) + "\"";
  }

  http::Response guarded_work(unsigned worker, const Call& call) {
    try {
      // It may have waited for a worker too long to be worth beginning.
      if (Clock::now() > call.arrived + options.deadline) throw search::DeadlineExceeded();
      Answer answer = answers.make(worker, call, call.arrived + options.deadline);
      if (answer.response.status != 200) {
        return failed(call, {answer.response.status, nothing_there(call.route), {}});
      }
      answer.response.cache_control = kRevalidate;
      if (!call.key.empty()) answer.response.etag = etag_of(call, answer.state);
      add_security_headers(answer.response);
      if (!call.key.empty()) cache.store(answer.state + "\n" + call.key, answer.response);
      return std::move(answer.response);
    } catch (const search::DeadlineExceeded& e) {
      return failed(call, {503, std::string(e.what()) + "; try a narrower one", {}});
    } catch (const search::BadCursor&) {
      return failed(call, {400, "'cursor' is not one of links.next of this search", "cursor"});
    } catch (const std::exception& e) {
      if (options.on_failure) options.on_failure(std::string(name_of(call.route)) + ": " + e.what());
    } catch (...) {
      if (options.on_failure) options.on_failure(std::string(name_of(call.route)) + ": an unknown error");
    }
    return failed(call, {500, "the search failed; the server's log says why", {}});
  }

  http::Response failed(const Call& call, const Problem& problem) const {
    return finish(problem_response(problem, call.wants_html, call.id));
  }

  static http::Response finish(http::Response response) {
    add_security_headers(response);
    return response;
  }

  static http::Response allowed_methods() {
    http::Response response;
    response.status = 204;
    response.headers.emplace_back("Allow", kAllow);
    response.headers.emplace_back("Access-Control-Allow-Methods", kAllow);
    response.headers.emplace_back("Access-Control-Allow-Headers", "Content-Type, X-API-Key, If-None-Match");
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
      return finish(std::move(unchanged));
    }
    return cache.find(state + "\n" + call.key);
  }

  // What is known of the index's files. Damage does not make the server unready: what is not damaged is answered right,
  // what is damaged is refused, and a balancer that took the only server out would leave readers with nothing.
  std::string health_text() const {
    const search::IndexHealth health = engine.health();
    switch (health.state) {
      case search::IndexHealth::State::being_verified:
        return "index: being verified\n";
      case search::IndexHealth::State::sound:
        return "index: sound\n";
      case search::IndexHealth::State::damaged:
        break;
    }
    std::string text;
    for (const std::string& fault : health.faults) text += "index: damaged: " + fault + "\n";
    return text;
  }

  http::Response metrics_response() const {
    const search::IndexInfo index = engine.info();
    Gauges gauges;
    gauges.articles = static_cast<double>(index.articles);
    gauges.generation = index.generation;
    gauges.updated = index.updated;
    const search::IndexHealth health = engine.health();
    gauges.files_verified = health.state == search::IndexHealth::State::being_verified ? 0 : 1;
    gauges.files_damaged = health.state == search::IndexHealth::State::damaged ? 1 : 0;
    gauges.queued = static_cast<double>(pool.queued());
    gauges.failed_jobs = static_cast<double>(pool.failures());
    gauges.cache_bytes = static_cast<double>(cache.bytes());
    gauges.cache_hits = static_cast<double>(cache.hits());
    const search::CacheUsage terms = engine.decoded_terms();
    gauges.term_bytes = static_cast<double>(terms.bytes);
    gauges.term_hits = static_cast<double>(terms.hits);
    gauges.term_misses = static_cast<double>(terms.misses);
    gauges.cache_misses = static_cast<double>(cache.misses());
    if (const http::Counters* counters = lasting->counters) {
      gauges.connections = static_cast<double>(counters->connections_open);
      gauges.refused = static_cast<double>(counters->connections_refused);
      gauges.taken_back = static_cast<double>(counters->connections_taken_back);
      gauges.bytes_sent = static_cast<double>(counters->bytes_sent);
    }
    gauges.given_up = static_cast<double>(pool.given_up());
    return http::Response::text(200, "text/plain; version=0.0.4; charset=utf-8",
                                lasting->metrics.text(gauges));
  }

  // Routes that need no search; nullopt for the others.
  std::optional<http::Response> immediate(const http::Request& request, const Call& call) const {
    http::Response response;
    switch (call.route) {
      case Route::none:
        return problem_response({404, "there is nothing at this address", {}}, call.wants_html, request.path);
      case Route::static_file:
        if (static_files.respond(request.path, request.query, response)) return response;
        return problem_response({404, "there is no such file", {}}, call.wants_html);
      case Route::health:
        response = http::Response::text(200, "text/plain; charset=utf-8", "ok\n");
        break;
      case Route::ready:
        response = http::Response::text(200, "text/plain; charset=utf-8", "ready\n" + health_text());
        break;
      case Route::metrics:
        if (!access.may_see_metrics(request)) {
          return problem_response({404, "this address answers the server's own machine only", {}}, false);
        }
        response = metrics_response();
        break;
      case Route::robots:
        return http::Response::text(200, "text/plain; charset=utf-8", robots(call.base, site.base_path()));
      case Route::manifest:
        return http::Response::text(200, "application/manifest+json", site.manifest());
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
    : engine_(engine),
      pool_(pool),
      lasting_(std::make_shared<Lasting>()),
      impl_(std::make_shared<Impl>(engine, pool, lasting_, std::move(options))) {}

Application::~Application() = default;

void Application::observe(const http::Counters& counters, std::string own_address) {
  lasting_->counters = &counters;
  lasting_->own_address = std::move(own_address);
}

void Application::reconfigure(ApplicationOptions options) {
  auto next = std::make_shared<Impl>(engine_, pool_, lasting_, std::move(options));
  const std::lock_guard lock(mutex_);
  impl_.swap(next);
}

std::shared_ptr<Application::Impl> Application::current() const {
  const std::lock_guard lock(mutex_);
  return impl_;
}

void Application::handle(http::Request request, http::Reply reply) {
  const std::shared_ptr<Impl> impl = current();
  auto call = std::make_shared<Call>();
  call->arrived = Clock::now();
  RouteMatch match = impl->match(request);
  call->route = match.route;
  call->id = std::move(match.id);
  // Whoever watches over the server must always get an answer.
  const bool counted = call->route != Route::health && call->route != Route::ready;
  const Verdict verdict = counted ? impl->access.judge(request, call->arrived) : Verdict{};
  const auto answer = [impl, call, verdict, origin = std::string(request.header("origin")),
                       reply = std::move(reply)](http::Response response) {
    impl->add_client_headers(call->route, origin, verdict, response);
    impl->lasting->metrics.count(name_of(call->route), response.status, Clock::now() - call->arrived);
    reply(std::move(response));
  };

  const std::string_view accept = request.header("accept");
  // A reader gets his errors as a page, a program as JSON; curl's "*/*" is a program's.
  call->wants_html = !request.path.starts_with("/api/") && accept.find("text/html") != std::string_view::npos;
  if (!verdict.allowed) return answer(impl->too_many_requests(verdict, call->wants_html));
  if (request.method == http::Method::options) return answer(Impl::finish(Impl::allowed_methods()));
  if (request.method == http::Method::other && call->route != Route::none) {
    http::Response response = to_response({405, "this address can only be read: use GET", {}});
    response.headers.emplace_back("Allow", kAllow);
    return answer(Impl::finish(std::move(response)));
  }
  if (!acceptable(call->route, accept)) {
    return answer(Impl::finish(to_response({406, "this address does not answer in a type of Accept", {}})));
  }

  call->parameters = http::QueryString::parse(request.query);
  call->base = impl->base_url();
  if (auto response = impl->immediate(request, *call)) return answer(Impl::finish(std::move(*response)));
  call->today = text::day_in_paris(impl->options.clock());
  if (auto problem = read_parameters(*call)) return answer(impl->failed(*call, *problem));
  call->key = key_of(*call);
  if (auto response = impl->known(*call, request.header("if-none-match")))
    return answer(std::move(*response));

  // The job holds what it works with: it may still wait when the application is gone.
  http::Job job;
  job.run = [impl, call, answer, gone = request.gone](unsigned worker) {
    if (gone && gone->load(std::memory_order_relaxed)) return;  // nobody is there to read it
    answer(impl->guarded_work(worker, *call));
  };
  job.give_up = [impl, call, answer] { answer(impl->failed(*call, kTooMany)); };
  job.dear = call->search.q.size() > kLongQuery;
  if (!impl->pool.submit(request.party(), std::move(job))) answer(impl->failed(*call, kTooMany));
}

}  // namespace fonds::api
