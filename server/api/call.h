// One request as the application understands it: its route, its checked parameters, and the key under which
// equal requests share an answer. Thread safety: pure functions on values.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/text/calendar.h"
#include "server/api/article_forms.h"
#include "server/api/export.h"
#include "server/api/problem.h"
#include "server/api/routes.h"
#include "server/api/site.h"
#include "server/api/text_body.h"
#include "server/http/query_string.h"
#include "server/search/types.h"

namespace fonds::api {

struct Call {
  Route route = Route::none;
  // of an article, or a person's value
  std::string id;
  http::QueryString parameters;
  search::SearchRequest search;
  PeriodForm period;
  std::uint32_t limit = 0, offset = 0;
  // of a profile
  std::optional<search::DatePeriod> asof;
  // of an article
  ArticleForm form = ArticleForm::page;
  ExportOptions exported;
  // that the request brings along
  TextBody text;
  // a job of this client's, for what is made while it is sent
  std::function<bool(http::Job)> submit;
  std::shared_ptr<const std::atomic<bool>> gone;
  // of absolute addresses
  std::string base;
  bool wants_html = false;
  std::string key;
  std::chrono::steady_clock::time_point arrived;
  // by the application's clock: seconds since the epoch
  std::int64_t arrived_at = 0;
  // in Paris, then
  text::Day today = 0;
};

// Fills `call` from its parameters, by its `today`; a Problem where one is out of its range.
std::optional<Problem> read_parameters(Call& call);

// The canonical request: requests with equal keys have equal answers from one generation. Empty where nothing
// is kept. Holds the day, since "depuis mars" means another day tomorrow.
std::string key_of(const Call& call);

}  // namespace fonds::api
