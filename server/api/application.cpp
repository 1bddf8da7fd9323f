#include "server/api/application.h"

#include <optional>
#include <utility>
#include <variant>

#include "server/api/answers.h"
#include "server/api/cached_answers.h"
#include "server/api/call.h"
#include "server/api/metrics.h"
#include "server/api/page_security.h"
#include "server/api/parameters.h"
#include "server/api/problem_answer.h"
#include "server/api/request_policy.h"
#include "server/api/route_parameters.h"
#include "server/api/routes.h"
#include "server/api/service_answers.h"
#include "server/http/thread_time.h"
#include "server/http/url.h"

namespace fonds::api {

namespace {

using Clock = std::chrono::steady_clock;

// In bytes: longer than headlines and questions are. Such a query may cost many times what others do.
constexpr std::size_t kLongQuery = 300;
// The same of a text that is compared with the archive: some milliseconds.
constexpr std::size_t kLongText = 20'000;
const Problem kTooMany{503, "too many searches at once; try again in a second", {}};

std::int64_t system_clock() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

Problem nothing_there(Route route, int status) {
  switch (route) {
    case Route::changes:
      return {status,
              "what has changed since is not known any more: read everything again, by /api/v1/export",
              "since"};
    case Route::person:
    case Route::person_page:
      return {status, "no article names this person", {}};
    case Route::dossier:
    case Route::dossier_page:
      return {status, "no article belongs to this dossier", {}};
    case Route::sitemap_list:
      return {status, "the map of the site has no such list: /sitemap.xml names those that there are", {}};
    case Route::date_page:
      return {status, "this is no day, month or year", {}};
    default:
      return {status, "there is no article with this id", {}};
  }
}

// What the request says besides its route; a Problem where it is wrong.
std::optional<Problem> read(Call& call, const http::Request& request) {
  if (auto problem = read_parameters(call)) return problem;
  if (call.route == Route::related_text) {
    const std::string_view encoding = request.header("content-encoding");
    if (!encoding.empty() && encoding != "identity")
      return Problem{415, "send the text as it is, without Content-Encoding", {}};
    auto text = parse_text_body(request.header("content-type"), request.body);
    if (auto* problem = std::get_if<Problem>(&text)) return std::move(*problem);
    call.text = std::get<TextBody>(std::move(text));
  }
  call.key = key_of(call);
  return std::nullopt;
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

struct Application::Impl : std::enable_shared_from_this<Application::Impl> {
  // Takes the answer to a call, from any thread.
  using Respond = std::function<void(http::Response)>;

  Impl(search::Engine& e, http::WorkerPool& p, std::shared_ptr<Lasting> l, ApplicationOptions o)
      : engine(e),
        pool(p),
        lasting(std::move(l)),
        options(std::move(o)),
        prefix(http::path_of_url(options.site.public_url)),
        site(options.site),
        policy(options.access, lasting->limiter, lasting->keys, site),
        answers(engine, site, options.site.title, options.site.public_url, options.on_failure),
        cached(options.cache_bytes, FONDS_VERSION + site.version()),
        service(site, options.site, {engine, pool, cached.cache(), lasting->metrics}) {
    if (!options.clock) options.clock = system_clock;
  }

  search::Engine& engine;
  http::WorkerPool& pool;
  std::shared_ptr<Lasting> lasting;
  ApplicationOptions options;
  // the path of public_url: "/archives"
  std::string prefix;
  Site site;
  RequestPolicy policy;
  Answers answers;
  CachedAnswers cached;
  ServiceAnswers service;

  RouteMatch match(http::Request& request) const;
  std::shared_ptr<Call> begin(http::Request& request) const;
  Respond respond_to(std::shared_ptr<Call> call, const http::Request& request, Access access,
                     http::Reply reply) const;
  std::optional<http::Response> immediate(const Call& call, const http::Request& request) const;
  void handle(http::Request request, http::Reply reply);
  void submit(const std::shared_ptr<Call>& call, const http::Request& request, const Access& access,
              const Respond& respond);
  http::Response work(unsigned worker, const Call& call);
  http::Response failed(const Call& call, const Problem& problem) const {
    return secured(problem_answer(site, problem, call.wants_html, call.id));
  }
  void log_failure(const Call& call, const std::string& what) const {
    if (options.on_failure) options.on_failure(std::string(name_of(call.route)) + ": " + what);
  }
};

// A proxy may leave the path of public_url in front of ours, or take it off.
RouteMatch Application::Impl::match(http::Request& request) const {
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

std::shared_ptr<Call> Application::Impl::begin(http::Request& request) const {
  auto call = std::make_shared<Call>();
  call->arrived = Clock::now();
  RouteMatch matched = match(request);
  call->route = matched.route;
  call->id = std::move(matched.id);
  call->arrived_at = options.clock();
  call->today = text::day_in_paris(call->arrived_at);
  call->base = options.site.public_url.empty() ? lasting->own_address : options.site.public_url;
  // A reader gets his errors as a page, a program as JSON; curl's "*/*" is a program's.
  call->wants_html = !request.path.starts_with("/api/") &&
                     request.header("accept").find("text/html") != std::string_view::npos;
  return call;
}

Application::Impl::Respond Application::Impl::respond_to(std::shared_ptr<Call> call,
                                                         const http::Request& request, Access access,
                                                         http::Reply reply) const {
  return
      [self = shared_from_this(), call = std::move(call), access = std::move(access),
       origin = std::string(request.header("origin")), is_preflight = request.method == http::Method::options,
       reply = std::move(reply)](http::Response response) {
        self->policy.add_client_headers(call->route, origin, is_preflight, access, response);
        Metrics& metrics = self->lasting->metrics;
        metrics.count(name_of(call->route), response.status, Clock::now() - call->arrived);
        if (access.key) metrics.count_key(access.key->name, response.status);
        reply(std::move(response));
      };
}

// The answer where no index is asked.
std::optional<http::Response> Application::Impl::immediate(const Call& call,
                                                           const http::Request& request) const {
  if (call.route != Route::metrics) return service.answer(request, call);
  if (policy.may_see_metrics(request)) return service.metrics(lasting->counters);
  return to_response({404, "this address answers the server's own machine only", {}});
}

void Application::Impl::handle(http::Request request, http::Reply reply) {
  const auto call = begin(request);
  const Access access = policy.admit(*call, request);
  const Respond respond = respond_to(call, request, access, std::move(reply));
  if (auto objection = policy.objection(*call, request, access)) return respond(std::move(*objection));

  const bool form = call->route == Route::oai && request.method == http::Method::post;
  call->parameters = http::QueryString::parse(form ? request.body : request.query);
  if (is_api(call->route)) {
    if (auto problem = wrong_parameter(call->route, call->parameters)) {
      return respond(failed(*call, *problem));
    }
  }
  if (auto response = immediate(*call, request)) return respond(secured(std::move(*response)));
  if (auto problem = read(*call, request)) return respond(failed(*call, *problem));
  if (auto known = cached.find(*call, engine.info().state(), request.header("if-none-match"))) {
    return respond(std::move(*known));
  }
  submit(call, request, access, respond);
}

// Hands the call to the worker pool. The job holds what it works with: it may still wait when the application is gone.
void Application::Impl::submit(const std::shared_ptr<Call>& call, const http::Request& request,
                               const Access& access, const Respond& respond) {
  call->gone = request.gone;
  call->submit = [&pool = pool, party = request.party()](http::Job piece) {
    return pool.submit(party, std::move(piece));
  };
  http::Job job;
  job.run = [self = shared_from_this(), call, access, respond](unsigned worker) {
    // Nobody may be there any more to read it.
    if (call->gone && call->gone->load(std::memory_order_relaxed)) return;
    http::Response response = self->work(worker, *call);
    self->policy.charge(access, http::thread_time() - http::job_began());
    respond(std::move(response));
  };
  job.give_up = [self = shared_from_this(), call, respond] { respond(self->failed(*call, kTooMany)); };
  job.dear = call->search.q.size() > kLongQuery || call->text.body.size() > kLongText;
  if (!pool.submit(request.party(), std::move(job))) respond(failed(*call, kTooMany));
}

// On a worker thread.
http::Response Application::Impl::work(unsigned worker, const Call& call) {
  const auto deadline = call.arrived + options.deadline;
  try {
    // It may have waited for a worker too long to be worth beginning.
    if (Clock::now() > deadline) throw search::DeadlineExceeded();
    Answer answer = answers.make(worker, call, deadline);
    const int status = answer.response.status;
    if (status != 200) return failed(call, nothing_there(call.route, status));
    return cached.keep(call, std::move(answer));
  } catch (const search::DeadlineExceeded& e) {
    return failed(call, {503, std::string(e.what()) + "; try a narrower one", {}});
  } catch (const search::BadCursor&) {
    return failed(call, {400, "'cursor' is not one of links.next of this search", "cursor"});
  } catch (const std::exception& e) {
    log_failure(call, e.what());
  } catch (...) {
    log_failure(call, "an unknown error");
  }
  return failed(call, {500, "the search failed; the server's log says why", {}});
}

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
  const MutexLock lock(mutex_);
  impl_.swap(next);
}

std::shared_ptr<Application::Impl> Application::current() const {
  const MutexLock lock(mutex_);
  return impl_;
}

std::size_t Application::takes_body(const http::Request& request) const {
  http::Request probe;
  probe.path = request.path;
  return most_body_bytes(current()->match(probe).route, request.header("content-type"));
}

void Application::handle(http::Request request, http::Reply reply) {
  current()->handle(std::move(request), std::move(reply));
}

}  // namespace fonds::api
