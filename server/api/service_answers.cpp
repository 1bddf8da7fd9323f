#include "server/api/service_answers.h"

#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "indexer/text/calendar.h"
#include "indexer/text/fnv.h"
#include "indexer/text/printable.h"
#include "server/api/answers.h"
#include "server/api/cached_answers.h"
#include "server/api/feeds.h"
#include "server/api/problem_answer.h"
#include "server/api/routes.h"
#include "server/api/sitemap.h"
#include "web/embedded_files.h"

namespace fonds::api {
namespace {

// What other sites' pages load: a change reaches them within the hour.
constexpr std::string_view kForAnHour = "public, max-age=3600";
constexpr std::string_view kPlainText = "text/plain; charset=utf-8";

http::Response plain(std::string text) {
  return http::Response::text(200, std::string(kPlainText), std::move(text));
}

http::Response not_stored(http::Response response) {
  response.cache_control = "no-store";
  return response;
}

std::string_view embedded_file(std::string_view name) {
  for (const web::EmbeddedFile& file : web::embedded_files()) {
    if (file.name == name) return file.content;
  }
  return {};
}

http::Response versioned(std::string_view content_type, std::string content, std::string_view cache_control) {
  const std::string etag = "\"" + text::digest(content) + "\"";
  http::Response response = http::Response::text(200, std::string(content_type), std::move(content));
  response.etag = etag;
  response.cache_control = cache_control;
  return response;
}

// An address that is not one of ours, and where it leads all the same: a page with a slash behind it, and the icons
// that browsers ask for by these names. Empty where it leads nowhere. `path`: of the request, without its query.
http::Response moved(const Site& site, std::string_view path, std::string_view query) {
  constexpr std::string_view kIcon = "favicon.svg";
  const std::string& base = site.base_path();
  if (!base.empty() && path.starts_with(base)) path.remove_prefix(base.size());
  http::Response response;
  if (path == "/favicon.ico" || path == "/apple-touch-icon.png") {
    const StaticFile* icon = site.static_file(kIcon);
    if (icon == nullptr) return response;
    // Its address changes with it.
    response.status = 302;
    response.headers.emplace_back("Location", base + "/static/" + std::string(kIcon) + "?v=" + icon->version);
    response.cache_control = kForAnHour;
  } else if (path.ends_with('/') && is_page(match_route(path.substr(0, path.size() - 1)).route)) {
    response.status = 308;
    path.remove_suffix(1);
    response.headers.emplace_back("Location",
                                  base + std::string(path) + (query.empty() ? "" : "?") + std::string(query));
    response.cache_control = kForAnHour;
  }
  return response;
}

// The document as it is served: it says where the API is.
std::string openapi_document(const std::string& public_url) {
  auto document = nlohmann::ordered_json::parse(embedded_file("openapi.json"));
  document["servers"] = nlohmann::ordered_json::array({{{"url", public_url.empty() ? "/" : public_url}}});
  return document.dump(1);
}

// What is known of the index's files. Damage does not make the server unready: what is not damaged is answered right,
// what is damaged is refused, and a balancer that took the only server out would leave readers with nothing.
std::string health_text(const search::IndexHealth& health) {
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

// When each source was read last, and how that went.
std::string sources_text(const std::vector<index::SourceStatus>& sources) {
  std::string text;
  for (const index::SourceStatus& source : sources) {
    text += "source: " + text::printable(source.name) + ": read " + text::rfc3339(source.read);
    if (source.fault.empty()) {
      text += ", complete\n";
      continue;
    }
    text += ", failed: " + text::printable(source.fault);
    text +=
        source.complete > 0 ? "; complete " + text::rfc3339(source.complete) + "\n" : "; never complete\n";
  }
  return text;
}

Gauges gauges_of(const Sources& sources, const http::Counters* counters) {
  const auto& [engine, pool, cache, metrics] = sources;
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
  gauges.given_up = static_cast<double>(pool.given_up());
  const CacheUsage answers = cache.usage();
  gauges.cache_bytes = static_cast<double>(answers.bytes);
  gauges.cache_hits = static_cast<double>(answers.hits);
  gauges.cache_misses = static_cast<double>(answers.misses);
  const CacheUsage terms = engine.decoded_terms();
  gauges.term_bytes = static_cast<double>(terms.bytes);
  gauges.term_hits = static_cast<double>(terms.hits);
  gauges.term_misses = static_cast<double>(terms.misses);
  for (const index::SourceStatus& source : engine.sources()) {
    gauges.sources.push_back({source.name, static_cast<double>(source.read),
                              static_cast<double>(source.complete), source.fault.empty() ? 0.0 : 1.0});
  }
  if (counters != nullptr) {
    gauges.connections = static_cast<double>(counters->connections_open);
    gauges.refused = static_cast<double>(counters->connections_refused);
    gauges.taken_back = static_cast<double>(counters->connections_taken_back);
    gauges.bytes_sent = static_cast<double>(counters->bytes_sent);
  }
  return gauges;
}

}  // namespace

ServiceAnswers::ServiceAnswers(const Site& site, const SiteOptions& options, Sources sources)
    : site_(site),
      title_(options.title),
      sources_(sources),
      openapi_(versioned(kJson, openapi_document(options.public_url), kRevalidate)),
      embed_(
          versioned("text/javascript; charset=utf-8", std::string(embedded_file("embed.js")), kForAnHour)) {
  embed_.headers.emplace_back("Cross-Origin-Resource-Policy", "cross-origin");
  for (const StaticFile& file : site.static_files()) {
    static_files_.add("/static/" + std::string(file.name), std::string(file.content));
  }
}

std::optional<http::Response> ServiceAnswers::answer(const http::Request& request, const Call& call) const {
  switch (call.route) {
    case Route::none: {
      http::Response elsewhere = moved(site_, request.path, request.query);
      if (!elsewhere.headers.empty()) return elsewhere;
      return problem_answer(site_, {404, "there is nothing at this address", {}}, call.wants_html,
                            request.path);
    }
    case Route::static_file: {
      http::Response file;
      if (static_files_.respond(request.path, request.query, file)) return file;
      return problem_answer(site_, {404, "there is no such file", {}}, call.wants_html);
    }
    case Route::health:
      return not_stored(plain("ok\n"));
    case Route::ready:
      return not_stored(
          plain("ready\n" + health_text(sources_.engine.health()) + sources_text(sources_.engine.sources())));
    case Route::robots:
      return plain(robots(call.base, site_.base_path()));
    case Route::manifest:
      return http::Response::text(200, "application/manifest+json", site_.manifest());
    case Route::openapi:
      return openapi_;
    case Route::embed:
      return embed_;
    case Route::opensearch:
      return http::Response::text(200, "application/opensearchdescription+xml",
                                  opensearch_description({title_, call.base}));
    default:
      return std::nullopt;
  }
}

http::Response ServiceAnswers::metrics(const http::Counters* counters) const {
  return not_stored(http::Response::text(200, "text/plain; version=0.0.4; charset=utf-8",
                                         sources_.metrics.text(gauges_of(sources_, counters))));
}

}  // namespace fonds::api
