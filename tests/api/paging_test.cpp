// Links are truthful: following them gives every article once, and leads back.
#include <set>

#include <gtest/gtest.h>

#include "tests/api/service.h"

namespace fonds::test {
namespace {

std::vector<std::string> ids_of(const json& answer) {
  std::vector<std::string> ids;
  for (const json& hit : answer["hits"]) ids.push_back(hit["id"]);
  return ids;
}

class Paging : public ::testing::TestWithParam<std::string> {};

TEST_P(Paging, NextGivesEveryArticleOnceAndAsNumberedPagesDo) {
  RawClient client(awkward_archive().port());
  std::vector<std::string> walked;
  std::uint64_t total = 0;
  std::string target = "/api/v1/search?limit=7&facets=none&" + GetParam();
  for (int pages = 0; !target.empty() && pages < 100; ++pages) {
    const json answer = get_json(client, target);
    total = answer["total"];
    for (std::string& id : ids_of(answer)) walked.push_back(std::move(id));
    EXPECT_EQ(answer["links"]["prev"], nullptr);
    target = answer["links"]["next"].is_null() ? "" : answer["links"]["next"].get<std::string>();
  }
  EXPECT_GT(total, 7U);
  EXPECT_EQ(walked.size(), total);
  EXPECT_EQ(std::set<std::string>(walked.begin(), walked.end()).size(), total);

  std::vector<std::string> numbered;
  json previous;
  for (std::uint64_t offset = 0; offset < total; offset += 7) {
    const json answer = get_json(
        client, "/api/v1/search?limit=7&facets=none&offset=" + std::to_string(offset) + "&" + GetParam());
    for (std::string& id : ids_of(answer)) numbered.push_back(std::move(id));
    if (offset > 0) {
      EXPECT_EQ(get_json(client, answer["links"]["prev"])["hits"], previous["hits"]);
      EXPECT_EQ(ids_of(get_json(client, previous["links"]["next"])), ids_of(answer));
    }
    EXPECT_EQ(get_json(client, answer["links"]["self"])["hits"], answer["hits"]);
    previous = answer;
  }
  EXPECT_EQ(numbered, walked);
}

INSTANTIATE_TEST_SUITE_P(EachOrder, Paging,
                         ::testing::Values("", "sort=newest", "sort=oldest", "sort=relevance", "q=commune",
                                           "q=commune&sort=oldest", "q=commune&sort=newest", "q=%22%22",
                                           "q=%22%22&sort=relevance", "q=commune+budget&match=any",
                                           "date=undated&date=2015&date=2016&sort=oldest"));

TEST(Links, ACursorOfAnotherOrderIsRefused) {
  RawClient client(awkward_archive().port());
  const std::string next = get_json(client, "/api/v1/search?sort=newest&limit=3")["links"]["next"];
  EXPECT_EQ(client.get(next + "&sort=oldest").status, 400);
  for (const char* cursor : {"x", "AAAA", "%00", "AQA", "-", "é"}) {
    const Answer answer = client.get(std::string("/api/v1/search?cursor=") + cursor);
    EXPECT_EQ(answer.status, 400) << cursor;
    EXPECT_EQ(json::parse(answer.body)["param"], "cursor");
  }
}

}  // namespace
}  // namespace fonds::test
