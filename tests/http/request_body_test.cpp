// Bodies of requests: read where the application takes them, by their length alone; refused before they are read
// where it does not.
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>

#include "tests/http/raw_client.h"
#include "tests/http/test_server.h"

namespace fonds::http::test {
namespace {

constexpr std::size_t kMost = 20'000;

// Takes bodies at /text, and says what it was given.
class Taker : public Handler {
 public:
  std::size_t takes_body(const Request& request) const override {
    return request.path == "/text" ? kMost : 0;
  }
  void handle(Request request, Reply reply) override {
    if (request.method == Method::post && request.path != "/text") {
      return reply(Response::text(405, "text/plain", "not here"));
    }
    reply(Response::text(200, "text/plain", request.path + ":" + request.body));
  }
};

class RequestBody : public ::testing::Test {
 protected:
  explicit RequestBody(const ServerOptions& options = loopback()) : server_(options, taker_) {
    thread_ = std::thread([this] { server_.run(); });
  }
  ~RequestBody() override {
    server_.stop();
    thread_.join();
  }
  static std::string post(const std::string& path, const std::string& body, const std::string& more = "") {
    return "POST " + path + " HTTP/1.1\r\nHost: a\r\n" + more +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  }

  Taker taker_;
  Server server_;
  std::thread thread_;
};

TEST_F(RequestBody, IsReadHoweverItArrivesAndTheConnectionStays) {
  RawClient client(server_.port());
  const std::string large(kMost, 'x');
  for (const std::string& body :
       {std::string("a"), std::string(), std::string("GET / HTTP/1.1\r\n\r\n"), large}) {
    client.send(post("/text", body));
    EXPECT_EQ(client.read_answer().body, "/text:" + body);
  }
  for (const char c : post("/text", "byte by byte")) client.send({&c, 1});
  EXPECT_EQ(client.read_answer().body, "/text:byte by byte");
  // In a row, before any of them is answered.
  client.send(post("/text", "one") + "GET /two HTTP/1.1\r\nHost: a\r\n\r\n" + post("/text", "three"));
  EXPECT_EQ(client.read_answer().body, "/text:one");
  EXPECT_EQ(client.read_answer().body, "/two:");
  EXPECT_EQ(client.read_answer().body, "/text:three");
  client.send(post("/text", "last", "Connection: close\r\n"));
  EXPECT_EQ(client.read_answer().body, "/text:last");
  EXPECT_TRUE(client.closed());
}

TEST_F(RequestBody, IsRefusedBeforeItIsRead) {
  const struct {
    std::string bytes;
    int status;
  } cases[] = {
      {"POST /text HTTP/1.1\r\nHost: a\r\n\r\n", 411},
      {"POST /text HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", 411},
      {"POST /text HTTP/1.1\r\nHost: a\r\nContent-Length: 20001\r\n\r\n", 413},
      {"POST /text HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 20001\r\n\r\n", 413},
      {"POST /text HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551615\r\n\r\n", 413},
      {"POST /text HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"POST /other HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n", 413},
      {"POST /other HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", 405},
      {"GET /text HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", 413},
      {"PUT /text HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", 200},
  };
  for (const auto& [bytes, status] : cases) {
    RawClient client(server_.port());
    client.send(bytes);
    const Answer answer = client.read_answer();
    EXPECT_EQ(answer.status, status) << bytes;
    EXPECT_EQ(answer.header("connection"), "close") << bytes;
    if (status == 200) {
      EXPECT_EQ(answer.body, "/text:") << "no other method has a body";
    }
    EXPECT_TRUE(client.closed()) << bytes;
  }
}

TEST_F(RequestBody, WhoWaitsForItIsToldToSend) {
  RawClient client(server_.port());
  client.send("POST /text HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
  EXPECT_EQ(client.read_answer().status, 100);
  client.send("later");
  EXPECT_EQ(client.read_answer().body, "/text:later");
  // Who sends at once needs no telling.
  client.send(post("/text", "at once", "Expect: 100-continue\r\n"));
  EXPECT_EQ(client.read_answer().body, "/text:at once");
}

TEST_F(RequestBody, AClientThatGoesInTheMiddleLeavesNothing) {
  {
    RawClient client(server_.port());
    client.send("POST /text HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab");
    client.finish_sending();
    EXPECT_TRUE(client.closed());
  }
  EXPECT_TRUE(eventually([&] { return server_.counters().connections_open == 0; }));
}

ServerOptions narrow() {
  ServerOptions options = loopback();
  options.limits.body_bytes = 1'000;
  options.limits.header_timeout = std::chrono::milliseconds(200);
  options.limits.write_rate = 1'000'000;
  return options;
}

class NarrowRequestBody : public RequestBody {
 protected:
  NarrowRequestBody() : RequestBody(narrow()) {}
};

TEST_F(NarrowRequestBody, ThereIsRoomForSoMuchAtOnceAndSoLong) {
  RawClient slow(server_.port());
  slow.send("POST /text HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\nab");
  EXPECT_TRUE(eventually([&] {
    RawClient second(server_.port());
    second.send("POST /text HTTP/1.1\r\nHost: a\r\nContent-Length: 200\r\n\r\n");
    const Answer answer = second.read_answer();
    return answer.status == 503 && !answer.header("retry-after").empty();
  }));
  EXPECT_EQ(slow.read_answer().status, 408);
  EXPECT_TRUE(slow.closed());
  RawClient third(server_.port());
  third.send(post("/text", std::string(900, 'x')));
  EXPECT_EQ(third.read_answer().status, 200);
}

}  // namespace
}  // namespace fonds::http::test
