// fonds-server as a process of its own, configured for one measurement, and what it costs the machine.
//
// Thread safety: one thread owns it; any may talk to its port. Errors: std::runtime_error where it does not start.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

#include <sys/types.h>

namespace fonds::bench {

class ServedProcess {
 public:
  // `settings`: lines of the configuration, without index and address. Ends with the object.
  ServedProcess(const std::string& program, const std::filesystem::path& index, const std::string& settings);
  ~ServedProcess();
  ServedProcess(const ServedProcess&) = delete;
  ServedProcess& operator=(const ServedProcess&) = delete;

  std::uint16_t port() const { return port_; }
  // of its threads, that of the kernel on their behalf included
  std::chrono::nanoseconds processor_time() const;
  // now, and the most since it began or forget_peak(); megabytes
  double resident_mb() const;
  double peak_mb() const;
  void forget_peak() const;

 private:
  std::filesystem::path configuration_;
  pid_t pid_ = 0;
  // its standard error
  int error_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace fonds::bench
