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
#include "server/api/route_parameters.h"
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

constexpr std::string_view kAllow = "GET, HEAD, OPTIONS", kAllowText = "POST, OPTIONS",
                           kAllowForm = "GET, HEAD, POST, OPTIONS";
// OAI-PMH may be asked by a form, whose fields are those of its addresses.
constexpr std::size_t kFormBytes = 8 * 1024;

// What a route allows; a text is sent to be compared, not to be kept.
std::string_view allowed(Route route) {
  return route == Route::related_text ? kAllowText : route == Route::oai ? kAllowForm : kAllow;
}
bool is_allowed(Route route, http::Method method) {
  if (route == Route::related_text) return method == http::Method::post;
  if (route == Route::oai && method == http::Method::post) return true;
  return method == http::Method::get || method == http::Method::head;
}

// Answers may be kept, and are asked for again with their ETag: a new index is seen at once.
constexpr std::string_view kRevalidate = "no-cache";
// What other sites' pages load: a change reaches them within the hour.
constexpr std::string_view kForAnHour = "public, max-age=3600";

// In bytes: longer than headlines and questions are. Such a query may cost many times what others do.
constexpr std::size_t kLongQuery = 300;
// The same of a text that is compared with the archive: some milliseconds.
constexpr std::size_t kLongText = 20'000;
const Problem kUnknownKey{401, "this key is not known here, or its time is over", {}};
const Problem kWrongOrigin{403, "this key is not for pages of this origin", {}};
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
    case Route::related_text:
    case Route::suggest:
    case Route::facet_dossier:
    case Route::facet_person:
    case Route::person:
    case Route::dossier:
    case Route::exported:
    case Route::changes:
    case Route::openapi:
      return true;
    default:
      return false;
  }
}

// Whether the client takes what a route answers with, and in which form. Feeds go by more than one name; other
// routes ignore Accept.
bool acceptable(Call& call, std::string_view accept) {
  const Route route = call.route;

  const auto takes = [&](std::initializer_list<std::string_view> types) {
    return std::any_of(types.begin(), types.end(),
                       [&](std::string_view type) { return http::media_type_quality(accept, type) > 0; });
  };
  if (route == Route::article || route == Route::article_page) {
    const auto usual = route == Route::article ? ArticleForm::json : ArticleForm::page;
    const auto form = preferred_form(usual, accept);
    // The address may name a form that Accept does not.
    call.form = form.value_or(usual);
    return form || form_by_ending(call.id);
  }
  // Its format is a parameter.
  if (route == Route::exported) return true;
  if (is_page(route)) return takes({kHtml});
  if (is_api(route)) return takes({kJson});
  switch (route) {
    case Route::feed_rss:
      return takes({"application/rss+xml", "application/xml", "text/xml"});
    case Route::feed_json:
      return takes({"application/feed+json", kJson});
    case Route::feed_atom:
      return takes({"application/atom+xml", "application/xml", "text/xml"});
    default:
      return true;
  }
}

std::string nothing_there(Route route) {
  if (route == Route::changes) {
    return "what has changed since is not known any more: read everything again, by /api/v1/export";
  }
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
  KeyRing keys;
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
        access(options.access, lasting->limiter, lasting->keys),
        site(options.site),
        answers(engine, site, options.site.title, options.site.public_url, options.on_failure),
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
      if (file.name == "embed.js") {
        embed = http::Response::text(200, "text/javascript; charset=utf-8", std::string(file.content));
        embed.etag = "\"" + search::digest(file.content) + "\"";
        embed.cache_control = kForAnHour;
        embed.headers.emplace_back("Cross-Origin-Resource-Policy", "cross-origin");
      }
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
  http::Response openapi, embed;
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

  http::Response refused(const Access& asked, bool html) const {
    if (asked.state == Access::State::too_many) {
      http::Response response = html ? too_many_page : too_many_problem;
      response.headers.emplace_back("Retry-After", std::to_string(asked.verdict.retry_after_seconds));
      return response;
    }
    const bool unknown = asked.state == Access::State::unknown_key;
    http::Response response = to_response(unknown ? kUnknownKey : kWrongOrigin);
    if (unknown) response.headers.emplace_back("WWW-Authenticate", "ApiKey header=\"X-API-Key\"");
    return finish(std::move(response));
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
  void add_client_headers(Route route, std::string_view origin, const Access& asked,
                          http::Response& response) const {
    if (is_api(route)) access.add_headers(asked, response);
    // The archive is public to read: other sites may call the API and the feeds from their pages.
    if (route == Route::metrics || response.content_type.starts_with("text/html")) return;
    access.add_cors(origin, asked.key.get(), response);
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
        return failed(call, {answer.response.status, nothing_there(call.route),
                             call.route == Route::changes ? "since" : ""});
      }
      answer.response.cache_control = kRevalidate;
      if (!call.key.empty()) answer.response.etag = etag_of(call, answer.state);
      add_security_headers(answer.response);
      if (!call.key.empty() && answer.response.body)
        cache.store(answer.state + "\n" + call.key, answer.response);
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

  static http::Response allowed_methods(Route route) {
    http::Response response;
    response.status = 204;
    response.headers.emplace_back("Allow", allowed(route));
    response.headers.emplace_back("Access-Control-Allow-Methods", allowed(route));
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
      case Route::embed:
        return embed;
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

void Application::set_keys(std::vector<Key> keys) {
  lasting_->keys.set(std::move(keys));
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

std::size_t Application::takes_body(const http::Request& request) const {
  http::Request probe;
  probe.path = request.path;
  const Route route = current()->match(probe).route;
  if (route == Route::oai) return kFormBytes;
  return route == Route::related_text ? most_bytes(request.header("content-type")) : 0;
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
  call->arrived_at = impl->options.clock();
  call->today = text::day_in_paris(call->arrived_at);
  const Access asked = counted ? impl->access.judge(request, call->arrived, call->today) : Access{};
  const auto answer = [impl, call, asked, origin = std::string(request.header("origin")),
                       reply = std::move(reply)](http::Response response) {
    impl->add_client_headers(call->route, origin, asked, response);
    impl->lasting->metrics.count(name_of(call->route), response.status, Clock::now() - call->arrived);
    if (asked.key) impl->lasting->metrics.count_key(asked.key->name, response.status);
    reply(std::move(response));
  };

  const std::string_view accept = request.header("accept");
  // A reader gets his errors as a page, a program as JSON; curl's "*/*" is a program's.
  call->wants_html = !request.path.starts_with("/api/") && accept.find("text/html") != std::string_view::npos;
  if (asked.state != Access::State::allowed) return answer(impl->refused(asked, call->wants_html));
  if (request.method == http::Method::options)
    return answer(Impl::finish(Impl::allowed_methods(call->route)));
  if (call->route != Route::none && !is_allowed(call->route, request.method)) {
    const bool takes_text = call->route == Route::related_text;
    http::Response response = to_response(
        {405, takes_text ? "send a text here: use POST" : "this address can only be read: use GET", {}});
    response.headers.emplace_back("Allow", allowed(call->route));
    return answer(Impl::finish(std::move(response)));
  }
  if (!acceptable(*call, accept)) {
    return answer(Impl::finish(to_response({406, "this address does not answer in a type of Accept", {}})));
  }

  const bool form = call->route == Route::oai && request.method == http::Method::post;
  call->parameters = http::QueryString::parse(form ? request.body : request.query);
  if (is_api(call->route)) {
    if (auto problem = wrong_parameter(call->route, call->parameters)) {
      return answer(impl->failed(*call, *problem));
    }
  }
  call->base = impl->base_url();
  if (auto response = impl->immediate(request, *call)) return answer(Impl::finish(std::move(*response)));
  if (auto problem = read_parameters(*call)) return answer(impl->failed(*call, *problem));
  if (call->route == Route::related_text) {
    auto text = parse_text_body(request.header("content-type"), request.body);
    if (auto* problem = std::get_if<Problem>(&text)) return answer(impl->failed(*call, *problem));
    call->text = std::get<TextBody>(std::move(text));
  }
  call->key = key_of(*call);
  if (auto response = impl->known(*call, request.header("if-none-match")))
    return answer(std::move(*response));

  call->gone = request.gone;
  call->submit = [&pool = impl->pool, party = request.party()](http::Job piece) {
    return pool.submit(party, std::move(piece));
  };
  // The job holds what it works with: it may still wait when the application is gone.
  http::Job job;
  job.run = [impl, call, answer, gone = request.gone](unsigned worker) {
    if (gone && gone->load(std::memory_order_relaxed)) return;  // nobody is there to read it
    answer(impl->guarded_work(worker, *call));
  };
  job.give_up = [impl, call, answer] { answer(impl->failed(*call, kTooMany)); };
  job.dear = call->search.q.size() > kLongQuery || call->text.body.size() > kLongText;
  if (!impl->pool.submit(request.party(), std::move(job))) answer(impl->failed(*call, kTooMany));
}

}  // namespace fonds::api
