// The Reply in the application's hands: from any thread, once, never, too late.
#include <atomic>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>

#include "server/http/worker_pool.h"
#include "tests/http/raw_client.h"
#include "tests/http/test_server.h"

namespace fonds::http::test {
namespace {

Response ok(std::string body) {
  return Response::text(200, "text/plain", std::move(body));
}

TEST(Reply, MayComeFromAnyThread) {
  WorkerPool pool(4, 1000);
  TestServer server(
      [&](Request request, Reply reply) {
        const bool taken =
            pool.submit([path = request.path, reply = std::move(reply)](unsigned) { reply(ok(path)); });
        EXPECT_TRUE(taken);
      },
      loopback({}, 2));
  std::vector<std::thread> clients;
  for (int c = 0; c < 8; ++c) {
    clients.emplace_back([&, c] {
      RawClient client(server.port());
      for (int i = 0; i < 100; ++i) {
        const std::string path = "/" + std::to_string(c) + "/" + std::to_string(i);
        ASSERT_EQ(client.get(path).body, path);
      }
    });
  }
  for (auto& client : clients) client.join();
  EXPECT_EQ(server.counters().responses_2xx, 800U);
}

TEST(Reply, OnlyTheFirstCounts) {
  TestServer server([](const Request& request, const Reply& reply) {
    reply(ok(request.path));
    reply(ok("second"));
    std::thread([reply] { reply(ok("third")); }).join();
  });
  RawClient client(server.port());
  EXPECT_EQ(client.get("/1").body, "/1");
  EXPECT_EQ(client.get("/2").body, "/2");
}

TEST(Reply, DroppedMeans500) {
  TestServer server([](const Request& request, const Reply& reply) {
    if (request.path == "/throw") throw std::runtime_error("broken");
    if (request.path == "/throw-anything") throw 42;
    if (request.path == "/elsewhere") std::thread([copy = reply] {}).detach();
  });
  RawClient client(server.port());
  for (const auto* path : {"/drop", "/throw", "/throw-anything", "/elsewhere"}) {
    const auto answer = client.get(path);
    EXPECT_EQ(answer.status, 500) << path;
    EXPECT_EQ(answer.header("content-type"), "application/problem+json") << path;
    EXPECT_EQ(answer.header("connection"), "") << path;
  }
  EXPECT_EQ(server.counters().responses_5xx, 4U);
}

TEST(Reply, ToAClientThatHasGoneIsNothing) {
  std::promise<Reply> asked;
  TestServer server([&](Request request, Reply reply) {
    if (request.path == "/wait") {
      asked.set_value(std::move(reply));
    } else {
      echo(std::move(request), std::move(reply));
    }
  });
  RawClient client(server.port());
  client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto reply = asked.get_future().get();
  client.reset();
  ASSERT_TRUE(eventually([&] { return server.counters().connections_open == 0; }));
  reply(ok("nobody"));
  EXPECT_EQ(RawClient(server.port()).get("/").status, 200);
}

TEST(Reply, MayOutliveTheServer) {
  Limits limits;
  limits.drain_timeout = std::chrono::milliseconds(10);
  std::promise<Reply> asked;
  std::promise<Reply> asked_too;
  Reply never_called;
  TestServer server(
      [&](const Request& request, Reply reply) {
        (request.path == "/1" ? asked : asked_too).set_value(std::move(reply));
      },
      loopback(limits));
  RawClient client(server.port());
  client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto reply = asked.get_future().get();
  never_called = asked_too.get_future().get();
  server.end();
  reply(ok("late"));
}

TEST(Reply, AnotherRequestMayTriggerIt) {
  // A handler may answer an earlier request of another connection from within handle().
  std::vector<Reply> waiting;
  TestServer server([&](const Request& request, Reply reply) {
    waiting.push_back(std::move(reply));
    if (request.path != "/release") return;
    for (const auto& each : std::exchange(waiting, {})) each(ok("released"));
  });
  RawClient first(server.port());
  first.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(eventually([&] { return server.counters().requests == 1; }));
  RawClient second(server.port());
  EXPECT_EQ(second.get("/release").body, "released");
  EXPECT_EQ(first.read_answer().body, "released");
}

}  // namespace
}  // namespace fonds::http::test
