// A program run as a user would run it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <sys/resource.h>

namespace fonds::commands {

struct Outcome {
  // exit code; -1 where a signal ended it
  int status = -1;
  int signal = 0;
  std::string out, err;
  rusage usage = {};
};

struct RunOptions {
  // standard input
  std::string input = {};
  // then SIGKILL
  std::optional<std::chrono::microseconds> kill_after = {};
  // standard error is a terminal; for programs that say little there
  bool terminal = false;
  // NAME=value, added to this process's own
  std::vector<std::string> environment = {};
};

Outcome run(const std::vector<std::string>& command, const RunOptions& options = {});

// A process that is left running with its standard input open.
class Running {
 public:
  explicit Running(const std::vector<std::string>& command);
  // SIGKILL where it still runs
  ~Running();
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  void write(const std::string& text) const;
  // of its standard error, without the line end
  std::string read_error_line() const;
  void signal(int number) const;
  // closes its standard input; the exit code, or minus the signal that ended it
  int wait();

 private:
  int pid_ = -1, input_ = -1, error_ = -1;
};

}  // namespace fonds::commands
