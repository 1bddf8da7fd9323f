#include "indexer/sync/fetcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sync/http_server.h"

namespace fonds::sync {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using test::Failure;
using test::HttpServer;
using test::Reply;
using test::Request;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

// A fetcher that does not wait, but keeps how long it would have.
struct Patient {
  explicit Patient(const HttpServer& server, NetworkOptions options = {}) {
    options.wait = [this](milliseconds time) { waits.push_back(time); };
    fetcher.emplace(std::move(options), parse_address(server.address()).value());
  }
  std::vector<milliseconds> waits;
  std::optional<Fetcher> fetcher;
};

std::string fault_of(Fetcher& fetcher, const FetchRequest& request, NetworkError::Kind kind) {
  try {
    fetcher.get(request);
  } catch (const NetworkError& error) {
    EXPECT_EQ(error.kind(), kind) << error.what();
    return error.what();
  }
  ADD_FAILURE() << "nothing was thrown";
  return {};
}

TEST(Fetcher, TriesAgainWithLongerAndLongerPauses) {
  int asked = 0;
  HttpServer server([&](const Request&) {
    return ++asked < 4 ? Reply{500, "", {}} : Reply{200, "bien", {}};
  });
  Patient patient(server);
  EXPECT_EQ(patient.fetcher->get({server.address() + "/"}).body, "bien");
  EXPECT_THAT(patient.waits, ElementsAre(seconds(1), seconds(2), seconds(4)));
}

TEST(Fetcher, WaitsAsLongAsItIsAskedTo) {
  int asked = 0;
  HttpServer server([&](const Request&) {
    return ++asked < 2 ? Reply{429, "", {{"Retry-After", "7"}}} : Reply{200, "bien", {}};
  });
  Patient patient(server);
  EXPECT_EQ(patient.fetcher->get({server.address() + "/"}).body, "bien");
  EXPECT_THAT(patient.waits, ElementsAre(seconds(7)));
}

TEST(Fetcher, MaintenanceThatLastsIsForTheNextTime) {
  HttpServer server([](const Request&) { return Reply{503, "", {{"Retry-After", "600"}}}; });
  Patient patient(server);
  EXPECT_THAT(fault_of(*patient.fetcher, {server.address() + "/"}, NetworkError::Kind::unreachable),
              HasSubstr("503 (Retry-After: 600)"));
  EXPECT_THAT(patient.waits, SizeIs(0));
}

class BrokenAnswers : public testing::TestWithParam<Failure> {};

TEST_P(BrokenAnswers, AreTriedAgainAndThenAnError) {
  int asked = 0;
  HttpServer server([&](const Request&) {
    ++asked;
    return Reply{200, std::string(1000, 'x'), {}, GetParam()};
  });
  NetworkOptions options;
  options.retries = 1;
  options.total_timeout = milliseconds(300);
  Patient patient(server, options);
  if (GetParam() == Failure::wrong_length) {
    // What was announced is there, and is taken: nobody can know that there was more.
    EXPECT_THAT(patient.fetcher->get({server.address() + "/"}).body, SizeIs(500));
    return;
  }
  fault_of(*patient.fetcher, {server.address() + "/"}, NetworkError::Kind::unreachable);
  EXPECT_EQ(asked, 2);
}

INSTANTIATE_TEST_SUITE_P(Network, BrokenAnswers,
                         testing::Values(Failure::silence, Failure::cut, Failure::wrong_length,
                                         Failure::no_answer),
                         [](const auto& each) {
                           return "Kind" + std::to_string(static_cast<int>(each.param));
                         });

TEST(Fetcher, NobodyListens) {
  std::string address;
  {
    const HttpServer gone([](const Request&) { return Reply{}; });
    address = gone.address();
  }
  NetworkOptions options;
  options.retries = 0;
  Fetcher fetcher(options, parse_address(address).value());
  fault_of(fetcher, {address + "/"}, NetworkError::Kind::unreachable);
}

TEST(Fetcher, FollowsRedirectsButNotForEver) {
  HttpServer server([](const Request& request) {
    if (request.path == "/bien") return Reply{200, "bien", {}};
    if (request.path == "/un") return Reply{301, "", {{"Location", "/bien"}}};
    return Reply{302, "", {{"Location", "/boucle"}}};
  });
  Patient patient(server);
  const HttpAnswer answer = patient.fetcher->get({server.address() + "/un"});
  EXPECT_EQ(answer.body, "bien");
  EXPECT_EQ(answer.url, server.address() + "/bien");
  EXPECT_THAT(fault_of(*patient.fetcher, {server.address() + "/boucle"}, NetworkError::Kind::refused),
              HasSubstr("redirects"));
}

TEST(Fetcher, IsNotLedAstray) {
  HttpServer other([](const Request&) { return Reply{200, "secret", {}}; });
  HttpServer server([&](const Request& request) {
    if (request.path == "/voisin") return Reply{302, "", {{"Location", other.address() + "/"}}};
    if (request.path == "/nom")
      return Reply{302, "", {{"Location", "http://localhost:" + std::to_string(other.port()) + "/"}}};
    return Reply{302, "", {{"Location", "file:///etc/passwd"}}};
  });
  Patient patient(server);
  for (const char* path : {"/voisin", "/nom", "/fichier"})
    fault_of(*patient.fetcher, {server.address() + path}, NetworkError::Kind::refused);
  EXPECT_THAT(other.requests(), SizeIs(0));
}

TEST(Fetcher, BodiesAreBoundedAlsoAfterDecompression) {
  const std::string bomb = test::gzipped(std::string(1 << 20, ' '));
  HttpServer server([&](const Request& request) {
    if (request.path == "/bombe") return Reply{200, bomb, {{"Content-Encoding", "gzip"}}};
    return Reply{200, std::string(200'000, 'x'), {}};
  });
  Patient patient(server);
  for (const char* path : {"/bombe", "/grand"}) {
    EXPECT_THAT(
        fault_of(*patient.fetcher, {server.address() + path, {}, 100'000}, NetworkError::Kind::refused),
        HasSubstr("larger than 100000"));
  }
  EXPECT_THAT(patient.fetcher->get({server.address() + "/bombe"}).body, SizeIs(1 << 20));
}

TEST(Fetcher, CredentialsAreForTheSiteAlone) {
  HttpServer server([](const Request&) { return Reply{200, "", {}}; });
  Patient patient(server);
  patient.fetcher->authenticate({"guy", "mot de passe"}, parse_address(server.address()).value());
  patient.fetcher->get({server.address() + "/"});
  patient.fetcher->authenticate({"guy", "mot de passe"}, parse_address("https://ailleurs.example").value());
  patient.fetcher->get({server.address() + "/"});
  const auto requests = server.requests();
  EXPECT_TRUE(requests[0].headers.contains("authorization"));
  EXPECT_FALSE(requests[1].headers.contains("authorization"));
}

TEST(Fetcher, KeepsItsDistance) {
  HttpServer server([](const Request&) { return Reply{200, "", {}}; });
  Patient patient(server);
  patient.fetcher->slow_down(seconds(3600));
  patient.fetcher->get({server.address() + "/"});
  patient.fetcher->get({server.address() + "/"});
  ASSERT_THAT(patient.waits, SizeIs(1));
  EXPECT_GT(patient.waits[0], seconds(3500));
}

TEST(Fetcher, AnInterruptionEndsWaiting) {
  struct Enough {};
  HttpServer server([](const Request&) { return Reply{200, "", {}, Failure::silence}; });
  NetworkOptions options;
  int looks = 0;
  options.checkpoint = [&] {
    if (++looks > 2) throw Enough{};
  };
  Fetcher fetcher(options, parse_address(server.address()).value());
  EXPECT_THROW(fetcher.get({server.address() + "/"}), Enough);
}

TEST(RetryAfter, SecondsOrADate) {
  EXPECT_EQ(retry_after("120", 0), seconds(120));
  EXPECT_EQ(retry_after("Tue, 14 Nov 2023 22:13:30 GMT", 1'700'000'000), seconds(10));
  EXPECT_EQ(retry_after("Tue, 14 Nov 2023 22:13:10 GMT", 1'700'000'000), seconds(0));
  EXPECT_EQ(retry_after("bientôt", 0), std::nullopt);
  EXPECT_EQ(retry_after("", 0), std::nullopt);
}

}  // namespace
}  // namespace fonds::sync
