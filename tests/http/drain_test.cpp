// Stopping: what runs is answered, what idles is closed, nothing waits for ever.
#include <future>
#include <memory>
#include <string>

#include <gmock/gmock.h>

#include "tests/http/raw_client.h"
#include "tests/http/test_server.h"

namespace fonds::http::test {
namespace {

using std::chrono::milliseconds;

TEST(Drain, FinishesWhatRuns) {
  std::promise<Reply> asked;
  TestServer server([&](const Request&, Reply reply) { asked.set_value(std::move(reply)); });
  auto busy = std::make_unique<RawClient>(server.port());
  auto& client = *busy;
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  auto reply = asked.get_future().get();
  RawClient idle(server.port());
  server.stop();
  EXPECT_TRUE(idle.closed());
  EXPECT_TRUE(eventually([&] { return !RawClient().connect(server.port()); }));
  reply(Response::text(200, "text/plain", "finished"));
  const auto answer = client.read_answer();
  EXPECT_EQ(answer.body, "finished");
  EXPECT_EQ(answer.header("connection"), "close");
  EXPECT_TRUE(client.closed());
  busy.reset();
  server.join();
  EXPECT_EQ(server.counters().connections_open, 0U);
}

TEST(Drain, CutsOffWhatDoesNotEnd) {
  Limits limits;
  limits.drain_timeout = milliseconds(30);
  std::promise<Reply> asked;
  TestServer server([&](const Request&, Reply reply) { asked.set_value(std::move(reply)); },
                    loopback(limits, 2));
  RawClient client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto reply = asked.get_future().get();
  server.stop();
  server.join();
  EXPECT_TRUE(client.closed());
  reply(Response::text(200, "text/plain", "too late"));
}

TEST(Drain, ARequestHalfSentIsStillAnswered) {
  TestServer server(echo);
  auto half = std::make_unique<RawClient>(server.port());
  auto& client = *half;
  EXPECT_EQ(client.get("/before").status, 200);
  client.send("GET /during HTTP/1.1\r\n");
  // The answer to a second client shows that the server has run past the half request.
  EXPECT_EQ(RawClient(server.port()).get("/").status, 200);
  server.stop();
  EXPECT_TRUE(eventually([&] { return !RawClient().connect(server.port()); }));
  client.send("Host: a\r\n\r\n");
  const auto answer = client.read_answer();
  EXPECT_EQ(answer.body, "/during");
  EXPECT_EQ(answer.header("connection"), "close");
  half.reset();
  server.join();
}

// It was accepted: another process is not there for it.
TEST(Drain, WhoHasJustComeIsStillAnsweredOnce) {
  Limits limits;
  limits.first_request_timeout = std::chrono::minutes(1);
  limits.drain_timeout = std::chrono::minutes(1);
  TestServer server(echo, loopback(limits, 1));
  auto newcomer = std::make_unique<RawClient>(server.port());
  // The answer to a second client shows that the server has accepted the first.
  EXPECT_EQ(RawClient(server.port()).get("/").status, 200);
  server.stop();
  EXPECT_TRUE(eventually([&] { return !RawClient().connect(server.port()); }));
  newcomer->send("GET /first HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto answer = newcomer->read_answer();
  EXPECT_EQ(answer.body, "/first");
  EXPECT_EQ(answer.header("connection"), "close");
  EXPECT_TRUE(newcomer->closed());
  newcomer.reset();
  server.join();
}

TEST(Drain, WhoHasJustComeAndSaysNothingIsLeft) {
  Limits limits;
  limits.first_request_timeout = milliseconds(10);
  TestServer server(echo, loopback(limits, 1));
  RawClient silent(server.port());
  EXPECT_EQ(RawClient(server.port()).get("/").status, 200);
  server.stop();
  EXPECT_TRUE(silent.closed());
  server.join();
}

TEST(Drain, EndsAtOnceWhereNothingIsOpen) {
  TestServer server(echo, loopback({}, 3));
  server.stop();
  server.stop();
  server.join();
}

TEST(Drain, MayBeAskedForBeforeRunning) {
  struct Nobody final : Handler {
    void handle(Request, Reply) override {}
  } handler;
  Server server(loopback(), handler);
  server.stop();
  server.run();
}

TEST(Drain, AServerThatNeverRanEnds) {
  struct Nobody final : Handler {
    void handle(Request, Reply) override {}
  } handler;
  auto server = std::make_unique<Server>(loopback(), handler);
  RawClient client(server->port());
  server.reset();
  EXPECT_TRUE(client.closed());
}

}  // namespace
}  // namespace fonds::http::test
