#include "tests/bench/served_process.h"

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
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
    : configuration_(write_configuration(index, settings)) {
  std::string name = program, option = "--config", value = configuration_.string();
  char* const arguments[] = {name.data(), option.data(), value.data(), nullptr};
  int ends[2] = {-1, -1};
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("cannot make a pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
  const int failed = posix_spawn(&pid_, name.c_str(), &actions, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  error_ = ends[0];
  if (failed != 0) throw std::runtime_error("cannot start " + program);
  // What it says first is where it serves.
  std::string said;
  for (char c = 0; ::read(error_, &c, 1) == 1 && c != '\n';) said += c;
  const auto colon = said.rfind(':');
  if (colon != std::string::npos) port_ = static_cast<std::uint16_t>(std::atoi(said.c_str() + colon + 1));
  if (port_ == 0) throw std::runtime_error(program + ": " + said);
}

ServedProcess::~ServedProcess() {
  ::kill(pid_, SIGTERM);
  ::waitpid(pid_, nullptr, 0);
  ::close(error_);
  std::filesystem::remove(configuration_);
}

std::chrono::nanoseconds ServedProcess::processor_time() const {
  std::int64_t sum = 0;
  const std::string tasks = "/proc/" + std::to_string(pid_) + "/task";
  for (const auto& task : std::filesystem::directory_iterator(tasks)) {
    std::int64_t nanoseconds = 0;
    if (std::ifstream(task.path() / "schedstat") >> nanoseconds) sum += nanoseconds;
  }
  return std::chrono::nanoseconds(sum);
}

double ServedProcess::resident_mb() const {
  return status_mb(pid_, "VmRSS");
}
double ServedProcess::peak_mb() const {
  return status_mb(pid_, "VmHWM");
}
void ServedProcess::forget_peak() const {
  std::ofstream("/proc/" + std::to_string(pid_) + "/clear_refs") << "5";
}

}  // namespace fonds::bench
