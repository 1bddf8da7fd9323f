#include "server/http/connection.h"

#include <algorithm>
#include <array>
#include <charconv>
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
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

}  // namespace

ClientAddress peer_of(const asio::ip::tcp::socket& socket) {
  error_code error;
  const asio::ip::tcp::endpoint endpoint = socket.remote_endpoint(error);
  if (error) return {};
  // A socket with a path: its other end is on this machine.
  if (endpoint.data()->sa_family == AF_UNIX) return ClientAddress::v4({127, 0, 0, 1});
  const auto address = endpoint.address();
  return address.is_v4() ? ClientAddress::v4(address.to_v4().to_bytes())
                         : ClientAddress::v6(address.to_v6().to_bytes());
}

Connection::Connection(asio::ip::tcp::socket socket, EventLoop& loop, ConnectionTable::EntryPointer entry)
    : loop_(loop),
      limits_(loop.state().limits),
      socket_(std::move(socket)),
      timer_(loop.io()),
      entry_(std::move(entry)),
      peer_(peer_of(socket_)),
      scanner_(limits_) {}

Connection::~Connection() = default;

void Connection::start() {
  error_code ignored;
  socket_.non_blocking(true, ignored);
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  if (!entry_) {
    answer({503, "Too many connections are open."});
  } else {
    loop_.state().table.bind(entry_, [loop = loop_.shared_from_this(), weak = weak_from_this()] {
      asio::post(loop->io(), [weak] {
        if (const auto connection = weak.lock()) connection->give_way();
      });
    });
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
      was_full = !takes_more();
      write();
    } while (!ended_ && !last_ && was_full && takes_more());
    if (!ended_) {
      if (last_ && slots_.empty()) {
        linger();
      } else {
        read();
      }
    }
    if (!ended_) {
      note_state();
      note_waiting();
      arm_timer();
    }
  } catch (const std::exception&) {  // out of memory
    cut();
  }
  advancing_ = false;
}

void Connection::take_requests() {
  while (!last_ && takes_more() && !ended_) {
    if (arriving_) {
      if (!take_body()) return;
      continue;
    }
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

bool Connection::takes_more() const {
  return slots_.size() < limits_.pipelined && unwritten_ <= limits_.ahead_bytes;
}

void Connection::take(std::string_view head) {
  auto parsed = parse_head(head, limits_);
  if (const auto* refusal = std::get_if<Refusal>(&parsed)) return answer(*refusal);
  auto& request_head = std::get<RequestHead>(parsed);
  if (request_head.request.method == Method::post && begin_body(request_head)) return;
  dispatch(std::move(request_head));
}

bool Connection::begin_body(RequestHead& head) {
  const BodyHead& body = head.body;
  const auto refuse = [this](int status, std::string_view detail) {
    answer(Refusal{status, detail});
    return true;
  };
  auto& state = loop_.state();
  const std::uint64_t most = state.handler.takes_body(head.request);
  if (most == 0) return body.large && refuse(413, kNoBody);
  if (!body.has_length) return refuse(411, "A body must come with its Content-Length, not in chunks.");
  if (body.bytes > most) return refuse(413, "The body is too large.");
  if (body.bytes == 0) return false;
  const auto bytes = static_cast<std::size_t>(body.bytes);
  if (state.arriving_bytes.fetch_add(bytes) + bytes > limits_.body_bytes) {
    state.arriving_bytes.fetch_sub(bytes);
    return refuse(503, "Too many large requests at once.");
  }
  // A client that waits to be told is told only where no other answer is in the way; it goes on by itself after a while.
  if (body.expects_continue && received().empty() && slots_.empty() && !writing_) {
    error_code ignored;
    socket_.write_some(asio::buffer(kContinue), ignored);
  }
  in_head_ = true;
  const std::chrono::duration<double> sending(static_cast<double>(bytes) /
                                              static_cast<double>(limits_.write_rate));
  read_deadline_ =
      Clock::now() + limits_.header_timeout + std::chrono::duration_cast<Clock::duration>(sending);
  arriving_ = std::move(head);
  return true;
}

bool Connection::take_body() {
  auto& body = arriving_->request.body;
  const auto left = static_cast<std::size_t>(arriving_->body.bytes) - body.size();
  const auto piece = received().substr(0, left);
  body += piece;
  begin_ += piece.size();
  if (piece.size() < left) return false;
  RequestHead head = std::move(*arriving_);
  forget_body();
  in_head_ = false;
  head.keep_alive = head.body.keep_alive;
  dispatch(std::move(head));
  return true;
}

void Connection::forget_body() {
  if (!arriving_) return;
  loop_.state().arriving_bytes.fetch_sub(static_cast<std::size_t>(arriving_->body.bytes));
  arriving_.reset();
}

void Connection::dispatch(RequestHead head) {
  auto& state = loop_.state();
  state.counters.requests.fetch_add(1, std::memory_order_relaxed);
  const auto sequence = first_sequence_ + slots_.size();
  last_ = !head.keep_alive || loop_.draining();
  auto& slot = slots_.emplace_back();
  slot.http_1_0 = head.http_1_0;
  slot.names_keep_alive = head.http_1_0 && head.keep_alive;
  auto pending = std::make_shared<PendingReply>(loop_.shared_from_this(), weak_from_this(), sequence,
                                                Negotiation::of(head.request));
  if (head.asks_options_of_server) {
    Response response;
    response.status = 204;
    response.headers.emplace_back("Allow", "GET, HEAD, OPTIONS");
    return pending->deliver(std::move(response));
  }
  idle_ = false;
  identify(head.request);
  slots_.back().record = record_of(head.request);
  try {
    state.handler.handle(std::move(head.request),
                         [pending](Response response) { pending->deliver(std::move(response)); });
  } catch (...) {
    pending->deliver(problem(500, "The application failed."));
  }
}

void Connection::identify(Request& request) const {
  request.peer = request.client = peer_;
  request.connection = entry_ ? entry_->number : 0;
  request.gone = gone_;
  const Networks& proxies = *loop_.state().trusted_proxies.load(std::memory_order_acquire);
  request.by_proxy = !proxies.empty() && contains(proxies, peer_);
  if (!request.by_proxy) return;
  std::string forwarded;
  for (const auto& [name, value] : request.headers) {
    if (name == "x-forwarded-for") forwarded.append(forwarded.empty() ? "" : ",").append(value);
  }
  request.client = client_behind(peer_, forwarded, proxies);
}

void Connection::answer(const Refusal& refusal) {
  loop_.state().counters.requests.fetch_add(!entry_ ? 0 : 1, std::memory_order_relaxed);
  last_ = true;
  in_head_ = false;
  forget_body();
  read_deadline_ = Clock::time_point::max();
  auto& slot = slots_.emplace_back();
  slot.response = make_wire(refusal);
  Request unread;
  unread.method = Method::other;
  unread.client = peer_;
  slot.record = record_of(unread);
  slot.ready = true;
  if (slot.response.body) unwritten_ += slot.response.body->size();
}

void Connection::complete(std::uint64_t sequence, WireResponse response) {
  if (ended_ || sequence < first_sequence_ || sequence - first_sequence_ >= slots_.size()) return;
  auto& slot = slots_[sequence - first_sequence_];
  if (slot.ready) return;
  slot.response = std::move(response);
  slot.ready = true;
  if (slot.response.body) unwritten_ += slot.response.body->size();
  if (slot.response.source && slot.http_1_0) {
    // Its body ends with the connection: nothing can follow.
    last_ = true;
    for (; slots_.size() > sequence - first_sequence_ + 1; slots_.pop_back()) {
      const auto& body = slots_.back().response.body;
      unwritten_ -= body && slots_.back().ready ? body->size() : 0;
    }
  }
  advance();
}

void Connection::take_piece(std::uint64_t sequence, Piece piece) {
  if (ended_ || sequence != first_sequence_ || !streamed_.asked) return;
  streamed_.asked = false;
  switch (piece.state) {
    case Piece::State::failed: {
      // A reset, where the end of the connection would be taken for that of the body.
      error_code ignored;
      socket_.set_option(asio::socket_base::linger(true, 0), ignored);
      return cut();
    }
    case Piece::State::later:
      ask_again_at_ = Clock::now() + limits_.piece_retry;
      break;
    default:
      unwritten_ += piece.bytes.size();
      streamed_.piece = std::move(piece);
      streamed_.ready = true;
  }
  advance();
}

void Connection::give_way() {
  // What it was taken for may have changed: a request has come, or an answer has been read.
  const bool answering = !slots_.empty() && !writing_;
  if (answering) {
    last_ = true;
    return;
  }
  cut();
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
    // Empty lines between requests are allowed, and prolong nothing.
    const bool idle = slots_.empty() && !last_;
    if (!idle) read_deadline_ = Clock::time_point::max();
    if (idle && !idle_) read_deadline_ = Clock::now() + limits_.idle_timeout;
    idle_ = idle;
  }
  if (reading_ || last_ || !takes_more()) return;
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
  static constexpr std::string_view kChunked = "Transfer-Encoding: chunked\r\n";
  if (streamed_.begun) return gather_piece();
  out_.clear();
  out_begin_ = 0;
  while (in_flight_ < slots_.size() && in_flight_ < kAnswersPerWrite && slots_[in_flight_].ready) {
    Slot& slot = slots_[in_flight_];
    auto& response = slot.response;
    const bool closes = last_ && in_flight_ + 1 == slots_.size();
    if (response.source && !slot.http_1_0) response.header += kChunked;
    response.header += closes ? kClose : slot.names_keep_alive ? kStayNamed : kStay;
    out_.emplace_back(response.header.data(), response.header.size());
    if (response.body) out_.emplace_back(response.body->data(), response.body->size());
    count(slot);
    ++in_flight_;
    if (response.source) break;
    report(slot, response.body ? response.body->size() : 0);
  }
  return !out_.empty();
}

bool Connection::gather_piece() {
  static constexpr std::string_view kChunkEnd = "\r\n";
  static constexpr std::string_view kBodyEnd = "0\r\n\r\n";
  if (!streamed_.ready) {
    ask_for_piece();
    return false;
  }
  out_.clear();
  out_begin_ = 0;
  const auto& [bytes, state] = streamed_.piece;
  if (!bytes.empty()) {
    if (streamed_.chunked) {
      std::array<char, 18> size{};
      const auto end = std::to_chars(size.data(), size.data() + size.size(), bytes.size(), 16).ptr;
      streamed_.frame.assign(size.data(), end).append(kChunkEnd);
      out_.emplace_back(streamed_.frame.data(), streamed_.frame.size());
    }
    out_.emplace_back(bytes.data(), bytes.size());
    if (streamed_.chunked) out_.emplace_back(kChunkEnd.data(), kChunkEnd.size());
  }
  if (state == Piece::State::last && streamed_.chunked) out_.emplace_back(kBodyEnd.data(), kBodyEnd.size());
  if (!out_.empty()) return true;
  written(0);
  return streamed_.begun ? gather_piece() : gather();
}

void Connection::ask_for_piece() {
  if (streamed_.asked || ask_again_at_ != Clock::time_point::max()) return;
  streamed_.asked = true;
  auto give = [loop = loop_.shared_from_this(), weak = weak_from_this(),
               sequence = first_sequence_](Piece piece) {
    asio::post(loop->io(), [weak, sequence, piece = std::move(piece)]() mutable {
      if (const auto connection = weak.lock()) connection->take_piece(sequence, std::move(piece));
    });
  };
  try {
    slots_.front().response.source->next(std::move(give));
  } catch (const std::exception&) {
    cut();
  }
}

// REQUIRES: the last piece has been written.
void Connection::end_body() {
  report(slots_.front(), streamed_.sent);
  streamed_ = {};
}

void Connection::write() {
  if (writing_ || ended_) return;
  while (!ended_ && (out_begin_ < out_.size() || gather())) {
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
  progressed_ = true;
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
  for (; in_flight_ > 0; --in_flight_, ++first_sequence_) {
    const Slot& slot = slots_.front();
    if (slot.response.source) {
      const bool at_end = streamed_.ready && streamed_.piece.state == Piece::State::last;
      streamed_.sent += streamed_.piece.bytes.size();
      unwritten_ -= streamed_.piece.bytes.size();
      streamed_.begun = true;
      streamed_.ready = false;
      streamed_.chunked = !slot.http_1_0;
      streamed_.piece = {};
      if (!at_end) return;
      end_body();
    }
    const auto& body = slot.response.body;
    unwritten_ -= body ? body->size() : 0;
    slots_.pop_front();
  }
}

std::unique_ptr<AnswerRecord> Connection::record_of(const Request& request) const {
  const AnswerObserver* const observer = loop_.state().observer;
  if (observer == nullptr || !observer->is_open()) return nullptr;
  auto record = std::make_unique<AnswerRecord>();
  record->method = request.method;
  record->path = request.path;
  record->query = request.query;
  record->client = request.client;
  record->arrived = Clock::now();
  return record;
}

void Connection::report(Slot& slot, std::uint64_t body_bytes) {
  if (!slot.record) return;
  slot.record->status = slot.response.status;
  slot.record->bytes = body_bytes;
  loop_.state().observer->answered(*slot.record);
}

void Connection::count(const Slot& slot) {
  auto& counters = loop_.state().counters;
  const int family = slot.response.status / 100;
  auto& counter = family == 2   ? counters.responses_2xx
                  : family == 3 ? counters.responses_3xx
                  : family == 4 ? counters.responses_4xx
                                : counters.responses_5xx;
  counter.fetch_add(1, std::memory_order_relaxed);
}

// ---- what others may know ----

void Connection::note_state() {
  if (!entry_) return;
  using State = ConnectionTable::State;
  const State state = writing_          ? State::not_read
                      : !slots_.empty() ? State::answering
                      : in_head_        ? State::reading_head
                                        : State::idle;
  const bool progressed = std::exchange(progressed_, false);
  if (entry_->state.load(std::memory_order_relaxed) == state && !progressed) return;
  entry_->state.store(state, std::memory_order_relaxed);
  entry_->since.store(Clock::now().time_since_epoch().count(), std::memory_order_relaxed);
}

void Connection::note_waiting() {
  if (!entry_) return;
  // What the kernel takes at once never waits.
  const std::size_t waiting = writing_ || slots_.size() > 1 ? unwritten_ : 0;
  if (entry_->waiting_bytes.load(std::memory_order_relaxed) == waiting) return;
  loop_.state().table.set_waiting(*entry_, waiting);
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
  if (!arriving_ && begin_ == end_ && (socket_.available(error) == 0 || error)) cut();
}

void Connection::cut() {
  if (ended_) return;
  ended_ = true;
  gone_->store(true, std::memory_order_relaxed);
  if (streamed_.begun) end_body();
  forget_body();
  error_code ignored;
  socket_.close(ignored);
  timer_.cancel();
  auto& state = loop_.state();
  if (!entry_) {
    --state.refusals_open;
  } else {
    state.table.leave(entry_);
    --state.counters.connections_open;
  }
  loop_.release(shared_from_this());
}

// ---- time ----

void Connection::arm_timer() {
  const auto deadline = std::min({read_deadline_, write_deadline_, ask_again_at_});
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
  if (ask_again_at_ <= now) {
    ask_again_at_ = Clock::time_point::max();
    return advance();
  }
  if (read_deadline_ <= now) {
    if (!in_head_) return cut();  // idle, or lingering
    answer({408, "The request took too long to arrive."});
    return advance();
  }
  arm_timer();
}

}  // namespace fonds::http
