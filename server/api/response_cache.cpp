#include "server/api/response_cache.h"

namespace fonds::api {

namespace {
// What an entry costs besides its key and body: list and map nodes, headers.
constexpr std::size_t kOverhead = 512;
}  // namespace

void ResponseCache::store(const std::string& key, const http::Response& response) {
  kept_.keep(key, response, kOverhead + key.size() + (response.body ? response.body->size() : 0));
}

}  // namespace fonds::api
