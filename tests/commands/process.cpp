#include "tests/commands/process.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <thread>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fonds::commands {
namespace {

// A temporary file without a name: what a program reads or writes, without pipes that could fill up.
class Capture {
 public:
  Capture() : file_(std::tmpfile()) {
    if (file_ == nullptr) throw std::runtime_error("cannot make a temporary file");
    ::fcntl(fd(), F_SETFD, FD_CLOEXEC);
  }
  ~Capture() { std::fclose(file_); }
  Capture(const Capture&) = delete;
  Capture& operator=(const Capture&) = delete;
  int fd() const { return ::fileno(file_); }
  void fill(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), file_);
    std::rewind(file_);
  }
  std::string contents() {
    std::rewind(file_);
    std::string text;
    char buffer[4096];
    while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, file_)) text.append(buffer, count);
    return text;
  }

 private:
  std::FILE* file_;
};

// A terminal of which a program sees the one end and the test the other.
class Terminal {
 public:
  Terminal() : master_(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)) {
    if (master_ < 0 || ::grantpt(master_) != 0 || ::unlockpt(master_) != 0)
      throw std::runtime_error("no terminal");
    slave_ = ::open(::ptsname(master_), O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (slave_ < 0) throw std::runtime_error("no terminal");
  }
  ~Terminal() {
    if (slave_ >= 0) ::close(slave_);
    ::close(master_);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  int fd() const { return slave_; }
  std::string contents() {
    ::close(slave_);
    slave_ = -1;
    std::string text;
    char buffer[4096];
    ssize_t count;
    while ((count = ::read(master_, buffer, sizeof buffer)) > 0)
      text.append(buffer, static_cast<std::size_t>(count));
    return text;
  }

 private:
  int master_, slave_ = -1;
};

pid_t start(const std::vector<std::string>& command, const std::vector<std::string>& environment, int in,
            int out, int err) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  const pid_t pid = ::fork();
  if (pid < 0) throw std::runtime_error("cannot fork");
  if (pid > 0) return pid;
  for (const std::string& variable : environment) ::putenv(const_cast<char*>(variable.c_str()));
  ::dup2(in, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(err, STDERR_FILENO);
  ::execv(arguments[0], arguments.data());
  ::_exit(127);
}

}  // namespace

Outcome run(const std::vector<std::string>& command, const RunOptions& options) {
  Capture in, out, err;
  in.fill(options.input);
  std::optional<Terminal> terminal;
  if (options.terminal) terminal.emplace();
  const int error = terminal ? terminal->fd() : err.fd();
  const pid_t pid = start(command, options.environment, in.fd(), out.fd(), error);
  if (options.kill_after) {
    std::this_thread::sleep_for(*options.kill_after);
    ::kill(pid, SIGKILL);
  }
  int status = 0;
  Outcome outcome;
  ::wait4(pid, &status, 0, &outcome.usage);
  if (WIFEXITED(status)) outcome.status = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) outcome.signal = WTERMSIG(status);
  outcome.out = out.contents();
  outcome.err = terminal ? terminal->contents() : err.contents();
  return outcome;
}

Running::Running(const std::vector<std::string>& command) {
  int in[2], err[2];
  if (::pipe2(in, O_CLOEXEC) != 0 || ::pipe2(err, O_CLOEXEC) != 0)
    throw std::runtime_error("cannot make a pipe");
  pid_ = start(command, {}, in[0], err[1], err[1]);
  ::close(in[0]);
  ::close(err[1]);
  input_ = in[1];
  error_ = err[0];
}

Running::~Running() {
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    wait();
  }
  ::close(error_);
}

void Running::write(const std::string& text) const {
  if (::write(input_, text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
    throw std::runtime_error("cannot write to the process");
  }
}

std::string Running::read_error_line() const {
  std::string line;
  char c = 0;
  while (::read(error_, &c, 1) == 1 && c != '\n') line.push_back(c);
  return line;
}

void Running::signal(int number) const {
  ::kill(pid_, number);
}

int Running::wait() {
  if (input_ >= 0) ::close(input_);
  input_ = -1;
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace fonds::commands
