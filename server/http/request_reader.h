// From the bytes of a connection to its requests, one after the other, each whole with its body.
//
// A body is read where the application takes one, by its Content-Length, within a bound for each and one for all that are
// arriving at once; what is not to be taken is refused before it is read.
//
// No socket, no clock. Thread safety: none, but that the bytes arriving are counted for all connections together.
// Invariant: buffer() never holds more than a head may have and one byte.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include <boost/beast/core/flat_buffer.hpp>

#include "server/http/limits.h"
#include "server/http/request_head.h"
#include "server/http/request_parser.h"

namespace fonds::http {

class RequestReader {
 public:
  // What has come of the next request: nothing, some of its head, or its head and some of its body.
  enum class Phase : std::uint8_t { between, head, body };
  struct Incomplete {};
  using Result = std::variant<Incomplete, RequestHead, Refusal>;

  // `arriving_bytes`: of bodies, as announced; of all connections. All three outlive the reader.
  RequestReader(const Limits& limits, const Handler& handler, std::atomic<std::size_t>& arriving_bytes);
  ~RequestReader() { forget_body(); }
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  // What was received and is not taken yet.
  boost::beast::flat_buffer& buffer() { return buffer_; }
  bool empty() const { return buffer_.size() == 0 && phase_ == Phase::between; }
  // The next request out of the buffer. After a Refusal nothing is to be read any more.
  Result next();
  Phase phase() const { return phase_; }
  // As announced, of the body that is arriving.
  std::size_t body_bytes() const { return arriving_ ? static_cast<std::size_t>(arriving_->body.bytes) : 0; }
  // True once where the client waits to be told that it may send its body, and has sent none of it.
  bool take_expectation();
  // Nothing of the request that has begun will be read.
  void give_up();

 private:
  std::string_view received() const {
    return {static_cast<const char*>(buffer_.data().data()), buffer_.size()};
  }
  Result take_head(std::size_t bytes);
  // Whether the body of this request is to be read; a Refusal where it is not to be taken.
  std::variant<bool, Refusal> begin_body(const RequestHead& head);
  Result take_body();
  void forget_body();

  const Limits& limits_;
  const Handler& handler_;
  std::atomic<std::size_t>& arriving_bytes_;
  boost::beast::flat_buffer buffer_;
  HeadScanner scanner_;
  std::optional<RequestParser> parser_;
  // its body is being read by the parser
  std::optional<RequestHead> arriving_;
  Phase phase_ = Phase::between;
  bool expectation_ = false;
};

}  // namespace fonds::http
