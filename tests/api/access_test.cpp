// Who may ask how much and from where, over HTTP: allowances, CORS, /metrics; and the addresses of links where
// the site has one of its own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/api/service.h"

namespace fonds::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class Access : public ::testing::Test {
 protected:
  void SetUp() override {
    std::vector<archive::Article> articles;
    for (int i = 0; i < 12; ++i) {
      articles.push_back(article("n" + std::to_string(i), "Titre", "Un texte.", "2017-04-05"));
    }
    build_index(index_, articles);
  }
  static http::Networks this_machine() { return {*http::Network::parse("127.0.0.0/8")}; }
  static std::string from(const std::string& client) { return "X-Forwarded-For: " + client + "\r\n"; }

  TemporaryFolder folder_;
  std::string index_ = folder_.path() / "index";
  api::ApplicationOptions options_;
};

TEST_F(Access, BeyondItsAllowanceAClientIsTold) {
  options_.access.allowance = {.per_second = 1, .burst = 3};
  const Service service(index_, options_, 256, this_machine());
  RawClient client(service.port());
  for (int left = 2; left >= 0; --left) {
    const Answer answer = client.get("/api/v1/search?q=texte", from("192.0.2.1"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("ratelimit-policy"), "\"address\";q=3;w=3");
    EXPECT_THAT(answer.header("ratelimit"), StartsWith("\"address\";r=" + std::to_string(left) + ";t="));
  }
  const Answer refused = client.get("/api/v1/search?q=texte", from("192.0.2.1"));
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.header("content-type"), "application/problem+json");
  EXPECT_EQ(refused.header("retry-after"), "1");
  EXPECT_THAT(refused.header("ratelimit"), StartsWith("\"address\";r=0;t="));
  EXPECT_EQ(refused.header("access-control-allow-origin"), "*");
  EXPECT_EQ(json::parse(refused.body)["status"], 429);
  EXPECT_EQ(json::parse(refused.body)["title"], "Too Many Requests");
  // A reader is told as a reader, in French.
  const Answer page = client.get("/", from("192.0.2.1") + "Accept: text/html\r\n");
  EXPECT_EQ(page.status, 429);
  EXPECT_EQ(page.header("content-type"), "text/html; charset=utf-8");
  EXPECT_NE(page.header("retry-after"), "");
  // Nobody else is touched, nor is whoever watches over the server.
  EXPECT_EQ(client.get("/api/v1/search?q=texte", from("192.0.2.2")).status, 200);
  EXPECT_EQ(client.get("/api/v1/search?q=texte", from("203.0.113.9, 192.0.2.3")).status, 200);
  EXPECT_EQ(client.get("/api/v1/search?q=texte", from("192.0.2.3, 192.0.2.1")).status, 429);
  EXPECT_EQ(client.get("/healthz", from("192.0.2.1")).status, 200);
  EXPECT_EQ(client.get("/readyz", from("192.0.2.1")).status, 200);
}

TEST_F(Access, WhereverTheApiIsAskedItsAllowanceIsTold) {
  const Service service(index_, options_, 256, this_machine());
  RawClient client(service.port());
  for (const char* target :
       {"/api/v1/search", "/api/v1/nothing", "/api/v2/search", "/api/v1/search?limit=x"}) {
    EXPECT_NE(client.get(target, from("192.0.2.1")).header("ratelimit"), "") << target;
  }
  EXPECT_EQ(client.get("/aide", from("192.0.2.1")).header("ratelimit"), "")
      << "a page tells readers nothing of it";
}

TEST_F(Access, ThisMachineHasNoLimitUnlessItIsNamed) {
  options_.access.allowance = {.per_second = 1, .burst = 1};
  {
    const Service service(index_, options_);
    RawClient client(service.port());
    for (int i = 0; i < 5; ++i) {
      EXPECT_EQ(client.get("/api/v1/search", from("192.0.2.1")).status, 200);
    }
  }
  const Service named(index_, options_, 256, this_machine());
  RawClient client(named.port());
  EXPECT_EQ(client.get("/api/v1/search").status, 200);
  EXPECT_EQ(client.get("/api/v1/search").status, 429);
}

TEST_F(Access, WhatIsUsedUpOutlivesAChangeOfTheConfiguration) {
  options_.access.allowance = {.per_second = 1, .burst = 1};
  Service service(index_, options_, 256, this_machine());
  RawClient client(service.port());
  EXPECT_EQ(client.get("/aide", from("192.0.2.1")).status, 200);
  service.application().reconfigure(options_);
  EXPECT_EQ(client.get("/aide", from("192.0.2.1")).status, 429);
  options_.access.allowance.burst = 100;
  service.application().reconfigure(options_);
  EXPECT_EQ(client.get("/aide", from("192.0.2.1")).status, 200);
}

TEST_F(Access, OnlyOriginsThatAreNamedMayRead) {
  options_.access.origins = {"https://journal.example", "http://localhost:81"};
  const Service service(index_, options_);
  RawClient client(service.port());
  const struct {
    const char* origin;
    const char* allowed;
  } cases[] = {
      {"https://journal.example", "https://journal.example"},
      {"http://localhost:81", "http://localhost:81"},
      {"https://evil.example", ""},
      {"https://journal.example.evil.example", ""},
      {"null", ""},
  };
  for (const auto& [origin, allowed] : cases) {
    // Twice: the second answer is one that was kept.
    for (int i = 0; i < 2; ++i) {
      const Answer answer = client.get("/api/v1/search", "Origin: " + std::string(origin) + "\r\n");
      EXPECT_EQ(answer.status, 200);
      EXPECT_EQ(answer.header("access-control-allow-origin"), allowed) << origin;
    }
  }
  EXPECT_EQ(client.get("/api/v1/search").header("access-control-allow-origin"), "");
}

TEST_F(Access, APreflightAllowsWhatTheApiTakes) {
  const Service service(index_);
  RawClient client(service.port());
  client.send(
      "OPTIONS /api/v1/search HTTP/1.1\r\nHost: a\r\nOrigin: https://a.example\r\n"
      "Access-Control-Request-Method: GET\r\nAccess-Control-Request-Headers: x-api-key\r\n\r\n");
  const Answer answer = client.read_answer();
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(answer.header("access-control-allow-origin"), "*");
  EXPECT_THAT(answer.header("access-control-allow-headers"), HasSubstr("Content-Type"));
  EXPECT_THAT(answer.header("access-control-allow-headers"), HasSubstr("X-API-Key"));
  EXPECT_THAT(answer.header("access-control-allow-methods"), HasSubstr("GET"));
  EXPECT_THAT(client.get("/api/v1/search").header("access-control-expose-headers"),
              HasSubstr("RateLimit-Policy"));
}

TEST_F(Access, AKeyHasAnAllowanceOfItsOwn) {
  options_.access.allowance = {.per_second = 1, .burst = 2};
  options_.access.keys = true;
  Service service(index_, options_, 256, this_machine());
  api::Key key;
  key.name = "mairie";
  key.hash = api::hash_of_key("open sesame");
  key.per_second = 1;
  key.burst = 4;
  key.origins = {"https://mairie.example"};
  service.application().set_keys({key});
  RawClient client(service.port());
  const std::string with = "X-API-Key: open sesame\r\n";
  for (int left = 3; left >= 0; --left) {
    const Answer answer = client.get("/api/v1/search?q=texte", from("192.0.2.1") + with);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("ratelimit-policy"), "\"key\";q=4;w=4");
    EXPECT_THAT(answer.header("ratelimit"), StartsWith("\"key\";r=" + std::to_string(left) + ";t="));
  }
  // From wherever it is used, this machine included.
  EXPECT_EQ(client.get("/api/v1/search", from("192.0.2.2") + with).status, 429);
  EXPECT_EQ(client.get("/api/v1/search", with).status, 429);
  EXPECT_EQ(client.get("/api/v1/search", from("192.0.2.1")).status, 200) << "the address has its own";
  EXPECT_THAT(client.get("/metrics", from("192.0.2.9")).body,
              HasSubstr("fonds_key_requests_total{key=\"mairie\",status=\"200\"} 4"));
  // A wrong one is told, and costs its address.
  const Answer unknown = client.get("/api/v1/search", from("192.0.2.3") + "X-API-Key: guess\r\n");
  EXPECT_EQ(unknown.status, 401);
  EXPECT_EQ(unknown.header("content-type"), "application/problem+json");
  EXPECT_NE(unknown.header("www-authenticate"), "");
  EXPECT_EQ(client.get("/api/v1/search", from("192.0.2.3") + "X-API-Key: guess\r\n").status, 401);
  EXPECT_EQ(client.get("/api/v1/search", from("192.0.2.3") + "X-API-Key: guess\r\n").status, 429);
}

TEST_F(Access, AKeyIsForThePagesThatItNames) {
  options_.access.keys = true;
  options_.access.origins = {"https://journal.example"};
  Service service(index_, options_);
  api::Key key;
  key.name = "mairie";
  key.hash = api::hash_of_key("open sesame");
  key.origins = {"https://mairie.example"};
  service.application().set_keys({key});
  RawClient client(service.port());
  const std::string with = "X-API-Key: open sesame\r\n";
  const auto origin = [](const std::string& name) { return "Origin: https://" + name + "\r\n"; };
  EXPECT_EQ(client.get("/api/v1/search", with).status, 200);
  const Answer theirs = client.get("/api/v1/search", with + origin("mairie.example"));
  EXPECT_EQ(theirs.status, 200);
  EXPECT_EQ(theirs.header("access-control-allow-origin"), "https://mairie.example");
  EXPECT_EQ(client.get("/api/v1/search", with + origin("evil.example")).status, 403);
  EXPECT_EQ(client.get("/api/v1/search", origin("evil.example")).header("access-control-allow-origin"), "");
  // Who has no key has none of its pages either; and who has no page is told of none.
  EXPECT_EQ(client.get("/api/v1/search", origin("mairie.example")).header("access-control-allow-origin"), "");
  EXPECT_FALSE(client.get("/api/v1/search", with).headers.contains("access-control-allow-origin"));
  // The browser asks first, without the key.
  const auto preflight = [&](const std::string& name) {
    client.send("OPTIONS /api/v1/search HTTP/1.1\r\nHost: a\r\n" + origin(name) + "\r\n");
    return client.read_answer().header("access-control-allow-origin");
  };
  EXPECT_EQ(preflight("mairie.example"), "https://mairie.example");
  EXPECT_EQ(preflight("journal.example"), "https://journal.example");
  EXPECT_EQ(preflight("evil.example"), "");
}

// A page whose reader has used up his allowance is told so, and not that it may not ask.
TEST_F(Access, APreflightIsNeverOneTooMany) {
  options_.access.allowance = {.per_second = 1, .burst = 1};
  options_.access.origins = {"https://journal.example"};
  const Service service(index_, options_, 256, this_machine());
  RawClient client(service.port());
  for (int i = 0; i < 3; ++i) {
    client.send("OPTIONS /api/v1/search HTTP/1.1\r\nHost: a\r\nOrigin: https://journal.example\r\n" +
                from("192.0.2.1") + "\r\n");
    const Answer answer = client.read_answer();
    EXPECT_EQ(answer.status, 204);
    EXPECT_EQ(answer.header("access-control-allow-origin"), "https://journal.example");
  }
  const std::string page = "Origin: https://journal.example\r\n" + from("192.0.2.1");
  EXPECT_EQ(client.get("/api/v1/search", page).status, 200);
  const Answer refused = client.get("/api/v1/search", page);
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.header("access-control-allow-origin"), "https://journal.example");
}

// Without a file of keys the header says nothing.
TEST_F(Access, WithoutKeysNobodyIsAskedForOne) {
  const Service service(index_, options_);
  RawClient client(service.port());
  EXPECT_EQ(client.get("/api/v1/search", "X-API-Key: anything\r\n").status, 200);
}

TEST_F(Access, MetricsCanBeKeptForThisMachine) {
  options_.access.local_metrics = true;
  // A proxy that nobody has named passes on what is not this machine's either.
  const Service unnamed(index_, options_);
  RawClient stranger(unnamed.port());
  EXPECT_EQ(stranger.get("/metrics").status, 200);
  EXPECT_EQ(stranger.get("/metrics", from("192.0.2.1")).status, 404);
  EXPECT_EQ(stranger.get("/metrics", "Forwarded: for=192.0.2.1\r\n").status, 404);
  const Service service(index_, options_, 256, this_machine());
  RawClient client(service.port());
  EXPECT_EQ(client.get("/metrics").status, 200);
  EXPECT_EQ(client.get("/metrics", from("192.0.2.1")).status, 404);
  EXPECT_EQ(client.get("/metrics", from("127.0.0.1, 192.0.2.1")).status, 404);
}

TEST_F(Access, EveryLinkBeginsWithThePublicAddress) {
  const std::string base = "https://journal.example/archives";
  options_.site.public_url = base;
  const Service service(index_, options_);
  RawClient client(service.port());
  const json page = get_json(client, "/api/v1/search?q=texte&limit=2&offset=4");
  for (const char* link : {"self", "next", "prev"}) {
    EXPECT_THAT(page["links"][link].get<std::string>(), StartsWith(base + "/api/v1/search?")) << link;
  }
  EXPECT_THAT(page["hits"][0]["url"].get<std::string>(), StartsWith(base + "/article/"));
  EXPECT_EQ(get_json(client, "/api/v1/articles/n1")["url"], base + "/article/n1");
  EXPECT_EQ(get_json(client, "/api/v1/openapi.json")["servers"][0]["url"], base);
  EXPECT_THAT(get_json(client, "/feed.json")["feed_url"].get<std::string>(), StartsWith(base + "/feed.json"));
  for (const char* target : {"/feed.rss", "/opensearch.xml"}) {
    EXPECT_THAT(client.get(target).body, HasSubstr(base + "/")) << target;
  }
  EXPECT_THAT(client.get("/aide").body, Not(HasSubstr("href=\"/aide")));
  EXPECT_THAT(client.get("/robots.txt").body, HasSubstr("Disallow: /archives/api/"));
}

// One proxy takes the path off, another leaves it.
TEST_F(Access, RequestsComeWithThePathOfThePublicAddressOrWithout) {
  options_.site.public_url = "https://journal.example/archives";
  const Service service(index_, options_);
  RawClient client(service.port());
  for (const char* target : {"/", "/aide", "/api/v1/search?q=texte", "/article/n1", "/static/style.css",
                             "/feed.rss", "/healthz", "/api/v1/articles/n1"}) {
    EXPECT_EQ(client.get(target).status, 200) << target;
    EXPECT_EQ(client.get("/archives" + std::string(target)).status, 200) << target;
  }
  EXPECT_EQ(client.get("/archives").status, 200);
  EXPECT_EQ(client.get("/archivesaide").status, 404);
  EXPECT_EQ(client.get("/archives/archives/aide").status, 404);
}

}  // namespace
}  // namespace fonds::test
