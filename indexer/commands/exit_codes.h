// How a command ended: the contract's codes, from sysexits(3).
#pragma once

namespace fonds::commands {

enum ExitCode : int {
  kOk = 0,
  kUsage = 64,         // wrong usage, a configuration file that says nothing sensible included
  kData = 65,          // a record was rejected; an index is damaged or of another version; an id is not there
  kNoInput = 66,       // a source, the configuration file or the index is missing or unreadable
  kUnavailable = 69,   // a source on the network cannot be reached; what the others gave is published
  kCannotCreate = 73,  // the index cannot be created
  kIo = 74,            // an input/output error: a full disk, for instance
  kLocked = 75,        // another writer holds the index
  kSignalBase = 128,   // plus the signal: 130 after SIGINT, 143 after SIGTERM; nothing was published
};

}  // namespace fonds::commands
