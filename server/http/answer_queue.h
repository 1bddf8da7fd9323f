// The answers of one connection, in the order of its requests, and which bytes of them are to be written next.
//
// Each request has a slot; an answer waits in its slot until those before it are written. Answers that are ready together
// are gathered into one write.
//
// A body that is made while it is sent (BodySource) goes piece by piece, the next one asked for when the last has been
// taken by the kernel; in chunks, or to an HTTP/1.0 client up to the end of the connection.
//
// No socket, no clock. Thread safety: none. Invariant: the first in_flight_ slots are ready, and their bytes in buffers()
// or written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/chunk_encode.hpp>

#include "server/http/response_writer.h"
#include "server/http/server.h"

namespace fonds::http {

class AnswerQueue {
 public:
  // `observer` may be null; both outlive the queue.
  AnswerQueue(Counters& counters, AnswerObserver* observer) : counters_(counters), observer_(observer) {}

  bool empty() const { return slots_.empty(); }
  // requests without their answers written
  std::size_t size() const { return slots_.size(); }
  // bytes of bodies that are ready, and not written
  std::size_t unwritten() const { return unwritten_; }

  // A slot for the answer to a request; returns its number. `record`: what to tell the observer, null = nothing.
  std::uint64_t expect(bool http_1_0, bool names_keep_alive, std::unique_ptr<AnswerRecord> record);
  // False where nobody waits for it any longer.
  bool put(std::uint64_t number, WireResponse response);
  // Whether the answer of that number is a body without a length, to a client that knows no chunks: its end is that of
  // the connection.
  bool ends_connection(std::uint64_t number) const;
  // No answer behind that number will be sent.
  void drop_after(std::uint64_t number);

  // Whether there is something to be written. `last`: the answer behind all others is that of the connection.
  bool gather(bool last);
  std::span<const boost::asio::const_buffer> buffers() const { return std::span(out_).subspan(out_begin_); }
  // That many bytes of buffers() have been written.
  void written(std::size_t bytes);

  // The source to be asked for a piece now; null: none. `number`: of its answer, for give().
  BodySource* wanted(std::uint64_t& number);
  // The piece asked for; false where nobody waits for it any longer. REQUIRES: it has not failed.
  bool give(std::uint64_t number, Piece piece);
  // Piece::State::later was given: it may be asked for again.
  void ask_again() { streamed_.put_off = false; }
  // Whether a body is only sent in part.
  bool is_within_body() const { return streamed_.begun; }
  // What of it has been sent is all.
  void end_body();

 private:
  struct Slot {
    WireResponse response;
    bool ready = false;
    bool http_1_0 = false;
    // an HTTP/1.0 client that asked to keep the connection
    bool names_keep_alive = false;
    // where somebody wants to know
    std::unique_ptr<AnswerRecord> record;
  };

  // A body that is made while it is sent, of the answer at the front.
  struct StreamedBody {
    // the header has gone
    bool begun = false;
    // a piece is being made
    bool asked = false;
    // nobody had time to make it
    bool put_off = false;
    // one is there
    bool ready = false;
    // else its end is that of the connection
    bool chunked = true;
    Piece piece;
    // its bytes with the lines around them
    std::optional<boost::beast::http::chunk_body<boost::asio::const_buffer>> chunk;
    // bytes of the body
    std::uint64_t sent = 0;
  };

  template <typename Buffers>
  void add(const Buffers& buffers);
  bool gather_piece();
  bool piece_written(const Slot& slot);
  void count(const Slot& slot);
  void report(Slot& slot, std::uint64_t body_bytes);

  Counters& counters_;
  AnswerObserver* const observer_;
  std::deque<Slot> slots_;
  // of slots_.front()
  std::uint64_t first_number_ = 0;
  std::size_t in_flight_ = 0;
  std::size_t unwritten_ = 0;
  std::vector<boost::asio::const_buffer> out_;
  std::size_t out_begin_ = 0;
  StreamedBody streamed_;
};

}  // namespace fonds::http
