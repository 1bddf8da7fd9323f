// The OpenAPI document names every route and parameter of the contract, and the service answers as it says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/api/route_parameters.h"
#include "server/api/search_url.h"
#include "tests/api/json_schema.h"
#include "tests/api/service.h"

namespace fonds::test {
namespace {

using ::testing::IsEmpty;

class OpenApi : public ::testing::Test {
 protected:
  RawClient client_{awkward_archive().port()};
  JsonSchemas schemas_{get_json(client_, "/api/v1/openapi.json")};

  Answer post(const std::string& target, const std::string& type, const std::string& body) {
    client_.send("POST " + target + " HTTP/1.1\r\nHost: a\r\nContent-Type: " + type +
                 "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    return client_.read_answer();
  }
  // The answer to `target` has a status and a media type that the document lists for `path`, and fits its
  // schema.
  void expect_as_documented(const std::string& path, const std::string& target) {
    const Answer answer = client_.get(target);
    const json& responses = schemas_.document()["paths"][path]["get"]["responses"];
    ASSERT_TRUE(responses.contains(std::to_string(answer.status))) << target << ": " << answer.status;
    const json& response = schemas_.resolve(responses[std::to_string(answer.status)]);
    const std::string type = answer.header("content-type");
    ASSERT_TRUE(response["content"].contains(type.substr(0, type.find(';')))) << target << ": " << type;
    const json& content = response["content"][type.substr(0, type.find(';'))];
    if (!content.contains("schema") || type.find("json") == std::string::npos ||
        type.find("ndjson") != std::string::npos) {
      return;
    }
    const json body = json::parse(answer.body, nullptr, false);
    ASSERT_FALSE(body.is_discarded()) << target;
    EXPECT_THAT(schemas_.faults(content["schema"], body), IsEmpty()) << target;
  }
};

TEST_F(OpenApi, NamesEveryRouteAndParameter) {
  const json& document = schemas_.document();
  EXPECT_EQ(document["openapi"], "3.1.0");
  const std::vector<std::string> search = {"q",      "dossier",     "person",       "date",   "from",
                                           "to",     "match",       "fuzzy",        "sort",   "explain",
                                           "typing", "together",    "limit",        "offset", "cursor",
                                           "facets", "facet_limit", "modified_from"};
  const std::vector<std::pair<std::string, std::vector<std::string>>> routes = {
      {"/api/v1/search", search},
      {"/api/v1/export", search},
      {"/api/v1/articles/{id}", {"id", "q"}},
      {"/api/v1/articles/{id}/related", {"id", "limit"}},
      {"/api/v1/suggest", {"q", "limit"}},
      {"/api/v1/facets/{facet}", {"facet", "q", "limit", "offset"}},
      {"/api/v1/openapi.json", {}},
      {"/feed.rss", search},
      {"/feed.json", search},
      {"/opensearch.xml", {}},
      {"/healthz", {}},
      {"/readyz", {}},
      {"/metrics", {}},
      {"/", search},
      {"/article/{id}", {"id"}},
      {"/dossiers", {}},
      {"/personnes", {}},
      {"/personnes/{value}", {"value"}},
      {"/api/v1/persons/{value}", {"value", "limit", "offset", "asof"}},
      {"/api/v1/dossiers/{value}", {"value", "limit", "offset", "asof"}},
      {"/dossiers/{value}", {"value", "page"}},
      {"/date/{value}", {"value"}},
      {"/sitemap.xml", {}},
      {"/robots.txt", {}},
      {"/aide", {}},
      {"/integrer", {}},
      {"/api", {}},
      {"/embed.js", {}},
      {"/feed.atom", search},
      {"/oai", {"verb"}},
      {"/opensearch/suggest", {"q", "limit"}},
      {"/api/v1/changes", {"since"}},
  };
  for (const auto& [path, names] : routes) {
    ASSERT_TRUE(document["paths"].contains(path)) << path;
    std::vector<std::string> documented;
    for (const json& parameter : document["paths"][path]["get"].value("parameters", json::array())) {
      documented.push_back(schemas_.resolve(parameter)["name"]);
    }
    for (const std::string& name : names) EXPECT_THAT(documented, ::testing::Contains(name)) << path;
  }
  EXPECT_TRUE(document["paths"]["/oai"].contains("post"));
}

// What the document gives as examples is what somebody tries first.
TEST_F(OpenApi, ItsExamplesAreAnswered) {
  int run = 0;
  for (const auto& [path, item] : schemas_.document()["paths"].items()) {
    for (const auto& [method, operation] : item.items()) {
      if (path.starts_with("/api/")) {
        EXPECT_TRUE(operation.contains("x-example") || path == "/api/v1/changes") << path;
      }
      if (!operation.contains("x-example")) continue;
      ++run;
      const std::string target = operation["x-example"];
      if (method == "get") {
        EXPECT_EQ(client_.get(target).status, 200) << target;
        expect_as_documented(path, target);
        continue;
      }
      for (const auto& [type, content] : operation["requestBody"]["content"].items()) {
        const json& example = content["example"];
        const Answer answer =
            post(target, type, example.is_string() ? example.get<std::string>() : example.dump());
        EXPECT_EQ(answer.status, 200) << target << " " << type << answer.body;
        EXPECT_THAT(schemas_.faults(operation["responses"]["200"]["content"]["application/json"]["schema"],
                                    json::parse(answer.body)),
                    IsEmpty());
      }
    }
  }
  EXPECT_GE(run, 12);
}

// A client that is made of the document meets no status that it does not know.
TEST_F(OpenApi, WhatAnyRequestMayMeetIsListed) {
  for (const auto& [path, item] : schemas_.document()["paths"].items()) {
    for (const auto& [method, operation] : item.items()) {
      const json& responses = operation["responses"];
      if (path.starts_with("/feed") || path == "/oai") {
        EXPECT_TRUE(responses.contains("429")) << path;
      }
      if (!path.starts_with("/api/")) continue;
      for (const char* status : {"400", "401", "403", "405", "406", "429"}) {
        EXPECT_TRUE(responses.contains(status)) << path << " " << status;
      }
      if (method != "get" || !operation.contains("x-example")) continue;
      const std::string target = operation["x-example"];
      const std::string etag = client_.get(target).header("etag");
      if (etag.empty()) continue;
      EXPECT_EQ(client_.get(target, "If-None-Match: " + etag + "\r\n").status, 304) << target;
      EXPECT_TRUE(responses.contains("304")) << path;
    }
  }
}

TEST_F(OpenApi, WhatHasChangedFitsItsSchema) {
  const std::string generation = get_json(client_, "/api/v1/search?limit=0")["index"]["generation"];
  expect_as_documented("/api/v1/changes", "/api/v1/changes?since=" + generation);
  expect_as_documented("/api/v1/changes", "/api/v1/changes?since=none");
  expect_as_documented("/api/v1/changes", "/api/v1/changes");
}

// What the service takes is what the document says, no more and no less.
TEST_F(OpenApi, TheParametersOfTheApiAreThoseThatTheServiceKnows) {
  for (const auto& [path, item] : schemas_.document()["paths"].items()) {
    if (!path.starts_with("/api/")) continue;
    std::string target = path;
    for (const auto& [name, value] : {std::pair{"{id}", "a"}, {"{facet}", "dossier"}, {"{value}", "a"}}) {
      if (const auto at = target.find(name); at != std::string::npos) {
        target.replace(at, std::string(name).size(), value);
      }
    }
    const api::Route route = api::match_route(target).route;
    ASSERT_NE(route, api::Route::none) << path;
    const json parameters = item.begin()->value("parameters", json::array());
    std::vector<std::string_view> documented;
    for (const json& parameter : parameters) {
      const json& resolved = schemas_.resolve(parameter);
      if (resolved["in"] == "query") documented.push_back(resolved["name"].get_ref<const std::string&>());
    }
    EXPECT_THAT(api::parameters_of(route), ::testing::UnorderedElementsAreArray(documented)) << path;
  }
}

TEST_F(OpenApi, AnswersFitTheirSchemas) {
  const std::string id = api::percent_encode(kAwkwardId);
  const std::pair<std::string, std::string> targets[] = {
      {"/api/v1/search", "/api/v1/search"},
      {"/api/v1/search", "/api/v1/search?q=ecole+budget&date=2017&dossier=-budget&person=jean-dupont"},
      {"/api/v1/search", "/api/v1/search?q=comune&date=2015-12"},
      {"/api/v1/search", "/api/v1/search?facets=none&limit=0"},
      {"/api/v1/search", "/api/v1/search?q=%22date:xx%22+date:%2231+f%C3%A9vrier+2017%22"},
      {"/api/v1/search", "/api/v1/search?q=ecole+budget&explain=1"},
      {"/api/v1/search", "/api/v1/search?limit=101"},
      {"/api/v1/search", "/api/v1/search?page=2"},
      {"/api/v1/export", "/api/v1/export?q=ecole"},
      {"/api/v1/export", "/api/v1/export?format=csv&separator=tab"},
      {"/api/v1/export", "/api/v1/export?format=ris"},
      {"/api/v1/export", "/api/v1/export?format=bibtex"},
      {"/api/v1/export", "/api/v1/export?format=xml"},
      {"/api/v1/articles/{id}", "/api/v1/articles/" + id},
      {"/api/v1/articles/{id}", "/api/v1/articles/" + id + ".ris"},
      {"/article/{id}", "/article/" + id + ".json"},
      {"/article/{id}", "/article/" + id + ".txt"},
      {"/api/v1/articles/{id}", "/api/v1/articles/sans-date?q=ecole"},
      {"/api/v1/articles/{id}", "/api/v1/articles/none"},
      {"/api/v1/articles/{id}/related", "/api/v1/articles/" + id + "/related"},
      {"/api/v1/articles/{id}/related", "/api/v1/articles/n1/related?limit=3"},
      {"/api/v1/articles/{id}/related", "/api/v1/articles/n1/related?limit=1000"},
      {"/api/v1/suggest", "/api/v1/suggest?q=co"},
      {"/api/v1/suggest", "/api/v1/suggest?q=je"},
      {"/api/v1/facets/{facet}", "/api/v1/facets/dossier"},
      {"/api/v1/facets/{facet}", "/api/v1/facets/person?q=du&limit=1"},
      {"/api/v1/facets/{facet}", "/api/v1/facets/person?limit=1001"},
      {"/api/v1/openapi.json", "/api/v1/openapi.json"},
      {"/feed.rss", "/feed.rss?q=ecole"},
      {"/feed.json", "/feed.json?q=ecole"},
      {"/feed.json", "/feed.json?sort=up"},
      {"/opensearch.xml", "/opensearch.xml"},
      {"/healthz", "/healthz"},
      {"/readyz", "/readyz"},
      {"/metrics", "/metrics"},
      {"/", "/?q=ecole"},
      {"/article/{id}", "/article/" + id},
      {"/article/{id}", "/article/none"},
      {"/dossiers", "/dossiers"},
      {"/personnes", "/personnes"},
      {"/personnes/{value}", "/personnes/jean-dupont"},
      {"/personnes/{value}", "/personnes/personne"},
      {"/api/v1/persons/{value}", "/api/v1/persons/jean-dupont"},
      {"/api/v1/persons/{value}", "/api/v1/persons/personne"},
      {"/api/v1/persons/{value}", "/api/v1/persons/jean-dupont?limit=3&offset=39"},
      {"/api/v1/dossiers/{value}", "/api/v1/dossiers/dossier-1"},
      {"/api/v1/dossiers/{value}", "/api/v1/dossiers/pages?limit=1001"},
      {"/api/v1/dossiers/{value}", "/api/v1/dossiers/none"},
      {"/dossiers/{value}", "/dossiers/dossier-1"},
      {"/dossiers/{value}", "/dossiers/none"},
      {"/date/{value}", "/date/2017/04/05"},
      {"/date/{value}", "/date/2017/13"},
      {"/sitemap.xml", "/sitemap.xml"},
      {"/sitemap/{list}.xml", "/sitemap/1.xml"},
      {"/opensearch/suggest", "/opensearch/suggest?q=com"},
      {"/robots.txt", "/robots.txt"},
      {"/manifest.webmanifest", "/manifest.webmanifest"},
      {"/api/v1/search", "/api/v1/search?q=comm&typing=1"},
      {"/api/v1/search", "/api/v1/search?person=jean-dupont&person=anne-martin&together=1"},
      {"/aide", "/aide"},
      {"/integrer", "/integrer"},
      {"/api", "/api"},
  };
  for (const auto& [path, target] : targets) expect_as_documented(path, target);
}

}  // namespace
}  // namespace fonds::test
