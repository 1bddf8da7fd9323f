// An engine over a few articles made for the case, asked as a reader asks.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/search/engine.h"
#include "tests/search/test_archive.h"

namespace fonds::test {

inline search::Deadline soon() {
  return std::chrono::steady_clock::now() + std::chrono::seconds(30);
}

class SmallArchive : public testing::Test {
 protected:
  void build(const std::vector<archive::Article>& articles) {
    build_index(folder_.path(), articles);
    engine_ = std::make_unique<search::Engine>(folder_.path(), search::EngineOptions{1});
  }
  search::SearchResponse search(const search::SearchRequest& request) {
    return engine_->state().search(0, request, soon());
  }
  search::SearchResponse search(const std::string& q, search::Match match = search::Match::automatic,
                                search::Fuzzy fuzzy = search::Fuzzy::automatic) {
    search::SearchRequest request;
    request.q = q;
    request.match = match;
    request.fuzzy = fuzzy;
    return search(request);
  }
  std::vector<std::string> ids(const std::string& q) { return ids(search(q)); }
  static std::vector<std::string> ids(const search::SearchResponse& response) {
    std::vector<std::string> ids;
    for (const search::Hit& hit : response.hits) ids.push_back(hit.id);
    return ids;
  }

  TemporaryFolder folder_;
  std::unique_ptr<search::Engine> engine_;
};

}  // namespace fonds::test
