// What the options of every command and the configuration file say.
//
// The configuration file is TOML:
//
//   index = "/srv/fonds/index"    the same as --index
//   threads = 2                   the same as --threads
//   persons = "persons"           the same as --persons
//   delisted = "delisted"         the same as --delisted
//   synonyms = "synonymes.txt"    witness searches are asked with them, and with those of the desk
//   desk = "desk"                 the folder of the editors' decisions
//   tags_are_dossiers = false     WordPress: only categories make dossiers (default true)
//   post_types = ["tribe_events"] WordPress: types that are read beside posts and pages; a list that names one of these
//                                 two is the whole
//   [dossiers]                    from a category or tag of a source to a dossier
//   "Non classé" = ""             dropped
//   "Ecole" = "Écoles"            renamed; what is not named stays as it is
//
//   [[sources]]                   a site that `sync` reads
//   address = "https://journal.example"
//   name = "Le Journal"           how readers know it (default: the host)
//   id_prefix = "journal-"        of its articles' ids
//   user, password_file           an application password of WordPress
//   requests_per_second = 4       at most; sites without an API
//   tags_are_dossiers, post_types, [sources.dossiers]
//                                 as above, for this site alone
//   [network]
//   timeout_s = 30                without a byte
//   retries = 4
//   ca_file = "ca.pem"            certificates to trust instead of the system's
//
//   quiet, verbose = false        the same as --quiet, --verbose
//
// The command line wins. The file is the server's too: its keys are left alone, any other is an error.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "indexer/archive/reader.h"

namespace fonds::commands {

// A site that is read over the network.
struct SiteSettings {
  std::string address, name, id_prefix;
  // both or none
  std::string user, password_file;
  // 0 = the default
  std::int64_t requests_per_second = 0;
  archive::ReaderOptions reader;
};

struct NetworkSettings {
  // 0 and -1 = the defaults
  std::int64_t timeout_s = 0, retries = -1;
  std::string ca_file;
};

struct Settings {
  std::string index;
  std::string config;
  // the editor's file; empty = none named
  std::string persons;
  // the register of articles taken out of search; empty = none named
  std::string delisted;
  // the folder of the editors' desk; empty = none
  std::string desk;
  // the installation's synonyms; empty = none named
  std::string synonyms;
  // the text of its decisions on dossiers (archive/dossier_decisions.h)
  std::string dossier_decisions;
  // 0 = one per core
  unsigned threads = 0;
  bool quiet = false, verbose = false;
  archive::ReaderOptions reader;
  std::vector<SiteSettings> sites;
  NetworkSettings network;
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
