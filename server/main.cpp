// fonds-server: reads the command line, serves, and turns whatever went wrong into an exit code.

#include <exception>
#include <iostream>
#include <string>
#include <system_error>

#include <CLI/CLI.hpp>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "indexer/index/generation.h"
#include "indexer/text/calendar.h"
#include "server/account_command.h"
#include "server/configuration.h"
#include "server/key_file.h"
#include "server/service.h"
#include "server/signals.h"
#include "server/socket_activation.h"
#include "server/synonym_file.h"

namespace {

// sysexits.h
constexpr int kUsage = 64, kData = 65, kNoInput = 66, kUnavailable = 69, kInputOutput = 74, kConfig = 78;

// fonds-server key --keys FILE NAME
class KeyCommand {
 public:
  CLI::App* add_to(CLI::App& app) {
    CLI::App* const command = app.add_subcommand("key", "Makes a key for the API and prints it");
    command->add_option("--keys", file_, "the file that its hash is added to")->required();
    command->add_option("NAME", key_.name, "what it is called in that file and in /metrics")->required();
    command->add_option("--per-second", key_.per_second,
                        "requests a second, for long; as an address if not given");
    command->add_option("--burst", key_.burst, "requests at once; as an address if not given");
    command
        ->add_option("--origin", key_.origins,
                     "the pages that may use it, https://journal.example; repeated = any of them")
        ->allow_extra_args(false);
    command->add_option("--expires", expires_, "its last day, 2027-12-31; for ever if not given");
    return command;
  }
  int run() {
    if (!expires_.empty()) {
      key_.expires = fonds::text::parse_iso(expires_);
      if (!key_.expires) {
        std::cerr << "fonds-server: '" << expires_ << "' is no day such as 2027-12-31\n";
        return kUsage;
      }
    }
    try {
      std::cout << fonds::add_key(file_, key_) << '\n';
      return 0;
    } catch (const std::system_error& e) {
      std::cerr << "fonds-server: " << e.what() << '\n';
      return kInputOutput;
    } catch (const std::exception& e) {
      std::cerr << "fonds-server: " << e.what() << '\n';
      return kUsage;
    }
  }

 private:
  std::string file_, expires_;
  fonds::api::Key key_;
};

// fonds-server account --desk DIR NAME
class AccountCommand {
 public:
  CLI::App* add_to(CLI::App& app) {
    CLI::App* const command = app.add_subcommand(
        "account", "Makes an account of the editors' desk, or changes its password: twice on standard input");
    command->add_option("--desk", folder_, "the folder of the editors' desk, made where it is not there")
        ->required();
    command->add_option("NAME", name_, "who signs in with it")->required();
    return command;
  }
  int run() {
    try {
      fonds::make_account(folder_, name_, std::cin, std::cerr);
      return 0;
    } catch (const fonds::AccountError& e) {
      std::cerr << "fonds-server: " << e.what() << '\n';
      return kData;
    } catch (const std::exception& e) {
      std::cerr << "fonds-server: " << e.what() << '\n';
      return kInputOutput;
    }
  }

 private:
  std::string folder_, name_;
};

int exit_code(const fonds::index::IndexError& error) {
  using Kind = fonds::index::IndexError::Kind;
  switch (error.kind()) {
    case Kind::damaged:
    case Kind::incompatible:
      return kData;
    case Kind::io:
      return kInputOutput;
    default:
      return kNoInput;
  }
}

}  // namespace

int main(int argc, char** argv) {
  fonds::Signals signals;
  CLI::App app{"Serves an index of Fonds: the site, the API and the feeds."};
  std::string config_file;
  fonds::CommandLine command_line;
  app.add_option("--index", command_line.index, "folder of the index");
  app.add_option("--listen", command_line.listen,
                 "address and port, 127.0.0.1:8080 if not given; port 0 = any free one; or unix:/PATH");
  app.add_option("--config", config_file, "TOML file with these options and more; the command line wins");
  app.add_option(
      "--synonyms", command_line.synonyms,
      "text file of synonyms, a line each (PLU = plan local d'urbanisme); read again when it changes");
  app.add_option(
      "--delisted", command_line.delisted,
      "register of delisted articles, an id or address a line: not served; read again when it changes");
  app.add_option("--keys", command_line.keys,
                 "text file of the API's keys, a line each; read again when it changes");
  app.add_option("--desk", command_line.desk,
                 "folder of the editors' desk at /redaction, open to the accounts that are there");
  app.add_option("--threads", command_line.threads, "search threads; one per core if not given, two at least")
      ->check(CLI::Range(1, 256));
  app.add_flag("--quiet", command_line.quiet, "say only what goes wrong");
  app.add_flag("--verbose", command_line.verbose, "say with what it serves, and what it does about memory");
  KeyCommand key;
  CLI::App* const key_command = key.add_to(app);
  AccountCommand account;
  CLI::App* const account_command = account.add_to(app);
  app.set_version_flag("--version", "fonds-server " FONDS_VERSION);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    const int code = app.exit(e);
    return code == 0 ? 0 : kUsage;
  }
  if (key_command->parsed()) return key.run();
  if (account_command->parsed()) return account.run();
  spdlog::set_default_logger(spdlog::stderr_color_mt("fonds"));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S%z %l %v");

  try {
    const auto read_configuration = [&] { return fonds::configure(command_line, config_file); };
    const fonds::Configuration configuration = read_configuration();
    fonds::set_log_level(configuration);
    fonds::serve(configuration, read_configuration, signals, fonds::inherited_sockets());
    return 0;
  } catch (const fonds::ConfigurationError& e) {
    std::cerr << "fonds-server: " << e.what() << '\n';
    return e.from_command_line() ? kUsage : kConfig;
  } catch (const fonds::index::IndexError& e) {
    std::cerr << "fonds-server: " << e.what() << '\n';
    return exit_code(e);
  } catch (const fonds::WatchedFileError& e) {
    std::cerr << "fonds-server: " << e.what() << '\n';
    return kNoInput;
  } catch (const std::exception& e) {
    std::cerr << "fonds-server: " << e.what() << '\n';
    return kUnavailable;
  }
}
