#include "tests/api/server_program.h"

#include <csignal>
#include <cstdlib>
#include <utility>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fonds::test {

namespace {
// Milliseconds that a line is waited for: what is not said by then is not said.
constexpr int kPatience = 60'000;
}  // namespace

ServerProcess::ServerProcess(std::vector<std::string> arguments, int socket) {
  arguments.insert(arguments.begin(), FONDS_SERVER);
  if (socket >= 0) {
    // Whose number a process has is known only to itself.
    const std::string announced = "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" \"$@\"";
    arguments.insert(arguments.begin(), {"/bin/sh", "-c", announced});
  }
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  int ends[2] = {-1, -1};
  EXPECT_EQ(pipe2(ends, O_CLOEXEC), 0);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
  if (socket >= 0) posix_spawn_file_actions_adddup2(&actions, socket, 3);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  EXPECT_EQ(posix_spawn(&pid_, argv.front(), &actions, nullptr, argv.data(), environ), 0);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  errors_ = ends[0];
}

ServerProcess::~ServerProcess() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  close(errors_);
}

std::string ServerProcess::line() {
  std::size_t end = 0;
  while ((end = unread_.find('\n')) == std::string::npos) {
    pollfd errors{errors_, POLLIN, 0};
    char buffer[1024];
    const ssize_t got = poll(&errors, 1, kPatience) > 0 ? read(errors_, buffer, sizeof buffer) : 0;
    if (got <= 0) return std::exchange(unread_, "");
    unread_.append(buffer, static_cast<std::size_t>(got));
  }
  std::string line = unread_.substr(0, end + 1);
  unread_.erase(0, end + 1);
  return line;
}

std::uint16_t ServerProcess::port() {
  const std::string said = line();
  const auto colon = said.rfind(':');
  EXPECT_NE(colon, std::string::npos) << said;
  return colon == std::string::npos ? std::uint16_t{0}
                                    : static_cast<std::uint16_t>(std::atoi(said.c_str() + colon + 1));
}

void ServerProcess::signal(int number) {
  kill(pid_, number);
}

int ServerProcess::exit_code() {
  int status = 0;
  waitpid(std::exchange(pid_, 0), &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

bool ServerProcess::is_running() const {
  siginfo_t ended{};
  return pid_ > 0 && waitid(P_PID, static_cast<id_t>(pid_), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
         ended.si_pid == 0;
}

}  // namespace fonds::test
