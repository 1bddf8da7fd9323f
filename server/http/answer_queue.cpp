#include "server/http/answer_queue.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <boost/beast/core/buffers_range.hpp>

namespace fonds::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;

// Answers gathered into one write: each takes two of the 64 pieces that Asio passes to the kernel at once.
constexpr std::size_t kAnswersPerWrite = 32;
constexpr std::string_view kStay = "\r\n";
constexpr std::string_view kStayNamed = "Connection: keep-alive\r\n\r\n";
constexpr std::string_view kClose = "Connection: close\r\n\r\n";
constexpr std::string_view kChunked = "Transfer-Encoding: chunked\r\n";
const bhttp::chunk_last<bhttp::chunk_crlf> kBodyEnd = bhttp::make_chunk_last();

std::size_t body_bytes(const WireResponse& response) {
  return response.body ? response.body->size() : 0;
}

}  // namespace

std::uint64_t AnswerQueue::expect(bool http_1_0, bool names_keep_alive,
                                  std::unique_ptr<AnswerRecord> record) {
  Slot& slot = slots_.emplace_back();
  slot.http_1_0 = http_1_0;
  slot.names_keep_alive = names_keep_alive;
  slot.record = std::move(record);
  return first_number_ + slots_.size() - 1;
}

bool AnswerQueue::put(std::uint64_t number, WireResponse response) {
  if (number < first_number_ || number - first_number_ >= slots_.size()) return false;
  Slot& slot = slots_[number - first_number_];
  if (slot.ready) return false;
  slot.response = std::move(response);
  slot.ready = true;
  unwritten_ += body_bytes(slot.response);
  return true;
}

bool AnswerQueue::ends_connection(std::uint64_t number) const {
  const Slot& slot = slots_[number - first_number_];
  return slot.response.source && slot.http_1_0;
}

void AnswerQueue::drop_after(std::uint64_t number) {
  for (; slots_.size() > number - first_number_ + 1; slots_.pop_back()) {
    if (slots_.back().ready) unwritten_ -= body_bytes(slots_.back().response);
  }
}

bool AnswerQueue::gather(bool last) {
  if (out_begin_ < out_.size()) return true;
  out_.clear();
  out_begin_ = 0;
  if (streamed_.begun) {
    if (gather_piece()) return true;
    if (streamed_.begun) return false;
  }
  while (in_flight_ < slots_.size() && in_flight_ < kAnswersPerWrite && slots_[in_flight_].ready) {
    Slot& slot = slots_[in_flight_];
    WireResponse& response = slot.response;
    const bool closes = last && in_flight_ + 1 == slots_.size();
    if (response.source && !slot.http_1_0) response.header += kChunked;
    response.header += closes ? kClose : slot.names_keep_alive ? kStayNamed : kStay;
    out_.emplace_back(response.header.data(), response.header.size());
    if (response.body) out_.emplace_back(response.body->data(), response.body->size());
    count(slot);
    ++in_flight_;
    if (response.source) break;
    report(slot, body_bytes(response));
  }
  return !out_.empty();
}

template <typename Buffers>
void AnswerQueue::add(const Buffers& buffers) {
  for (const asio::const_buffer buffer : beast::buffers_range_ref(buffers)) {
    if (buffer.size() > 0) out_.push_back(buffer);
  }
}

// False where there is none yet, or where it was the last and nothing of it is to be written.
bool AnswerQueue::gather_piece() {
  if (!streamed_.ready) return false;
  const auto& [bytes, state] = streamed_.piece;
  const asio::const_buffer body(bytes.data(), bytes.size());
  if (!streamed_.chunked) {
    add(body);
  } else {
    // A chunk of no bytes would be the end.
    if (!bytes.empty()) add(streamed_.chunk.emplace(body));
    if (state == Piece::State::last) add(kBodyEnd);
  }
  if (!out_.empty()) return true;
  written(0);
  return false;
}

void AnswerQueue::written(std::size_t bytes) {
  while (bytes > 0) {
    auto& piece = out_[out_begin_];
    const auto taken = std::min(bytes, piece.size());
    piece += taken;
    bytes -= taken;
    if (piece.size() == 0) ++out_begin_;
  }
  if (out_begin_ < out_.size()) return;
  while (in_flight_ > 0) {
    const Slot& slot = slots_.front();
    if (slot.response.source && !piece_written(slot)) return;
    unwritten_ -= body_bytes(slot.response);
    slots_.pop_front();
    --in_flight_;
    ++first_number_;
  }
}

// Whether that was the end of the body.
bool AnswerQueue::piece_written(const Slot& slot) {
  const bool at_end = streamed_.ready && streamed_.piece.state == Piece::State::last;
  streamed_.sent += streamed_.piece.bytes.size();
  unwritten_ -= streamed_.piece.bytes.size();
  streamed_.begun = true;
  streamed_.ready = false;
  streamed_.chunked = !slot.http_1_0;
  streamed_.piece = {};
  if (at_end) end_body();
  return at_end;
}

BodySource* AnswerQueue::wanted(std::uint64_t& number) {
  if (!streamed_.begun || streamed_.ready || streamed_.asked || streamed_.put_off) return nullptr;
  streamed_.asked = true;
  number = first_number_;
  return slots_.front().response.source.get();
}

bool AnswerQueue::give(std::uint64_t number, Piece piece) {
  if (number != first_number_ || !streamed_.asked) return false;
  streamed_.asked = false;
  streamed_.put_off = piece.state == Piece::State::later;
  if (streamed_.put_off) return true;
  unwritten_ += piece.bytes.size();
  streamed_.piece = std::move(piece);
  streamed_.ready = true;
  return true;
}

void AnswerQueue::end_body() {
  report(slots_.front(), streamed_.sent);
  streamed_ = {};
}

void AnswerQueue::count(const Slot& slot) {
  const int family = slot.response.status / 100;
  auto& counter = family == 2   ? counters_.responses_2xx
                  : family == 3 ? counters_.responses_3xx
                  : family == 4 ? counters_.responses_4xx
                                : counters_.responses_5xx;
  counter.fetch_add(1, std::memory_order_relaxed);
}

void AnswerQueue::report(Slot& slot, std::uint64_t body_bytes) {
  if (!slot.record) return;
  slot.record->status = slot.response.status;
  slot.record->bytes = body_bytes;
  observer_->answered(*slot.record);
}

}  // namespace fonds::http
