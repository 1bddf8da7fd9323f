// A letter handed to the machine's mail system: the program `sendmail` of Postfix, Exim, msmtp and others, which takes a
// message (RFC 5322) on standard input and its receivers from the message (-t).
//
// Thread safety: any thread. Errors: MailError.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::desk {

class MailError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Letter {
  // REQUIRES: is_mail_address() of each
  std::vector<std::string> to;
  // Both of any characters; the text with "\n" as end of line.
  std::string subject, text;
  // seconds since the epoch
  std::int64_t date = 0;
};

// One that may stand in a header as it is: an "@", no blanks, no commas, no other signs of a header's grammar.
bool is_mail_address(std::string_view text);

// The whole message: UTF-8 in base64, a subject that is not ASCII in encoded words (RFC 2047), marked as sent by a
// program (RFC 3834).
std::string message_of(const Letter& letter);

// Hands it over, and waits for that. A program that takes longer than `patience` is ended. REQUIRES: the process ignores
// SIGPIPE, as the server does.
void send(const Letter& letter, const std::filesystem::path& sendmail,
          std::chrono::seconds patience = std::chrono::seconds(30));

}  // namespace fonds::desk
