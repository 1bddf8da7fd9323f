#include "tests/bench/served_process.h"

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include <unistd.h>

namespace fonds::bench {
namespace {

std::filesystem::path write_configuration(const std::filesystem::path& index, const std::string& settings) {
  const auto path =
      std::filesystem::temp_directory_path() / ("fonds-bench-" + std::to_string(::getpid()) + ".toml");
  std::ofstream(path) << "index = \"" << index.string() << "\"\nlisten = \"127.0.0.1:0\"\n" << settings;
  return path;
}

double status_mb(int pid, const std::string& name) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  std::string word;
  double kilobytes = 0;
  while (status >> word && word != name + ":") {
  }
  status >> kilobytes;
  return kilobytes / 1024;
}

}  // namespace

ServedProcess::ServedProcess(const std::string& program, const std::filesystem::path& index,
                             const std::string& settings)
    : configuration_(write_configuration(index, settings)),
      process_({program, "--config", configuration_.string()}) {
  const std::string said = process_.read_error_line();
  const auto colon = said.rfind(':');
  if (colon != std::string::npos) port_ = static_cast<std::uint16_t>(std::atoi(said.c_str() + colon + 1));
  if (port_ == 0) throw std::runtime_error(program + ": " + said);
}

ServedProcess::~ServedProcess() {
  process_.signal(SIGTERM);
  process_.wait();
  std::filesystem::remove(configuration_);
}

std::chrono::nanoseconds ServedProcess::processor_time() const {
  std::int64_t sum = 0;
  const std::string tasks = "/proc/" + std::to_string(process_.pid()) + "/task";
  for (const auto& task : std::filesystem::directory_iterator(tasks)) {
    std::int64_t nanoseconds = 0;
    if (std::ifstream(task.path() / "schedstat") >> nanoseconds) sum += nanoseconds;
  }
  return std::chrono::nanoseconds(sum);
}

double ServedProcess::resident_mb() const {
  return status_mb(process_.pid(), "VmRSS");
}
double ServedProcess::peak_mb() const {
  return status_mb(process_.pid(), "VmHWM");
}
void ServedProcess::forget_peak() const {
  std::ofstream("/proc/" + std::to_string(process_.pid()) + "/clear_refs") << "5";
}

}  // namespace fonds::bench
