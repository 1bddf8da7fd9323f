// Conditional requests and compression as a client sees them.
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "tests/http/gunzip.h"
#include "tests/http/raw_client.h"
#include "tests/http/test_server.h"

namespace fonds::http::test {
namespace {

const std::shared_ptr<const std::string> kPage = std::make_shared<const std::string>([] {
  std::string text;
  for (int i = 0; i < 400; ++i) text += "<li>Conseil municipal du " + std::to_string(i) + "</li>\n";
  return text;
}());

void site(const Request& request, const Reply& reply) {
  Response response;
  response.content_type = request.path == "/image" ? "image/png" : "text/html; charset=utf-8";
  response.body = request.path == "/short" ? std::make_shared<const std::string>("court") : kPage;
  response.etag = "\"v1\"";
  response.cache_control = "no-cache";
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  if (request.path == "/missing") response.status = 404;
  if (request.path == "/untagged") response.etag.clear();
  if (request.path == "/secret") response.compressible = false;
  reply(std::move(response));
}

TEST(Conditional, AnswersNotModified) {
  TestServer server(site);
  RawClient client(server.port());
  struct Case {
    std::string path, if_none_match;
    int status;
  };
  for (const auto& [path, if_none_match, status] : std::vector<Case>{
           {"/", R"("v1")", 304},
           {"/", R"(W/"v1")", 304},
           {"/", R"("v0", "v1")", 304},
           {"/", R"("v1-gz")", 304},
           {"/", "*", 304},
           {"/", R"("v0")", 200},
           {"/", "v1", 200},
           {"/missing", R"("v1")", 404},
           {"/missing", "*", 404},
           {"/untagged", "*", 200},
           {"/untagged", R"("")", 200},
       }) {
    const auto answer = client.get(path, "If-None-Match: " + if_none_match + "\r\n");
    EXPECT_EQ(answer.status, status) << path << ' ' << if_none_match;
    if (answer.status != 304) continue;
    EXPECT_EQ(answer.header("cache-control"), "no-cache");
    EXPECT_EQ(answer.header("vary"), "Accept-Encoding");
    EXPECT_EQ(answer.header("x-content-type-options"), "nosniff");
    EXPECT_EQ(answer.header("etag"), if_none_match == R"("v1-gz")" ? R"("v1-gz")" : R"("v1")");
    EXPECT_EQ(answer.headers.count("content-length"), 0U);
    EXPECT_EQ(answer.headers.count("content-type"), 0U);
  }
}

TEST(Conditional, ATagFoundWithGzipIsFoundAgain) {
  TestServer server(site);
  RawClient client(server.port());
  const auto first = client.get("/", "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(first.header("etag"), R"("v1-gz")");
  const auto again =
      client.get("/", "Accept-Encoding: gzip\r\nIf-None-Match: " + first.header("etag") + "\r\n");
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.header("etag"), first.header("etag"));
}

TEST(Conditional, HoldsForHeadAndNotForOtherMethods) {
  TestServer server(site);
  RawClient client(server.port());
  client.send("HEAD / HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"v1\"\r\n\r\n");
  EXPECT_EQ(client.read_answer(true).status, 304);
  client.send("OPTIONS / HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"v1\"\r\n\r\n");
  EXPECT_EQ(client.read_answer().status, 200);
}

TEST(Gzip, FollowsAcceptEncoding) {
  TestServer server(site);
  RawClient client(server.port());
  struct Case {
    std::string path, accept_encoding;
    int status;
    bool compressed;
  };
  for (const auto& [path, accept_encoding, status, compressed] : std::vector<Case>{
           {"/", "gzip", 200, true},
           {"/", "gzip, deflate, br", 200, true},
           {"/", "*", 200, true},
           {"/", "br", 200, false},
           {"/", "gzip;q=0", 200, false},
           {"/", "gzip;q=0.2, identity", 200, false},
           {"/", "identity;q=0, gzip;q=0.2", 200, true},
           {"/", "identity;q=0", 406, false},
           {"/", "*;q=0", 406, false},
           {"/short", "gzip", 200, false},
           {"/short", "gzip, identity;q=0", 200, true},
           {"/image", "gzip", 200, false},
           {"/secret", "gzip", 200, false},
           {"/missing", "gzip", 404, false},
       }) {
    const auto answer = client.get(path, "Accept-Encoding: " + accept_encoding + "\r\n");
    EXPECT_EQ(answer.status, status) << path << ' ' << accept_encoding;
    EXPECT_EQ(answer.header("content-encoding"), compressed ? "gzip" : "") << path << ' ' << accept_encoding;
    if (compressed) {
      EXPECT_EQ(gunzip(answer.body), path == "/short" ? "court" : *kPage);
    }
    const bool varies = path != "/image" && path != "/secret";
    EXPECT_EQ(answer.header("vary"), varies ? "Accept-Encoding" : "") << path << ' ' << accept_encoding;
  }
  EXPECT_EQ(client.get("/").body, *kPage);
}

TEST(Gzip, HeadTellsTheSameLength) {
  TestServer server(site);
  RawClient client(server.port());
  for (const std::string coding : {"gzip", "identity"}) {
    const auto got = client.get("/", "Accept-Encoding: " + coding + "\r\n");
    client.send("HEAD / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: " + coding + "\r\n\r\n");
    auto head = client.read_answer(true);
    auto wanted = got.headers;
    wanted.erase("date");
    head.headers.erase("date");
    EXPECT_EQ(head.headers, wanted);
  }
}

}  // namespace
}  // namespace fonds::http::test
