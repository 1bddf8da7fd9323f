// What the options of every command and the configuration file say.
//
// The configuration file is TOML:
//
//   index = "/srv/fonds/index"    the same as --index
//   threads = 2                   the same as --threads
//   persons = "persons"           the same as --persons
//   delisted = "delisted"         the same as --delisted
//   tags_are_dossiers = false     WordPress: only categories make dossiers (default true)
//   post_types = ["post", "page", "tribe_events", "wp_block"]
//                                 WordPress: the types that are read (default post and page); with wp_block,
//                                 reusable blocks
//   [dossiers]                    from a category or tag of a source to a dossier
//   "Non classé" = ""             dropped
//   "Ecole" = "Écoles"            renamed; what is not named stays as it is
//
//   quiet, verbose = false        the same as --quiet, --verbose
//
// The command line wins. The file is the server's too: its keys are left alone, any other is an error.
#pragma once

#include <stdexcept>
#include <string>

#include "indexer/archive/reader.h"

namespace fonds::commands {

struct Settings {
  std::string index;
  std::string config;
  std::string persons;   // the editor's file; empty = none named
  std::string delisted;  // the register of articles taken out of search; empty = none named
  unsigned threads = 0;  // 0 = one per core
  bool quiet = false, verbose = false;
  archive::ReaderOptions reader;
};

// The user asked for something that cannot be meant: exit code 64.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};
// A file the user named is not there or cannot be read: exit code 66.
class MissingInput : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Fills what the command line left open from the file that settings.config names, where it names one. Throws
// UsageError, MissingInput.
void read_config(Settings& settings);

}  // namespace fonds::commands
