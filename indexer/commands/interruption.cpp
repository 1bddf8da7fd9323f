#include "indexer/commands/interruption.h"

#include <csignal>
#include <initializer_list>

namespace fonds::commands {
namespace {

volatile std::sig_atomic_t received = 0;

void remember(int signal) {
  received = signal;
}

void set_handler(void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  // Once only, and without SA_RESTART: a read that waits for a slow pipe returns.
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  for (const int signal : {SIGINT, SIGTERM}) ::sigaction(signal, &action, nullptr);
}

}  // namespace

InterruptionGuard::InterruptionGuard() {
  received = 0;
  set_handler(remember);
}

InterruptionGuard::~InterruptionGuard() {
  set_handler(SIG_DFL);
}

void throw_if_interrupted() {
  if (received != 0) throw Interrupted(received);
}

}  // namespace fonds::commands
