// One line on the terminal that says how far a long command is; gone without a trace when it has finished.
//
// Thread safety: one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

namespace fonds::commands {

class ProgressLine {
 public:
  // Shows nothing unless `enabled` and standard error is a terminal.
  explicit ProgressLine(bool enabled);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  // total 0 = unknown
  void reading(std::uint64_t articles, std::uint64_t bytes, std::uint64_t bytes_total);
  // what is being done after reading
  void step(std::string_view what);
  // before anything else is printed
  void clear();

 private:
  void show(std::string_view line);

  bool enabled_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point started_, last_;
};

}  // namespace fonds::commands
