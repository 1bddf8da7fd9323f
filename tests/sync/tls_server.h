// A server on the loopback interface that speaks TLS, with a certificate of its own making: a good one, or one of those
// that must not be believed. To each request it gives the same page.
//
// Thread safety: one thread makes and destroys it.
#pragma once

#include <atomic>
#include <string>
#include <thread>

namespace fonds::test {

struct Certificate {
  // what it is for
  std::string host = "127.0.0.1";
  // days from now
  int from = -1, to = 1;
};

class TlsServer {
 public:
  TlsServer(const Certificate& certificate, std::string page);
  ~TlsServer();
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  std::string address() const { return "https://127.0.0.1:" + std::to_string(port_); }
  // as PEM, for who wants to believe it
  const std::string& certificate() const { return pem_; }
  // requests that were answered: handshakes that fail come to none
  int answered() const { return answered_; }

 private:
  void listen_loop();
  void serve(int connection);

  // SSL_CTX
  void* context_ = nullptr;
  std::string page_, pem_;
  int socket_ = -1, port_ = 0;
  std::atomic<int> answered_ = 0;
  std::thread listener_;
};

}  // namespace fonds::test
