#include "server/desk/mail.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <sodium.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/text/calendar.h"

// Not declared by any header (POSIX.1-2017, environ).
extern char** environ;

namespace fonds::desk {

namespace {

using Clock = std::chrono::steady_clock;

std::string base64(std::string_view bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), kVariant);
  // without the NUL at its end
  text.pop_back();
  return text;
}

// A subject as encoded words of 75 characters at most, each of whole characters.
std::string encoded(std::string_view text) {
  constexpr std::size_t kBytes = 42;
  std::string header;
  while (!text.empty()) {
    std::size_t size = std::min(kBytes, text.size());
    while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U)
      --size;
    header += (header.empty() ? "" : "\n ") + ("=?UTF-8?B?" + base64(text.substr(0, size)) + "?=");
    text.remove_prefix(size);
  }
  return header;
}

std::string body_of(std::string_view text) {
  // Text in base64 has CR LF at its line ends, and 76 letters a line (RFC 2045); the message itself has the line ends
  // of the system, which is what sendmail takes.
  std::string canonical;
  for (const char c : text) canonical += c == '\n' ? "\r\n" : std::string(1, c);
  const std::string letters = base64(canonical);
  constexpr std::size_t kLine = 76;
  std::string body;
  for (std::size_t at = 0; at < letters.size(); at += kLine) body += letters.substr(at, kLine) + "\n";
  return body;
}

[[noreturn]] void fail(const std::filesystem::path& sendmail, const std::string& why) {
  throw MailError(sendmail.string() + ": " + why);
}

struct Descriptor {
  int value = -1;
  void close() {
    if (value >= 0) ::close(value);
    value = -1;
  }
  Descriptor() = default;
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
};

// The program runs with the message on its standard input; its number.
pid_t start(const std::filesystem::path& sendmail, Descriptor& input) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail(sendmail, std::strerror(errno));
  Descriptor reading;
  reading.value = ends[0];
  input.value = ends[1];
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, reading.value, STDIN_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  // The server holds its signals back for a thread of its own, and ignores SIGPIPE; a child begins with neither.
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  sigset_t as_ever;
  sigemptyset(&as_ever);
  sigaddset(&as_ever, SIGPIPE);
  posix_spawnattr_setsigdefault(&attributes, &as_ever);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  std::string program = sendmail.string(), receivers = "-t", dots = "-i";
  std::array<char*, 4> arguments{program.data(), dots.data(), receivers.data(), nullptr};
  pid_t child = -1;
  const int error = posix_spawn(&child, program.c_str(), &actions, &attributes, arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) fail(sendmail, std::strerror(error));
  return child;
}

// False where the program does not take it all in time.
bool write_all(int to, std::string_view bytes, Clock::time_point until) {
  ::fcntl(to, F_SETFL, O_NONBLOCK);
  while (!bytes.empty()) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    pollfd ready{to, POLLOUT, 0};
    if (left <= 0 || ::poll(&ready, 1, static_cast<int>(left)) <= 0) return false;
    const ssize_t written = ::write(to, bytes.data(), bytes.size());
    if (written < 0 && errno != EAGAIN && errno != EINTR) return false;
    bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
  }
  return true;
}

}  // namespace

bool is_mail_address(std::string_view text) {
  constexpr std::size_t kLongest = 254;
  const std::size_t at = text.find('@');
  if (text.size() > kLongest || at == 0 || at == text.npos || at + 1 == text.size() || text.front() == '-')
    return false;
  if (text.find('@', at + 1) != text.npos) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return c > ' ' && c < 0x7F && std::string_view("()<>[]:;,\\\"").find(c) == std::string_view::npos;
  });
}

std::string message_of(const Letter& letter) {
  std::string to;
  for (const std::string& address : letter.to) to += (to.empty() ? "" : ",\n ") + address;
  return "To: " + to + "\nSubject: " + encoded(letter.subject) + "\nDate: " + text::rfc822(letter.date) +
         "\nAuto-Submitted: auto-generated\nMIME-Version: 1.0\nContent-Type: text/plain; "
         "charset=utf-8\nContent-Transfer-Encoding: base64\n\n" +
         body_of(letter.text);
}

void send(const Letter& letter, const std::filesystem::path& sendmail, std::chrono::seconds patience) {
  const auto until = Clock::now() + patience;
  Descriptor input;
  const pid_t child = start(sendmail, input);
  const bool taken = write_all(input.value, message_of(letter), until);
  input.close();
  int status = 0;
  pid_t ended = 0;
  constexpr std::chrono::milliseconds kLook{20};
  while ((ended = ::waitpid(child, &status, WNOHANG)) == 0 && Clock::now() < until)
    std::this_thread::sleep_for(kLook);
  if (ended == 0) {
    ::kill(child, SIGKILL);
    ::waitpid(child, &status, 0);
    fail(sendmail, "did not end in time, and was ended");
  }
  if (!WIFEXITED(status)) fail(sendmail, "was ended by a signal");
  if (WEXITSTATUS(status) != 0) fail(sendmail, "ended with exit code " + std::to_string(WEXITSTATUS(status)));
  if (!taken) fail(sendmail, "did not read the whole message");
}

}  // namespace fonds::desk
