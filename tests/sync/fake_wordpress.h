// A WordPress as seen through its REST API and through its export, as far as a reader of either can tell.
//
// Thread safety: its fields are changed between readings, not during one; `on_request` is called during one.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/sync/http_server.h"

namespace fonds::test {

struct FakePost {
  int id = 0;
  std::string type = "post", status = "publish", password = {};
  // as HTML; the same as written and as shown
  std::string title = {}, content = {};
  // as written; "" = made from the text
  std::string excerpt = {};
  // seconds since the epoch
  std::int64_t date = 0, modified = 0;
  int author = 1;
  std::vector<int> categories = {1}, tags = {};
};

class FakeWordPress {
 public:
  FakeWordPress();

  std::string address() const { return server_.address(); }
  // Adds a post with this number, of today, and returns it for changes.
  FakePost& publish(int id, const std::string& title, const std::string& words);
  // What an editor does: the post is modified now.
  FakePost& edit(int id);
  // A minute passes: two readings are never in the same second.
  void pass_time(std::int64_t seconds = 60) { now += seconds; }

  // The site's export, of all that it has.
  std::string export_xml() const;
  std::size_t requests() const { return server_.requests().size(); }
  std::vector<Request> log() const { return server_.requests(); }
  void forget_requests() { server_.forget_requests(); }

  std::map<int, FakePost> posts;
  std::map<int, std::string> categories = {
      {1, "Non classé"}, {2, "Vie scolaire"}, {3, "Culture &amp; loisirs"}};
  std::map<int, std::string> tags = {{10, "école"}, {11, "Fêtes"}};
  std::map<int, std::string> users = {{1, "Guy L&#039;Homme"}, {2, "Rédaction"}};
  // to their routes
  std::map<std::string, std::string> types = {{"post", "posts"}, {"page", "pages"}};
  std::int64_t now = 1'700'000'000;
  // since 5.7
  bool knows_modified_after = true;
  bool users_are_closed = false, terms_are_closed = false;
  bool has_api = true, announces_api = true, has_pretty_addresses = true;
  // asked for where it is not empty, in Base64 as it is sent
  std::string user_and_password;
  // of PHP, before every answer
  std::string warning;
  // Before each answer, with the number of the request; what it returns stands for the answer.
  std::function<std::optional<Reply>(const Request&, std::size_t)> on_request;

 private:
  Reply answer(const Request& request);
  Reply route(const std::string& path, const Request& request);
  Reply list_posts(const std::string& type, const Request& request);
  Reply list_names(const std::map<int, std::string>& names, const std::vector<int> FakePost::*of,
                   const Request& request);
  Reply refusal(int status, const std::string& code) const;

  std::size_t asked_ = 0;
  // last: it answers from the rest
  HttpServer server_;
};

}  // namespace fonds::test
