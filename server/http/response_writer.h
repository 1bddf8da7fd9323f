// From the application's Response to the bytes on the wire: conditional requests, compression, the header.
// Runs on the thread that replies, so that compressing keeps no I/O thread busy.
//
// Thread safety: pure but for the Compressor, which has its own lock.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "server/http/compression.h"
#include "server/http/message.h"
#include "server/http/request_head.h"

namespace fonds::http {

// What of a request decides how its answer is sent.
struct Negotiation {
  Method method = Method::get;
  std::string accept_encoding;
  std::string if_none_match;

  static Negotiation of(const Request& request);
};

struct WireResponse {
  int status = 500;
  // status line and fields; Connection and the empty line are added when it is known whether
  // the connection stays
  std::string header;
  // null: none follows
  std::shared_ptr<const std::string> body;
  // in its place, framed when it is known how: `header` says no length
  std::shared_ptr<BodySource> source;
};

WireResponse make_wire(Response response, const Negotiation& negotiation, std::size_t compress_from,
                       Compressor& compressor);

// What the HTTP layer refuses by itself, as a problem.
WireResponse make_wire(const Refusal& refusal);

}  // namespace fonds::http
