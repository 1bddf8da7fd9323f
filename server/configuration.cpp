#include "server/configuration.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <arpa/inet.h>

#include "indexer/configuration/configuration_file.h"
#include "server/api/colour.h"
#include "server/http/url.h"
#include "server/search/hit_images.h"

namespace fonds {
namespace {

using configuration::ConfigurationFile;
using configuration::ConfigurationFileError;

void set_listen(const std::string& listen, bool from_command_line, Configuration& configuration) {
  const auto fail = [&] {
    throw ConfigurationError(
        "'" + listen + "' is not ADDRESS:PORT, such as 127.0.0.1:8080 or [::1]:8080, nor unix:/PATH",
        from_command_line);
  };
  configuration.says_where = true;
  constexpr std::string_view kPath = "unix:";
  if (listen.starts_with(kPath)) {
    configuration.path = listen.substr(kPath.size());
    if (!configuration.path.starts_with('/')) fail();
    return;
  }
  configuration.path.clear();
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

bool is_web_address(std::string_view url) {
  const bool scheme = url.starts_with("http://") || url.starts_with("https://");
  const auto host = url.substr(std::min(url.size(), url.find("//") + 2));
  return scheme && !host.empty() && host.front() != '/' && host.find_first_of(" \t\"<>?#\\") == host.npos;
}

void take_public_url(const ConfigurationFile& file, std::string& public_url) {
  auto url = file.text("site.public_url");
  if (!url) return;
  while (url->ends_with('/')) url->pop_back();
  if (!url->empty() && !is_web_address(*url)) {
    file.reject("site.public_url", "is an address such as https://journal.example/archives");
  }
  public_url = std::move(*url);
}

void take_access(const ConfigurationFile& file, Configuration& configuration) {
  api::AccessOptions& access = configuration.application.access;
  take(file.number("limits.per_second", 1, 1'000'000), access.allowance.per_second);
  take(file.number("limits.burst", 1, 1'000'000), access.allowance.burst);
  for (std::string& origin : file.texts("api.origins").value_or(std::vector<std::string>())) {
    if (origin.ends_with('/')) origin.pop_back();
    if (!is_web_address(origin) || !http::path_of_url(origin).empty()) {
      file.reject("api.origins",
                  "has \"" + origin + "\", which is no origin such as https://journal.example");
    }
    access.origins.push_back(std::move(origin));
  }
  if (const auto metrics = file.text("metrics.access")) {
    if (*metrics != "all" && *metrics != "local") file.reject("metrics.access", "is \"all\" or \"local\"");
    access.local_metrics = *metrics == "local";
  }
  for (const std::string& proxy : file.texts("trusted_proxies").value_or(std::vector<std::string>())) {
    const auto network = http::Network::parse(proxy);
    if (!network) {
      file.reject("trusted_proxies",
                  "has \"" + proxy + "\", which is neither an address nor a network such as 10.0.0.0/8");
    }
    configuration.trusted_proxies.push_back(*network);
  }
}

void take_alerts(const ConfigurationFile& file, desk::AlertMailOptions& mail) {
  mail.to = file.texts("alerts.mail_to").value_or(std::vector<std::string>());
  for (const std::string& address : mail.to) {
    if (!desk::is_mail_address(address))
      file.reject("alerts.mail_to",
                  "has \"" + address + "\", which is no address such as redaction@journal.example");
  }
  if (mail.to.empty()) return;
  mail.sendmail = file.text("alerts.sendmail").value_or("/usr/sbin/sendmail");
  std::error_code error;
  if (!mail.sendmail.is_absolute() || !std::filesystem::is_regular_file(mail.sendmail, error))
    file.reject("alerts.sendmail", "is the path of a program such as /usr/sbin/sendmail; there is none at " +
                                       mail.sendmail.string());
}

// Links of the footer: "Mentions légales = https://…".
void take_links(const ConfigurationFile& file, api::SiteOptions& site) {
  constexpr std::string_view kBetween = " = ";
  for (const std::string& link : file.texts("site.links").value_or(std::vector<std::string>())) {
    const auto between = link.find(kBetween);
    const std::string href = between == std::string::npos ? "" : link.substr(between + kBetween.size());
    const bool leads_somewhere = href.starts_with("https://") || href.starts_with("http://") ||
                                 href.starts_with("mailto:") || href.starts_with("/");
    if (!leads_somewhere) {
      file.reject("site.links",
                  "is a list of texts such as \"Mentions légales = https://journal.example/mentions\"");
    }
    site.links.push_back({link.substr(0, between), href});
  }
}

void take_image_hosts(const ConfigurationFile& file, api::SiteOptions& site) {
  for (const std::string& name : file.texts("site.image_hosts").value_or(std::vector<std::string>())) {
    const std::string host = search::host_of("https://" + name);
    if (host.empty() || name.find_first_of("/ \t@") != std::string::npos) {
      file.reject("site.image_hosts",
                  "has \"" + name + "\", which is no host such as photos.journal.example");
    }
    site.image_hosts.push_back(host);
  }
}

// The pictures of a folder, by their names alone. They are held in memory: a paper with thousands of them has them
// served by its web server, and names that in site.image_hosts.
void take_pictures(const ConfigurationFile& file, api::SiteOptions& site) {
  constexpr std::uintmax_t kMostBytes = 64u << 20;
  namespace fs = std::filesystem;
  const auto folder = file.text("site.pictures");
  if (!folder || folder->empty()) return;
  std::error_code error;
  std::vector<fs::path> paths;
  for (auto entry = fs::directory_iterator(*folder, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    std::error_code none;
    if (entry->is_regular_file(none) && api::is_picture_name(entry->path().filename().string()))
      paths.push_back(entry->path());
  }
  if (error) file.reject("site.pictures", "names a folder that cannot be read: " + *folder);
  std::sort(paths.begin(), paths.end());
  std::uintmax_t bytes = 0;
  for (const fs::path& path : paths) {
    std::ifstream in(path, std::ios::binary);
    auto content = std::make_shared<const std::string>((std::istreambuf_iterator<char>(in)),
                                                       std::istreambuf_iterator<char>());
    if (!in) file.reject("site.pictures", "has a file that cannot be read: " + path.string());
    bytes += content->size();
    if (bytes > kMostBytes)
      file.reject("site.pictures", "has more than 64 MB: let a web server show them (site.image_hosts)");
    site.pictures.push_back({path.filename().string(), std::move(content)});
  }
}

// A colour of the paper's that can be read on `paper`.
void take_colour(const ConfigurationFile& file, const char* key, api::Colour paper, std::string& target) {
  const auto text = file.text(key);
  if (!text || text->empty()) return;
  const std::optional<api::Colour> colour = api::parse_colour(*text);
  if (!colour) file.reject(key, "is a colour such as \"#98281a\"");
  if (api::contrast(*colour, paper) < api::kLeastContrast) {
    file.reject(key, "is too faint to be read: its contrast with the paper is less than 4.5");
  }
  target = *text;
}

void take_presentations(const ConfigurationFile& file, api::SiteOptions& site) {
  const auto path = file.text("site.presentations");
  if (!path || path->empty()) return;
  std::ifstream in(*path, std::ios::binary);
  if (!in) file.reject("site.presentations", "names a file that cannot be read: " + *path);
  const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  try {
    site.presentations = api::parse_presentations(text, *path);
  } catch (const api::PresentationError& error) {
    file.reject("site.presentations", std::string("names a file with a fault: ") + error.what());
  }
}

void take_site(const ConfigurationFile& file, api::SiteOptions& site) {
  take(file.text("site.title"), site.title);
  take(file.text("site.tagline"), site.tagline);
  take_public_url(file, site.public_url);
  take(file.text("site.logo"), site.logo);
  take(file.text("site.report_to"), site.report_to);
  take_colour(file, "site.accent", api::kPaper, site.accent);
  take_colour(file, "site.accent_dark", api::kDarkPaper, site.accent_dark);
  take_links(file, site);
  take_image_hosts(file, site);
  take_pictures(file, site);
  take_presentations(file, site);
}

void take_all(const ConfigurationFile& file, Configuration& configuration) {
  take(file.text("index"), configuration.index);
  take(file.text("synonyms"), configuration.synonyms);
  take(file.text("delisted"), configuration.delisted);
  take(file.text("keys"), configuration.keys);
  take(file.text("desk"), configuration.desk);
  take(file.flag("reader_searches"), configuration.reader_searches);
  if (const auto listen = file.text("listen"); listen && !listen->empty()) {
    set_listen(*listen, false, configuration);
  }
  take(file.flag("quiet"), configuration.quiet);
  take(file.flag("verbose"), configuration.verbose);
  take(file.number("threads", 1, 256), configuration.threads);
  take(file.number("io_threads", 1, 64), configuration.io_threads);
  take(file.number("queue", 1, 100'000), configuration.queue);
  take(file.number("connections", 1, 1'000'000), configuration.connections);
  take(file.number("connections_per_address", 1, 1'000'000), configuration.connections_per_address);
  api::ApplicationOptions& application = configuration.application;
  if (const auto ms = file.number("deadline_ms", 1, 600'000)) {
    application.deadline = std::chrono::milliseconds(*ms);
  }
  if (const auto mb = file.number("cache_mb", 0, 1'000'000)) {
    application.cache_bytes = static_cast<std::size_t>(*mb) << 20;
  }
  take_site(file, application.site);
  take_access(file, configuration);
  take_alerts(file, configuration.alert_mail);
  take(file.text("access_log"), configuration.access_log.file);
  take(file.flag("access_log_queries"), configuration.access_log.queries);
  take(file.flag("access_log_addresses"), configuration.access_log.addresses);
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
  configuration.application.access.local_metrics = true;
  if (!file.empty()) read_file(file, configuration);
  if (command_line.index) configuration.index = *command_line.index;
  if (command_line.listen) set_listen(*command_line.listen, true, configuration);
  if (command_line.synonyms) configuration.synonyms = *command_line.synonyms;
  if (command_line.delisted) configuration.delisted = *command_line.delisted;
  if (command_line.keys) configuration.keys = *command_line.keys;
  if (command_line.desk) configuration.desk = *command_line.desk;
  configuration.application.access.keys = !configuration.keys.empty();
  if (command_line.threads) configuration.threads = *command_line.threads;
  if (command_line.quiet || command_line.verbose) {
    configuration.quiet = command_line.quiet;
    configuration.verbose = command_line.verbose;
  }
  if (configuration.threads == 0) {
    // Two even on one core: one is kept free of dear searches.
    configuration.threads = std::max(2U, std::thread::hardware_concurrency());
  }
  if (configuration.index.empty())
    throw ConfigurationError("--index DIR is missing: the folder of the index", true);
  return configuration;
}

}  // namespace fonds
