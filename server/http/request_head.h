// The bytes of a request's head (request line and fields) and what they say.
//
// Reading is in two steps. HeadScanner finds where the head ends, line by line as bytes arrive, and refuses
// what breaks a limit or can never become a request: so every later step sees one whole head of bounded size.
// parse_head then reads it with Beast's grammar and refuses, beyond Beast, all that two HTTP implementations
// could read differently: folded lines, repeated Content-Length or Host, a body of a GET in any form. A POST may have
// one where the application takes it, by its Content-Length alone: there is no chunked body to be read differently. Else
// only a method that no route allows may come with a small body: the application answers it, and the connection closes
// with the body unread.
//
// Pure: no sockets, no clock. User input never throws.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "server/http/limits.h"
#include "server/http/message.h"

namespace fonds::http {

inline constexpr std::string_view kNoBody = "No request to this address has a body.";

// Why a request is answered by the HTTP layer itself. The connection is closed after it.
struct Refusal {
  int status = 400;
  // a sentence for the developer of the client
  std::string_view detail;
  // the answer must have no body
  bool head_request = false;
};

// What a head says of the body behind it.
struct BodyHead {
  // in a form that is not read here
  bool transfer_encoding = false;
  bool has_length = false;
  std::uint64_t bytes = 0;
  // too large for a client's mistake of method
  bool large = false;
  // the client waits to be told that it may send it
  bool expects_continue = false;
  // what the client asks for, where the body is read
  bool keep_alive = true;
};

struct RequestHead {
  Request request;
  // what the client asks for; false where a body is left unread
  bool keep_alive = true;
  // needs "Connection: keep-alive" in the answer to believe it
  bool http_1_0 = false;
  // "OPTIONS *": no path, answered without the application
  bool asks_options_of_server = false;
  BodyHead body;
};

class HeadScanner {
 public:
  explicit HeadScanner(const Limits& limits) : limits_(limits) {}

  struct Incomplete {};
  struct Complete {
    // of the head, with its empty line
    std::size_t bytes;
  };
  using Result = std::variant<Incomplete, Complete, Refusal>;

  // `bytes` is everything received since the head began: that of the last call and what was added.
  Result scan(std::string_view bytes);
  void restart() { *this = HeadScanner(limits_); }

 private:
  Result check_length(std::size_t head_bytes, std::size_t line_bytes) const;

  Limits limits_;
  // of the line that is not complete yet
  std::size_t line_start_ = 0;
  // no line feed before this
  std::size_t scanned_ = 0;
};

// How many bytes of empty lines to skip before a head (RFC 9112, 2.2: clients send them after a form's body).
std::size_t leading_blank_bytes(std::string_view bytes);

// `head` is one whole head as found by HeadScanner.
std::variant<RequestHead, Refusal> parse_head(std::string_view head, const Limits& limits);

}  // namespace fonds::http
