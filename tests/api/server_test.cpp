// The routes over a real socket: what the contract promises beyond a search's content.
#include <atomic>

#include <gtest/gtest.h>

#include "server/api/search_url.h"
#include "tests/api/service.h"

namespace fonds::test {
namespace {

class Routes : public ::testing::Test {
 protected:
  Answer request(const std::string& method, const std::string& target, const std::string& more = "") {
    client_.send(method + " " + target + " HTTP/1.1\r\nHost: archives.test:81\r\n" + more + "\r\n");
    return client_.read_answer(method == "HEAD");
  }
  RawClient client_{awkward_archive().port()};
};

const char* const kReadable[] = {"/",
                                 "/?q=commune",
                                 "/article/a",
                                 "/dossiers",
                                 "/personnes",
                                 "/aide",
                                 "/api/v1/search?q=commune",
                                 "/api/v1/articles/a?q=budget",
                                 "/api/v1/articles/a/related",
                                 "/api/v1/suggest?q=com",
                                 "/api/v1/facets/dossier",
                                 "/api/v1/facets/person",
                                 "/api/v1/openapi.json",
                                 "/feed.rss",
                                 "/feed.json",
                                 "/feed.atom",
                                 "/integrer",
                                 "/api",
                                 "/embed.js",
                                 "/article/a.bib"};

TEST_F(Routes, HeadAnswersAsGetWithoutTheBody) {
  for (const char* target : kReadable) {
    const Answer get = request("GET", target);
    const Answer head = request("HEAD", target);
    EXPECT_EQ(get.status, 200) << target;
    EXPECT_EQ(head.status, 200) << target;
    for (const char* name : {"content-type", "content-length", "etag"}) {
      EXPECT_EQ(head.header(name), get.header(name)) << target;
    }
  }
}

TEST_F(Routes, AnEtagSparesTheAnswerInEitherCoding) {
  for (const char* target : kReadable) {
    for (const char* coding : {"", "Accept-Encoding: gzip\r\n"}) {
      const Answer first = request("GET", target, coding);
      const std::string etag = first.header("etag");
      ASSERT_NE(etag, "") << target;
      EXPECT_EQ(request("GET", target, coding).header("etag"), etag) << target;
      const Answer again = request("GET", target, coding + ("If-None-Match: \"other\", " + etag + "\r\n"));
      EXPECT_EQ(again.status, 304) << target << " " << coding;
      EXPECT_EQ(again.header("etag"), etag) << target;
      EXPECT_EQ(request("GET", target, "If-None-Match: \"other\"\r\n").status, 200) << target;
    }
  }
}

TEST_F(Routes, AStarOfIfNoneMatchDoesNotMakeAnArticle) {
  EXPECT_EQ(request("GET", "/api/v1/articles/none", "If-None-Match: *\r\n").status, 404);
  EXPECT_EQ(request("GET", "/api/v1/articles/a", "If-None-Match: *\r\n").status, 304);
}

TEST_F(Routes, WhatIsNotThereIsNotFound) {
  for (const char* target :
       {"/nope", "/api/v1/nope", "/api/v1/articles/", "/api/v1/articles/none", "/article/none",
        "/api/v1/articles/none/related", "/api/v1/articles/%FF", "/api/v1/articles/%zz",
        "/api/v1/articles/a%00", "/api/v1/facets/date", "/static/none.css"}) {
    const Answer answer = request("GET", target);
    EXPECT_EQ(answer.status, 404) << target;
    EXPECT_EQ(answer.header("content-type"), "application/problem+json") << target;
    EXPECT_EQ(json::parse(answer.body)["status"], 404) << target;
  }
  for (const char* list : {"1", "none", "2018.9"}) {
    const Answer answer = request("GET", "/sitemap/" + std::string(list) + ".xml");
    EXPECT_EQ(answer.status, 404) << list;
    EXPECT_NE(answer.body.find("no such list"), std::string::npos) << answer.body;
  }
  const Answer page = request("GET", "/article/le-budget-perdu", "Accept: text/html\r\n");
  EXPECT_EQ(page.status, 404);
  EXPECT_NE(page.body.find("href=\"/?q=le%20budget%20perdu\""), std::string::npos);
  EXPECT_EQ(page.header("content-type"), "text/html; charset=utf-8");
}

TEST_F(Routes, ASlashTooManyAndTheIconsOfOldLeadOn) {
  const struct {
    const char* target;
    int status;
    const char* location;
  } cases[] = {
      {"/dossiers/", 308, "/dossiers"},
      {"/personnes/?q=a%20b", 308, "/personnes?q=a%20b"},
      {"/aide/", 308, "/aide"},
      {"/favicon.ico", 302, "/static/favicon.svg?v="},
      {"/apple-touch-icon.png", 302, "/static/favicon.svg?v="},
      {"/aide//", 404, ""},
      {"//aide/", 404, ""},
      {"/healthz/", 404, ""},
      {"/rien/", 404, ""},
  };
  for (const auto& [target, status, location] : cases) {
    const Answer answer = request("GET", target);
    EXPECT_EQ(answer.status, status) << target;
    EXPECT_EQ(answer.header("location").substr(0, std::string(location).size()), location) << target;
  }
}

TEST_F(Routes, OnlyReadingIsAllowed) {
  for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "FROB"}) {
    for (const char* target : {"/", "/api/v1/search", "/healthz", "/article/a", "/api/v1/openapi.json"}) {
      const Answer answer = request(method, target);
      EXPECT_EQ(answer.status, 405) << method << target;
      EXPECT_EQ(answer.header("allow"), "GET, HEAD, OPTIONS");
      EXPECT_EQ(answer.header("content-type"), "application/problem+json");
    }
    EXPECT_EQ(request(method, "/nope").status, 404);
  }
  const Answer options = request("OPTIONS", "/api/v1/search");
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.header("access-control-allow-origin"), "*");
}

TEST_F(Routes, ATypeThatIsNotSpokenHere) {
  const struct {
    const char* target;
    const char* accept;
    int status;
  } cases[] = {
      {"/api/v1/search", "application/json", 200},
      {"/api/v1/search", "*/*;q=0.1", 200},
      {"/api/v1/search", "image/png", 406},
      {"/api/v1/search", "text/html", 406},
      {"/api/v1/search", "application/json;q=0", 406},
      {"/", "text/html", 200},
      {"/", "application/json", 406},
      {"/feed.rss", "application/xml", 200},
      {"/feed.rss", "image/png", 406},
      {"/feed.json", "application/json", 200},
      {"/aide", "text/*", 200},
  };
  for (const auto& [target, accept, status] : cases) {
    EXPECT_EQ(request("GET", target, "Accept: " + std::string(accept) + "\r\n").status, status)
        << target << accept;
  }
}

TEST_F(Routes, AProfileAsItStood) {
  const json whole = get_json(client_, "/api/v1/dossiers/budget");
  EXPECT_EQ(get_json(client_, "/api/v1/dossiers/budget?asof=2100")["articles"], whole["articles"]);
  EXPECT_EQ(request("GET", "/api/v1/dossiers/budget?asof=1066").status, 404);
  for (const char* target : {"/api/v1/dossiers/budget", "/api/v1/persons/anne-martin", "/dossiers/budget"}) {
    for (const char* asof : {"?asof=hier", "?asof=undated", "?asof=2017-13"}) {
      const Answer answer = request("GET", std::string(target) + asof);
      EXPECT_EQ(answer.status, 400) << target << asof;
      EXPECT_EQ(json::parse(answer.body)["param"], "asof") << target << asof;
    }
  }
}

TEST_F(Routes, AParameterOutOfRangeIsNamedEverywhere) {
  for (const char* target : {"/api/v1/search?", "/feed.rss?", "/feed.json?", "/?", "/api/v1/suggest?",
                             "/api/v1/facets/person?", "/api/v1/articles/a/related?"}) {
    const Answer answer = request("GET", std::string(target) + "limit=1001");
    EXPECT_EQ(answer.status, 400) << target;
    EXPECT_EQ(json::parse(answer.body)["param"], "limit") << target;
  }
  // A reader who mistypes a date gets the page.
  EXPECT_EQ(request("GET", "/?from=demain+peut-%C3%AAtre").status, 200);
}

TEST_F(Routes, TheApiKnowsItsParametersAndPagesTakeNoNotice) {
  const struct {
    const char* target;
    const char* param;
  } cases[] = {
      {"/api/v1/search?date[]=2016", "date[]"},
      {"/api/v1/search?page=2", "page"},
      {"/api/v1/search?q=budget&fields=", "fields"},
      {"/api/v1/search?Q=budget", "Q"},
      {"/api/v1/search?q=budget&%FF=1", "\uFFFD"},
      {"/api/v1/search?=budget", ""},
      {"/api/v1/search?dossier=%zz", "dossier"},
      {"/api/v1/search?person=%FF", "person"},
      {"/api/v1/search?cursor=%", "cursor"},
      {"/api/v1/articles/a?query=budget", "query"},
      {"/api/v1/articles/a/related?offset=1", "offset"},
      {"/api/v1/suggest?prefix=b", "prefix"},
      {"/api/v1/facets/dossier?sort=count", "sort"},
      {"/api/v1/persons/jean-dupont?q=", "q"},
      {"/api/v1/openapi.json?version=2", "version"},
  };
  for (const auto& [target, param] : cases) {
    const Answer answer = request("GET", target);
    EXPECT_EQ(answer.status, 400) << target;
    EXPECT_EQ(answer.header("content-type"), "application/problem+json") << target;
    EXPECT_EQ(json::parse(answer.body).value("param", ""), param) << target;
  }
  EXPECT_NE(request("GET", "/api/v1/search?date[]=2016").body.find("write 'date', once for each value"),
            std::string::npos);
  for (const char* target :
       {"/?q=budget&utm_source=x", "/?date[]=2016", "/article/a?fbclid=1", "/feed.rss?utm_medium=x",
        "/feed.json?page=2", "/dossiers?x=%FF", "/?dossier=%zz"}) {
    EXPECT_EQ(request("GET", target).status, 200) << target;
  }
}

TEST_F(Routes, AHitSaysWhenItWasPublishedAndChanged) {
  const TemporaryFolder folder;
  archive::Article whole = article("whole", "Titre", "Texte", "2017-04-05");
  whole.published = text::parse_iso_instant("2017-04-05T18:30:00+02:00");
  whole.modified = text::parse_iso_instant("2018-01-02T00:00:00Z");
  build_index(folder.path() / "index", {whole, article("bare", "Titre", "Texte", "2017-04-04")});
  const Service service(folder.path() / "index");
  RawClient client(service.port());
  const json hits = get_json(client, "/api/v1/search")["hits"];
  EXPECT_EQ(hits[0]["published"], "2017-04-05T16:30:00Z");
  EXPECT_EQ(hits[0]["modified"], "2018-01-02T00:00:00Z");
  EXPECT_EQ(hits[1]["published"], nullptr);
  EXPECT_EQ(hits[1]["modified"], nullptr);
}

TEST_F(Routes, AQueryTextIsNeverAnError) {
  std::string deep(300, '(');
  std::string quotes(301, '"');
  const std::string texts[] = {"",
                               "\"",
                               "(",
                               ")",
                               "OR",
                               "AND OR NOT",
                               "-",
                               "--",
                               "-commune",
                               "NOT",
                               "a OR",
                               "*",
                               "a*",
                               "co*",
                               "**",
                               "titre:",
                               "titre:\"",
                               "date:",
                               "dossier:",
                               "date:\"31 février 2017\"",
                               "C++",
                               "%",
                               "100%",
                               "\\",
                               "\x00\x01",
                               "\xEF\xBF\xBE",
                               "\xFF\xFE",
                               "\xC3",
                               "\xED\xA0\x80",
                               "😀",
                               "<script>alert(1)</script>",
                               "&amp;",
                               "« école",
                               "“a” \"b",
                               "date:2017..2015",
                               "ET",
                               "commune ET",
                               ":",
                               "~",
                               "\u202e",
                               "\u00a0",
                               "   ",
                               "\t\n",
                               "' OR 1=1 --",
                               deep,
                               quotes,
                               "date:99999999999-99..",
                               "-a -b",
                               "a SAUF"};
  for (const std::string& text : texts) {
    for (const char* route : {"/api/v1/search?q=", "/?q=", "/feed.rss?q=", "/feed.json?q=",
                              "/api/v1/suggest?q=", "/api/v1/facets/person?q=", "/api/v1/articles/a?q=",
                              "/article/a?q=", "/opensearch/suggest?q=", "/personnes?q="}) {
      const Answer answer = request("GET", route + api::percent_encode(text));
      EXPECT_EQ(answer.status, 200) << route << text;
      if (answer.header("content-type").find("json") != std::string::npos) {
        EXPECT_TRUE(json::accept(answer.body)) << route << text;
      }
    }
  }
  for (const char* raw : {"q=%", "q=%zz", "q=%E9cole", "q", "=", "&&&", "q=a&q=b", "%71=a"}) {
    EXPECT_EQ(request("GET", std::string("/api/v1/search?") + raw).status, 200) << raw;
  }
}

TEST_F(Routes, MarkupOfTheArchiveIsEscaped) {
  const std::string id = api::percent_encode(kAwkwardId);
  const json article = get_json(client_, "/api/v1/articles/" + id + "?q=ecole");
  EXPECT_EQ(article["id"], kAwkwardId);
  EXPECT_EQ(article["body_text"], "Un <script>alert(1)</script> & une école numérique.");
  EXPECT_NE(article["body_html"].get<std::string>().find("&lt;script&gt;"), std::string::npos);
  EXPECT_NE(article["body_html"].get<std::string>().find("<mark>école</mark>"), std::string::npos);
  EXPECT_NE(article["title_html"].get<std::string>().find("&lt;le&gt;"), std::string::npos);
  EXPECT_EQ(request("GET", "/article/" + id + "?q=ecole").body.find("<script>alert"), std::string::npos);
}

// Two requests whose addresses could be taken for each other.
TEST_F(Routes, AnIdIsNotTakenForParameters) {
  EXPECT_EQ(get_json(client_, "/api/v1/articles/a?q=budget")["title"], "Le budget de l’école");
  EXPECT_EQ(get_json(client_, "/api/v1/articles/a%3Fq%3Dbudget")["title"], "Un autre budget");
  EXPECT_EQ(get_json(client_, "/api/v1/articles/x%2Frelated")["title"], "Un marché");
  EXPECT_TRUE(get_json(client_, "/api/v1/articles/x%2Frelated/related").contains("hits"));
}

TEST_F(Routes, Selections) {
  const std::uint64_t all = get_json(client_, "/api/v1/search?limit=0")["total"];
  const struct {
    const char* raw;
    std::uint64_t total;
  } cases[] = {
      {"dossier=none", 0},
      {"dossier=-none", all},
      {"dossier=budget", 2},
      {"dossier=-budget", all - 2},
      {"dossier=budget&dossier=pages", 4},
      {"dossier=budget&dossier=-budget", 0},
      {"date=undated", 2},
      {"date=undated&date=2013-02-28", 3},
      {"person=jean-dupont&person=anne-martin", 40},
      {"from=2017-04-05&to=2017-04-05&person=laurent-wauquiez", 1},
      {"from=2100", 0},
      {"from=2017&to=2016", 0},
  };
  for (const auto& [raw, total] : cases) {
    EXPECT_EQ(get_json(client_, std::string("/api/v1/search?limit=0&") + raw)["total"], total) << raw;
  }
  const json none = get_json(client_, "/api/v1/search?facets=none&limit=0");
  EXPECT_EQ(none["facets"], json::object());
  EXPECT_EQ(none["hits"], json::array());
  const json few = get_json(client_, "/api/v1/search?facet_limit=0&facets=person");
  EXPECT_EQ(few["facets"]["person"]["values"], json::array());
  EXPECT_EQ(few["facets"]["person"]["distinct"], 3);
  EXPECT_FALSE(few["facets"].contains("date"));
}

// Whoever sends a Host could put his own addresses into what others are given.
TEST_F(Routes, AbsoluteAddressesAreTheServersOwnWhateverTheHostAsked) {
  const std::string own = "http://127.0.0.1:" + std::to_string(awkward_archive().port());
  for (const char* target : {"/feed.json", "/feed.rss", "/opensearch.xml"}) {
    const std::string body = request("GET", target).body;
    EXPECT_NE(body.find(own + "/"), std::string::npos) << target;
    EXPECT_EQ(body.find("archives.test"), std::string::npos) << target;
  }
}

TEST_F(Routes, HeadersOfSafety) {
  for (const char* target : kReadable) {
    const Answer answer = request("GET", target);
    EXPECT_EQ(answer.header("x-content-type-options"), "nosniff") << target;
    EXPECT_NE(answer.header("content-security-policy").find("default-src 'none'"), std::string::npos)
        << target;
    EXPECT_EQ(answer.header("access-control-allow-origin"),
              answer.header("content-type").starts_with("text/html") ? "" : "*")
        << target;
  }
}

TEST_F(Routes, HealthAndMetrics) {
  EXPECT_EQ(request("GET", "/healthz").body, "ok\n");
  EXPECT_EQ(request("GET", "/readyz").body.substr(0, 13), "ready\nindex: ");
  const Answer metrics = request("GET", "/metrics");
  EXPECT_EQ(metrics.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_NE(metrics.body.find("fonds_index_articles 46\n"), std::string::npos) << metrics.body;
  EXPECT_NE(metrics.body.find("# TYPE fonds_requests_total counter\n"), std::string::npos);
  EXPECT_NE(metrics.body.find("fonds_request_seconds_bucket{route=\"health\",le=\"+Inf\"}"),
            std::string::npos);
}

TEST(Overload, AFullQueueIsSaidWithRetryAfter) {
  const TemporaryFolder folder;
  build_index(folder.path() / "index", {article("a", "Titre", "Texte")});
  // No room to wait: whoever comes while both workers are busy is sent away.
  Service service(folder.path() / "index", {}, 1);
  std::mutex gate;
  std::unique_lock closed(gate);
  const auto wait = [&gate](unsigned) { const std::lock_guard lock(gate); };
  int waiting = 0;
  EXPECT_TRUE(http::test::eventually([&] {
    waiting += service.pool().submit(wait) ? 1 : 0;
    return waiting == 3 && service.pool().queued() == 1;
  }));
  RawClient client(service.port());
  const Answer refused = client.get("/api/v1/search");
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.header("retry-after"), "1");
  EXPECT_EQ(refused.header("content-type"), "application/problem+json");
  EXPECT_EQ(client.get("/healthz").status, 200);
  closed.unlock();
  EXPECT_TRUE(http::test::eventually([&] { return service.pool().queued() == 0; }));
  EXPECT_EQ(client.get("/api/v1/search").status, 200);
}

TEST(Deadline, AnAnswerTooLateIsNotBegun) {
  const TemporaryFolder folder;
  build_index(folder.path() / "index", {article("a", "Titre", "Texte")});
  api::ApplicationOptions options;
  options.deadline = std::chrono::milliseconds(0);
  const Service service(folder.path() / "index", options);
  RawClient client(service.port());
  const Answer late = client.get("/api/v1/search?q=texte");
  EXPECT_EQ(late.status, 503);
  EXPECT_EQ(late.header("retry-after"), "1");
}

// Half past midnight in Paris is yesterday in UTC. What was answered then is not given out as today's.
TEST(Clock, TheDayIsThatOfParisAndTakenOnceForEachRequest) {
  const TemporaryFolder folder;
  build_index(folder.path() / "index", {article("april", "Titre", "Texte", "2017-04-01"),
                                        article("march", "Titre", "Texte", "2017-03-31")});
  std::atomic<std::int64_t> now = *text::parse_iso_instant("2017-04-01T23:30:00+02:00");
  api::ApplicationOptions options;
  options.clock = [&now] { return now.load(); };
  const Service service(folder.path() / "index", options);
  RawClient client(service.port());
  const auto found = [&](const std::string& target) {
    std::string ids;
    const json answer = get_json(client, target);
    for (const json& hit : answer["hits"]) ids += hit["id"].get<std::string>() + " ";
    return ids;
  };
  for (const char* target : {"/api/v1/search?q=date:hier", "/api/v1/search?from=hier&to=hier"}) {
    now = *text::parse_iso_instant("2017-04-01T23:30:00+02:00");
    EXPECT_EQ(found(target), "march ") << target;
    now = *text::parse_iso_instant("2017-04-02T00:30:00+02:00");
    EXPECT_EQ(found(target), "april ") << target;
  }
}

}  // namespace
}  // namespace fonds::test
