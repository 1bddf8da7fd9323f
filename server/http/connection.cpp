#include "server/http/connection.h"

#include <algorithm>
#include <exception>
#include <span>
#include <utility>
#include <variant>

#include "server/http/pending_reply.h"

namespace fonds::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

// A browser's request fits; the buffer grows up to the limit for larger ones.
constexpr std::size_t kFirstBuffer = 4 * 1024;
// Answers gathered into one write: each takes two of the 64 pieces that Asio passes to the kernel at once.
constexpr std::size_t kAnswersPerWrite = 32;

std::string address_of(const asio::ip::tcp::socket& socket) {
  error_code error;
  auto address = socket.remote_endpoint(error).address();
  if (error) return {};
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  }
  return address.to_string();
}

}  // namespace

Connection::Connection(asio::ip::tcp::socket socket, EventLoop& loop, bool refused)
    : loop_(loop),
      limits_(loop.state().limits),
      socket_(std::move(socket)),
      timer_(loop.io()),
      refused_(refused),
      remote_(address_of(socket_)),
      scanner_(limits_) {}

Connection::~Connection() = default;

void Connection::start() {
  error_code ignored;
  socket_.non_blocking(true, ignored);
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  if (refused_) {
    answer({503, "Too many connections are open."});
  } else {
    buffer_.resize(std::min(kFirstBuffer, limits_.header_bytes + 1));
  }
  advance();
}

// ---- requests ----

void Connection::advance() {
  if (advancing_ || ended_) return;
  advancing_ = true;
  const auto self = shared_from_this();
  try {
    // Writing frees slots for requests that were received already.
    bool was_full = false;
    do {
      take_requests();
      was_full = slots_.size() >= limits_.pipelined;
      write();
    } while (!ended_ && !last_ && was_full && slots_.size() < limits_.pipelined);
    if (!ended_) {
      if (last_ && slots_.empty()) {
        linger();
      } else {
        read();
      }
    }
    if (!ended_) arm_timer();
  } catch (const std::exception&) {  // out of memory
    cut();
  }
  advancing_ = false;
}

void Connection::take_requests() {
  while (!last_ && slots_.size() < limits_.pipelined && !ended_) {
    if (!in_head_) {
      begin_ += leading_blank_bytes(received());
      if (received().empty() || received() == "\r") return;
      scanner_.restart();
    }
    const auto result = scanner_.scan(received());
    if (const auto* refusal = std::get_if<Refusal>(&result)) return answer(*refusal);
    const auto* complete = std::get_if<HeadScanner::Complete>(&result);
    if (complete == nullptr) {
      if (!in_head_) read_deadline_ = Clock::now() + limits_.header_timeout;
      in_head_ = true;
      return;
    }
    in_head_ = false;
    const auto head = received().substr(0, complete->bytes);
    begin_ += complete->bytes;
    take(head);
  }
}

void Connection::take(std::string_view head) {
  auto parsed = parse_head(head, limits_);
  if (const auto* refusal = std::get_if<Refusal>(&parsed)) return answer(*refusal);
  dispatch(std::move(std::get<RequestHead>(parsed)));
}

void Connection::dispatch(RequestHead head) {
  auto& state = loop_.state();
  state.counters.requests.fetch_add(1, std::memory_order_relaxed);
  const auto sequence = first_sequence_ + slots_.size();
  last_ = !head.keep_alive || loop_.draining();
  slots_.emplace_back().names_keep_alive = head.http_1_0 && head.keep_alive;
  auto pending = std::make_shared<PendingReply>(loop_.shared_from_this(), weak_from_this(), sequence,
                                                Negotiation::of(head.request));
  if (head.asks_options_of_server) {
    Response response;
    response.status = 204;
    response.headers.emplace_back("Allow", "GET, HEAD, OPTIONS");
    return pending->deliver(std::move(response));
  }
  head.request.remote = remote_;
  try {
    state.handler.handle(std::move(head.request),
                         [pending](Response response) { pending->deliver(std::move(response)); });
  } catch (...) {
    pending->deliver(problem(500, "The application failed."));
  }
}

void Connection::answer(const Refusal& refusal) {
  loop_.state().counters.requests.fetch_add(refused_ ? 0 : 1, std::memory_order_relaxed);
  last_ = true;
  in_head_ = false;
  read_deadline_ = Clock::time_point::max();
  auto& slot = slots_.emplace_back();
  slot.response = make_wire(refusal);
  slot.ready = true;
}

void Connection::complete(std::uint64_t sequence, WireResponse response) {
  if (ended_ || sequence < first_sequence_ || sequence - first_sequence_ >= slots_.size()) return;
  auto& slot = slots_[sequence - first_sequence_];
  if (slot.ready) return;
  slot.response = std::move(response);
  slot.ready = true;
  advance();
}

// ---- reading ----

void Connection::make_room() {
  if (begin_ == end_) begin_ = end_ = 0;
  if (end_ < buffer_.size()) return;
  if (begin_ > 0) {
    std::copy(buffer_.data() + begin_, buffer_.data() + end_, buffer_.data());
    end_ -= begin_;
    begin_ = 0;
    return;
  }
  // One byte more than a head may have: the scanner then sees that it is too large.
  buffer_.resize(std::min(buffer_.size() * 2, limits_.header_bytes + 1));
}

void Connection::read() {
  if (!in_head_) {
    const bool idle = slots_.empty() && !last_;
    read_deadline_ = idle ? Clock::now() + limits_.idle_timeout : Clock::time_point::max();
  }
  if (reading_ || last_ || slots_.size() >= limits_.pipelined) return;
  make_room();
  reading_ = true;
  socket_.async_read_some(
      asio::buffer(buffer_.data() + end_, buffer_.size() - end_),
      [self = shared_from_this()](error_code error, std::size_t bytes) { self->on_read(error, bytes); });
}

void Connection::on_read(error_code error, std::size_t bytes) {
  reading_ = false;
  if (ended_) return;
  if (error && error != asio::error::eof) return cut();
  if (lingering_) {
    if (error) return cut();
    return linger();
  }
  if (error) {
    // The client may have closed only its own direction: what it asked is still answered.
    peer_done_ = true;
    last_ = true;
    in_head_ = false;
    read_deadline_ = Clock::time_point::max();
  } else {
    end_ += bytes;
  }
  advance();
}

// ---- writing ----

bool Connection::gather() {
  static constexpr std::string_view kStay = "\r\n";
  static constexpr std::string_view kStayNamed = "Connection: keep-alive\r\n\r\n";
  static constexpr std::string_view kClose = "Connection: close\r\n\r\n";
  out_.clear();
  out_begin_ = 0;
  while (in_flight_ < slots_.size() && in_flight_ < kAnswersPerWrite && slots_[in_flight_].ready) {
    auto& [response, ready, names_keep_alive] = slots_[in_flight_];
    const bool closes = last_ && in_flight_ + 1 == slots_.size();
    response.header += closes ? kClose : names_keep_alive ? kStayNamed : kStay;
    out_.emplace_back(response.header.data(), response.header.size());
    if (response.body) out_.emplace_back(response.body->data(), response.body->size());
    count(response.status);
    ++in_flight_;
  }
  return !out_.empty();
}

void Connection::write() {
  if (writing_ || ended_) return;
  while (in_flight_ > 0 || gather()) {
    error_code error;
    // Nearly always the kernel takes all of it at once, and nothing has to be waited for.
    const auto bytes = socket_.write_some(std::span(out_).subspan(out_begin_), error);
    if (error == asio::error::would_block || error == asio::error::try_again) return wait_for_room();
    if (error) return cut();
    written(bytes);
  }
}

void Connection::wait_for_room() {
  if (write_deadline_ == Clock::time_point::max()) write_deadline_ = Clock::now() + limits_.write_timeout;
  writing_ = true;
  socket_.async_wait(asio::ip::tcp::socket::wait_write, [self = shared_from_this()](error_code error) {
    self->writing_ = false;
    if (self->ended_) return;
    if (error) return self->cut();
    self->advance();
  });
}

void Connection::written(std::size_t bytes) {
  auto& counters = loop_.state().counters;
  counters.bytes_sent.fetch_add(bytes, std::memory_order_relaxed);
  if (write_deadline_ != Clock::time_point::max()) {
    const std::chrono::duration<double> earned(static_cast<double>(bytes) /
                                               static_cast<double>(limits_.write_rate));
    write_deadline_ += std::chrono::duration_cast<Clock::duration>(earned);
  }
  while (bytes > 0) {
    auto& piece = out_[out_begin_];
    const auto taken = std::min(bytes, piece.size());
    piece += taken;
    bytes -= taken;
    if (piece.size() == 0) ++out_begin_;
  }
  if (out_begin_ < out_.size()) return;
  write_deadline_ = Clock::time_point::max();
  for (; in_flight_ > 0; --in_flight_, ++first_sequence_) slots_.pop_front();
}

void Connection::count(int status) {
  auto& counters = loop_.state().counters;
  const int family = status / 100;
  auto& counter = family == 2   ? counters.responses_2xx
                  : family == 3 ? counters.responses_3xx
                  : family == 4 ? counters.responses_4xx
                                : counters.responses_5xx;
  counter.fetch_add(1, std::memory_order_relaxed);
}

// ---- the end ----

void Connection::linger() {
  // Closing at once, with bytes of the client unread, would make the kernel send a reset that can overtake
  // the answer. So we end our direction and wait a moment for the client to end his.
  if (peer_done_) return cut();
  if (!lingering_) {
    lingering_ = true;
    error_code ignored;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    read_deadline_ = Clock::now() + limits_.linger_timeout;
  }
  if (reading_) return;
  constexpr std::size_t kDiscard = 4 * 1024;
  if (buffer_.size() < kDiscard) buffer_.resize(kDiscard);
  reading_ = true;
  socket_.async_read_some(
      asio::buffer(buffer_),
      [self = shared_from_this()](error_code error, std::size_t bytes) { self->on_read(error, bytes); });
}

void Connection::drain() {
  if (ended_ || last_) return;
  if (!slots_.empty()) {
    last_ = true;
    in_head_ = false;
    return;
  }
  // A request that is on its way, or in the kernel's hands, is still answered.
  error_code error;
  if (begin_ == end_ && (socket_.available(error) == 0 || error)) cut();
}

void Connection::cut() {
  if (ended_) return;
  ended_ = true;
  error_code ignored;
  socket_.close(ignored);
  timer_.cancel();
  auto& state = loop_.state();
  if (refused_) {
    --state.refusals_open;
  } else {
    --state.counters.connections_open;
  }
  loop_.release(shared_from_this());
}

// ---- time ----

void Connection::arm_timer() {
  const auto deadline = std::min(read_deadline_, write_deadline_);
  if (armed_for_ <= deadline) return;
  armed_for_ = deadline;
  timer_.expires_at(deadline);
  timer_.async_wait([self = shared_from_this()](error_code error) {
    if (!error && !self->ended_) self->on_timer();
  });
}

void Connection::on_timer() {
  const auto now = Clock::now();
  armed_for_ = Clock::time_point::max();
  if (write_deadline_ <= now) {
    // Otherwise the kernel would go on offering what it has buffered.
    error_code ignored;
    socket_.set_option(asio::socket_base::linger(true, 0), ignored);
    return cut();
  }
  if (read_deadline_ <= now) {
    if (!in_head_) return cut();  // idle, or lingering
    answer({408, "The request's header took too long to arrive."});
    return advance();
  }
  arm_timer();
}

}  // namespace fonds::http
