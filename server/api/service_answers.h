// What is answered without asking the index: files of the site, descriptions for programs, and how the service is.
//
// Thread safety: immutable after construction; answer() may be called from any thread.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "server/api/call.h"
#include "server/api/metrics.h"
#include "server/api/response_cache.h"
#include "server/api/site.h"
#include "server/http/message.h"
#include "server/http/server.h"
#include "server/http/static_files.h"
#include "server/http/worker_pool.h"
#include "server/search/engine.h"

namespace fonds::api {

// Where the figures of /metrics come from; all outlive the answers.
struct Sources {
  const search::Engine& engine;
  const http::WorkerPool& pool;
  const ResponseCache& cache;
  const Metrics& metrics;
};

class ServiceAnswers {
 public:
  ServiceAnswers(const Site& site, const SiteOptions& options, Sources sources);

  // nullopt for routes that ask the index, and for Route::metrics.
  std::optional<http::Response> answer(const http::Request& request, const Call& call) const;
  // `counters`: null where there is no server.
  http::Response metrics(const http::Counters* counters) const;

 private:
  const Site& site_;
  const std::string title_;
  const Sources sources_;
  http::StaticFiles static_files_;
  http::Response openapi_, embed_;
};

}  // namespace fonds::api
