#include "server/service.h"

#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <spdlog/spdlog.h>

#include "server/access_log.h"
#include "server/api/application.h"
#include "server/delisted_file.h"
#include "server/descriptors.h"
#include "server/desk/decision_folder.h"
#include "server/desk/desk.h"
#include "server/http/server.h"
#include "server/http/worker_pool.h"
#include "server/key_file.h"
#include "server/places.h"
#include "server/reloader.h"
#include "server/search/engine.h"
#include "server/service_manager.h"
#include "server/synonym_file.h"

namespace fonds {
namespace {

http::ServerOptions server_options(const Configuration& configuration, AccessLog& access_log) {
  http::ServerOptions options;
  options.io_threads = configuration.io_threads;
  options.trusted_proxies = configuration.trusted_proxies;
  options.observer = &access_log;
  options.limits.connections =
      connections_within_descriptors(configuration.connections, configuration.threads);
  options.limits.connections_per_address = configuration.connections_per_address;
  return options;
}

api::ApplicationOptions application_options(const Configuration& configuration) {
  api::ApplicationOptions options = configuration.application;
  options.on_failure = [](const std::string& what) { spdlog::error("{}", what); };
  return options;
}

void say_configuration(const Configuration& configuration) {
  spdlog::debug(
      "index {}, {} search threads, {} I/O threads, queue of {}, {} connections ({} of one address)",
      configuration.index.string(), configuration.threads, configuration.io_threads, configuration.queue,
      configuration.connections, configuration.connections_per_address);
  const api::ApplicationOptions& application = configuration.application;
  const auto& allowance = application.access.allowance;
  spdlog::debug("deadline {} ms, cache {} MB, {} requests a second and {} at once, {} trusted proxies",
                application.deadline.count(), application.cache_bytes >> 20, allowance.per_second,
                allowance.burst, configuration.trusted_proxies.size());
  const auto shown = [](const std::string& text) { return text.empty() ? std::string("none") : text; };
  spdlog::debug("public_url {}, synonyms {}, access log {}", shown(application.site.public_url),
                shown(configuration.synonyms.string()), shown(configuration.access_log.file));
}

desk::DeskOptions desk_options(const Configuration& configuration) {
  desk::DeskOptions options;
  options.site = configuration.application.site;
  options.folder = configuration.desk;
  options.index = configuration.index;
  options.register_file = configuration.delisted;
  options.synonym_file = configuration.synonyms;
  options.worker = configuration.threads;
  options.reader_searches = configuration.reader_searches;
  options.alert_mail = configuration.alert_mail;
  options.on_failure = [](const std::string& what) { spdlog::error("{}", what); };
  options.on_event = [](const std::string& what) { spdlog::info("{}", what); };
  return options;
}

// What the verification of a generation's files has found.
void say_verified(const std::string& generation, const search::IndexHealth& health) {
  if (health.faults.empty()) spdlog::debug("the files of generation {} are sound", generation);
  for (const std::string& fault : health.faults) {
    spdlog::error("generation {} is damaged and goes on serving; run fonds-indexer build: {}", generation,
                  fault);
  }
}

// Says which changes wait for a start: what the process is built around.
void say_what_waits(const Configuration& before, const Configuration& now) {
  const auto compare = [](std::string_view key, const auto& a, const auto& b) {
    if (a != b) spdlog::warn("'{}' has changed; that takes effect at the next start", key);
  };
  compare("index", before.index, now.index);
  compare("listen", std::tuple(before.address, before.port, before.path),
          std::tuple(now.address, now.port, now.path));
  compare("synonyms", before.synonyms, now.synonyms);
  compare("delisted", before.delisted, now.delisted);
  compare("keys", before.keys, now.keys);
  compare("desk", before.desk, now.desk);
  compare("reader_searches", before.reader_searches, now.reader_searches);
  compare("alerts", before.alert_mail, now.alert_mail);
  compare("threads", before.threads, now.threads);
  compare("io_threads", before.io_threads, now.io_threads);
  compare("queue", before.queue, now.queue);
  compare("connections", before.connections, now.connections);
  compare("connections_per_address", before.connections_per_address, now.connections_per_address);
}

// Gives the application what the file says now.
void take_keys(KeyFile& file, api::Application& application) {
  auto read = file.read_if_changed();
  if (!read) return;
  for (const std::string& error : read->errors) spdlog::warn("keys: {}", error);
  spdlog::info("{} keys may call the API", read->keys.size());
  application.set_keys(std::move(read->keys));
}

// The same of a running server: what cannot be read leaves those before in force, and is said once.
void follow_keys(KeyFile& file, api::Application& application, std::string& reported) {
  try {
    take_keys(file, application);
    reported.clear();
  } catch (const WatchedFileError& e) {
    if (reported != e.what()) spdlog::warn("{}; those read before stay", e.what());
    reported = e.what();
  }
}

}  // namespace

void set_log_level(const Configuration& configuration) {
  spdlog::set_level(configuration.quiet     ? spdlog::level::warn
                    : configuration.verbose ? spdlog::level::debug
                                            : spdlog::level::info);
}

void serve(const Configuration& configuration, const ReadConfiguration& read_again, Signals& signals,
           const std::vector<int>& sockets) {
  say_configuration(configuration);
  AccessLog access_log;
  access_log.open(configuration.access_log);
  std::optional<DelistedFile> delisted;
  search::EngineOptions engine_options;
  const bool has_desk = !configuration.desk.empty();
  // The desk has one of its own, so that no editor waits for readers, or they for him.
  engine_options.workers = configuration.threads + (has_desk ? 1 : 0);
  engine_options.on_verified = say_verified;
  if (!configuration.delisted.empty() || has_desk) {
    delisted.emplace();
    if (!configuration.delisted.empty()) delisted->require(configuration.delisted);
    if (has_desk) delisted->add(desk::DecisionFolder(configuration.desk).path(desk::DecisionFile::delisted));
    engine_options.delisting = read_register(*delisted);
  }
  search::Engine engine(configuration.index, engine_options);
  std::optional<SynonymFile> synonyms;
  if (!configuration.synonyms.empty() || has_desk) {
    synonyms.emplace();
    if (!configuration.synonyms.empty()) synonyms->require(configuration.synonyms);
    if (has_desk) synonyms->add(desk::DecisionFolder(configuration.desk).path(desk::DecisionFile::synonyms));
    take_synonyms(*synonyms, engine);
  }
  http::WorkerPool pool(configuration.threads, configuration.queue);
  api::Application application(engine, pool, application_options(configuration));
  std::optional<KeyFile> keys;
  std::string keys_reported;
  if (!configuration.keys.empty()) {
    keys.emplace(configuration.keys);
    take_keys(*keys, application);
  }
  std::optional<desk::Desk> desk;
  if (has_desk) desk.emplace(application, engine, desk_options(configuration));
  http::Handler& handler = desk ? static_cast<http::Handler&>(*desk) : application;
  const Places places(configuration, sockets);
  http::ServerOptions http_options = server_options(configuration, access_log);
  places.set(http_options);
  http::Server server(std::move(http_options), handler);
  const std::string address = places.own_address(server.port());
  application.observe(server.counters(), address);
  if (desk) desk->observe(address);

  ServiceManager manager;
  const auto reconfigure = [&] {
    manager.reloading();
    try {
      const Configuration now = read_again();
      say_what_waits(configuration, now);
      access_log.open(now.access_log);
      set_log_level(now);
      server.trust(now.trusted_proxies);
      application.reconfigure(application_options(now));
      if (desk) desk->reconfigure(now.application.site);
      spdlog::info("the configuration has been read again");
    } catch (const std::exception& e) {
      spdlog::warn("{}; the configuration read before stays", e.what());
    }
    manager.ready();
  };
  const auto every_second = [&] {
    access_log.flush();
    if (keys) follow_keys(*keys, application, keys_reported);
    if (desk) desk->look_after();
    manager.alive();
  };
  Reloader reloader(engine, configuration.index, std::move(synonyms), std::move(delisted),
                    {reconfigure, every_second});
  const auto info = engine.info();
  spdlog::info("Fonds serves {} articles on {}", info.articles, places.text(server.port()));
  signals.act({[&] { server.stop(); }, [&] { reloader.reload_now(); }});
  manager.ready();
  server.run();
  manager.stopping();
  signals.act({});
  access_log.flush();
  spdlog::info("stopped");
}

}  // namespace fonds
