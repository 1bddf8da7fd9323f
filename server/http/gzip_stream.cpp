#include "server/http/gzip_stream.h"

#include <algorithm>
#include <limits>
#include <new>
#include <utility>

namespace fonds::http {

GzipStream::GzipStream(int level) {
  // 32 kB window; +16 selects the gzip format
  constexpr int kWindowBits = 15 + 16;
  // zlib's default
  constexpr int kMemoryLevel = 8;
  if (deflateInit2(&stream_, level, Z_DEFLATED, kWindowBits, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
}

GzipStream::~GzipStream() {
  deflateEnd(&stream_);
}

void GzipStream::restart() {
  deflateReset(&stream_);
}

std::size_t GzipStream::bound(std::size_t bytes) {
  return deflateBound(&stream_, static_cast<uLong>(bytes));
}

void GzipStream::add(std::string_view bytes, bool last, std::string& out) {
  // zlib counts in unsigned int: larger bodies go in pieces.
  constexpr std::size_t kMost = std::numeric_limits<uInt>::max() / 2;
  std::size_t written = out.size();
  bool more = true;
  while (more) {
    const std::size_t piece = std::min(bytes.size(), kMost);
    const bool finish = last && piece == bytes.size();
    const std::size_t room = std::min(kMost, bound(piece));
    out.resize(written + room);
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(piece);
    stream_.next_out = reinterpret_cast<Bytef*>(out.data() + written);
    stream_.avail_out = static_cast<uInt>(room);
    const int state = deflate(&stream_, finish ? Z_FINISH : Z_NO_FLUSH);
    bytes.remove_prefix(piece - stream_.avail_in);
    written += room - stream_.avail_out;
    more = finish ? state == Z_OK : !bytes.empty() || stream_.avail_out == 0;
  }
  out.erase(written);
}

void GzipBody::next(std::function<void(Piece)> give) {
  plain_->next([self = shared_from_this(), give = std::move(give)](Piece piece) {
    const bool made = piece.state == Piece::State::more || piece.state == Piece::State::last;
    if (!made) return give(std::move(piece));
    Piece compressed{{}, piece.state};
    self->stream_.add(piece.bytes, piece.state == Piece::State::last, compressed.bytes);
    give(std::move(compressed));
  });
}

}  // namespace fonds::http
