// What each route answers, from the engine: JSON, pages and feeds.
//
// Thread safety: make() may be called from any worker thread; the engine and the site must outlive it.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "server/api/call.h"
#include "server/api/site.h"
#include "server/http/message.h"
#include "server/search/engine.h"

namespace fonds::api {

inline constexpr std::string_view kJson = "application/json";
inline constexpr std::string_view kHtml = "text/html; charset=utf-8";

// An answer and the state of the engine (IndexInfo::state()) that it was made from.
struct Answer {
  // of status 404 and empty where nothing is there
  http::Response response;
  std::string state;
};

class Answers {
 public:
  // `title`: of the site, for the feeds; `public_url`: what links begin with, empty = this host's root.
  // `on_failure`: told of what fails while it is sent; may be empty.
  Answers(search::Engine& engine, const Site& site, std::string title, std::string public_url,
          std::function<void(const std::string&)> on_failure);

  // For a route that asks the engine. Throws search::DeadlineExceeded, search::BadCursor, and
  // index::IndexError where the index is damaged.
  Answer make(unsigned worker, const Call& call, search::Deadline deadline);

 private:
  // of one generation; of status 404 and empty where nothing is there
  http::Response answer(const search::State& state, unsigned worker, const Call& call,
                        search::Deadline deadline);
  http::Response article(const search::State& state, unsigned worker, const Call& call,
                         search::Deadline deadline);
  http::Response article_in(ArticleForm form, const search::State& state, unsigned worker, const Call& call,
                            const std::string& id, search::Deadline deadline);
  http::Response exported(const search::State& state, unsigned worker, const Call& call,
                          search::Deadline deadline);
  http::Response help_page(const search::State& state, unsigned worker, const Call& call,
                           search::Deadline deadline);
  PersonList persons(const search::State& state, const std::string& q, const Call& call,
                     search::Deadline deadline);
  http::Response compare_page(const search::State& state, unsigned worker, const Call& call,
                              search::Deadline deadline);
  http::Response date_page(const search::State& state, unsigned worker, const Call& call,
                           search::Deadline deadline);
  http::Response sitemap(const search::State& state, unsigned worker, const Call& call,
                         search::Deadline deadline);
  search::Neighbours place_in_results(const search::State& state, unsigned worker, const Call& call,
                                      search::Deadline deadline);

  search::Engine& engine_;
  const Site& site_;
  std::string title_, public_url_;
  std::function<void(const std::string&)> on_failure_;
};

}  // namespace fonds::api
