// The whole service in this process with an editors' desk in front, and a browser of sorts that keeps its cookies.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "server/api/application.h"
#include "server/delisted_file.h"
#include "server/desk/desk.h"
#include "server/http/server.h"
#include "server/http/worker_pool.h"
#include "server/search/engine.h"
#include "server/synonym_file.h"
#include "tests/http/raw_client.h"
#include "tests/search/test_archive.h"

namespace fonds::test {

using http::test::Answer;
using http::test::eventually;
using http::test::RawClient;

// The one account's.
inline constexpr const char* kEditor = "marie";
inline constexpr const char* kPassword = "un mot de passe bien à elle & + %";

// Some articles of a made-up paper: dossiers, persons, text that would be markup.
std::vector<archive::Article> desk_articles();

class DeskService {
 public:
  // `options.folder` and what follows from the service are filled in.
  explicit DeskService(desk::DeskOptions options = {}, bool with_account = true,
                       const std::vector<archive::Article>& articles = desk_articles());
  ~DeskService();
  DeskService(const DeskService&) = delete;
  DeskService& operator=(const DeskService&) = delete;

  std::uint16_t port() const { return server_->port(); }
  std::filesystem::path index() const { return files_.path() / "index"; }
  std::filesystem::path desk() const { return files_.path() / "desk"; }
  search::Engine& engine() { return *engine_; }
  desk::Desk& handler() { return *desk_; }
  // A hash is dear: made once for all tests.
  void add_account(const std::string& name = kEditor) const;

 private:
  void follow();

  TemporaryFolder files_;
  DelistedFile delisted_;
  SynonymFile synonyms_;
  std::unique_ptr<search::Engine> engine_;
  std::unique_ptr<http::WorkerPool> pool_;
  std::unique_ptr<api::Application> application_;
  std::unique_ptr<desk::Desk> desk_;
  std::unique_ptr<http::Server> server_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread serving_, following_;
};

using Fields = std::vector<std::pair<std::string, std::string>>;

// Keeps cookies, sends the Origin that a browser would, follows nothing.
class Browser {
 public:
  explicit Browser(const DeskService& service) : port_(service.port()) {}

  Answer get(const std::string& path);
  Answer post(const std::string& path, const Fields& fields);
  // A form of the page at `path`: with its token.
  Answer submit(const std::string& path, Fields fields, const std::string& to = {});
  // Of the door: gets the form, fills it in.
  Answer sign_in(const std::string& name = kEditor, const std::string& password = kPassword);
  // The token of the forms of a page.
  std::string token_of(const std::string& path);

  std::map<std::string, std::string> cookies;
  // "http://127.0.0.1:PORT" if not set; "-" sends none
  std::string origin;
  std::string more_headers;

 private:
  Answer ask(const std::string& request_line, const std::string& body, bool posted);
  std::uint16_t port_;
};

// The value of the hidden field of this name that comes first in a page.
std::string hidden_field(const std::string& html, const std::string& name);

}  // namespace fonds::test
