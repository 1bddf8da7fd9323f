// A socket with a path instead of a port.
#include "server/http/local_socket.h"

#include <filesystem>
#include <fstream>
#include <system_error>

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/http/raw_client.h"
#include "tests/http/test_server.h"
#include "tests/temporary_folder.h"

namespace fonds::http::test {
namespace {

class LocalSocket : public testing::Test {
 protected:
  ServerOptions options() const {
    ServerOptions options = loopback();
    options.path = path_;
    return options;
  }
  fonds::test::TemporaryFolder folder_;
  std::string path_ = folder_.path() / "http";
};

TEST_F(LocalSocket, ServesThisMachine) {
  TestServer server(
      [](const Request& request, Reply reply) {
        reply(Response::text(200, "text/plain", request.path + " " + request.client.text()));
      },
      options());
  EXPECT_EQ(server.port(), 0);
  RawClient client(path_);
  EXPECT_EQ(client.get("/a").body, "/a 127.0.0.1");
  EXPECT_EQ(client.get("/b").body, "/b 127.0.0.1");
}

TEST_F(LocalSocket, WhoStandsBehindAProxyIsBelievedWhereItIsTrusted) {
  ServerOptions trusting = options();
  trusting.trusted_proxies = {Network::parse("127.0.0.1").value()};
  TestServer server([](const Request& request,
                       Reply reply) { reply(Response::text(200, "text/plain", request.client.text())); },
                    trusting);
  RawClient client(path_);
  EXPECT_EQ(client.get("/", "X-Forwarded-For: 192.0.2.7\r\n").body, "192.0.2.7");
}

TEST_F(LocalSocket, IsForItsGroupAndGoesWithTheServer) {
  {
    const TestServer server(echo, options());
    struct stat status {};
    ASSERT_EQ(::stat(path_.c_str(), &status), 0);
    EXPECT_TRUE(S_ISSOCK(status.st_mode));
    EXPECT_EQ(status.st_mode & 07777, 0660U);
  }
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(LocalSocket, OneThatIsLeftOverIsReplacedAndNoOther) {
  const int left = listen_on_path(path_);
  EXPECT_THROW(listen_on_path(path_), std::system_error);
  ::close(left);
  {
    TestServer server(echo, options());
    EXPECT_EQ(RawClient(path_).get("/").body, "/");
  }
  std::ofstream(path_) << "an editor's file";
  EXPECT_THROW(listen_on_path(path_), std::system_error);
  EXPECT_TRUE(std::filesystem::exists(path_));
  EXPECT_THROW(listen_on_path("/" + std::string(200, 'a')), std::system_error);
}

}  // namespace
}  // namespace fonds::http::test
