// fonds-server: serves an index over HTTP. Options from the command line and a TOML file; the command line
// wins.

#include <exception>
#include <iostream>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "indexer/index/generation.h"
#include "server/api/application.h"
#include "server/configuration.h"
#include "server/http/server.h"
#include "server/http/worker_pool.h"
#include "server/reloader.h"
#include "server/search/engine.h"
#include "server/synonym_file.h"

namespace {

using fonds::Configuration;

// sysexits.h
constexpr int kUsage = 64, kNoInput = 66, kUnavailable = 69, kConfig = 78;

int serve(const Configuration& configuration) {
  const unsigned workers = configuration.threads;
  fonds::search::Engine engine(configuration.index, {workers});
  std::optional<fonds::SynonymFile> synonyms;
  if (!configuration.synonyms.empty()) {
    synonyms.emplace(configuration.synonyms);
    fonds::take_synonyms(*synonyms, engine);
  }
  fonds::http::WorkerPool pool(workers, configuration.queue);
  fonds::api::ApplicationOptions application_options = configuration.application;
  application_options.on_failure = [](const std::string& what) { spdlog::error("{}", what); };
  fonds::api::Application application(engine, pool, std::move(application_options));

  fonds::http::ServerOptions options;
  options.address = configuration.address;
  options.port = configuration.port;
  options.io_threads = configuration.io_threads;
  options.stop_on_signals = true;
  options.limits.connections = configuration.connections;
  fonds::http::Server server(options, application);
  application.observe(server.counters());

  const fonds::Reloader reloader(engine, std::move(synonyms));
  const auto info = engine.info();
  const bool ipv6 = configuration.address.find(':') != std::string::npos;
  spdlog::info("Fonds serves {} articles on http://{}{}{}:{}/", info.articles, ipv6 ? "[" : "",
               configuration.address, ipv6 ? "]" : "", server.port());
  server.run();
  spdlog::info("stopped");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Serves an index of Fonds: the site, the API and the feeds."};
  std::string config_file;
  fonds::CommandLine command_line;
  app.add_option("--index", command_line.index, "folder of the index");
  app.add_option("--listen", command_line.listen,
                 "address and port, 127.0.0.1:8080 if not given; port 0 = any free one");
  app.add_option("--config", config_file, "TOML file with these options and more; the command line wins");
  app.add_option(
      "--synonyms", command_line.synonyms,
      "text file of synonyms, a line each (PLU = plan local d'urbanisme); read again when it changes");
  app.add_option("--threads", command_line.threads, "search threads, one per core if not given")
      ->check(CLI::Range(1, 256));
  app.add_flag("--quiet", command_line.quiet, "say only what goes wrong");
  app.add_flag("--verbose", command_line.verbose, "say more");
  app.set_version_flag("--version", "fonds-server " FONDS_VERSION);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    const int code = app.exit(e);
    return code == 0 ? 0 : kUsage;
  }
  spdlog::set_default_logger(spdlog::stderr_color_mt("fonds"));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S%z %l %v");

  try {
    const Configuration configuration = fonds::configure(command_line, config_file);
    spdlog::set_level(configuration.quiet     ? spdlog::level::warn
                      : configuration.verbose ? spdlog::level::debug
                                              : spdlog::level::info);
    return serve(configuration);
  } catch (const fonds::ConfigurationError& e) {
    std::cerr << "fonds-server: " << e.what() << '\n';
    return e.from_command_line() ? kUsage : kConfig;
  } catch (const fonds::index::IndexError& e) {
    std::cerr << "fonds-server: " << e.what() << '\n';
    return kNoInput;
  } catch (const fonds::SynonymFileError& e) {
    std::cerr << "fonds-server: " << e.what() << '\n';
    return kNoInput;
  } catch (const std::exception& e) {
    std::cerr << "fonds-server: " << e.what() << '\n';
    return kUnavailable;
  }
}
