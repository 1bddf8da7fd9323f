// A client that sends exactly the bytes it is told to, and reads answers strictly by their Content-Length or in chunks.
// Every wait ends after a generous time with a failed expectation instead of a hanging test.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <thread>

namespace fonds::http::test {

struct Answer {
  // 0: the connection ended before a whole answer
  int status = 0;
  // names in lower case
  std::map<std::string, std::string> headers;
  std::string body;

  std::string header(const std::string& name) const;
};

class RawClient {
 public:
  explicit RawClient(std::uint16_t port, int receive_buffer_bytes = 0);
  // of a socket with a path
  explicit RawClient(const std::string& path);
  // A socket that is not connected yet: for tests in which no descriptor is free later.
  RawClient();
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  bool connect(std::uint16_t port);
  void send(std::string_view bytes);
  // half-closes
  void finish_sending();
  Answer read_answer(bool to_head = false);
  std::string read_to_end();
  // nothing more comes, and the end does
  bool closed() { return read_to_end().empty(); }
  // closes with RST
  void reset();
  // without reading
  bool wait_for_reset();

  Answer get(std::string_view target, std::string_view more_headers = "");

 private:
  enum class Family : std::uint8_t { ipv4, local };
  explicit RawClient(Family family);
  // more bytes into received_; false at the end
  bool receive();
  bool read_chunks(std::string& body);

  int fd_ = -1;
  std::string received_;
};

// Spins until `condition` holds; false after a generous time.
template <typename Condition>
bool eventually(Condition condition) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::yield();
  }
  return true;
}

}  // namespace fonds::http::test
