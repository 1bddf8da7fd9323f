// fonds-server as a process of its own, with its standard error.
//
// Thread safety: none.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <sys/types.h>

namespace fonds::test {

// Killed with the object where it still runs.
class ServerProcess {
 public:
  // `socket`: one that listens and that it is started with, as by systemd; -1 = none
  explicit ServerProcess(std::vector<std::string> arguments, int socket = -1);
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  // The next line of standard error; empty at its end, and where none comes within a minute.
  std::string line();
  // From the line that says where it serves.
  std::uint16_t port();
  void signal(int number);
  // Waits for the end; 1000 and the signal's number where one ended it.
  int exit_code();
  bool is_running() const;

 private:
  pid_t pid_ = 0;
  int errors_ = -1;
  // of standard error
  std::string unread_;
};

}  // namespace fonds::test
