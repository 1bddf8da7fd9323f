// How other sites keep a copy: by the last change, by what has changed since, by OAI-PMH; and what a text is compared with.
#include <atomic>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/api/service.h"

namespace fonds::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

archive::Article changed(const char* id, const char* day, const char* modified,
                         const char* body = "Un texte.") {
  archive::Article one =
      article(id, "Titre de " + std::string(id), body, day, {"Budget & co"}, {"Anne Martin"});
  if (*modified != '\0') one.modified = text::parse_iso_instant(modified);
  return one;
}

class Harvest : public ::testing::Test {
 protected:
  void build(const std::vector<archive::Article>& articles) { build_index(index_, articles); }
  static std::vector<archive::Article> some() {
    return {changed("a", "2010-01-01", "2020-06-01T12:00:00Z"), changed("b", "2019-01-01", ""),
            changed("c", "2015-01-01", "2016-01-01T00:00:00Z"), changed("d", "", "")};
  }
  static std::vector<std::string> ids(const json& answer) {
    std::vector<std::string> found;
    for (const json& hit : answer["hits"]) found.push_back(hit["id"]);
    return found;
  }
  TemporaryFolder folder_;
  std::string index_ = folder_.path() / "index";
};

TEST_F(Harvest, TheLastChangedFirstAndSince) {
  build(some());
  const Service service(index_);
  RawClient client(service.port());
  EXPECT_THAT(ids(get_json(client, "/api/v1/search?sort=modified")), ElementsAre("a", "b", "c", "d"));
  const struct {
    const char* from;
    std::vector<std::string> found;
  } cases[] = {
      {"2019-01-01", {"a", "b"}},   {"2019-01-02", {"a"}},     {"2020-06-01T12:00:00Z", {"a"}},
      {"2020-06-01T12:00:01Z", {}}, {"2015", {"a", "b", "c"}}, {"janvier%202016", {"a", "b", "c"}},
  };
  for (const auto& [from, found] : cases) {
    EXPECT_EQ(ids(get_json(client, "/api/v1/search?sort=modified&modified_from=" + std::string(from))), found)
        << from;
  }
  EXPECT_EQ(client.get("/api/v1/search?modified_from=soon").status, 400);
  // Page by page.
  std::vector<std::string> all;
  std::string target = "/api/v1/search?sort=modified&limit=1";
  while (true) {
    const json page = get_json(client, target);
    for (const std::string& id : ids(page)) all.push_back(id);
    if (page["links"]["next"].is_null()) break;
    target = page["links"]["next"];
  }
  EXPECT_THAT(all, ElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(ids(get_json(client, "/api/v1/search?sort=modified&offset=2")), ElementsAre("c", "d"));
  EXPECT_EQ(client.get("/?sort=modified").status, 200);
}

TEST_F(Harvest, WhatHasChangedSince) {
  build(some());
  Service service(index_);
  RawClient client(service.port());
  const auto generation = [&] { return service.engine().info().generation; };
  const std::string first = generation();
  const auto since = [&](const std::string& from) {
    return get_json(client, "/api/v1/changes?since=" + from);
  };
  EXPECT_EQ(since(first)["added"], json::array());
  const auto publish = [&](const std::vector<archive::Article>& articles) {
    const std::string before = generation();
    build(articles);
    ASSERT_TRUE(http::test::eventually([&] { return generation() != before; }));
  };
  publish({changed("a", "2010-01-01", "2020-06-01T12:00:00Z"),
           changed("b", "2019-01-01", "", "Un autre texte."),
           changed("c", "2015-01-01", "2016-01-01T00:00:00Z"), changed("e", "2021-01-01", "")});
  const std::string second = generation();
  json answer = since(first);
  EXPECT_EQ(answer["added"], json::array({"e"}));
  EXPECT_EQ(answer["changed"], json::array({"b"}));
  EXPECT_EQ(answer["removed"], json::array({"d"}));
  EXPECT_EQ(answer["index"]["generation"], second);
  publish({changed("a", "2010-01-01", "2020-06-01T12:00:00Z"), changed("d", "", "")});
  answer = since(first);
  EXPECT_EQ(answer["added"], json::array());
  EXPECT_EQ(answer["changed"], json::array({"d"})) << "gone and there again";
  EXPECT_EQ(answer["removed"], json::array({"b", "c"})) << "e came and went";
  answer = since(second);
  EXPECT_EQ(answer["added"], json::array({"d"}));
  EXPECT_EQ(answer["removed"], json::array({"b", "c", "e"}));
  for (const char* never : {"000000-x", "none", "..%2F..", "%00"}) {
    const Answer gone = client.get("/api/v1/changes?since=" + std::string(never));
    EXPECT_EQ(gone.status, 410) << never;
    EXPECT_EQ(json::parse(gone.body)["param"], "since");
  }
  EXPECT_EQ(client.get("/api/v1/changes").status, 400);
  // A server that has just begun knows the generation before from the disk.
  const Service again(index_);
  RawClient other(again.port());
  answer = get_json(other, "/api/v1/changes?since=" + second);
  EXPECT_EQ(answer["added"], json::array({"d"}));
  EXPECT_EQ(answer["removed"], json::array({"b", "c", "e"}));
}

class Oai : public Harvest {
 protected:
  Oai() {
    std::vector<archive::Article> articles = some();
    articles[0].author = "Ève <Dubois>";
    articles[0].lead = "Un chapeau & plus";
    for (int i = 0; i < 120; ++i)
      articles.push_back(article("n" + std::to_string(i), "Titre", "Texte", "2012-01-01"));
    build(articles);
    options_.site.title = "La Voix";
    options_.site.public_url = "https://archives.example/fonds";
    service_ = std::make_unique<Service>(index_, options_);
    client_ = std::make_unique<RawClient>(service_->port());
  }
  std::string get(const std::string& query) {
    const Answer answer = client_->get("/oai?" + query);
    EXPECT_EQ(answer.status, 200) << query;
    EXPECT_EQ(answer.header("content-type"), "text/xml; charset=utf-8");
    EXPECT_THAT(answer.body, HasSubstr("<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\""));
    EXPECT_THAT(answer.body, HasSubstr("<responseDate>"));
    return answer.body;
  }
  static std::size_t count(const std::string& text, const std::string& what) {
    std::size_t n = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
    return n;
  }
  api::ApplicationOptions options_;
  std::unique_ptr<Service> service_;
  std::unique_ptr<RawClient> client_;
};

// The answer to a harvester is of now, whoever asked the same before.
TEST_F(Oai, AnswersAreOfNow) {
  std::atomic<std::int64_t> now = 1'600'000'000;
  options_.clock = [&now] { return now.load(); };
  const Service service(index_, options_);
  RawClient client(service.port());
  for (const char* said : {"2020-09-13T12:26:40Z", "2020-09-13T12:26:41Z"}) {
    const Answer answer = client.get("/oai?verb=Identify");
    EXPECT_THAT(answer.body, HasSubstr("<responseDate>" + std::string(said) + "</responseDate>"));
    EXPECT_EQ(answer.header("etag"), "");
    ++now;
  }
}

TEST_F(Oai, ItsSixVerbs) {
  const std::string identify = get("verb=Identify");
  EXPECT_THAT(identify,
              HasSubstr("<repositoryName>La Voix</repositoryName><baseURL>https://archives.example/fonds/oai"
                        "</baseURL><protocolVersion>2.0</protocolVersion>"));
  EXPECT_THAT(identify, HasSubstr("<request verb=\"Identify\">https://archives.example/fonds/oai</request>"));
  EXPECT_THAT(get("verb=ListMetadataFormats"), HasSubstr("<metadataPrefix>oai_dc</metadataPrefix>"));
  EXPECT_THAT(get("verb=ListSets"),
              HasSubstr("<set><setSpec>budget-co</setSpec><setName>Budget &amp; co</setName></set>"));
  const std::string record = get("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:archives.example:a");
  EXPECT_THAT(record, HasSubstr("<identifier>oai:archives.example:a</identifier>"
                                "<datestamp>2020-06-01T12:00:00Z</datestamp><setSpec>budget-co</setSpec>"));
  for (const char* element :
       {"<dc:title>Titre de a</dc:title>", "<dc:creator>Ève &lt;Dubois&gt;</dc:creator>",
        "<dc:subject>Budget &amp; co</dc:subject>", "<dc:subject>Anne Martin</dc:subject>",
        "<dc:description>Un chapeau &amp; plus</dc:description>", "<dc:publisher>La Voix</dc:publisher>",
        "<dc:date>2010-01-01</dc:date>",
        "<dc:identifier>https://archives.example/fonds/article/a</dc:identifier>"}) {
    EXPECT_THAT(record, HasSubstr(element));
  }
  const std::string identifiers = get("verb=ListIdentifiers&metadataPrefix=oai_dc&set=budget-co");
  EXPECT_EQ(count(identifiers, "<header>"), 4U);
  EXPECT_THAT(identifiers, Not(HasSubstr("<metadata>")));
  // In parts, to the end.
  std::string part = get("verb=ListRecords&metadataPrefix=oai_dc");
  std::size_t records = count(part, "<record>");
  EXPECT_EQ(records, 100U);
  while (true) {
    const std::string begin = "completeListSize=\"124\">";
    const auto at = part.find(begin);
    ASSERT_NE(at, std::string::npos);
    const std::string token =
        part.substr(at + begin.size(), part.find("</resumptionToken>") - at - begin.size());
    if (token.empty()) break;
    part = get("verb=ListRecords&resumptionToken=" + token);
    records += count(part, "<record>");
  }
  EXPECT_EQ(records, 124U);
}

TEST_F(Oai, ByDatestamp) {
  const auto found = [&](const std::string& range) {
    return count(get("verb=ListIdentifiers&metadataPrefix=oai_dc&" + range), "<header>");
  };
  EXPECT_EQ(found("from=2019-01-01"), 1U) << "b is of the last hour of 2018 by UTC";
  EXPECT_EQ(found("from=2018-12-31"), 2U);
  EXPECT_EQ(found("from=2016-01-01T00:00:00Z&until=2016-01-01T00:00:00Z"), 1U);
  EXPECT_EQ(found("until=2000-01-01"), 1U) << "of no known date, and so older than any";
  EXPECT_EQ(found("from=2020-06-01&until=2020-06-01&set=budget-co"), 1U);
}

TEST_F(Oai, WhatIsAskedWronglyIsAnAnswerToo) {
  const struct {
    const char* query;
    const char* code;
  } cases[] = {
      {"", "badVerb"},
      {"verb=Nonsense", "badVerb"},
      {"verb=Identify&verb=Identify", "badVerb"},
      {"verb=Identify&x=1", "badArgument"},
      {"verb=ListRecords", "badArgument"},
      {"verb=GetRecord&identifier=x", "badArgument"},
      {"verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"},
      {"verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:archives.example:none", "idDoesNotExist"},
      {"verb=GetRecord&metadataPrefix=oai_dc&identifier=a", "idDoesNotExist"},
      {"verb=ListMetadataFormats&identifier=a", "idDoesNotExist"},
      {"verb=ListRecords&metadataPrefix=oai_dc&from=soon", "badArgument"},
      {"verb=ListRecords&metadataPrefix=oai_dc&from=2020-01-01&until=2021-01-01T00:00:00Z", "badArgument"},
      {"verb=ListRecords&metadataPrefix=oai_dc&from=2021-01-01&until=2020-01-01", "badArgument"},
      {"verb=ListRecords&metadataPrefix=oai_dc&from=2100-01-01", "noRecordsMatch"},
      {"verb=ListRecords&metadataPrefix=oai_dc&set=none", "noRecordsMatch"},
      {"verb=ListRecords&resumptionToken=x", "badResumptionToken"},
      {"verb=ListRecords&resumptionToken=~~~x", "badResumptionToken"},
      {"verb=ListSets&resumptionToken=x", "badResumptionToken"},
  };
  for (const auto& [query, code] : cases) {
    EXPECT_THAT(get(query), HasSubstr("<error code=\"" + std::string(code) + "\">")) << query;
  }
  // A form asks the same.
  client_->send(
      "POST /oai HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
      "13\r\n\r\n"
      "verb=Identify");
  EXPECT_THAT(client_->read_answer().body, HasSubstr("<repositoryName>"));
}

class TextSent : public ::testing::Test {
 protected:
  Answer post(const std::string& body, const std::string& type, const std::string& query = "") {
    client_.send("POST /api/v1/related" + query + " HTTP/1.1\r\nHost: a\r\n" +
                 (type.empty() ? "" : "Content-Type: " + type + "\r\n") +
                 "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    return client_.read_answer();
  }
  RawClient client_{awkward_archive().port()};
};

TEST_F(TextSent, IsComparedWithTheArchive) {
  const std::string body = "Jean Dupont a présidé. Le conseil de la commune, séance 7.";
  for (const Answer& answer : {post(body, "text/plain; charset=utf-8"), post(body, ""),
                               post(json{{"title", ""}, {"body", body}}.dump(), "application/json")}) {
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.header("content-type"), "application/json");
    EXPECT_EQ(answer.header("access-control-allow-origin"), "*");
    const json found = json::parse(answer.body);
    EXPECT_EQ(found["hits"].size(), 6U);
    EXPECT_EQ(found["persons"][0]["value"], "jean-dupont");
    EXPECT_TRUE(found["dossiers"].is_array());
    EXPECT_TRUE(found["passages"].is_array());
  }
  EXPECT_EQ(json::parse(post(body, "text/plain", "?limit=2").body)["hits"].size(), 2U);
  EXPECT_EQ(post(std::string(200'000, 'x'), "text/plain").status, 200);
}

TEST_F(TextSent, WhatIsNoTextIsNamed) {
  const struct {
    std::string body, type, query;
    int status;
  } cases[] = {
      {"", "text/plain", "", 400},
      {" \n", "text/plain", "", 400},
      {"{", "application/json", "", 400},
      {"[]", "application/json", "", 400},
      {"{\"body\": 1}", "application/json", "", 400},
      {"{\"text\": \"a\"}", "application/json", "", 400},
      {"{}", "application/json", "", 400},
      {"a=b", "application/x-www-form-urlencoded", "", 415},
      {"un texte", "text/plain", "?limit=51", 400},
      {"un texte", "text/plain", "?size=5", 400},
      {json{{"body", std::string(205'000, 'x')}}.dump(), "application/json", "", 413},
  };
  for (const auto& [body, type, query, status] : cases) {
    const Answer answer = post(body, type, query);
    EXPECT_EQ(answer.status, status) << body.substr(0, 40) << type;
    EXPECT_EQ(answer.header("content-type"), "application/problem+json");
  }
  RawClient large(awkward_archive().port());
  large.send("POST /api/v1/related HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n");
  EXPECT_EQ(large.read_answer().status, 413);
  client_.send(
      "POST /api/v1/related HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\nContent-Length: 8\r\n\r\nun "
      "texte");
  const Answer packed = client_.read_answer();
  EXPECT_EQ(packed.status, 415);
  EXPECT_THAT(packed.body, HasSubstr("Content-Encoding"));
  RawClient chunked(awkward_archive().port());
  chunked.send("POST /api/v1/related HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
  EXPECT_EQ(chunked.read_answer().status, 411);
  const Answer read = client_.get("/api/v1/related");
  EXPECT_EQ(read.status, 405);
  EXPECT_EQ(read.header("allow"), "POST, OPTIONS");
  client_.send("OPTIONS /api/v1/related HTTP/1.1\r\nHost: a\r\nOrigin: https://a.example\r\n\r\n");
  EXPECT_THAT(client_.read_answer().header("access-control-allow-methods"), HasSubstr("POST"));
}

}  // namespace
}  // namespace fonds::test
