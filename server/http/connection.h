// One client's connection: reads its requests (RequestReader), hands them to the application, writes the answers
// (AnswerQueue), each as far as the other allows, and keeps the deadlines.
//
// Requests that come in a row are handed over as they are read, up to Limits::pipelined of them, and none while the client
// does not read the answers it has. Where a body cannot be made to its end the connection is cut, so that the client sees
// that it is not whole.
//
// The deadline of a client that does not read is the tcp_stream's, which closes at it. A request that does not arrive has
// a timer, since it is answered (408). So has a client that says nothing: a read is pending nearly always, so that a
// client's going is noticed, and its deadline comes and goes with each request; setting the stream's each time cost four
// system calls a request, while this timer is set once and looks when it goes off whether the deadline has moved.
//
// Thread safety: none; everything happens on the thread of its EventLoop. Invariants: queue_.size() <= limits.pipelined
// + 1 (the answer to what could not be read); from Stage::closing on no byte is read as a request.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/basic_stream.hpp>

#include "server/http/answer_queue.h"
#include "server/http/client_address.h"
#include "server/http/connection_table.h"
#include "server/http/event_loop.h"
#include "server/http/request_reader.h"

namespace fonds::http {

ClientAddress peer_of(const Socket& socket);

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  // `entry` null: refused for lack of room, and only told so.
  Connection(Socket socket, EventLoop& loop, ConnectionTable::EntryPointer entry);
  ~Connection();

  void start();
  // The answer to the request of that number. Too late ones are dropped.
  void complete(std::uint64_t number, WireResponse response);
  // The next piece of the body that is being sent, of the answer of that number.
  void take_piece(std::uint64_t number, Piece piece);
  // Ends now where nothing is under way; otherwise what is under way becomes the last. Who has just come may still ask.
  void drain();
  // Ends now.
  void cut();
  // The same, where a busy server needs what this connection holds, and it is not being answered.
  void give_way();

 private:
  using Clock = std::chrono::steady_clock;
  // closing: no further request will be read. lingering: the last answer has gone.
  enum class Stage : std::uint8_t { open, closing, lingering, ended };

  bool ended() const { return stage_ == Stage::ended; }
  bool is_last() const { return stage_ != Stage::open; }
  void make_last() {
    if (stage_ == Stage::open) stage_ = Stage::closing;
  }

  // Reads requests from what was received, answers, and reads on, as far as all that goes.
  void advance();
  void take_requests();
  bool takes_more() const;
  void await_arrival();
  void on_late();
  void dispatch(RequestHead head);
  void identify(Request& request) const;
  void refuse(const Refusal& refusal);

  void read();
  void begin_reading();
  bool is_quiet() const { return queue_.empty() && reader_.phase() == RequestReader::Phase::between; }
  // Cuts at quiet_until_ where the client has said nothing till then.
  void wait_while_quiet();
  void on_quiet();
  void on_read(boost::system::error_code error, std::size_t bytes);

  void write();
  void write_when_there_is_room();
  void written(std::size_t bytes);
  void ask_for_piece();
  // A reset instead of an orderly end: what the kernel has buffered is not offered any longer.
  void reset_when_closed(bool reset);
  std::unique_ptr<AnswerRecord> record_of(const Request& request) const;

  // for the table of connections
  void note_state();
  // the same, bytes of answers
  void note_waiting();
  // after the last answer
  void linger();

  EventLoop& loop_;
  const Limits& limits_;
  boost::beast::basic_stream<boost::asio::ip::tcp, Socket::executor_type> stream_;
  // null: refused
  const ConnectionTable::EntryPointer entry_;
  const ClientAddress peer_;
  const std::shared_ptr<std::atomic<bool>> gone_ = std::make_shared<std::atomic<bool>>(false);

  RequestReader reader_;
  AnswerQueue queue_;

  // for the rest of a request
  boost::asio::steady_timer arrival_timer_;
  // what it runs for; between = not
  RequestReader::Phase awaited_ = RequestReader::Phase::between;
  // before a piece that nobody had time for is asked for again
  boost::asio::steady_timer retry_timer_;
  // When a client that says nothing is left: between requests, or after the last answer.
  Clock::time_point quiet_until_ = Clock::time_point::max();
  // Set for quiet_until_ or earlier, or not at all.
  boost::asio::steady_timer quiet_timer_;
  bool quiet_timer_set_ = false;
  Clock::time_point write_deadline_ = Clock::time_point::max();

  Stage stage_ = Stage::open;
  bool advancing_ = false;
  bool reading_ = false;
  bool writing_ = false;
  // bytes have gone since the table was told
  bool progressed_ = false;
  // the client has sent all it will
  bool peer_done_ = false;
  // a request has come
  bool has_asked_ = false;
};

}  // namespace fonds::http
