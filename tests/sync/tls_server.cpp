#include "tests/sync/tls_server.h"

#include <memory>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

namespace fonds::test {
namespace {

constexpr long kSecondsOfADay = 24L * 3600;

template <auto free>
struct Free {
  template <typename Object>
  void operator()(Object* object) const {
    free(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using SelfSigned = std::unique_ptr<X509, Free<X509_free>>;

SelfSigned make_certificate(const Certificate& wanted, EVP_PKEY* key) {
  SelfSigned certificate(X509_new());
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), wanted.from * kSecondsOfADay);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), wanted.to * kSecondsOfADay);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* const name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>("a test"), -1,
                             -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  const bool is_address = wanted.host.find_first_not_of("0123456789.") == std::string::npos;
  const std::string names = (is_address ? "IP:" : "DNS:") + wanted.host;
  X509_EXTENSION* const extension =
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names.c_str());
  X509_add_ext(certificate.get(), extension, -1);
  X509_EXTENSION_free(extension);
  X509_sign(certificate.get(), key, EVP_sha256());
  return certificate;
}

std::string pem_of(X509* certificate) {
  const std::unique_ptr<BIO, Free<BIO_free_all>> memory(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(memory.get(), certificate);
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

}  // namespace

TlsServer::TlsServer(const Certificate& wanted, std::string page) : page_(std::move(page)) {
  const Key key(EVP_EC_gen("P-256"));
  const SelfSigned certificate = make_certificate(wanted, key.get());
  pem_ = pem_of(certificate.get());
  SSL_CTX* const context = SSL_CTX_new(TLS_server_method());
  context_ = context;
  if (SSL_CTX_use_certificate(context, certificate.get()) != 1 ||
      SSL_CTX_use_PrivateKey(context, key.get()) != 1)
    throw std::runtime_error("the certificate of the test cannot be used");
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(socket_, 64) != 0 ||
      ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error("cannot listen");
  port_ = ntohs(address.sin_port);
  listener_ = std::thread([this] { listen_loop(); });
}

TlsServer::~TlsServer() {
  ::shutdown(socket_, SHUT_RDWR);
  listener_.join();
  ::close(socket_);
  SSL_CTX_free(static_cast<SSL_CTX*>(context_));
}

void TlsServer::listen_loop() {
  while (true) {
    const int connection = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) return;
    serve(connection);
    ::close(connection);
  }
}

// One request for each connection.
void TlsServer::serve(int connection) {
  const std::unique_ptr<SSL, Free<SSL_free>> session(SSL_new(static_cast<SSL_CTX*>(context_)));
  SSL_set_fd(session.get(), connection);
  if (SSL_accept(session.get()) != 1) return;
  std::string head;
  char buffer[4096];
  while (head.find("\r\n\r\n") == std::string::npos) {
    const int got = SSL_read(session.get(), buffer, sizeof buffer);
    if (got <= 0) return;
    head.append(buffer, static_cast<std::size_t>(got));
  }
  ++answered_;
  const std::string answer =
      "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + std::to_string(page_.size()) + "\r\n\r\n" +
      page_;
  SSL_write(session.get(), answer.data(), static_cast<int>(answer.size()));
  SSL_shutdown(session.get());
}

}  // namespace fonds::test
