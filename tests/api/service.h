// The whole service in this process: an engine on an index, the application, and a server on a free port of
// the loopback interface, which follows the index as fonds-server does.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include <nlohmann/json.hpp>

#include "server/api/application.h"
#include "server/http/server.h"
#include "server/http/worker_pool.h"
#include "server/search/engine.h"
#include "tests/http/raw_client.h"
#include "tests/search/test_archive.h"

namespace fonds::test {

using http::test::Answer;
using http::test::RawClient;
using nlohmann::json;

class Service {
 public:
  explicit Service(const std::filesystem::path& index, api::ApplicationOptions options = {},
                   std::size_t queue = 256, http::Networks trusted_proxies = {});
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  std::uint16_t port() const { return server_.port(); }
  search::Engine& engine() { return engine_; }
  http::WorkerPool& pool() { return pool_; }
  api::Application& application() { return application_; }

 private:
  void follow();

  search::Engine engine_;
  http::WorkerPool pool_;
  api::Application application_;
  http::Server server_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread serving_, following_;
};

// A service over made-up articles whose ids, titles and labels are as awkward as the contract allows; one for
// all tests of a program.
Service& awkward_archive();
// The id of one of them: slashes, percent signs, accents, question marks.
extern const char* const kAwkwardId;

// The body of a 200 answer; a failure of the test where it is another or no JSON.
json get_json(RawClient& client, const std::string& target);

}  // namespace fonds::test
