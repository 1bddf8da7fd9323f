// How fresh the sources are that the archive is read from: said to readers, to balancers and to Prometheus.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/api/service.h"
#include "tests/temporary_folder.h"

namespace fonds::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// 5 April 2017, 18:30 in Paris.
constexpr std::int64_t kRead = 1491409800, kDay = 86400;

index::SourceStatus read_well(const std::string& name) {
  return {name, "https://" + name, kRead, kRead, "", 12};
}
index::SourceStatus failing(const std::string& name, std::int64_t complete) {
  return {name, "https://" + name, kRead, complete, "HTTP 500 <b>\nreadiness: forged", 12};
}

class Sources : public testing::Test {
 protected:
  Sources() {
    build_index(folder_.path(), {article("a", "Le pont", "Le pont est fermé.", "2017-04-05")});
    service_.emplace(folder_.path());
  }
  std::string body(const std::string& target) {
    RawClient client(service_->port());
    return client.get(target).body;
  }
  TemporaryFolder folder_;
  std::optional<Service> service_;
};

TEST_F(Sources, AreNamedAtTheFootOfEveryPage) {
  EXPECT_THAT(body("/"), Not(HasSubstr("Sources")));
  service_->engine().set_sources({failing("Le blog", kRead - kDay), read_well("La Voix"), failing("<i>", 0)});
  for (const char* page : {"/", "/?q=pont", "/article/a", "/aide"}) {
    EXPECT_THAT(body(page), AllOf(HasSubstr("La Voix, lu le 5\u00A0avril\u00A02017"),
                                  HasSubstr("Le blog, pas lu depuis le 4\u00A0avril\u00A02017"),
                                  HasSubstr("&lt;i&gt;, pas encore lu")))
        << page;
  }
}

// Pages are kept, and go out with an ETag: both must know that a source is read again.
TEST_F(Sources, ChangePagesThatWereKept) {
  service_->engine().set_sources({failing("La Voix", 0)});
  RawClient client(service_->port());
  const Answer before = client.get("/?q=pont");
  EXPECT_THAT(client.get("/?q=pont").body, HasSubstr("pas encore lu"));
  EXPECT_TRUE(service_->engine().set_sources({read_well("La Voix")}));
  const Answer after = client.get("/?q=pont");
  EXPECT_THAT(after.body, HasSubstr("La Voix, lu le 5"));
  EXPECT_NE(after.header("etag"), before.header("etag"));
  // The same day says the same, and what was kept stays.
  index::SourceStatus later = read_well("La Voix");
  later.read += 600;
  later.complete += 600;
  EXPECT_TRUE(service_->engine().set_sources({later}));
  EXPECT_FALSE(service_->engine().set_sources({later}));
  EXPECT_EQ(client.get("/?q=pont").header("etag"), after.header("etag"));
}

TEST_F(Sources, AreToldToBalancersAndToPrometheus) {
  service_->engine().set_sources({failing("Le blog", kRead - kDay), read_well("La Voix")});
  const std::string ready = body("/readyz");
  EXPECT_THAT(ready, AllOf(HasSubstr("ready\n"),
                           HasSubstr("\nsource: La Voix: read 2017-04-05T16:30:00Z, complete\n"),
                           HasSubstr("\nsource: Le blog: read 2017-04-05T16:30:00Z, failed: HTTP 500 "),
                           HasSubstr("; complete 2017-04-04T16:30:00Z\n"), Not(HasSubstr("\nreadiness"))));
  const std::string metrics = body("/metrics");
  EXPECT_THAT(metrics, AllOf(HasSubstr("fonds_source_failing{source=\"La Voix\"} 0\n"),
                             HasSubstr("fonds_source_failing{source=\"Le blog\"} 1\n"),
                             HasSubstr("fonds_source_read_seconds{source=\"La Voix\"} 1491409800")));
  // A name is described once (the text format of Prometheus).
  EXPECT_EQ(metrics.find("# HELP fonds_source_failing"), metrics.rfind("# HELP fonds_source_failing"));
}

}  // namespace
}  // namespace fonds::test
