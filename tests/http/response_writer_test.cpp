#include "server/http/response_writer.h"

#include <memory>
#include <string>

#include <gmock/gmock.h>

namespace fonds::http {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::size_t kCompressFrom = 1024;

WireResponse wire_of(Response response, Method method = Method::get) {
  Compressor compressor;
  Negotiation negotiation;
  negotiation.method = method;
  return make_wire(std::move(response), negotiation, kCompressFrom, compressor);
}

TEST(ResponseWriter, WritesTheHeader) {
  auto response = Response::text(404, "text/html; charset=utf-8", "<p>");
  response.cache_control = "no-cache";
  response.headers.emplace_back("X-Frame-Options", "DENY");
  const auto wire = wire_of(std::move(response));
  EXPECT_THAT(wire.header, StartsWith("HTTP/1.1 404 Not Found\r\nServer: fonds\r\nDate: "));
  EXPECT_THAT(wire.header,
              ContainsRegex("Date: [A-Z][a-z][a-z], [0-9][0-9] [A-Z][a-z][a-z] [0-9][0-9][0-9][0-9] "
                            "[0-9][0-9]:[0-9][0-9]:[0-9][0-9] GMT\r\n"));
  EXPECT_THAT(wire.header, AllOf(HasSubstr("Content-Type: text/html; charset=utf-8\r\n"),
                                 HasSubstr("Content-Length: 3\r\n"), HasSubstr("Cache-Control: no-cache\r\n"),
                                 HasSubstr("X-Frame-Options: DENY\r\n")));
  EXPECT_EQ(*wire.body, "<p>");
}

TEST(ResponseWriter, AValueCannotAddAHeader) {
  auto response = Response::text(302, "text/plain", "");
  response.headers.emplace_back("Location", "/a\r\nSet-Cookie: b=c\r\n\r\n<script>");
  response.etag = "\"a\nb\"";
  const auto wire = wire_of(std::move(response));
  EXPECT_THAT(wire.header, HasSubstr("Location: /a  Set-Cookie: b=c    <script>\r\n"));
  EXPECT_THAT(wire.header, Not(HasSubstr("\nSet-Cookie")));
}

TEST(ResponseWriter, StatusesWithoutABodyHaveNoLength) {
  for (const int status : {204, 304}) {
    auto response = Response::text(status, "text/plain", "ignored");
    const auto wire = wire_of(std::move(response));
    EXPECT_EQ(wire.body, nullptr);
    EXPECT_THAT(wire.header, AllOf(Not(HasSubstr("Content-Length")), Not(HasSubstr("Content-Type"))));
  }
}

TEST(ResponseWriter, AnAnswerWithoutABodySaysSo) {
  Response response;
  response.status = 405;
  EXPECT_THAT(wire_of(response).header, HasSubstr("Content-Length: 0\r\n"));
}

TEST(ResponseWriter, ToHeadGoesOnlyTheHeader) {
  const auto wire = wire_of(Response::text(200, "text/plain", "12345"), Method::head);
  EXPECT_EQ(wire.body, nullptr);
  EXPECT_THAT(wire.header, HasSubstr("Content-Length: 5\r\n"));
}

TEST(ResponseWriter, AStatusThatIsNoneIsAnError) {
  for (const int status : {0, 100, 199, 600, -1}) {
    EXPECT_EQ(wire_of(Response::text(status, "text/plain", "x")).status, 500) << status;
  }
}

}  // namespace
}  // namespace fonds::http
