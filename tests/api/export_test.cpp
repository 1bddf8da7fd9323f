// Exports and the forms of one article: whole to any depth, of one generation, each format as its readers expect it.
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/api/article_forms.h"
#include "server/api/citation.h"
#include "tests/api/service.h"
#include "tests/http/gunzip.h"

namespace fonds::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::vector<std::string> lines_of(const std::string& text, const std::string& end = "\n") {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto stop = text.find(end, begin);
    lines.push_back(text.substr(begin, stop - begin));
    begin = stop == std::string::npos ? text.size() : stop + end.size();
  }
  return lines;
}

std::vector<std::string> ids_of(const std::string& jsonl) {
  std::vector<std::string> ids;
  for (const std::string& line : lines_of(jsonl)) ids.push_back(json::parse(line)["id"]);
  return ids;
}

class Export : public ::testing::Test {
 protected:
  Export() {
    archive::Article whole =
        article("2017/un été", "Le « budget », 100 % & {voté}", "=2+3\nLe conseil, \"réuni\";\n",
                "2017-04-05", {"Vie municipale", "Budget"}, {"Anne Martin"});
    whole.published = text::parse_iso_instant("2017-04-05T18:30:00+02:00");
    whole.modified = text::parse_iso_instant("2018-01-02T00:00:00Z");
    whole.author = "Ève Dubois";
    whole.source = "La Voix";
    whole.lead = "Un chapeau";
    whole.url = "https://journal.example/budget";
    build_index(folder_.path() / "index", {whole, article("b.bib", "Deux", "Le conseil.", "2016-01-01"),
                                           article("b", "Trois", "Le conseil et le budget.", "2015-01-01"),
                                           article("nu", "Quatre", "")});
    options_.site.title = "Archives";
    options_.site.public_url = "https://archives.example";
    service_ = std::make_unique<Service>(folder_.path() / "index", options_);
    client_ = std::make_unique<RawClient>(service_->port());
  }
  std::string get(const std::string& target, const std::string& more = "") {
    const Answer answer = client_->get(target, more);
    EXPECT_EQ(answer.status, 200) << target << answer.body;
    return answer.body;
  }

  TemporaryFolder folder_;
  api::ApplicationOptions options_;
  std::unique_ptr<Service> service_;
  std::unique_ptr<RawClient> client_;
};

TEST_F(Export, IsTheSearchInItsOrder) {
  const char* const searches[] = {"",
                                  "q=conseil",
                                  "q=conseil&sort=oldest",
                                  "q=budget+conseil&match=any",
                                  "dossier=budget",
                                  "date=2016&date=undated",
                                  "from=2016",
                                  "q=rien"};
  for (const std::string search : searches) {
    std::vector<std::string> expected;
    const json found = get_json(*client_, "/api/v1/search?limit=100&" + search);
    for (const json& hit : found["hits"]) {
      expected.push_back(hit["id"]);
    }
    EXPECT_EQ(ids_of(get("/api/v1/export?" + search)), expected) << search;
  }
  EXPECT_THAT(ids_of(get("/api/v1/export?limit=2&offset=1")), ElementsAre("b.bib", "b"));
  EXPECT_EQ(get("/api/v1/export?limit=0"), "");
  const std::string next = get_json(*client_, "/api/v1/search?limit=2")["links"]["next"];
  EXPECT_THAT(ids_of(get("/api/v1/export?limit=9&" + next.substr(next.find("cursor=")))),
              ElementsAre("b", "nu"));
}

TEST_F(Export, JsonLinesAreArticlesAsTheIndexerReadsThem) {
  const Answer answer = client_->get("/api/v1/export?q=budget&format=jsonl");
  EXPECT_EQ(answer.header("content-type"), "application/x-ndjson");
  EXPECT_EQ(answer.header("content-disposition"), "attachment; filename=\"articles.jsonl\"");
  EXPECT_EQ(json::parse(lines_of(get("/api/v1/export?person=anne-martin"))[0]),
            json::parse(R"({"id":"2017/un été","title":"Le « budget », 100 % & {voté}","date":"2017-04-05",
              "published":"2017-04-05T16:30:00Z","modified":"2018-01-02T00:00:00Z","author":"Ève Dubois",
              "source":"La Voix","url":"https://journal.example/budget","dossiers":["Vie municipale","Budget"],
              "persons":["Anne Martin"],"lead":"Un chapeau","body":"=2+3\nLe conseil, \"réuni\";\n"})"));
  EXPECT_EQ(
      json::parse(lines_of(get("/api/v1/export?date=undated"))[0]),
      json::parse(R"({"id":"nu","title":"Quatre","body":"","url":"https://archives.example/article/nu"})"));
  // The archive made again has the same.
  const auto copy = folder_.path() / "copy.jsonl";
  std::ofstream(copy) << get("/api/v1/export");
  build_index(folder_.path() / "copy", read_articles(copy.string()));
  const Service again(folder_.path() / "copy", options_);
  RawClient client(again.port());
  EXPECT_EQ(lines_of(client.get("/api/v1/export").body).size(), 4U);
  EXPECT_EQ(get_json(client, "/api/v1/articles/b")["body_text"], "Le conseil et le budget.");
  EXPECT_EQ(get_json(client, "/api/v1/search?dossier=vie-municipale")["total"], 1);
}

TEST_F(Export, CsvAsTheStandardAndForSpreadsheets) {
  const Answer answer = client_->get("/api/v1/export?format=csv&date=2017");
  EXPECT_THAT(answer.header("content-type"), StartsWith("text/csv; charset=utf-8"));
  EXPECT_EQ(
      answer.body,
      "id,title,date,published,modified,author,source,lang,url,dossiers,persons,lead,body\r\n"
      "2017/un été,\"Le « budget », 100 % & {voté}\",2017-04-05,2017-04-05T16:30:00Z,2018-01-02T00:00:00Z,"
      "Ève Dubois,La Voix,,https://journal.example/budget,Vie municipale | Budget,Anne Martin,Un chapeau,"
      "\"=2+3\nLe conseil, \"\"réuni\"\";\n\"\r\n");
  const std::string excel = get("/api/v1/export?format=csv&separator=semicolon&bom=1&date=2017");
  EXPECT_THAT(excel, StartsWith("\xEF\xBB\xBFid;title;date;"));
  EXPECT_THAT(excel, HasSubstr(";\"'=2+3\nLe"));
  EXPECT_THAT(get("/api/v1/export?format=csv&separator=tab&limit=0"), StartsWith("id\ttitle\t"));
}

TEST_F(Export, BibtexAndRis) {
  EXPECT_EQ(get("/api/v1/export?format=bibtex&date=2017"),
            "@article{2017-un-ete,\n  title = {{Le « budget », 100 \\% \\& \\{voté\\}}},\n  author = "
            "{Dubois, Ève},\n"
            "  journal = {La Voix},\n  date = {2017-04-05},\n  year = {2017},\n"
            "  url = {https://archives.example/article/2017/un%20%C3%A9t%C3%A9}\n}\n\n");
  EXPECT_EQ(
      get("/api/v1/export?format=ris&date=2017"),
      "TY  - NEWS\r\nID  - 2017/un été\r\nTI  - Le « budget », 100 % & {voté}\r\nAU  - Dubois, Ève\r\n"
      "T2  - La Voix\r\nPY  - 2017\r\nDA  - 2017/04/05\r\nAB  - Un chapeau\r\nKW  - Vie municipale\r\n"
      "KW  - Budget\r\nUR  - https://archives.example/article/2017/un%20%C3%A9t%C3%A9\r\nER  - \r\n\r\n");
  const std::string all = get("/api/v1/export?format=bibtex");
  EXPECT_THAT(all, HasSubstr("journal = {Archives}"));
  EXPECT_EQ(lines_of(all, "@article{").size(), 5U);
}

TEST_F(Export, IsCompressedForWhoTakesIt) {
  for (const char* format : {"jsonl", "csv", "bibtex", "ris"}) {
    const std::string target = "/api/v1/export?format=" + std::string(format);
    const Answer plain = client_->get(target);
    const Answer answer = client_->get(target, "Accept-Encoding: gzip\r\n");
    EXPECT_EQ(answer.header("content-encoding"), "gzip") << format;
    EXPECT_THAT(answer.header("vary"), HasSubstr("Accept-Encoding")) << format;
    EXPECT_EQ(http::test::gunzip(answer.body), plain.body) << format;
    EXPECT_NE(answer.header("etag"), plain.header("etag")) << "other bytes, another tag";
    EXPECT_EQ(client_->get(target, "If-None-Match: " + answer.header("etag") + "\r\n").status, 304);
  }
}

TEST_F(Export, WhatIsAskedWronglyIsNamed) {
  for (const char* raw : {"format=xml", "separator=pipe", "bom=yes", "limit=-1", "limit=4294967296",
                          "sort=up", "page=2", "offset=10001", "cursor=x"}) {
    const Answer answer = client_->get("/api/v1/export?" + std::string(raw));
    EXPECT_EQ(answer.status, 400) << raw;
    EXPECT_EQ(json::parse(answer.body)["param"], std::string(raw).substr(0, std::string(raw).find('=')))
        << raw;
  }
}

TEST_F(Export, OneArticleInEachForm) {
  const std::string id = "2017%2Fun%20%C3%A9t%C3%A9";
  const struct {
    const char* ending;
    const char* accept;
    const char* type;
    const char* holds;
  } forms[] = {
      {".json", "application/json", "application/json", "\"body_text\":"},
      {".txt", "text/plain", "text/plain; charset=utf-8",
       "5\u00A0avril\u00A02017, par Ève Dubois, La Voix\n\nUn chapeau"},
      {".bib", "application/x-bibtex", "application/x-bibtex; charset=utf-8", "@article{2017-un-ete,"},
      {".ris", "application/x-research-info-systems", "application/x-research-info-systems; charset=utf-8",
       "TY  - NEWS\r\n"},
  };
  for (const auto& [ending, accept, type, holds] : forms) {
    for (const std::string path : {"/article/", "/api/v1/articles/"}) {
      const Answer by_accept = client_->get(path + id, "Accept: " + std::string(accept) + "\r\n");
      const Answer by_ending = client_->get(path + id + ending);
      for (const Answer& answer : {by_accept, by_ending}) {
        EXPECT_EQ(answer.status, 200) << path << ending;
        EXPECT_EQ(answer.header("content-type"), type) << path << ending;
        EXPECT_THAT(answer.header("vary"), HasSubstr("Accept")) << path << ending;
        EXPECT_THAT(answer.body, HasSubstr(holds)) << path << ending;
      }
      EXPECT_EQ(
          client_->get(path + id + ending, "If-None-Match: " + by_ending.header("etag") + "\r\n").status,
          304);
      const Answer usual = client_->get(path + id);
      if (usual.header("content-type") == by_accept.header("content-type")) continue;
      EXPECT_NE(by_accept.header("etag"), usual.header("etag")) << "another form is another thing";
    }
  }
  EXPECT_EQ(client_->get("/article/" + id, "Accept: text/html, */*;q=0.8\r\n").header("content-type"),
            "text/html; charset=utf-8");
  EXPECT_EQ(client_->get("/api/v1/articles/" + id, "Accept: text/html\r\n").status, 406);
  EXPECT_EQ(client_->get("/article/" + id, "Accept: image/png\r\n").status, 406);
  EXPECT_EQ(client_->get("/article/none.bib").status, 404);
  // An id that ends so is that article.
  EXPECT_EQ(get_json(*client_, "/api/v1/articles/b.bib")["title"], "Deux");
  EXPECT_THAT(get("/api/v1/articles/b.ris"), HasSubstr("TI  - Trois"));
}

// What stands in braces and lines stays there.
TEST(Citation, NothingOfAnArticleEndsAField) {
  search::Hit hit;
  hit.id = "}\n@x{";
  hit.title = "a}{b\\c\nER  - \r\nTY  - BOOK ~^_#$";
  hit.author = "\x01";
  EXPECT_EQ(api::bibtex(hit, "P", "u"),
            "@article{x,\n  title = {{a\\textbraceright \\textbraceleft b\\textbackslash c ER - TY - BOOK "
            "\\textasciitilde \\textasciicircum "
            "\\_\\#\\$}},\n  journal = {P},\n  url = {u}\n}\n");
  EXPECT_EQ(lines_of(api::ris(hit, "P", "u"), "\r\n").size(), 6U);
  EXPECT_EQ(api::citation(hit, "P", "u").find('\0'), std::string::npos);
}

TEST(Citation, WhoSigns) {
  const std::pair<const char*, std::vector<std::string>> cases[] = {
      {"", {}},
      {" \n", {}},
      {"Ève Dubois", {"Ève Dubois"}},
      {"Anne Martin et Luc Petit", {"Anne Martin", "Luc Petit"}},
      {"Anne Martin, Luc Petit et Ève Dubois", {"Anne Martin", "Luc Petit", "Ève Dubois"}},
      {"Anne Martin & Luc Petit", {"Anne Martin", "Luc Petit"}},
      {"La rédaction, avec AFP", {"La rédaction, avec AFP"}},
      {"Martin et Petit", {"Martin et Petit"}},
      {"Dupont, Jean", {"Dupont, Jean"}},
      {"Anne Martin,", {"Anne Martin,"}},
  };
  for (const auto& [signature, authors] : cases) EXPECT_EQ(api::authors_of(signature), authors) << signature;
  search::Hit hit;
  hit.title = "T";
  hit.author = "Anne Martin et Luc Petit";
  EXPECT_THAT(api::bibtex(hit, "P", "u"), HasSubstr("author = {Martin, Anne and Petit, Luc},"));
  EXPECT_THAT(api::ris(hit, "P", "u"), HasSubstr("AU  - Martin, Anne\r\nAU  - Petit, Luc\r\n"));
  const std::pair<const char*, const char*> in_ris[] = {
      {"La rédaction", "La rédaction"},
      {"AFP", "AFP"},
      {"Jean de La Fontaine", "de La Fontaine, Jean"},
      {"Marie Claire Petit", "Petit, Marie Claire"},
      {"Anne Le Goff", "Le Goff, Anne"},
  };
  for (const auto& [signature, name] : in_ris) {
    hit.author = signature;
    EXPECT_THAT(api::ris(hit, "P", "u"), HasSubstr("AU  - " + std::string(name) + "\r\n"));
  }
  const std::pair<const char*, const char*> in_bibtex[] = {
      {"La rédaction", "{La rédaction}"},
      {"Jean de La Fontaine", "de La Fontaine, Jean"},
      {"Dupont, Jean", "{Dupont, Jean}"},
      {"Tom and Jerry", "{Tom and Jerry}"},
      {"Ève {Dubois", "{Ève \\textbraceleft Dubois}"},
  };
  for (const auto& [signature, name] : in_bibtex) {
    hit.author = signature;
    EXPECT_THAT(api::bibtex(hit, "P", "u"), HasSubstr("  author = {" + std::string(name) + "},\n"));
  }
}

std::vector<archive::Article> many(int from, int to, const std::string& body) {
  std::vector<archive::Article> articles;
  for (int i = from; i < to; ++i) {
    articles.push_back(article("n" + std::to_string(i), "Titre " + std::to_string(i), body,
                               "201" + std::to_string(i % 10) + "-01-01"));
  }
  return articles;
}

// An export that a reader takes slowly, an index that is replaced meanwhile: the export is of the one that it began with.
TEST(LongExport, IsOfOneGenerationAndHasEveryArticleOnce) {
  constexpr int kArticles = 400;
  const TemporaryFolder folder;
  std::string body;
  for (int i = 0; body.size() < 30'000; ++i)
    body += "Le conseil municipal numéro " + std::to_string(i) + " délibère. ";
  build_index(folder.path() / "index", many(0, kArticles, body));
  Service service(folder.path() / "index");
  RawClient client(service.port(), 4'096);
  client.send("GET /api/v1/export HTTP/1.1\r\nHost: a\r\n\r\n");
  const std::string before = service.engine().info().generation;
  RawClient other(service.port());
  // It has begun.
  ASSERT_TRUE(http::test::eventually([&] {
    return other.get("/metrics").body.find("fonds_requests_total{route=\"export\",status=\"200\"} 1") !=
           std::string::npos;
  }));
  build_index(folder.path() / "index", many(100, 150, "Autre chose."));
  ASSERT_TRUE(http::test::eventually([&] { return service.engine().info().generation != before; }));
  const Answer answer = client.read_answer();
  EXPECT_EQ(answer.status, 200);
  const auto ids = ids_of(answer.body);
  EXPECT_EQ(ids.size(), static_cast<std::size_t>(kArticles));
  EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), ids.size());
  for (const std::string& line : lines_of(answer.body)) ASSERT_THAT(line, Not(HasSubstr("Autre chose")));
  EXPECT_EQ(ids_of(other.get("/api/v1/export").body).size(), 50U);
}

TEST(LongExport, EndsWhenItsReaderGoes) {
  const TemporaryFolder folder;
  build_index(folder.path() / "index", many(0, 300, std::string(60'000, 'x')));
  Service service(folder.path() / "index");
  {
    RawClient client(service.port(), 4'096);
    client.send("GET /api/v1/export HTTP/1.1\r\nHost: a\r\n\r\n");
    client.reset();
  }
  RawClient other(service.port());
  EXPECT_TRUE(http::test::eventually(
      [&] { return other.get("/metrics").body.find("fonds_connections 1\n") != std::string::npos; }));
}

}  // namespace
}  // namespace fonds::test
