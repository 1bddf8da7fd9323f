// gzip, piece by piece: for bodies that are made while they are sent.
//
// A deflate state is a quarter of a megabyte, whatever goes through it.
// Thread safety: none of a stream; a body's as its source's. Errors: std::bad_alloc only.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <zlib.h>

#include "server/http/message.h"

namespace fonds::http {

class GzipStream {
 public:
  // zlib's, 1 to 9
  explicit GzipStream(int level);
  ~GzipStream();
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;

  // Appends what the compressed form of these bytes gives so far to `out`; all that is left where they are the last.
  void add(std::string_view bytes, bool last, std::string& out);
  // Begins anew. What it takes at most, of so many bytes.
  void restart();
  std::size_t bound(std::size_t bytes);

 private:
  z_stream stream_{};
};

// The compressed form of another body, made on the thread that makes the body's pieces.
class GzipBody : public BodySource, public std::enable_shared_from_this<GzipBody> {
 public:
  GzipBody(std::shared_ptr<BodySource> plain, int level) : plain_(std::move(plain)), stream_(level) {}
  void next(std::function<void(Piece)> give) override;

 private:
  const std::shared_ptr<BodySource> plain_;
  GzipStream stream_;
};

}  // namespace fonds::http
