// What a connection does: keep-alive, pipelining, its ends, its limits.
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tests/http/raw_client.h"
#include "tests/http/test_server.h"

namespace fonds::http::test {
namespace {

TEST(Connection, StaysAlive) {
  TestServer server(echo);
  RawClient client(server.port());
  for (int i = 0; i < 50; ++i) {
    const auto answer = client.get("/" + std::to_string(i));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "/" + std::to_string(i));
    EXPECT_EQ(answer.header("connection"), "");
    EXPECT_EQ(answer.header("server"), "fonds");
    EXPECT_NE(answer.header("date"), "");
  }
  EXPECT_EQ(server.counters().connections_accepted, 1U);
  EXPECT_EQ(server.counters().requests, 50U);
  EXPECT_EQ(server.counters().responses_2xx, 50U);
}

TEST(Connection, EndsWhereTheClientWantsIt) {
  TestServer server(echo);
  struct Case {
    std::string request, connection;
    bool stays;
  };
  for (const auto& [request, connection, stays] : std::vector<Case>{
           {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", "", true},
           {"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "close", false},
           {"GET / HTTP/1.0\r\n\r\n", "close", false},
           {"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", "keep-alive", true},
           {"GET / HTTP/1.0\r\nHost: a\r\nConnection: Keep-Alive\r\n\r\n", "keep-alive", true},
       }) {
    RawClient client(server.port());
    client.send(request);
    EXPECT_EQ(client.read_answer().header("connection"), connection) << request;
    if (stays) {
      EXPECT_EQ(client.get("/again").body, "/again") << request;
    } else {
      EXPECT_TRUE(client.closed()) << request;
    }
  }
}

TEST(Connection, TakesRequestsByteByByte) {
  TestServer server(echo);
  RawClient client(server.port());
  for (const char c : std::string("\r\nGET /byte?by=byte HTTP/1.1\r\nHost: a\r\n\r\n")) client.send({&c, 1});
  EXPECT_EQ(client.read_answer().body, "/byte?by=byte");
}

TEST(Connection, SkipsBlankLinesBetweenRequests) {
  TestServer server(echo);
  RawClient client(server.port());
  client.send("\r\n\r\nGET /1 HTTP/1.1\r\nHost: a\r\n\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.read_answer().body, "/1");
  EXPECT_EQ(client.read_answer().body, "/2");
}

TEST(Connection, OtherMethodsReachTheApplication) {
  TestServer server([](const Request& request, const Reply& reply) {
    Response response;
    response.status = request.method == Method::other || request.method == Method::post ? 405 : 200;
    response.headers.emplace_back("Allow", "GET, HEAD, OPTIONS");
    reply(std::move(response));
  });
  RawClient client(server.port());
  for (const std::string method : {"POST", "PUT", "DELETE", "BREW"}) {
    client.send(method + " / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
    const auto answer = client.read_answer();
    EXPECT_EQ(answer.status, 405);
    EXPECT_EQ(answer.header("allow"), "GET, HEAD, OPTIONS");
  }
  client.send("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto options = client.read_answer();
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.header("allow"), "GET, HEAD, OPTIONS");

  // What stands in a body is never taken for a request.
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 30\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.read_answer().status, 405);
  EXPECT_TRUE(client.closed());
}

TEST(Connection, TellsTheApplicationWhoAsks) {
  TestServer server([](const Request& request, const Reply& reply) {
    reply(Response::text(200, "text/plain", request.client.text() + (request.by_proxy ? " by proxy" : "")));
  });
  EXPECT_EQ(RawClient(server.port()).get("/", "X-Forwarded-For: 192.0.2.1\r\n").body, "127.0.0.1");
}

TEST(Connection, ATrustedProxySaysWhoAsks) {
  auto options = loopback();
  options.trusted_proxies = {*Network::parse("127.0.0.0/8"), *Network::parse("192.0.2.7")};
  TestServer server(
      [](const Request& request, const Reply& reply) {
        reply(
            Response::text(200, "text/plain", request.client.text() + (request.by_proxy ? " by proxy" : "")));
      },
      options);
  RawClient client(server.port());
  EXPECT_EQ(client.get("/", "X-Forwarded-For: 203.0.113.9, 192.0.2.1\r\n").body, "192.0.2.1 by proxy");
  EXPECT_EQ(
      client.get("/", "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-For: 2001:db8::1, 192.0.2.7\r\n").body,
      "2001:db8::1 by proxy");
  EXPECT_EQ(client.get("/").body, "127.0.0.1 by proxy");
}

TEST(Pipelining, AnswersComeInOrder) {
  for (const unsigned io_threads : {1U, 2U}) {
    TestServer server(echo, loopback({}, io_threads));
    RawClient client(server.port());
    constexpr int kRequests = 500;
    std::string requests;
    for (int i = 0; i < kRequests; ++i) {
      requests += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }
    client.send(requests);
    for (int i = 0; i < kRequests; ++i) ASSERT_EQ(client.read_answer().body, "/" + std::to_string(i));
  }
}

// Collects the replies of all requests until there are `wanted`, then answers them from the last to the
// first.
class Reverser {
 public:
  explicit Reverser(std::size_t wanted) : wanted_(wanted) {}
  void operator()(const Request& request, Reply reply) {
    replies_.emplace_back(request.path, std::move(reply));
    if (replies_.size() < wanted_) return;
    std::thread([replies = std::exchange(replies_, {})] {
      for (auto i = replies.rbegin(); i != replies.rend(); ++i) {
        i->second(Response::text(200, "text/plain", i->first));
      }
    }).detach();
  }

 private:
  std::size_t wanted_;
  std::vector<std::pair<std::string, Reply>> replies_;
};

TEST(Pipelining, AnswersComeInOrderWhereTheApplicationIsNot) {
  Limits limits;
  limits.pipelined = 8;
  TestServer server(Reverser(limits.pipelined), loopback(limits));
  RawClient client(server.port());
  std::string requests;
  for (int i = 0; i < 80; ++i) requests += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n";
  client.send(requests);
  for (int i = 0; i < 80; ++i) ASSERT_EQ(client.read_answer().body, "/" + std::to_string(i));
}

TEST(Pipelining, ReadsAheadOnlySoFar) {
  Limits limits;
  limits.pipelined = 4;
  std::mutex mutex;
  std::vector<Reply> replies;
  const auto waiting = [&] {
    const std::lock_guard lock(mutex);
    return replies.size();
  };
  TestServer server(
      [&](const Request&, Reply reply) {
        const std::lock_guard lock(mutex);
        replies.push_back(std::move(reply));
      },
      loopback(limits));
  RawClient client(server.port());
  std::string requests;
  for (int i = 0; i < 12; ++i) requests += "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  client.send(requests);
  ASSERT_TRUE(eventually([&] { return waiting() == 4; }));
  for (std::size_t answered = 0; answered < 12; ++answered) {
    // One answer makes room for one more request; no more than four were ever handed over and unanswered.
    ASSERT_TRUE(eventually([&] { return waiting() == std::min<std::size_t>(answered + 4, 12); }));
    Reply reply;
    {
      const std::lock_guard lock(mutex);
      reply = replies[answered];
    }
    reply(Response::text(200, "text/plain", ""));
    ASSERT_EQ(client.read_answer().status, 200);
  }
}

TEST(Pipelining, NothingIsReadAfterTheLastRequest) {
  TestServer server(echo);
  RawClient client(server.port());
  client.send(
      "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
      "GET /3 HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.read_answer().header("connection"), "");
  EXPECT_EQ(client.read_answer().header("connection"), "close");
  EXPECT_TRUE(client.closed());
}

TEST(Connection, AHalfClosedClientStillGetsItsAnswers) {
  TestServer server(Reverser(2));
  RawClient client(server.port());
  client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\nGET /unfini");
  client.finish_sending();
  EXPECT_EQ(client.read_answer().body, "/1");
  EXPECT_EQ(client.read_answer().body, "/2");
  EXPECT_TRUE(client.closed());
}

TEST(Connection, LargeAnswersArriveWhole) {
  const auto body = std::make_shared<const std::string>(20'000'000, 'z');
  TestServer server([&](const Request&, const Reply& reply) {
    Response response;
    response.content_type = "text/plain";
    response.body = body;
    reply(std::move(response));
  });
  RawClient client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.read_answer().body, *body);
  EXPECT_EQ(client.read_answer().body, *body);
  EXPECT_TRUE(eventually([&] { return server.counters().bytes_sent >= 2 * body->size(); }));
}

TEST(Connection, OverTheLimitIsToldSo) {
  Limits limits;
  limits.connections = 2;
  std::mutex mutex;
  std::vector<Reply> held;
  const auto asked = [&] {
    const std::lock_guard lock(mutex);
    return held.size();
  };
  TestServer server(
      [&](const Request& request, Reply reply) {
        if (request.path != "/held") return echo(request, std::move(reply));
        const std::lock_guard lock(mutex);
        held.push_back(std::move(reply));
      },
      loopback(limits));
  RawClient first(server.port());
  RawClient second(server.port());
  for (RawClient* client : {&first, &second}) client->send("GET /held HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(eventually([&] { return asked() == 2; }));
  {
    RawClient third(server.port());
    const auto answer = third.get("/");
    EXPECT_EQ(answer.status, 503);
    EXPECT_NE(answer.header("retry-after"), "");
    EXPECT_EQ(answer.header("content-type"), "application/problem+json");
    EXPECT_TRUE(third.closed());
  }
  EXPECT_EQ(server.counters().connections_refused, 1U);
  EXPECT_EQ(server.counters().connections_open, 2U);
  for (const Reply& reply : held) reply(Response::text(200, "text/plain", "now"));
  EXPECT_EQ(first.read_answer().body, "now");
  EXPECT_EQ(second.read_answer().body, "now");
}

TEST(Connection, AnIdleOneGivesWayToANewOne) {
  Limits limits;
  limits.connections = 3;
  TestServer server(echo, loopback(limits));
  std::vector<std::unique_ptr<RawClient>> idle;
  for (int i = 0; i < 3; ++i) {
    idle.push_back(std::make_unique<RawClient>(server.port()));
    EXPECT_EQ(idle.back()->get("/").status, 200);
  }
  RawClient late(server.port());
  EXPECT_EQ(late.get("/late").body, "/late");
  EXPECT_TRUE(idle.front()->closed());
  EXPECT_EQ(idle.back()->get("/still").body, "/still");
  EXPECT_EQ(server.counters().connections_refused, 0U);
  EXPECT_EQ(server.counters().connections_taken_back, 1U);
}

TEST(Connection, AnswersThatNobodyReadsAreBounded) {
  constexpr std::size_t kBody = 20'000'000;
  Limits limits;
  limits.waiting_bytes = 3 * kBody;
  TestServer server(
      [&](const Request&, const Reply& reply) {
        reply(Response::text(200, "application/octet-stream", std::string(kBody, 'z')));
      },
      loopback(limits));
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 8; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.port(), 4096));
    clients.back()->send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  }
  EXPECT_TRUE(eventually([&] { return server.counters().connections_open <= 4; }));
  EXPECT_EQ(RawClient(server.port()).get("/").body.size(), kBody);
}

TEST(Connection, MoreRefusalsThanItsLimitAreJustClosed) {
  Limits limits;
  limits.connections = 0;
  limits.refusals = 0;
  TestServer server(echo, loopback(limits));
  RawClient client(server.port());
  EXPECT_TRUE(client.closed());
}

TEST(Connection, AcceptingGoesOnAfterRunningOutOfDescriptors) {
  Limits limits;
  limits.accept_retry = std::chrono::milliseconds(5);
  TestServer server(echo, loopback(limits));
  RawClient client;  // has its descriptor already
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  const int first_free = ::dup(0);
  ASSERT_GE(first_free, 0);
  ::close(first_free);
  rlimit none = before;
  none.rlim_cur = static_cast<rlim_t>(first_free);
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &none), 0);
  const bool connected = client.connect(server.port());
  const bool failed = eventually([&] { return server.counters().accept_failures >= 3; });
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
  EXPECT_TRUE(connected);
  EXPECT_TRUE(failed);
  EXPECT_EQ(client.get("/still-here").body, "/still-here");
}

TEST(Server, NamesTheAddressItCannotUse) {
  TestServer server(echo);
  struct Nobody final : Handler {
    void handle(Request, Reply) override {}
  } handler;
  ServerOptions options;
  options.port = server.port();
  const std::string port = std::to_string(options.port);
  const auto message = [&](const std::string& address) -> std::string {
    options.address = address;
    try {
      const Server another(options, handler);
    } catch (const std::system_error& error) {
      return error.what();
    }
    return "no error";
  };
  EXPECT_THAT(message("127.0.0.1"), testing::HasSubstr("127.0.0.1:" + port));
  EXPECT_THAT(message("not-an-address"), testing::HasSubstr("not-an-address:" + port));
  EXPECT_THAT(message("2001:db8::1"), testing::HasSubstr("[2001:db8::1]:" + port));
}

}  // namespace
}  // namespace fonds::http::test
