// How a command ended: the contract's codes, from sysexits(3).
#pragma once

namespace fonds::commands {

enum ExitCode : int {
  kOk = 0,
  // wrong usage, a configuration file that says nothing sensible included
  kUsage = 64,
  // a record was rejected; an index is damaged or of another version; an id is not there
  kData = 65,
  // a source, the configuration file or the index is missing or unreadable
  kNoInput = 66,
  // a source on the network cannot be reached; what the others gave is published
  kUnavailable = 69,
  // the index cannot be created
  kCannotCreate = 73,
  // an input/output error: a full disk, for instance
  kIo = 74,
  // another writer holds the index
  kLocked = 75,
  // plus the signal: 130 after SIGINT, 143 after SIGTERM; nothing was published
  kSignalBase = 128,
};

}  // namespace fonds::commands
