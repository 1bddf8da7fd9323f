// fonds-server as a program: its exit codes, its configuration file, and how it ends.
#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "indexer/index/generation.h"
#include "tests/api/server_program.h"
#include "tests/api/service.h"

namespace fonds::test {
namespace {

// What a copy that was broken off leaves.
void truncate_half(const std::filesystem::path& file) {
  std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
}

class ServerProgram : public ::testing::Test {
 protected:
  void SetUp() override { build_index(index_, {article("a", "Titre", "Un texte.")}); }
  std::string write(const std::string& content) const {
    const std::string file = folder_.path() / "fonds.toml";
    std::ofstream(file) << content;
    return file;
  }
  TemporaryFolder folder_;
  std::string index_ = folder_.path() / "index";
};

TEST_F(ServerProgram, SaysWhatIsWrongAndEndsWithItsCode) {
  const std::string missing = folder_.path() / "none";
  const std::string damaged = folder_.path() / "damaged";
  build_index(damaged, {article("a", "Titre", "Un texte.")});
  truncate_half(index::open_current(damaged).articles);
  const struct {
    std::vector<std::string> arguments;
    int code;
    std::string message;
  } cases[] = {
      {{}, 64, "--index"},
      {{"--frobnicate"}, 64, "--frobnicate"},
      {{"--index", index_, "--listen", "here"}, 64, "'here'"},
      {{"--index", index_, "--listen", "unix:here"}, 64, "'unix:here'"},
      {{"--index", index_, "--threads", "0"}, 64, "--threads"},
      {{"--index", missing}, 66, missing},
      {{"--index", damaged}, 65, "damaged"},
      {{"--config", write("index = 'a'\n\nthreats = 2\n")}, 78, "fonds.toml:3: 'threats'"},
      {{"--config", missing}, 78, missing},
      {{"--help"}, 0, ""},
      {{"--version"}, 0, ""},
  };
  for (const auto& [arguments, code, message] : cases) {
    ServerProcess program(arguments);
    EXPECT_THAT(program.line(), ::testing::HasSubstr(message));
    EXPECT_EQ(program.exit_code(), code) << message;
  }
}

TEST_F(ServerProgram, ServesWhatItsFileSaysAndDrainsAtASignal) {
  const std::string file = write("index = '" + index_ + "'\nlisten = '127.0.0.1:0'\nthreads = 1\n[site]\n" +
                                 "title = 'L’écho'\npublic_url = 'https://archives.example.fr/'\n");
  for (const int number : {SIGTERM, SIGINT}) {
    ServerProcess program({"--config", file});
    RawClient client(program.port());
    EXPECT_EQ(get_json(client, "/feed.json")["home_page_url"], "https://archives.example.fr/");
    // Sent before the signal: still answered.
    client.send("GET /api/v1/search?q=texte HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(client.read_answer().status, 200);
    program.signal(number);
    EXPECT_TRUE(client.closed());
    EXPECT_EQ(program.exit_code(), 0);
  }
}

// Half a request is waited for; a second signal does not.
TEST_F(ServerProgram, ASecondSignalEndsItAtOnce) {
  for (const int io_threads : {1, 3}) {
    const std::string file =
        write("index = '" + index_ + "'\nlisten = '127.0.0.1:0'\nio_threads = " + std::to_string(io_threads) +
              "\n");
    ServerProcess program({"--config", file});
    const std::uint16_t port = program.port();
    // One for each thread, so that every thread has something to wait for.
    RawClient first(port);
    RawClient second(port);
    RawClient third(port);
    for (RawClient* client : {&first, &second, &third}) {
      EXPECT_EQ(client->get("/healthz").status, 200);
      client->send("GET /healthz HTTP/1.1\r\n");
    }
    program.signal(SIGTERM);
    EXPECT_THAT(program.line(), ::testing::HasSubstr("ending"));
    // The port is closed, the half requests are not given up.
    EXPECT_TRUE(http::test::eventually([&] { return !RawClient().connect(port); }));
    const auto asked = std::chrono::steady_clock::now();
    program.signal(SIGTERM);
    EXPECT_EQ(program.exit_code(), 0);
    EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::seconds(5));
  }
}

TEST_F(ServerProgram, AHangUpEndsNothing) {
  const std::string file = folder_.path() / "synonymes.txt";
  std::ofstream(file) << "bidule = texte\n";
  ServerProcess program({"--index", index_, "--listen", "127.0.0.1:0", "--synonyms", file});
  EXPECT_THAT(program.line(), ::testing::HasSubstr("words"));
  RawClient client(program.port());
  std::ofstream(file) << "machin = texte\n";
  program.signal(SIGHUP);
  EXPECT_TRUE(http::test::eventually(
      [&] { return get_json(client, "/api/v1/search?fuzzy=off&q=machin")["total"] == 1; }));
  program.signal(SIGTERM);
  EXPECT_TRUE(client.closed());
  EXPECT_EQ(program.exit_code(), 0);
}

TEST_F(ServerProgram, AHangUpReadsTheConfigurationAgain) {
  const std::string log = folder_.path() / "access.log";
  const std::string fixed = "index = '" + index_ + "'\nlisten = '127.0.0.1:0'\n";
  const std::string file = write(fixed + "[site]\ntitle = 'Avant'\n");
  ServerProcess program({"--config", file});
  RawClient client(program.port());
  EXPECT_THAT(client.get("/aide").body, ::testing::HasSubstr("Avant"));
  const std::string etag = client.get("/aide").header("etag");
  write(fixed + "connections = 7\naccess_log = '" + log + "'\n[site]\ntitle = 'Après'\n");
  program.signal(SIGHUP);
  EXPECT_THAT(program.line(), ::testing::HasSubstr("connections"));  // only at the next start
  EXPECT_THAT(program.line(), ::testing::HasSubstr("read again"));
  EXPECT_THAT(client.get("/aide", "If-None-Match: " + etag + "\r\n").body, ::testing::HasSubstr("Après"));
  // What is wrong is said, and changes nothing.
  write(fixed + "[site]\ntitel = 'x'\n");
  program.signal(SIGHUP);
  EXPECT_THAT(program.line(), ::testing::HasSubstr("fonds.toml:4: 'site.titel'"));
  EXPECT_THAT(client.get("/aide").body, ::testing::HasSubstr("Après"));
  client.get("/api/v1/search?q=secret");
  program.signal(SIGTERM);
  EXPECT_TRUE(client.closed());
  EXPECT_EQ(program.exit_code(), 0);
  std::ifstream lines(log);
  const std::string logged(std::istreambuf_iterator<char>(lines), {});
  EXPECT_THAT(logged, ::testing::HasSubstr("\"GET /api/v1/search HTTP/1.1\" 200 "));
  EXPECT_THAT(logged, ::testing::Not(::testing::HasSubstr("secret")));
  EXPECT_THAT(logged, ::testing::Not(::testing::HasSubstr("127.0.0.1")));
}

TEST_F(ServerProgram, VerboseSaysWhatItServesWith) {
  ServerProcess program({"--index", index_, "--listen", "127.0.0.1:0", "--verbose"});
  const std::string said = program.line();
  EXPECT_THAT(said, ::testing::HasSubstr(index_));
  EXPECT_THAT(said, ::testing::HasSubstr("threads"));
}

// An editor saves the file while readers search: each answer is whole, old or new, and soon new.
TEST_F(ServerProgram, SynonymsAreReadAgainWhenTheirFileChanges) {
  const std::string file = folder_.path() / "synonymes.txt";
  std::ofstream(file) << "bidule = texte\nmal écrite\n";
  ServerProcess program({"--index", index_, "--listen", "127.0.0.1:0", "--synonyms", file});
  EXPECT_THAT(program.line(), ::testing::HasSubstr(file + ":2: "));
  EXPECT_THAT(program.line(), ::testing::HasSubstr("2 words"));
  RawClient client(program.port());
  const auto total = [&](const std::string& q) {
    return get_json(client, "/api/v1/search?fuzzy=off&q=" + q)["total"].get<int>();
  };
  EXPECT_EQ(total("bidule"), 1);
  EXPECT_EQ(total("machin"), 0);
  const Answer before = client.get("/api/v1/search?fuzzy=off&q=bidule");
  std::ofstream(file) << "machin = texte\n";
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (total("machin") == 0 && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
  EXPECT_EQ(total("machin"), 1);
  EXPECT_EQ(total("bidule"), 0);  // no answer that was kept
  EXPECT_NE(client.get("/api/v1/search?fuzzy=off&q=bidule").header("etag"), before.header("etag"));
}

TEST_F(ServerProgram, SynonymsThatAreMissingAreNamed) {
  const std::string file = folder_.path() / "none.txt";
  ServerProcess program({"--index", index_, "--synonyms", file});
  EXPECT_THAT(program.line(), ::testing::HasSubstr(file));
  EXPECT_EQ(program.exit_code(), 66);
}

// A court's order is met before anything is indexed again.
TEST_F(ServerProgram, WhatTheRegisterNamesIsGoneWithinASecond) {
  build_index(index_,
              {article("a", "Titre", "Un texte zwarta.", "2014-05-03", {"HALLES"}, {"Odilon Vergnac"}),
               article("b", "Autre titre", "Un texte.", "2015-05-03", {}, {"Léa Martin"})});
  const std::string file = folder_.path() / "delisted";
  std::ofstream(file) << "# rien encore\n";
  ServerProcess program({"--index", index_, "--listen", "127.0.0.1:0", "--delisted", file});
  EXPECT_THAT(program.line(), ::testing::HasSubstr("0 delisted"));
  RawClient client(program.port());
  const auto status = [&](const std::string& target) { return client.get(target).status; };
  const auto total = [&] { return get_json(client, "/api/v1/search")["total"].get<int>(); };
  const auto eventually = [&](int wanted) {
    const auto began = std::chrono::steady_clock::now();
    while (total() != wanted && std::chrono::steady_clock::now() - began < std::chrono::seconds(30))
      std::this_thread::yield();
    EXPECT_EQ(total(), wanted);
    return std::chrono::steady_clock::now() - began;
  };
  EXPECT_EQ(total(), 2);
  const Answer before = client.get("/article/a");
  const std::string etag = client.get("/api/v1/search?q=zwarta").header("etag");
  std::ofstream(file) << "https://archives.exemple/article/a # M. V.\n";
  EXPECT_LT(eventually(1), std::chrono::seconds(5));  // a second, where the machine is not busy
  for (const char* target :
       {"/article/a", "/api/v1/articles/a", "/api/v1/articles/a/related", "/personnes/odilon-vergnac"})
    EXPECT_EQ(status(target), 404) << target;
  EXPECT_EQ(client.get("/article/a", "If-None-Match: " + before.header("etag") + "\r\n").status, 404);
  EXPECT_EQ(client.get("/api/v1/search?q=zwarta", "If-None-Match: " + etag + "\r\n").status, 200);
  for (const char* target :
       {"/", "/?dossier=halles", "/?person=odilon-vergnac", "/feed.rss", "/feed.json", "/dossiers",
        "/personnes", "/api/v1/search?q=zwarta&fuzzy=on", "/api/v1/suggest?q=zwa", "/api/v1/suggest?q=odi",
        "/api/v1/facets/person", "/api/v1/facets/dossier"}) {
    const std::string body = client.get(target).body;
    for (const char* trace : {"Vergnac", "HALLES", "article/a\"", "Un texte zwarta"})
      EXPECT_THAT(body, ::testing::Not(::testing::HasSubstr(trace))) << target;
  }

  // Lost: what it said stays in force, and it is said.
  std::filesystem::remove(file);
  std::string said;
  while ((said = program.line()).find(" warning ") == std::string::npos && !said.empty()) {
  }
  EXPECT_THAT(said, ::testing::HasSubstr(file));
  EXPECT_EQ(total(), 1);
  std::ofstream(file) << "";
  eventually(2);
}

TEST_F(ServerProgram, ARegisterThatCannotBeReadIsNamed) {
  const std::string none = folder_.path() / "none";
  const std::string picture = folder_.path() / "picture";
  std::ofstream(picture) << std::string("\x89PNG\0\0", 6);
  for (const std::string& file : {none, folder_.path().string(), picture}) {
    ServerProcess program({"--index", index_, "--listen", "127.0.0.1:0", "--delisted", file});
    EXPECT_THAT(program.line(), ::testing::HasSubstr(file));
    EXPECT_EQ(program.exit_code(), 66);
  }
  const std::string config =
      write("index = '" + index_ + "'\nlisten = '127.0.0.1:0'\ndelisted = '" + none + "'\n");
  ServerProcess program({"--config", config});
  EXPECT_THAT(program.line(), ::testing::HasSubstr(none));
  EXPECT_EQ(program.exit_code(), 66);
}

// Whoever connects while it is started again waits, and is answered.
TEST_F(ServerProgram, ASocketThatItIsStartedWithOutlivesIt) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ASSERT_EQ(::bind(socket, reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(::listen(socket, 16), 0);
  ASSERT_EQ(::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size), 0);
  const std::uint16_t port = ntohs(address.sin_port);
  std::vector<std::unique_ptr<RawClient>> waiting;
  for (int start = 0; start < 3; ++start) {
    waiting.push_back(std::make_unique<RawClient>(port));
    waiting.back()->send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    // Nobody has named another place but the last time.
    std::vector<std::string> arguments = {"--index", index_};
    if (start == 2) arguments.insert(arguments.end(), {"--listen", "127.0.0.1:0"});
    ServerProcess program(arguments, socket);
    const std::string said = program.line();
    EXPECT_THAT(said,
                ::testing::HasSubstr("127.0.0.1:" + std::to_string(port) + " (held by the service manager)"));
    EXPECT_EQ(said.find(", http://127.0.0.1:") != std::string::npos, start == 2) << said;
    EXPECT_EQ(waiting.back()->read_answer().status, 200);
    RawClient client(port);
    EXPECT_EQ(client.get("/healthz").status, 200);
    program.signal(SIGTERM);
    EXPECT_EQ(program.exit_code(), 0);
  }
  ::close(socket);
}

TEST_F(ServerProgram, ListensOnAPath) {
  const std::string path = folder_.path() / "http";
  const std::string file = write("index = '" + index_ + "'\nlisten = 'unix:" + path + "'\n");
  ServerProcess program({"--config", file});
  EXPECT_THAT(program.line(), ::testing::HasSubstr("unix:" + path));
  RawClient client(path);
  EXPECT_EQ(get_json(client, "/api/v1/search")["total"], 1);
  program.signal(SIGTERM);
  EXPECT_EQ(program.exit_code(), 0);
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(ServerProgram, APortInUseIsNamed) {
  ServerProcess first({"--index", index_, "--listen", "127.0.0.1:0"});
  const std::string address = "127.0.0.1:" + std::to_string(first.port());
  ServerProcess second({"--index", index_, "--listen", address});
  EXPECT_THAT(second.line(), ::testing::HasSubstr(address));
  EXPECT_EQ(second.exit_code(), 69);
}

TEST_F(ServerProgram, OtherMethodsAndLongAddresses) {
  ServerProcess program({"--index", index_, "--listen", "127.0.0.1:0"});
  RawClient client(program.port());
  EXPECT_EQ(client.get("/?q=" + std::string(9000, 'a')).status, 414);
}

}  // namespace
}  // namespace fonds::test
