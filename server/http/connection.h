// One client's connection: reads heads, hands requests to the application, writes the answers in their order.
//
// Requests that come in a row are handed over as they are read, up to Limits::pipelined of them, and none while
// the client does not read the answers it has; each has a slot, and an answer waits in its slot until those
// before it are written. Answers that are ready together leave in one write.
//
// A body that is made while it is sent (BodySource) is asked for piece by piece, the next one when the last has been
// taken by the kernel; it goes out in chunks, or to an HTTP/1.0 client up to the end of the connection. Where it cannot
// be made to its end the connection is cut, so that the client sees that it is not whole.
//
// There is one timer, armed lazily: a deadline that moves into the future, as on every kept-alive request,
// costs nothing; when the timer fires early it goes back to sleep.
//
// Thread safety: none; everything happens on the thread of its EventLoop. Invariants: slots_.size() <=
// limits.pipelined + 1 (the answer to what could not be read); the first in_flight_ slots are ready and being
// written; after last_ no byte is read as a request.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include "server/http/client_address.h"
#include "server/http/connection_table.h"
#include "server/http/event_loop.h"
#include "server/http/request_head.h"
#include "server/http/response_writer.h"

namespace fonds::http {

ClientAddress peer_of(const boost::asio::ip::tcp::socket& socket);

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  // `entry` null: refused for lack of room, and only told so.
  Connection(boost::asio::ip::tcp::socket socket, EventLoop& loop, ConnectionTable::EntryPointer entry);
  ~Connection();

  void start();
  // The answer to the request of that number. Too late ones are dropped.
  void complete(std::uint64_t sequence, WireResponse response);
  // The next piece of the body that is being sent, of the answer of that number.
  void take_piece(std::uint64_t sequence, Piece piece);
  // Ends now where nothing is under way; otherwise what is under way becomes the last.
  void drain();
  // Ends now.
  void cut();
  // The same, where a busy server needs what this connection holds, and it is not being answered.
  void give_way();

 private:
  using Clock = std::chrono::steady_clock;

  struct Slot {
    WireResponse response;
    bool ready = false;
    bool http_1_0 = false;
    // an HTTP/1.0 client that asked to keep the connection
    bool names_keep_alive = false;
    // where somebody wants to know
    std::unique_ptr<AnswerRecord> record;
  };

  // A body that is made while it is sent.
  struct StreamedBody {
    // the header has gone
    bool begun = false;
    // a piece is being made
    bool asked = false;
    // one is there
    bool ready = false;
    // else its end is that of the connection
    bool chunked = true;
    Piece piece;
    // the line before a chunk
    std::string frame;
    // bytes of the body
    std::uint64_t sent = 0;
  };

  // Reads requests from what was received, answers, and reads on, as far as all that goes.
  void advance();
  void take_requests();
  bool takes_more() const;
  void take(std::string_view head);
  // Whether the body of this request is to be read. Refuses what is not to be taken.
  bool begin_body(RequestHead& head);
  // What has come of it; false where more is to come.
  bool take_body();
  void forget_body();
  void dispatch(RequestHead head);
  void identify(Request& request) const;
  void answer(const Refusal& refusal);

  void read();
  void on_read(boost::system::error_code error, std::size_t bytes);
  std::string_view received() const { return {buffer_.data() + begin_, end_ - begin_}; }
  void make_room();

  void write();
  bool gather();
  // Of the answer at the front, whose body is being made: what there is of it to be written. False where it has to be
  // waited for.
  bool gather_piece();
  void ask_for_piece();
  void end_body();
  void wait_for_room();
  void written(std::size_t bytes);
  std::unique_ptr<AnswerRecord> record_of(const Request& request) const;
  void count(const Slot& slot);
  void report(Slot& slot, std::uint64_t body_bytes);

  // for the table of connections
  void note_state();
  // the same, bytes of answers
  void note_waiting();
  // after the last answer
  void linger();
  void arm_timer();
  void on_timer();

  EventLoop& loop_;
  const Limits& limits_;
  boost::asio::ip::tcp::socket socket_;
  boost::asio::steady_timer timer_;
  // null: refused
  const ConnectionTable::EntryPointer entry_;
  const ClientAddress peer_;
  const std::shared_ptr<std::atomic<bool>> gone_ = std::make_shared<std::atomic<bool>>(false);

  std::vector<char> buffer_;
  // received bytes not taken yet
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  HeadScanner scanner_;
  // its body is being read
  std::optional<RequestHead> arriving_;

  std::deque<Slot> slots_;
  // of slots_.front()
  std::uint64_t first_sequence_ = 0;
  std::size_t in_flight_ = 0;
  // bytes of bodies in ready slots
  std::size_t unwritten_ = 0;
  std::vector<boost::asio::const_buffer> out_;
  std::size_t out_begin_ = 0;
  // of the answer at the front
  StreamedBody streamed_;

  Clock::time_point read_deadline_ = Clock::time_point::max();
  Clock::time_point write_deadline_ = Clock::time_point::max();
  Clock::time_point ask_again_at_ = Clock::time_point::max();
  Clock::time_point armed_for_ = Clock::time_point::max();

  bool advancing_ = false;
  bool reading_ = false;
  bool writing_ = false;
  // bytes have gone since the table was told
  bool progressed_ = false;
  // a head, or the body behind it, has begun and its deadline runs
  bool in_head_ = false;
  // waits for a request, and the deadline for that runs
  bool idle_ = false;
  // no further request will be read
  bool last_ = false;
  // the client has sent all it will
  bool peer_done_ = false;
  bool lingering_ = false;
  bool ended_ = false;
};

}  // namespace fonds::http
