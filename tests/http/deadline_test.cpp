// Clients that are too slow. The tests wait by reading, until the server ends the connection.
#include <chrono>
#include <future>
#include <memory>
#include <string>

#include <gmock/gmock.h>

#include "tests/http/raw_client.h"
#include "tests/http/test_server.h"

namespace fonds::http::test {
namespace {

using std::chrono::milliseconds;

TEST(Deadline, ASlowHeaderEndsWith408) {
  Limits limits;
  limits.header_timeout = milliseconds(50);
  TestServer server(echo, loopback(limits));
  RawClient client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\nX-");
  const auto answer = client.read_answer();
  EXPECT_EQ(answer.status, 408);
  EXPECT_EQ(answer.header("content-type"), "application/problem+json");
  EXPECT_EQ(answer.header("connection"), "close");
  EXPECT_TRUE(client.closed());
}

TEST(Deadline, CoversTheWholeHeaderHoweverOftenBytesCome) {
  Limits limits;
  limits.header_timeout = milliseconds(80);
  limits.header_bytes = 1 << 30;
  TestServer server(echo, loopback(limits));
  RawClient client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\n");
  // Drips until the server has had enough: were each byte to prolong the deadline, this would fail.
  EXPECT_TRUE(eventually([&] {
    client.send("x");
    return server.counters().responses_4xx == 1;
  }));
}

TEST(Deadline, AppliesToLaterRequestsToo) {
  Limits limits;
  limits.header_timeout = milliseconds(50);
  TestServer server(echo, loopback(limits));
  RawClient client(server.port());
  EXPECT_EQ(client.get("/").status, 200);
  client.send("GET /");
  EXPECT_EQ(client.read_answer().status, 408);
}

TEST(Deadline, AnIdleConnectionIsClosedWithoutAWord) {
  Limits limits;
  limits.idle_timeout = milliseconds(50);
  TestServer server(echo, loopback(limits));
  RawClient silent(server.port());
  EXPECT_TRUE(silent.closed());
  RawClient kept(server.port());
  EXPECT_EQ(kept.get("/").status, 200);
  EXPECT_TRUE(kept.closed());
}

TEST(Deadline, EmptyLinesDoNotKeepAnIdleConnection) {
  Limits limits;
  limits.idle_timeout = milliseconds(80);
  TestServer server(echo, loopback(limits));
  for (const bool asked_before : {false, true}) {
    RawClient client(server.port());
    if (asked_before) {
      EXPECT_EQ(client.get("/").status, 200);
    }
    // Goes on until the server has had enough: were each empty line to prolong the deadline, this would fail.
    EXPECT_TRUE(eventually([&] {
      client.send("\r\n");
      return server.counters().connections_open == 0;
    }));
  }
}

TEST(Deadline, TheApplicationMayTakeLongerThanTheClientMay) {
  Limits limits;
  limits.idle_timeout = limits.header_timeout = limits.write_timeout = milliseconds(20);
  std::promise<Reply> asked;
  TestServer server([&](const Request&, Reply reply) { asked.set_value(std::move(reply)); },
                    loopback(limits));
  RawClient client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto reply = asked.get_future().get();
  // Another connection has gone idle and been closed meanwhile, more than once.
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(RawClient(server.port()).closed());
  reply(Response::text(200, "text/plain", "late"));
  EXPECT_EQ(client.read_answer().body, "late");
}

TEST(Deadline, AClientThatDoesNotReadIsCut) {
  Limits limits;
  limits.write_timeout = milliseconds(50);
  limits.write_rate = std::size_t{1} << 40;  // what the kernel buffers must not count as progress here
  const auto body = std::make_shared<const std::string>(64'000'000, 'z');
  TestServer server(
      [&](const Request&, const Reply& reply) {
        Response response;
        response.content_type = "text/plain";
        response.body = body;
        reply(std::move(response));
      },
      loopback(limits));
  RawClient client(server.port(), 4096);
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_TRUE(client.wait_for_reset());
  EXPECT_TRUE(eventually([&] { return server.counters().connections_open == 0; }));
  EXPECT_TRUE(eventually([&] { return body.use_count() == 1; }));  // nothing of the answer is held any longer
}

TEST(Deadline, AClientThatDoesNotHangUpIsLeft) {
  Limits limits;
  limits.linger_timeout = milliseconds(50);
  TestServer server(echo, loopback(limits));
  RawClient client(server.port());
  EXPECT_EQ(client.get("/", "Connection: close\r\n").status, 200);
  // The client keeps its side open and even goes on sending.
  EXPECT_TRUE(eventually([&] {
    client.send("more");
    return server.counters().connections_open == 0;
  }));
}

}  // namespace
}  // namespace fonds::http::test
