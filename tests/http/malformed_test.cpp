// What is not a request, or one that two implementations could read differently, over real sockets: each gets
// its status as problem+json, and the connection ends.
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "tests/http/raw_client.h"
#include "tests/http/test_server.h"

namespace fonds::http::test {
namespace {

using testing::HasSubstr;
using std::string_literals::operator""s;

TEST(Malformed, EachGetsItsStatusAndTheConnectionEnds) {
  const std::string line = "GET / HTTP/1.1\r\n";
  const std::string host = "Host: a\r\n";
  const std::string begin = line + host;
  const std::string post = "POST / HTTP/1.1\r\n" + host;
  struct Case {
    std::string bytes;
    int status;
  };
  const std::vector<Case> cases{
      // the request line
      {"GET\r\n\r\n", 400},
      {"GET /\r\n\r\n", 400},
      {"GET / HTTP/1.1 \r\n" + host + "\r\n", 400},
      {"GET  / HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET /  HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET\t/\tHTTP/1.1\r\n" + host + "\r\n", 400},
      {" GET / HTTP/1.1\r\n" + host + "\r\n", 400},
      {"G(T / HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET / a HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET a HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET * HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET /#fragment HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET ftp://a/ HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET http:///a HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET http://a b/ HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET /\0 HTTP/1.1\r\n"s + host + "\r\n", 400},
      {"GET /\x7f HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET /\x01 HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET /a\rb HTTP/1.1\r\n" + host + "\r\n", 400},
      {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"s, 400},
      {"\n\nGET / HTTP/1.1\r\n" + host + "\r\n", 400},
      {"\rGET / HTTP/1.1\r\n" + host + "\r\n", 400},
      // the version
      {"GET / HTTP/2.0\r\n" + host + "\r\n", 505},
      {"GET / HTTP/0.9\r\n" + host + "\r\n", 505},
      {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
      {"GET / HTTP/1.\r\n" + host + "\r\n", 400},
      {"GET / http/1.1\r\n" + host + "\r\n", 400},
      {"GET / HTTP/11\r\n" + host + "\r\n", 400},
      {"GET / HTTP/1.10\r\n" + host + "\r\n", 400},
      {"GET / HTTP/x.1\r\n" + host + "\r\n", 400},
      {"GET / XTTP/1.1\r\n" + host + "\r\n", 400},
      // Host
      {line + "\r\n", 400},
      {line + host + host + "\r\n", 400},
      {line + host + "Host: b\r\n\r\n", 400},
      {line + "Host: a b\r\n\r\n", 400},
      {line + "Host: a, b\r\n\r\n", 400},
      {line + "Host: a/b\r\n\r\n", 400},
      {line + "Host: \"a\"\r\n\r\n", 400},
      // header lines
      {begin + "X : 1\r\n\r\n", 400},
      {begin + "X\t: 1\r\n\r\n", 400},
      {begin + " X: 1\r\n\r\n", 400},
      {begin + "X: 1\r\n folded\r\n\r\n", 400},
      {begin + "X: 1\r\n\tfolded\r\n\r\n", 400},
      {begin + ": 1\r\n\r\n", 400},
      {begin + "X\r\n\r\n", 400},
      {begin + "X Y: 1\r\n\r\n", 400},
      {begin + "X(: 1\r\n\r\n", 400},
      {begin + "X\0: 1\r\n\r\n"s, 400},
      {begin + "X: a\0b\r\n\r\n"s, 400},
      {begin + "X: a\x01 b\r\n\r\n", 400},
      {begin + "X: a\x7f\r\n\r\n", 400},
      {begin + "X: a\rb\r\n\r\n", 400},
      {begin + "X: a\nY: b\r\n\r\n", 400},
      {begin + "X: a\r\r\n\r\n", 400},
      {begin + "X: a\n\n", 400},
      {"GET / HTTP/1.1\nHost: a\n\n", 400},
      {begin + "\xc3\xa9: 1\r\n\r\n", 400},
      {begin + "Connection: ,;=\r\n\r\n", 400},
      // a body, and ways to hide one
      {begin + "Content-Length: 3\r\n\r\nabc", 413},
      {begin + "Content-Length: 03\r\n\r\nabc", 413},
      {begin + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 413},
      {begin + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n", 413},
      {begin + "transfer-encoding: gzip, chunked\r\n\r\n", 413},
      {begin + "Transfer-Encoding: identity\r\n\r\n", 413},
      {post + "Transfer-Encoding: \x0b" + "chunked\r\n\r\n", 400},
      {begin + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n", 413},
      {post + "Content-Length: 100000\r\n\r\n", 413},
      {post + "Content-Length: 18446744073709551615\r\n\r\n", 413},
      {post + "Content-Length: 18446744073709551616\r\n\r\n", 400},
      {post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400},
      {post + "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {post + "Transfer-Encoding: x\r\nContent-Length: 0\r\n\r\n", 400},
      {post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400},
      {post + "Content-Length: 0\r\nContent-Length: 3\r\n\r\nabc", 400},
      {post + "Content-Length: 0\r\nContent-Length: 0\r\n\r\n", 400},
      {post + "Content-Length: 3, 3\r\n\r\nabc", 400},
      {post + "Content-Length: 0, 0\r\n\r\n", 400},
      {post + "Content-Length: -1\r\n\r\n", 400},
      {post + "Content-Length: +0\r\n\r\n", 400},
      {post + "Content-Length: 0x3\r\n\r\nabc", 400},
      {post + "Content-Length: 3 3\r\n\r\nabc", 400},
      {post + "Content-Length:\r\n\r\n", 400},
      {post + "Content-Length : 3\r\n\r\nabc", 400},
      {post + "Transfer-Encoding : chunked\r\n\r\n", 400},
      {post + "Transfer-Encoding:\r\n chunked\r\n\r\n", 400},
      {begin + "Expect: a-miracle\r\n\r\n", 417},
  };
  TestServer server(echo);
  for (const auto& [bytes, status] : cases) {
    RawClient client(server.port());
    // Whatever follows must not be taken for a second request.
    client.send(bytes);
    const auto answer = client.read_answer();
    EXPECT_EQ(answer.status, status) << bytes;
    EXPECT_EQ(answer.header("content-type"), "application/problem+json") << bytes;
    EXPECT_EQ(answer.header("connection"), "close") << bytes;
    EXPECT_THAT(answer.body, HasSubstr("\"status\":" + std::to_string(status))) << bytes;
    EXPECT_TRUE(client.closed()) << bytes;
  }
  EXPECT_EQ(server.counters().responses_2xx, 0U);
  RawClient after(server.port());
  EXPECT_EQ(after.get("/ok").status, 200);
}

TEST(Malformed, NothingBehindABadRequestIsServed) {
  TestServer server(echo);
  RawClient client(server.port());
  client.send(
      "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 30\r\n\r\n"
      "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.read_answer().status, 413);
  EXPECT_EQ(client.read_to_end(), "");
}

TEST(Malformed, WhatCameBeforeIsAnswered) {
  TestServer server(echo);
  RawClient client(server.port());
  client.send("GET /first HTTP/1.1\r\nHost: a\r\n\r\nBROKEN\r\n\r\n");
  EXPECT_EQ(client.read_answer().body, "/first");
  EXPECT_EQ(client.read_answer().status, 400);
  EXPECT_TRUE(client.closed());
}

TEST(Malformed, AHeadRequestGetsNoBodyWithItsError) {
  TestServer server(echo);
  RawClient client(server.port());
  client.send("HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
  EXPECT_EQ(client.read_answer(true).status, 413);
  EXPECT_TRUE(client.closed());
}

TEST(Malformed, TooLong) {
  TestServer server(echo);
  const Limits limits;
  struct Case {
    std::string bytes;
    int status;
  };
  std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
  for (std::size_t i = 0; i < limits.header_fields; ++i) many += "x: y\r\n";
  const std::string host = " HTTP/1.1\r\nHost: a\r\n\r\n";
  for (const auto& [bytes, status] : std::vector<Case>{
           {"GET /" + std::string(limits.target_bytes - 1, 'a') + host, 200},
           {"GET /" + std::string(limits.target_bytes, 'a') + host, 414},
           {"GET /" + std::string(100'000, 'a'), 414},
           {"GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(100'000, 'a'), 431},
           {"GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(limits.header_bytes - 100, 'a') + "\r\n\r\n",
            200},
           {many + "\r\n", 431},
       }) {
    RawClient client(server.port());
    client.send(bytes);
    EXPECT_EQ(client.read_answer().status, status) << bytes.substr(0, 40) << ' ' << bytes.size();
  }
}

TEST(Malformed, ProblemsAreWellFormed) {
  TestServer server(echo);
  RawClient client(server.port());
  client.send("GET / HTTP/3.0\r\n\r\n");
  const auto answer = client.read_answer();
  EXPECT_EQ(answer.body, R"({"type":"about:blank","title":"HTTP Version Not Supported","status":505,)"
                         R"("detail":"Only HTTP/1.0 and HTTP/1.1 are spoken here."})");
  EXPECT_EQ(answer.header("cache-control"), "no-store");
}

}  // namespace
}  // namespace fonds::http::test
