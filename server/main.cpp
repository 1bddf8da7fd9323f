// fonds-server: serves an index over HTTP. Options from the command line and a TOML file; the command line
// wins.

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <exception>
#include <iostream>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include <CLI/CLI.hpp>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "indexer/index/generation.h"
#include "server/api/application.h"
#include "server/configuration.h"
#include "server/http/server.h"
#include "server/http/worker_pool.h"
#include "server/search/engine.h"
#include "server/synonym_file.h"

namespace {

using fonds::Configuration;

// How often the index is looked at for a newer generation, and the editor's file for changes: small reads.
constexpr std::chrono::milliseconds kReloadEvery{200};

// sysexits.h
constexpr int kUsage = 64, kNoInput = 66, kUnavailable = 69, kConfig = 78;

// Gives the engine what the editor's file says now. Throws fonds::SynonymFileError.
void take_synonyms(fonds::SynonymFile& file, fonds::search::Engine& engine) {
  auto read = file.read_if_changed();
  if (!read) return;
  for (const std::string& error : read->errors) spdlog::warn("synonyms: {}", error);
  spdlog::info("{} words and expressions have synonyms", read->synonyms.size());
  engine.set_synonyms(std::move(read->synonyms));
}

// Opens newer generations as they are published and reads the synonyms as they are changed, until it is
// destroyed.
class Reloader {
 public:
  Reloader(fonds::search::Engine& engine, std::optional<fonds::SynonymFile> synonyms)
      : engine_(engine), synonyms_(std::move(synonyms)), thread_([this] { watch(); }) {}
  ~Reloader() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
  }
  Reloader(const Reloader&) = delete;
  Reloader& operator=(const Reloader&) = delete;

 private:
  void watch() {
    std::unique_lock lock(mutex_);
    std::string reported;
    while (!wake_.wait_for(lock, kReloadEvery, [this] { return stopping_; })) {
      std::string error;
      if (engine_.reload_if_changed(&error)) {
        const auto info = engine_.info();
        spdlog::info("now serving generation {} with {} articles", info.generation, info.articles);
        reported.clear();
      } else if (!error.empty() && error != reported) {
        spdlog::warn("a newer index cannot be opened, the old one goes on serving: {}", error);
        reported = error;
      }
      reload_synonyms();
    }
  }

  void reload_synonyms() {
    if (!synonyms_) return;
    try {
      take_synonyms(*synonyms_, engine_);
      synonyms_reported_.clear();
    } catch (const fonds::SynonymFileError& e) {
      if (synonyms_reported_ != e.what()) spdlog::warn("{}; those read before stay", e.what());
      synonyms_reported_ = e.what();
    }
  }

  fonds::search::Engine& engine_;
  std::optional<fonds::SynonymFile> synonyms_;
  std::string synonyms_reported_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

int serve(const Configuration& configuration) {
  const unsigned workers = configuration.threads;
  fonds::search::Engine engine(configuration.index, {workers});
  std::optional<fonds::SynonymFile> synonyms;
  if (!configuration.synonyms.empty()) {
    synonyms.emplace(configuration.synonyms);
    take_synonyms(*synonyms, engine);
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

  const Reloader reloader(engine, std::move(synonyms));
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
