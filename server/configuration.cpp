#include "server/configuration.h"

#include <array>
#include <charconv>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <toml++/toml.h>

namespace fonds {

namespace {

// Takes the keys of one table; what is left over at the end was misspelt.
class TableReader {
 public:
  TableReader(const toml::table& table, std::string file, std::string prefix)
      : table_(table), file_(std::move(file)), prefix_(std::move(prefix)) {}

  void text(std::string_view key, std::string& out) {
    if (const toml::node* node = take(key)) {
      if (!node->is_string()) fail(*node, key, "is a text in quotes");
      out = **node->as_string();
    }
  }

  template <typename Number>
  void number(std::string_view key, std::int64_t low, std::int64_t high, Number& out) {
    if (const toml::node* node = take(key)) {
      const auto* value = node->as_integer();
      if (value == nullptr || **value < low || **value > high) {
        fail(*node, key, "is a whole number from " + std::to_string(low) + " to " + std::to_string(high));
      }
      out = static_cast<Number>(**value);
    }
  }

  void flag(std::string_view key, bool& out) {
    if (const toml::node* node = take(key)) {
      if (!node->is_boolean()) fail(*node, key, "is true or false");
      out = **node->as_boolean();
    }
  }

  const toml::table* table(std::string_view key) {
    const toml::node* node = take(key);
    if (node != nullptr && !node->is_table()) fail(*node, key, "is a table: [" + std::string(key) + "]");
    return node == nullptr ? nullptr : node->as_table();
  }

  void finish() const {
    for (const auto& [key, node] : table_) {
      bool known = false;
      for (const std::string& k : known_) known = known || k == key.str();
      if (!known) fail(node, key.str(), "is not an option of fonds-server");
    }
  }

 private:
  const toml::node* take(std::string_view key) {
    known_.emplace_back(key);
    return table_.get(key);
  }
  [[noreturn]] void fail(const toml::node& node, std::string_view key, const std::string& what) const {
    throw ConfigurationError(file_ + ":" + std::to_string(node.source().begin.line) + ": '" + prefix_ +
                                 std::string(key) + "' " + what,
                             false);
  }

  const toml::table& table_;
  std::string file_, prefix_;
  std::vector<std::string> known_;
};

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

void read_file(const std::string& file, Configuration& configuration) {
  toml::table root;
  try {
    root = toml::parse_file(file);
  } catch (const toml::parse_error& e) {
    if (e.source().begin.line == 0)
      throw ConfigurationError(file + ": " + std::string(e.description()), false);
    throw ConfigurationError(
        file + ":" + std::to_string(e.source().begin.line) + ": " + std::string(e.description()), false);
  }
  TableReader reader(root, file, "");
  std::string index;
  std::string listen;
  reader.text("index", index);
  reader.text("listen", listen);
  std::string synonyms;
  reader.text("synonyms", synonyms);
  configuration.synonyms = synonyms;
  if (!index.empty()) configuration.index = index;
  if (!listen.empty()) set_listen(listen, false, configuration);
  reader.flag("quiet", configuration.quiet);
  reader.flag("verbose", configuration.verbose);
  reader.number("threads", 1, 256, configuration.threads);
  reader.number("io_threads", 1, 64, configuration.io_threads);
  reader.number("queue", 1, 100'000, configuration.queue);
  reader.number("connections", 1, 1'000'000, configuration.connections);
  std::int64_t deadline_ms = configuration.application.deadline.count();
  reader.number("deadline_ms", 1, 600'000, deadline_ms);
  configuration.application.deadline = std::chrono::milliseconds(deadline_ms);
  std::int64_t cache_mb = static_cast<std::int64_t>(configuration.application.cache_bytes >> 20);
  reader.number("cache_mb", 0, 1'000'000, cache_mb);
  configuration.application.cache_bytes = static_cast<std::size_t>(cache_mb) << 20;
  if (const toml::table* site = reader.table("site")) {
    TableReader site_reader(*site, file, "site.");
    site_reader.text("title", configuration.application.site.title);
    site_reader.text("tagline", configuration.application.site.tagline);
    site_reader.text("public_url", configuration.application.site.public_url);
    site_reader.finish();
  }
  reader.finish();
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
