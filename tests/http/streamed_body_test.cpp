// Bodies that are made while they are sent: whole, in chunks, no faster than the client reads them, and no longer than
// it is there.
#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include <gmock/gmock.h>

#include "server/http/worker_pool.h"
#include "tests/http/gunzip.h"
#include "tests/http/raw_client.h"
#include "tests/http/test_server.h"

namespace fonds::http::test {
namespace {

// `pieces` of `bytes` each, made on a pool; says what became of it.
class Counting : public BodySource, public std::enable_shared_from_this<Counting> {
 public:
  struct Told {
    std::atomic<int> asked{0};
    std::atomic<bool> gone{false};
  };
  Counting(WorkerPool& pool, Told& told, int pieces, std::size_t bytes)
      : pool_(pool), told_(told), pieces_(pieces), bytes_(bytes) {}
  ~Counting() override { told_.gone = true; }
  void next(std::function<void(Piece)> give) override {
    const int number = ++told_.asked;
    pool_.submit([this, self = shared_from_this(), number, give = std::move(give)](unsigned) {
      // Every third time nobody has time, and every fifth there is nothing yet.
      if (busy_ && number % 3 == 0) return give({{}, Piece::State::later});
      if (busy_ && number % 5 == 0) return give({{}, Piece::State::more});
      if (made_ == fails_at_) return give({{}, Piece::State::failed});
      ++made_;
      give({std::string(bytes_, static_cast<char>('a' + made_ % 26)),
            made_ == pieces_ ? Piece::State::last : Piece::State::more});
    });
  }
  bool busy_ = false;
  int fails_at_ = -1;

 private:
  WorkerPool& pool_;
  Told& told_;
  const int pieces_;
  const std::size_t bytes_;
  int made_ = 0;
};

class StreamedBody : public ::testing::Test {
 protected:
  // At /PIECES/BYTES; "busy" and "fails" in the query.
  void answer(const Request& request, const Reply& reply) {
    if (request.path == "/plain") return reply(Response::text(200, "text/plain", "plain"));
    const auto slash = request.path.find('/', 1);
    auto source = std::make_shared<Counting>(pool_, told_, std::stoi(request.path.substr(1)),
                                             std::stoul(request.path.substr(slash + 1)));
    source->busy_ = request.query == "busy";
    if (request.query == "fails") source->fails_at_ = 2;
    Response response;
    response.content_type = "text/plain";
    response.source = std::move(source);
    reply(std::move(response));
  }

  WorkerPool pool_{1, 100};
  Counting::Told told_;
  TestServer server_{[this](const Request& request, const Reply& reply) { answer(request, reply); },
                     [] {
                       ServerOptions options = loopback();
                       options.limits.piece_retry = std::chrono::milliseconds(1);
                       return options;
                     }()};
};

std::string letters(int pieces, std::size_t bytes) {
  std::string text;
  for (int i = 1; i <= pieces; ++i) text += std::string(bytes, static_cast<char>('a' + i % 26));
  return text;
}

TEST_F(StreamedBody, ComesWholeAndTheConnectionStays) {
  RawClient client(server_.port());
  EXPECT_EQ(client.get("/3/5").body, letters(3, 5));
  EXPECT_EQ(client.get("/1/70000").body, letters(1, 70'000));
  EXPECT_EQ(client.get("/40/1000?busy").body, letters(40, 1'000));
  EXPECT_EQ(client.get("/1/0").body, "");
  const Answer answer = client.get("/2/3");
  EXPECT_EQ(answer.header("transfer-encoding"), "chunked");
  EXPECT_EQ(answer.header("content-length"), "");
  EXPECT_EQ(client.get("/plain").body, "plain");
}

TEST_F(StreamedBody, OthersWaitTheirTurnBehindIt) {
  RawClient client(server_.port());
  const std::string host = " HTTP/1.1\r\nHost: a\r\n\r\n";
  client.send("GET /plain" + host + "GET /20/500?busy" + host + "GET /plain" + host + "GET /2/2" + host);
  EXPECT_EQ(client.read_answer().body, "plain");
  EXPECT_EQ(client.read_answer().body, letters(20, 500));
  EXPECT_EQ(client.read_answer().body, "plain");
  EXPECT_EQ(client.read_answer().body, letters(2, 2));
}

TEST_F(StreamedBody, IsCompressedForWhoTakesIt) {
  RawClient client(server_.port());
  const std::string takes = "Accept-Encoding: gzip\r\n";
  for (const std::string target : {"/3/5", "/1/200000", "/40/1000?busy", "/1/0", "/9/70000?busy"}) {
    const Answer plain = client.get(target);
    const Answer answer = client.get(target, takes);
    EXPECT_EQ(answer.header("content-encoding"), "gzip") << target;
    EXPECT_EQ(answer.header("transfer-encoding"), "chunked") << target;
    EXPECT_EQ(answer.header("vary"), "Accept-Encoding") << target;
    EXPECT_EQ(gunzip(answer.body), plain.body) << target;
    EXPECT_EQ(plain.header("content-encoding"), "") << target;
    EXPECT_EQ(plain.header("vary"), "Accept-Encoding") << target;
  }
  EXPECT_LT(client.get("/1/200000", takes).body.size(), 1'000U);
  EXPECT_EQ(client.get("/3/5", "Accept-Encoding: gzip;q=0, identity;q=0\r\n").status, 406);
  EXPECT_EQ(client.get("/5/100?fails", takes).status, 0);
}

TEST_F(StreamedBody, OfHeadThereIsNone) {
  RawClient client(server_.port());
  client.send("HEAD /3/5 HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.read_answer(true).status, 200);
  EXPECT_EQ(client.get("/plain").body, "plain");
  EXPECT_EQ(told_.asked, 0);
}

TEST_F(StreamedBody, AnOldClientGetsItUpToTheEnd) {
  RawClient client(server_.port());
  client.send("GET /30/100 HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /plain HTTP/1.0\r\n\r\n");
  const std::string answer = client.read_to_end();
  EXPECT_EQ(answer.find("Transfer-Encoding"), std::string::npos);
  EXPECT_NE(answer.find("Connection: close"), std::string::npos);
  EXPECT_EQ(answer.substr(answer.find("\r\n\r\n") + 4), letters(30, 100));
}

TEST_F(StreamedBody, WhatCannotBeMadeToItsEndIsSeenNotToBeWhole) {
  RawClient client(server_.port());
  EXPECT_EQ(client.get("/5/10?fails").status, 0);
  EXPECT_TRUE(eventually([&] { return told_.gone.load(); }));
  RawClient another(server_.port());
  EXPECT_EQ(another.get("/plain").body, "plain");
}

TEST_F(StreamedBody, IsMadeNoFasterThanItIsReadAndNoLongerThanSomebodyIsThere) {
  {
    RawClient client(server_.port(), 4'096);
    client.send("GET /1000000/65536 HTTP/1.1\r\nHost: a\r\n\r\n");
    // What the kernel holds is made, and then nothing more, however often the server answers somebody else.
    RawClient another(server_.port());
    int before = 0;
    int unchanged = 0;
    EXPECT_TRUE(eventually([&] {
      EXPECT_EQ(another.get("/plain").body, "plain");
      const int asked = told_.asked;
      unchanged = asked > 0 && asked == std::exchange(before, asked) ? unchanged + 1 : 0;
      return unchanged == 100;
    }));
    EXPECT_LT(told_.asked, 1'000);
    client.reset();
  }
  EXPECT_TRUE(eventually([&] { return told_.gone.load(); }));
  EXPECT_TRUE(eventually([&] { return server_.counters().connections_open == 0; }));
}

}  // namespace
}  // namespace fonds::http::test
