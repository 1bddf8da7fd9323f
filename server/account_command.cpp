#include "server/account_command.h"

#include <algorithm>
#include <istream>
#include <ostream>

#include <termios.h>
#include <unistd.h>

#include "server/desk/accounts.h"
#include "server/desk/decision_folder.h"
#include "server/desk/password.h"

namespace fonds {

namespace {

// Characters below which a password is worth a word; what the form takes at most, in bytes.
constexpr std::size_t kShort = 12, kLongest = 1024;

// Nothing of what is typed shows on the terminal, as long as this lives.
class WithoutEcho {
 public:
  WithoutEcho() : is_terminal_(::tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!is_terminal_) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  ~WithoutEcho() {
    if (is_terminal_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  WithoutEcho(const WithoutEcho&) = delete;
  WithoutEcho& operator=(const WithoutEcho&) = delete;
  bool is_terminal() const { return is_terminal_; }

 private:
  termios before_{};
  bool is_terminal_;
};

std::string read_line(std::istream& in, std::ostream& out, const char* prompt, bool terminal) {
  if (terminal) out << prompt << std::flush;
  std::string line;
  if (!std::getline(in, line))
    throw AccountError("the password is expected twice on standard input, a line each");
  if (terminal) out << '\n';
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

std::string read_password(std::istream& in, std::ostream& out) {
  const WithoutEcho silence;
  std::string password = read_line(in, out, "Password: ", silence.is_terminal());
  const std::string again = read_line(in, out, "Once more: ", silence.is_terminal());
  if (password != again) throw AccountError("the two passwords are not the same");
  if (password.empty()) throw AccountError("an empty password is none");
  if (password.size() > kLongest)
    throw AccountError("a password has " + std::to_string(kLongest) + " bytes at most");
  return password;
}

}  // namespace

void make_account(const std::filesystem::path& path, const std::string& name, std::istream& in,
                  std::ostream& out) {
  if (!desk::is_account_name(name)) {
    throw AccountError(
        "'" + name +
        "' is no name for an account: letters, figures, '.', '-', '_' and '@', 64 bytes at most");
  }
  const std::string password = read_password(in, out);
  if (password.size() < kShort)
    out << "note: a password of fewer than " << kShort << " characters is soon guessed\n";
  const desk::Account account{name, desk::hash_password(password)};

  desk::DecisionFolder folder(path);
  desk::Decision decision;
  decision.who = name;
  decision.file = desk::DecisionFile::accounts;
  decision.added = {desk::to_line(account)};
  decision.remark = "fonds-server account";
  folder.make();
  for (const std::string& line : folder.lines(decision.file)) {
    if (line.substr(0, line.find_first_of(" \t")) == name) decision.removed.push_back(line);
  }
  folder.decide(decision);
  out << (decision.removed.empty() ? "account " + name + " added"
                                   : "the password of " + name + " is another one now")
      << " in " << folder.path(decision.file).string() << '\n';
}

}  // namespace fonds
