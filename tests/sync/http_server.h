// A small HTTP/1.1 server on the loopback interface for tests, which can also fail as real ones do.
//
// Thread safety: the handler is called from several threads, one call at a time.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace fonds::test {

struct Request {
  // without the query
  std::string method, path;
  // decoded
  std::map<std::string, std::string> parameters;
  // names in lower case
  std::map<std::string, std::string> headers;
  // as it came
  std::string target;
};

enum class Failure {
  none,
  // the connection is kept, and nothing comes
  silence,
  // half of the body, then the connection is closed
  cut,
  // Content-Length is less than the body
  wrong_length,
  // the connection is closed at once
  no_answer,
};

struct Reply {
  int status = 200;
  std::string body = {};
  std::map<std::string, std::string> headers = {};
  Failure failure = Failure::none;
};

class HttpServer {
 public:
  using Handler = std::function<Reply(const Request&)>;
  explicit HttpServer(Handler handler);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  int port() const { return port_; }
  std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }
  // What was asked, in order.
  std::vector<Request> requests() const;
  void forget_requests();

 private:
  void listen_loop();
  void serve(int connection);
  bool answer(int connection, const std::string& head);

  Handler handler_;
  int socket_ = -1, port_ = 0;
  std::atomic<bool> stopping_ = false;
  mutable std::mutex mutex_;
  std::vector<Request> requests_;
  std::vector<int> connections_;
  std::vector<std::thread> threads_;
  std::thread listener_;
};

std::string gzipped(const std::string& text);

}  // namespace fonds::test
