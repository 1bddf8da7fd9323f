// Whom a certificate makes believe what: HTTPS is no use to a reader that takes any.
#include <csignal>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/sync/fetcher.h"
#include "tests/sync/tls_server.h"
#include "tests/temporary_folder.h"

namespace fonds::sync {
namespace {

using test::Certificate;
using test::TlsServer;
using ::testing::HasSubstr;

class Certificates : public testing::Test {
 protected:
  // A client that leaves in the middle of a handshake must not end the test.
  Certificates() { std::signal(SIGPIPE, SIG_IGN); }

  std::string get(const TlsServer& server, bool believes_it) {
    NetworkOptions options;
    options.retries = 0;
    if (believes_it) {
      options.ca_file = folder_.path() / "ca.pem";
      std::ofstream(options.ca_file) << server.certificate();
    }
    Fetcher fetcher(options, parse_address(server.address()).value());
    return fetcher.get({server.address() + "/"}).body;
  }

  std::string fault(const Certificate& certificate, bool believes_it) {
    const TlsServer server(certificate, "bien");
    try {
      get(server, believes_it);
      ADD_FAILURE() << "it was believed";
    } catch (const NetworkError& error) {
      EXPECT_EQ(error.kind(), NetworkError::Kind::refused);
      EXPECT_EQ(server.answered(), 0);
      return error.what();
    }
    return {};
  }

  test::TemporaryFolder folder_;
};

TEST_F(Certificates, OneThatTheConfigurationNamesIsBelieved) {
  const TlsServer server({}, "bien");
  EXPECT_EQ(get(server, true), "bien");
}

TEST_F(Certificates, OthersAreNot) {
  EXPECT_THAT(fault({}, false), HasSubstr("the certificate is not valid"));
  EXPECT_THAT(fault({"127.0.0.1", -20, -10}, true), HasSubstr("the certificate is not valid"));
  EXPECT_THAT(fault({"autre.example"}, true), HasSubstr("the certificate is not valid"));
}

}  // namespace
}  // namespace fonds::sync
