#include "server/http/request_head.h"

#include <string>
#include <variant>
#include <vector>

#include <gmock/gmock.h>

namespace fonds::http {
namespace {

using testing::ElementsAre;
using testing::Pair;

// 0 while incomplete, the head's length when it is whole, and the negative status of a refusal.
long scan(std::string_view bytes, const Limits& limits = {}) {
  HeadScanner scanner(limits);
  const auto result = scanner.scan(bytes);
  if (const auto* refusal = std::get_if<Refusal>(&result)) return -refusal->status;
  const auto* complete = std::get_if<HeadScanner::Complete>(&result);
  return complete == nullptr ? 0 : static_cast<long>(complete->bytes);
}

TEST(HeadScanner, FindsTheEnd) {
  const std::string head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  EXPECT_EQ(scan(head), static_cast<long>(head.size()));
  EXPECT_EQ(scan(head + "GET /next"), static_cast<long>(head.size()));
  EXPECT_EQ(scan("GET / HTTP/1.0\r\n\r\n"), 18);
  for (std::size_t n = 0; n < head.size(); ++n) EXPECT_EQ(scan(head.substr(0, n)), 0) << n;
}

TEST(HeadScanner, RefusesEarly) {
  EXPECT_EQ(scan("\x16\x03\x01"), -400);  // TLS
  EXPECT_EQ(scan(" GET"), -400);
  EXPECT_EQ(scan("GET / HTTP/1.1\n"), -400);
  EXPECT_EQ(scan("GET / HTTP/1.1\r\nHost: a\n"), -400);
  EXPECT_EQ(scan("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n"), -400);
  EXPECT_EQ(scan("GET / HTTP/1.1\r\n\tfolded\r\n"), -400);
}

TEST(HeadScanner, KeepsTheLimits) {
  Limits limits;
  limits.target_bytes = 100;
  limits.header_bytes = 300;
  EXPECT_EQ(scan("GET /" + std::string(200, 'a'), limits), -414);  // without waiting for the line's end
  const std::string line = "GET / HTTP/1.1\r\n";
  EXPECT_EQ(scan(line + "X: " + std::string(300, 'a'), limits), -431);
  const std::string framed = line + "X: ";
  const std::string exact = framed + std::string(300 - framed.size() - 4, 'a') + "\r\n\r\n";
  EXPECT_EQ(scan(exact, limits), 300);
  EXPECT_EQ(scan(framed + std::string(300 - framed.size() - 3, 'a') + "\r\n\r\n", limits), -431);
}

TEST(HeadScanner, HowTheBytesArriveDoesNotMatter) {
  Limits limits;
  limits.header_bytes = 120;
  limits.target_bytes = 40;
  for (const std::string bytes :
       {"GET / HTTP/1.1\r\nHost: a\r\nB: c\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n x\r\n\r\n",
        "GET / HTTP/1.1\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\n\r\n"}) {
    HeadScanner scanner(limits);
    HeadScanner::Result result;
    for (std::size_t n = 1; n <= bytes.size() && std::holds_alternative<HeadScanner::Incomplete>(result);
         ++n) {
      result = scanner.scan(std::string_view(bytes).substr(0, n));
    }
    const long at_once = scan(bytes, limits);
    if (const auto* refusal = std::get_if<Refusal>(&result)) {
      EXPECT_EQ(at_once, -refusal->status) << bytes;
    } else {
      EXPECT_EQ(at_once, static_cast<long>(std::get<HeadScanner::Complete>(result).bytes)) << bytes;
    }
  }
}

TEST(HeadScanner, SkipsBlankLines) {
  EXPECT_EQ(leading_blank_bytes(""), 0U);
  EXPECT_EQ(leading_blank_bytes("\r\n\r\nGET"), 4U);
  EXPECT_EQ(leading_blank_bytes("\r"), 0U);
  EXPECT_EQ(leading_blank_bytes("\nGET"), 0U);
}

RequestHead parsed(const std::string& head) {
  const auto result = parse_head(head, Limits{});
  if (const auto* refusal = std::get_if<Refusal>(&result)) {
    ADD_FAILURE() << head << refusal->status << ' ' << refusal->detail;
    return {};
  }
  return std::get<RequestHead>(result);
}

TEST(RequestHead, Reads) {
  const auto head =
      parsed("GET /a%20b?q=x?y HTTP/1.1\r\nHost: a\r\nACCEPT:\t*/* \r\nX-Empty:\r\nx: 1\r\nx: 2\r\n\r\n");
  EXPECT_EQ(head.request.method, Method::get);
  EXPECT_EQ(head.request.path, "/a%20b");
  EXPECT_EQ(head.request.query, "q=x?y");
  EXPECT_THAT(head.request.headers, ElementsAre(Pair("host", "a"), Pair("accept", "*/*"), Pair("x-empty", ""),
                                                Pair("x", "1"), Pair("x", "2")));
  EXPECT_EQ(head.request.header("accept"), "*/*");
  EXPECT_EQ(head.request.header("absent"), "");
}

TEST(RequestHead, ReadsTargets) {
  struct Case {
    std::string_view target, path, query;
  };
  for (const auto& [target, path, query] : std::vector<Case>{
           {"/", "/", ""},
           {"/?", "/", ""},
           {"/a?b", "/a", "b"},
           {"//a/../b", "//a/../b", ""},
           {"http://localhost:8080/a?b", "/a", "b"},
           {"HTTP://localhost", "/", ""},
           {"https://localhost?b=/c", "/", "b=/c"},
           {"/\xc3\xa9?q=\xc3\xa9", "/\xc3\xa9", "q=\xc3\xa9"},
           {"/a?b=http://c/", "/a", "b=http://c/"},
       }) {
    const auto head = parsed("GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(head.request.path, path) << target;
    EXPECT_EQ(head.request.query, query) << target;
  }
  EXPECT_TRUE(parsed("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").asks_options_of_server);
}

TEST(RequestHead, KnowsTheMethodsAndConnectionOptions) {
  struct Case {
    std::string_view line, headers;
    Method method;
    bool keep_alive;
  };
  for (const auto& [line, headers, method, keep_alive] : std::vector<Case>{
           {"HEAD / HTTP/1.1", "", Method::head, true},
           {"OPTIONS / HTTP/1.1", "", Method::options, true},
           {"POST / HTTP/1.1", "", Method::post, true},
           {"POST / HTTP/1.1", "Content-Length: 3\r\n", Method::post, false},
           {"POST / HTTP/1.1", "Content-Length: 0099999\r\n", Method::post, false},
           {"PUT / HTTP/1.1", "Transfer-Encoding: chunked\r\n", Method::other, false},
           {"get / HTTP/1.1", "", Method::other, true},
           {"M-SEARCH / HTTP/1.1", "", Method::other, true},
           {"CONNECT a:443 HTTP/1.1", "", Method::other, true},
           {"GET / HTTP/1.1", "Connection: close\r\n", Method::get, false},
           {"GET / HTTP/1.1", "Connection: x, CLOSE\r\n", Method::get, false},
           {"GET / HTTP/1.1", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n", Method::get, true},
           {"GET / HTTP/1.0", "", Method::get, false},
           {"GET / HTTP/1.0", "Connection: Keep-Alive\r\n", Method::get, true},
           {"GET / HTTP/1.1", "Content-Length: 0\r\n", Method::get, true},
           {"GET / HTTP/1.1", "Content-Length: 000\r\n", Method::get, true},
           {"GET / HTTP/1.1", "Expect: 100-Continue\r\n", Method::get, true},
       }) {
    const auto head = parsed(std::string(line) + "\r\nHost: a\r\n" + std::string(headers) + "\r\n");
    EXPECT_EQ(head.request.method, method) << line;
    EXPECT_EQ(head.keep_alive, keep_alive) << line << headers;
  }
}

}  // namespace
}  // namespace fonds::http
