#include "server/http/connection.h"

#include <algorithm>
#include <exception>
#include <utility>
#include <variant>

#include <boost/asio/post.hpp>
#include <boost/beast/core/read_size.hpp>

#include "server/http/pending_reply.h"
#include "server/http/problem.h"

namespace fonds::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::size_t kMostPerRead = 64 * 1024;

// How long that many bytes may take a client.
std::chrono::steady_clock::duration time_for(std::size_t bytes, std::size_t bytes_per_second) {
  const std::chrono::duration<double> time(static_cast<double>(bytes) /
                                           static_cast<double>(bytes_per_second));
  return std::chrono::duration_cast<std::chrono::steady_clock::duration>(time);
}

}  // namespace

ClientAddress peer_of(const Socket& socket) {
  error_code error;
  const asio::ip::tcp::endpoint endpoint = socket.remote_endpoint(error);
  if (error) return {};
  // A socket with a path: its other end is on this machine.
  if (endpoint.data()->sa_family == AF_UNIX) return ClientAddress::v4({127, 0, 0, 1});
  const auto address = endpoint.address();
  return address.is_v4() ? ClientAddress::v4(address.to_v4().to_bytes())
                         : ClientAddress::v6(address.to_v6().to_bytes());
}

Connection::Connection(Socket socket, EventLoop& loop, ConnectionTable::EntryPointer entry)
    : loop_(loop),
      limits_(loop.state().limits),
      stream_(std::move(socket)),
      entry_(std::move(entry)),
      peer_(peer_of(stream_.socket())),
      reader_(limits_, loop.state().handler, loop.state().arriving_bytes),
      queue_(loop.state().counters, loop.state().observer),
      arrival_timer_(loop.io()),
      retry_timer_(loop.io()),
      quiet_timer_(loop.io()) {}

Connection::~Connection() = default;

void Connection::start() {
  error_code ignored;
  stream_.socket().non_blocking(true, ignored);
  stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
  if (!entry_) {
    refuse({503, "Too many connections are open."});
  } else {
    loop_.state().table.bind(entry_, [loop = loop_.shared_from_this(), weak = weak_from_this()] {
      asio::post(loop->io(), [weak] {
        if (const auto connection = weak.lock()) connection->give_way();
      });
    });
  }
  advance();
}

void Connection::advance() {
  if (advancing_ || ended()) return;
  advancing_ = true;
  const auto self = shared_from_this();
  try {
    // Writing frees slots for requests that were received already.
    bool was_full = false;
    do {
      take_requests();
      was_full = !takes_more();
      write();
    } while (!is_last() && was_full && takes_more());
    if (!ended()) {
      if (is_last() && queue_.empty()) {
        linger();
      } else {
        read();
      }
    }
    if (!ended()) {
      note_state();
      note_waiting();
    }
  } catch (const std::exception&) {
    // Out of memory.
    cut();
  }
  advancing_ = false;
}

// ---- requests ----

void Connection::take_requests() {
  while (!is_last() && takes_more()) {
    auto result = reader_.next();
    if (const auto* refusal = std::get_if<Refusal>(&result)) return refuse(*refusal);
    auto* head = std::get_if<RequestHead>(&result);
    if (head == nullptr) return await_arrival();
    awaited_ = RequestReader::Phase::between;
    dispatch(std::move(*head));
  }
}

bool Connection::takes_more() const {
  return queue_.size() < limits_.pipelined && queue_.unwritten() <= limits_.ahead_bytes;
}

// The deadline of a head, and that of a body, is one for all of it, however often bytes come.
void Connection::await_arrival() {
  const auto phase = reader_.phase();
  if (phase == awaited_) return;
  awaited_ = phase;
  arrival_timer_.expires_after(limits_.header_timeout + time_for(reader_.body_bytes(), limits_.write_rate));
  arrival_timer_.async_wait([self = shared_from_this()](error_code error) {
    if (!error) self->on_late();
  });
  // A client that waits to be told is told only where no other answer is in the way; it goes on by itself after a while.
  if (reader_.take_expectation() && queue_.empty() && !writing_) {
    error_code ignored;
    stream_.write_some(asio::buffer(kContinue), ignored);
  }
}

void Connection::on_late() {
  const bool is_late = awaited_ != RequestReader::Phase::between && arrival_timer_.expiry() <= Clock::now();
  if (!is_late || is_last()) return;
  refuse({408, "The request took too long to arrive."});
  advance();
}

void Connection::dispatch(RequestHead head) {
  auto& state = loop_.state();
  state.counters.requests.fetch_add(1, std::memory_order_relaxed);
  quiet_until_ = Clock::time_point::max();
  has_asked_ = true;
  if (!head.keep_alive || loop_.draining()) make_last();
  const bool of_server = head.asks_options_of_server;
  if (!of_server) identify(head.request);
  const auto number = queue_.expect(head.http_1_0, head.http_1_0 && head.keep_alive,
                                    of_server ? nullptr : record_of(head.request));
  auto pending = std::make_shared<PendingReply>(loop_.shared_from_this(), weak_from_this(), number,
                                                Negotiation::of(head.request));
  if (of_server) {
    Response response;
    response.status = 204;
    response.headers.emplace_back("Allow", "GET, HEAD, OPTIONS");
    return pending->deliver(std::move(response));
  }
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

void Connection::refuse(const Refusal& refusal) {
  loop_.state().counters.requests.fetch_add(!entry_ ? 0 : 1, std::memory_order_relaxed);
  make_last();
  reader_.give_up();
  awaited_ = RequestReader::Phase::between;
  Request unread;
  unread.method = Method::other;
  unread.client = peer_;
  const auto number = queue_.expect(false, false, record_of(unread));
  queue_.put(number, make_wire(refusal));
}

void Connection::complete(std::uint64_t number, WireResponse response) {
  if (ended() || !queue_.put(number, std::move(response))) return;
  if (queue_.ends_connection(number)) {
    make_last();
    queue_.drop_after(number);
  }
  advance();
}

void Connection::take_piece(std::uint64_t number, Piece piece) {
  if (ended()) return;
  if (piece.state == Piece::State::failed) {
    // An orderly end of the connection would be taken for that of the body.
    if (!queue_.give(number, {})) return;
    reset_when_closed(true);
    return cut();
  }
  const bool later = piece.state == Piece::State::later;
  if (!queue_.give(number, std::move(piece))) return;
  if (later) {
    retry_timer_.expires_after(limits_.piece_retry);
    retry_timer_.async_wait([self = shared_from_this()](error_code error) {
      if (error || self->ended()) return;
      self->queue_.ask_again();
      self->advance();
    });
  }
  advance();
}

// ---- reading ----

void Connection::read() {
  if (is_last() || !takes_more()) return;
  if (is_quiet()) {
    // Empty lines between requests are allowed, and prolong nothing.
    if (quiet_until_ == Clock::time_point::max()) quiet_until_ = Clock::now() + limits_.idle_timeout;
    wait_while_quiet();
  }
  begin_reading();
}

void Connection::begin_reading() {
  if (reading_) return;
  reading_ = true;
  stream_.expires_never();
  beast::flat_buffer& buffer = reader_.buffer();
  stream_.async_read_some(
      buffer.prepare(beast::read_size(buffer, kMostPerRead)),
      [self = shared_from_this()](error_code error, std::size_t bytes) { self->on_read(error, bytes); });
}

void Connection::wait_while_quiet() {
  if (quiet_timer_set_ && quiet_timer_.expiry() <= quiet_until_) return;
  quiet_timer_set_ = true;
  quiet_timer_.expires_at(quiet_until_);
  quiet_timer_.async_wait([self = shared_from_this()](error_code error) {
    if (!error) self->on_quiet();
  });
}

void Connection::on_quiet() {
  quiet_timer_set_ = false;
  if (ended()) return;
  const bool waits = stage_ == Stage::lingering || (stage_ == Stage::open && is_quiet());
  if (!waits) return;
  if (Clock::now() < quiet_until_) return wait_while_quiet();
  cut();
}

void Connection::on_read(error_code error, std::size_t bytes) {
  reading_ = false;
  if (ended()) return;
  if (error && error != asio::error::eof) return cut();
  if (stage_ == Stage::lingering) {
    if (error == asio::error::eof) return cut();
    return linger();
  }
  if (error == asio::error::eof) {
    // The client may have closed only its own direction: what it asked is still answered.
    peer_done_ = true;
    make_last();
    reader_.give_up();
    awaited_ = RequestReader::Phase::between;
  } else {
    reader_.buffer().commit(bytes);
  }
  advance();
}

// ---- writing ----

void Connection::write() {
  if (writing_ || ended()) return;
  while (queue_.gather(is_last())) {
    error_code error;
    // Nearly always the kernel takes all of it at once, and nothing has to be waited for.
    const auto bytes = stream_.write_some(queue_.buffers(), error);
    if (error == asio::error::would_block || error == asio::error::try_again)
      return write_when_there_is_room();
    if (error) return cut();
    written(bytes);
  }
  ask_for_piece();
}

void Connection::ask_for_piece() {
  std::uint64_t number = 0;
  BodySource* const source = queue_.wanted(number);
  if (source == nullptr) return;
  auto give = [loop = loop_.shared_from_this(), weak = weak_from_this(), number](Piece piece) {
    asio::post(loop->io(), [weak, number, piece = std::move(piece)]() mutable {
      if (const auto connection = weak.lock()) connection->take_piece(number, std::move(piece));
    });
  };
  try {
    source->next(std::move(give));
  } catch (const std::exception&) {
    cut();
  }
}

void Connection::write_when_there_is_room() {
  if (write_deadline_ == Clock::time_point::max()) {
    write_deadline_ = Clock::now() + limits_.write_timeout;
    // At its deadline the stream closes: otherwise the kernel would go on offering what it has buffered.
    reset_when_closed(true);
  }
  writing_ = true;
  stream_.expires_at(write_deadline_);
  stream_.async_write_some(queue_.buffers(),
                           [self = shared_from_this()](error_code error, std::size_t bytes) {
                             self->writing_ = false;
                             if (self->ended()) return;
                             if (error) return self->cut();
                             self->written(bytes);
                             self->advance();
                           });
}

void Connection::written(std::size_t bytes) {
  loop_.state().counters.bytes_sent.fetch_add(bytes, std::memory_order_relaxed);
  progressed_ = true;
  queue_.written(bytes);
  if (write_deadline_ == Clock::time_point::max()) return;
  if (queue_.buffers().empty()) {
    write_deadline_ = Clock::time_point::max();
    reset_when_closed(false);
  } else {
    write_deadline_ += time_for(bytes, limits_.write_rate);
  }
}

void Connection::reset_when_closed(bool reset) {
  error_code ignored;
  stream_.socket().set_option(asio::socket_base::linger(reset, 0), ignored);
}

// ---- what others may know ----

void Connection::note_state() {
  if (!entry_) return;
  using State = ConnectionTable::State;
  const State state = writing_                                           ? State::not_read
                      : !queue_.empty()                                  ? State::answering
                      : reader_.phase() != RequestReader::Phase::between ? State::reading_head
                                                                         : State::idle;
  const bool progressed = std::exchange(progressed_, false);
  if (entry_->state.load(std::memory_order_relaxed) == state && !progressed) return;
  entry_->state.store(state, std::memory_order_relaxed);
  entry_->since.store(Clock::now().time_since_epoch().count(), std::memory_order_relaxed);
}

void Connection::note_waiting() {
  if (!entry_) return;
  // What the kernel takes at once never waits.
  const std::size_t waiting = writing_ || queue_.size() > 1 ? queue_.unwritten() : 0;
  if (entry_->waiting_bytes.load(std::memory_order_relaxed) == waiting) return;
  loop_.state().table.set_waiting(*entry_, waiting);
}

// ---- the end ----

void Connection::linger() {
  // Closing at once, with bytes of the client unread, would make the kernel send a reset that can overtake the answer. So
  // we end our direction and wait a moment for the client to end his.
  if (peer_done_) return cut();
  if (stage_ != Stage::lingering) {
    stage_ = Stage::lingering;
    error_code ignored;
    stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    quiet_until_ = Clock::now() + limits_.linger_timeout;
  }
  wait_while_quiet();
  reader_.buffer().clear();
  begin_reading();
}

void Connection::drain() {
  if (is_last()) return;
  if (!queue_.empty()) {
    make_last();
    reader_.give_up();
    awaited_ = RequestReader::Phase::between;
    return;
  }
  // A request that is on its way, or in the kernel's hands, is still answered.
  error_code error;
  if (!reader_.empty() || (stream_.socket().available(error) > 0 && !error)) return;
  if (has_asked_) return cut();
  quiet_until_ = std::min(quiet_until_, Clock::now() + limits_.first_request_timeout);
  wait_while_quiet();
}

void Connection::give_way() {
  // What it was taken for may have changed: a request has come, or an answer has been read.
  const bool answering = !queue_.empty() && !writing_;
  if (answering) return make_last();
  cut();
}

void Connection::cut() {
  if (ended()) return;
  stage_ = Stage::ended;
  gone_->store(true, std::memory_order_relaxed);
  if (queue_.is_within_body()) queue_.end_body();
  reader_.give_up();
  stream_.close();
  arrival_timer_.cancel();
  quiet_timer_.cancel();
  retry_timer_.cancel();
  auto& state = loop_.state();
  if (!entry_) {
    --state.refusals_open;
  } else {
    state.table.leave(entry_);
    --state.counters.connections_open;
  }
  loop_.release(shared_from_this());
}

}  // namespace fonds::http
