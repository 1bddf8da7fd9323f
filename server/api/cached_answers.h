// Answers that need no search: what the client holds already, by its ETag, and what was answered before.
//
// Thread safety: all members may be called from any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "server/api/answers.h"
#include "server/api/call.h"
#include "server/api/response_cache.h"
#include "server/http/message.h"

namespace fonds::api {

class CachedAnswers {
 public:
  // `version`: of all that makes answers besides the index: programs, templates.
  CachedAnswers(std::size_t bytes, std::string version) : version_(std::move(version)), cache_(bytes) {}

  // `state`: of the engine now.
  std::optional<http::Response> find(const Call& call, const std::string& state,
                                     std::string_view if_none_match);
  // An answer as it is sent: with its ETag and headers. Kept where its call has a key.
  http::Response keep(const Call& call, Answer answer);

  const ResponseCache& cache() const { return cache_; }

 private:
  std::string etag_of(const Call& call, const std::string& state) const;

  const std::string version_;
  ResponseCache cache_;
};

// Of answers that may be kept, and are asked for again with their ETag: a new index is seen at once.
inline constexpr std::string_view kRevalidate = "no-cache";

}  // namespace fonds::api
