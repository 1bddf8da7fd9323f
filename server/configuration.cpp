#include "server/configuration.h"

#include <array>
#include <charconv>
#include <optional>
#include <thread>
#include <utility>

#include <arpa/inet.h>

#include "indexer/configuration/configuration_file.h"

namespace fonds {
namespace {

using configuration::ConfigurationFile;
using configuration::ConfigurationFileError;

void set_listen(const std::string& listen, bool from_command_line, Configuration& configuration) {
  const auto fail = [&] {
    throw ConfigurationError("'" + listen + "' is not ADDRESS:PORT, such as 127.0.0.1:8080 or [::1]:8080",
                             from_command_line);
  };
  const std::size_t colon = listen.rfind(':');
  if (colon == std::string::npos || colon == 0) fail();
  std::string address = listen.substr(0, colon);
  if (address.size() > 2 && address.front() == '[' && address.back() == ']') {
    address = address.substr(1, address.size() - 2);
  }
  if (address == "localhost") address = "127.0.0.1";
  std::array<unsigned char, sizeof(in6_addr)> parsed_address{};
  if (inet_pton(AF_INET, address.c_str(), parsed_address.data()) != 1 &&
      inet_pton(AF_INET6, address.c_str(), parsed_address.data()) != 1) {
    fail();
  }
  const char* const begin = listen.data() + colon + 1;
  const char* const end = listen.data() + listen.size();
  const auto [parsed, error] = std::from_chars(begin, end, configuration.port);
  if (error != std::errc() || parsed != end) fail();
  configuration.address = std::move(address);
}

template <typename Value, typename Target>
void take(std::optional<Value> value, Target& target) {
  if (value) target = static_cast<Target>(std::move(*value));
}

void take_site(const ConfigurationFile& file, api::SiteOptions& site) {
  take(file.text("site.title"), site.title);
  take(file.text("site.tagline"), site.tagline);
  take(file.text("site.public_url"), site.public_url);
}

void take_all(const ConfigurationFile& file, Configuration& configuration) {
  take(file.text("index"), configuration.index);
  take(file.text("synonyms"), configuration.synonyms);
  if (const auto listen = file.text("listen"); listen && !listen->empty()) {
    set_listen(*listen, false, configuration);
  }
  take(file.flag("quiet"), configuration.quiet);
  take(file.flag("verbose"), configuration.verbose);
  take(file.number("threads", 1, 256), configuration.threads);
  take(file.number("io_threads", 1, 64), configuration.io_threads);
  take(file.number("queue", 1, 100'000), configuration.queue);
  take(file.number("connections", 1, 1'000'000), configuration.connections);
  api::ApplicationOptions& application = configuration.application;
  if (const auto ms = file.number("deadline_ms", 1, 600'000)) {
    application.deadline = std::chrono::milliseconds(*ms);
  }
  if (const auto mb = file.number("cache_mb", 0, 1'000'000)) {
    application.cache_bytes = static_cast<std::size_t>(*mb) << 20;
  }
  take_site(file, application.site);
}

void read_file(const std::string& path, Configuration& configuration) {
  try {
    take_all(ConfigurationFile(path), configuration);
  } catch (const ConfigurationFileError& error) {
    throw ConfigurationError(error.what(), false);
  }
}

}  // namespace

Configuration configure(const CommandLine& command_line, const std::string& file) {
  Configuration configuration;
  if (!file.empty()) read_file(file, configuration);
  if (command_line.index) configuration.index = *command_line.index;
  if (command_line.listen) set_listen(*command_line.listen, true, configuration);
  if (command_line.synonyms) configuration.synonyms = *command_line.synonyms;
  if (command_line.threads) configuration.threads = *command_line.threads;
  if (command_line.quiet || command_line.verbose) {
    configuration.quiet = command_line.quiet;
    configuration.verbose = command_line.verbose;
  }
  if (configuration.threads == 0) configuration.threads = std::max(1U, std::thread::hardware_concurrency());
  if (configuration.index.empty())
    throw ConfigurationError("--index DIR is missing: the folder of the index", true);
  std::string& url = configuration.application.site.public_url;
  while (!url.empty() && url.back() == '/') url.pop_back();
  return configuration;
}

}  // namespace fonds
