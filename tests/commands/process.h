// A program run as a user would run it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <sys/resource.h>

namespace fonds::commands {

struct Outcome {
  int status = -1;  // exit code; -1 where a signal ended it
  int signal = 0;
  std::string out, err;
  rusage usage = {};
};

struct RunOptions {
  std::string input = {};                                    // standard input
  std::optional<std::chrono::microseconds> kill_after = {};  // then SIGKILL
  bool terminal = false;  // standard error is a terminal; for programs that say little there
  std::vector<std::string> environment = {};  // NAME=value, added to this process's own
};

Outcome run(const std::vector<std::string>& command, const RunOptions& options = {});

// A process that is left running with its standard input open.
class Running {
 public:
  explicit Running(const std::vector<std::string>& command);
  ~Running();  // SIGKILL where it still runs
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  void write(const std::string& text) const;
  std::string read_error_line() const;  // of its standard error, without the line end
  void signal(int number) const;
  int wait();  // closes its standard input; the exit code, or minus the signal that ended it

 private:
  int pid_ = -1, input_ = -1, error_ = -1;
};

}  // namespace fonds::commands
