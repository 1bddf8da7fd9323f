#include "server/http/request_reader.h"

#include <algorithm>
#include <utility>

namespace fonds::http {
namespace {

namespace beast = boost::beast;

// A browser's request fits; the buffer grows up to the limit for larger ones.
constexpr std::size_t kFirstBuffer = 4 * 1024;

}  // namespace

RequestReader::RequestReader(const Limits& limits, const Handler& handler,
                             std::atomic<std::size_t>& arriving_bytes)
    : limits_(limits),
      handler_(handler),
      arriving_bytes_(arriving_bytes),
      // One byte more than a head may have: the scanner then sees that it is too large.
      buffer_(limits.header_bytes + 1),
      scanner_(limits) {
  buffer_.reserve(std::min(kFirstBuffer, buffer_.max_size()));
}

RequestReader::Result RequestReader::next() {
  if (phase_ == Phase::body) return take_body();
  if (phase_ == Phase::between) {
    buffer_.consume(leading_blank_bytes(received()));
    if (received().empty() || received() == "\r") return Incomplete{};
    scanner_.restart();
  }
  const auto scanned = scanner_.scan(received());
  if (const auto* refusal = std::get_if<Refusal>(&scanned)) return *refusal;
  if (const auto* complete = std::get_if<HeadScanner::Complete>(&scanned)) return take_head(complete->bytes);
  phase_ = Phase::head;
  return Incomplete{};
}

RequestReader::Result RequestReader::take_head(std::size_t bytes) {
  phase_ = Phase::between;
  parser_.emplace();
  auto read = read_head(*parser_, received().substr(0, bytes), limits_);
  buffer_.consume(bytes);
  if (const auto* refusal = std::get_if<Refusal>(&read)) return *refusal;
  auto& head = std::get<RequestHead>(read);
  if (head.request.method != Method::post) return std::move(head);
  const auto body = begin_body(head);
  if (const auto* refusal = std::get_if<Refusal>(&body)) return *refusal;
  if (!std::get<bool>(body)) return std::move(head);
  phase_ = Phase::body;
  expectation_ = head.body.expects_continue && received().empty();
  arriving_ = std::move(head);
  return take_body();
}

std::variant<bool, Refusal> RequestReader::begin_body(const RequestHead& head) {
  const BodyHead& body = head.body;
  const std::uint64_t most = handler_.takes_body(head.request);
  if (most == 0) {
    if (body.large) return Refusal{413, kNoBody};
    return false;
  }
  if (!body.has_length) return Refusal{411, "A body must come with its Content-Length, not in chunks."};
  if (body.bytes > most) return Refusal{413, "The body is too large."};
  if (body.bytes == 0) return false;
  const auto bytes = static_cast<std::size_t>(body.bytes);
  if (arriving_bytes_.fetch_add(bytes) + bytes > limits_.body_bytes) {
    arriving_bytes_.fetch_sub(bytes);
    return Refusal{503, "Too many large requests at once."};
  }
  return true;
}

RequestReader::Result RequestReader::take_body() {
  if (buffer_.size() > 0) {
    beast::error_code error;
    buffer_.consume(parser_->put(buffer_.data(), error));
    // Bytes of a known number: the parser has no reason to refuse any.
    if (error && error != beast::http::error::need_more) return Refusal{400, "The body cannot be read."};
  }
  if (!parser_->is_done()) return Incomplete{};
  RequestHead head = std::move(*arriving_);
  head.request.body = std::move(parser_->get().body());
  head.keep_alive = head.body.keep_alive;
  forget_body();
  phase_ = Phase::between;
  return head;
}

bool RequestReader::take_expectation() {
  return std::exchange(expectation_, false) && buffer_.size() == 0;
}

void RequestReader::give_up() {
  forget_body();
  phase_ = Phase::between;
}

void RequestReader::forget_body() {
  if (!arriving_) return;
  arriving_bytes_.fetch_sub(static_cast<std::size_t>(arriving_->body.bytes));
  arriving_.reset();
}

}  // namespace fonds::http
