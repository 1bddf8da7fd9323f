// What fonds-server is told: by its command line, and by a TOML file for everything.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>

#include "server/access_log.h"
#include "server/api/application.h"
#include "server/desk/alert_mailer.h"
#include "server/http/client_address.h"

namespace fonds {

struct CommandLine {
  std::optional<std::string> index, listen, synonyms, delisted, keys, desk;
  std::optional<unsigned> threads;
  bool quiet = false, verbose = false;
};

struct Configuration {
  std::filesystem::path index;
  // the editor's file; empty = none
  std::filesystem::path synonyms;
  // the register of delisted articles; empty = none
  std::filesystem::path delisted;
  // of the API (api/keys.h); empty = none
  std::filesystem::path keys;
  // the folder of the editors' desk; empty = none
  std::filesystem::path desk;
  // counted for the desk
  bool reader_searches = true;
  // of the desk's
  desk::AlertMailOptions alert_mail;
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  // of a socket to listen on instead; empty = none
  std::string path;
  // somebody has said so
  bool says_where = false;
  // search threads; 0 becomes one per core, two at least
  unsigned threads = 0;
  // one thread answers some 80,000 small requests a second
  unsigned io_threads = 1;
  // searches waiting; more are answered 503
  std::size_t queue = 256;
  std::size_t connections = 1024;
  std::size_t connections_per_address = 128;
  // whose X-Forwarded-For is believed
  http::Networks trusted_proxies;
  AccessLogOptions access_log;
  // only what goes wrong
  bool quiet = false;
  // more than usual
  bool verbose = false;
  api::ApplicationOptions application;
};

class ConfigurationError : public std::runtime_error {
 public:
  ConfigurationError(const std::string& message, bool from_command_line)
      : std::runtime_error(message), from_command_line_(from_command_line) {}
  bool from_command_line() const { return from_command_line_; }

 private:
  bool from_command_line_;
};

// `file` empty = no file. Its keys are those of fonds-server in indexer/configuration/known_keys.h.
// Throws ConfigurationError, which names the line where one is at fault.
Configuration configure(const CommandLine& command_line, const std::string& file);

}  // namespace fonds
