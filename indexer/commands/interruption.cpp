#include "indexer/commands/interruption.h"

#include <csignal>
#include <initializer_list>

#include <unistd.h>

#include "indexer/commands/exit_codes.h"

namespace fonds::commands {
namespace {

// Seconds a command gets to clean up. More is only needed where it waits for input that does not come.
constexpr unsigned kGrace = 5;

volatile std::sig_atomic_t received = 0;
volatile std::sig_atomic_t publishing = 0;

void set_handler(int signal, void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // the second signal ends the process at once
  ::sigaction(signal, &action, nullptr);
}

void remember(int signal) {
  received = signal;
  if (publishing == 0) ::alarm(kGrace);
}

void give_up(int) {
  ::_exit(kSignalBase + received);
}

}  // namespace

InterruptionGuard::InterruptionGuard() {
  received = 0;
  publishing = 0;
  set_handler(SIGALRM, give_up);
  for (const int signal : {SIGINT, SIGTERM}) set_handler(signal, remember);
}

InterruptionGuard::~InterruptionGuard() {
  ::alarm(0);
  for (const int signal : {SIGINT, SIGTERM, SIGALRM}) set_handler(signal, SIG_DFL);
}

void throw_if_interrupted() {
  if (received != 0 && publishing == 0) throw Interrupted(received);
}

void begin_publishing() {
  throw_if_interrupted();
  publishing = 1;
  ::alarm(0);  // of a signal that has come since
}

}  // namespace fonds::commands
