// update, build and sync with sites on the network.
#include <algorithm>
#include <memory>
#include <set>

#include <gmock/gmock.h>

#include "indexer/index/source_status.h"
#include "tests/commands/indexer_program.h"
#include "tests/sync/fake_wordpress.h"

namespace fonds::commands {
namespace {

using test::FakeWordPress;
using test::Reply;
using test::Request;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class Sites : public IndexerProgram {
 protected:
  Sites() {
    for (int id = 1; id <= 12; ++id) {
      site_.publish(id, "Titre " + std::to_string(id), "Le texte de l'article " + std::to_string(id) + ".");
      site_.posts.at(id).categories = {id % 2 == 0 ? 2 : 3};
    }
    site_.posts.at(3).excerpt = "Un chapô écrit à la main.";
    site_.pass_time(3600);
  }

  FakeWordPress site_;
};

TEST_F(Sites, TheSameArchiveAsFromTheExport) {
  site_.posts.at(5).status = "draft";
  site_.posts.at(6).password = "secret";
  site_.posts.at(7).type = "page";
  const std::string exported = write("export.xml", site_.export_xml());
  ASSERT_EQ(on_index("build", {exported}).status, 0);
  const index::Observed from_export = index::observe(index_);
  ASSERT_THAT(from_export, SizeIs(10));
  const Outcome update = on_index("update", {site_.address()});
  EXPECT_EQ(update.status, 0) << update.err;
  EXPECT_THAT(update.out, HasSubstr("nothing to do: 10 articles unchanged"));
  EXPECT_EQ(index::observe(index_), from_export);
  // And the other way round.
  std::filesystem::remove_all(index_);
  ASSERT_EQ(on_index("update", {site_.address()}).status, 0);
  EXPECT_EQ(index::observe(index_), from_export);
}

TEST_F(Sites, AnUpdateAsksOnlyForWhatChanged) {
  ASSERT_EQ(on_index("update", {site_.address()}).status, 0);
  site_.edit(4).title = "Un autre titre";
  site_.posts.erase(8);
  site_.pass_time(600);
  site_.forget_requests();
  const Outcome update = on_index("update", {site_.address()});
  EXPECT_EQ(update.status, 0) << update.err;
  EXPECT_EQ(update.out, "0 added, 1 changed, 1 removed, 10 unchanged\n");
  EXPECT_THAT(update.err, HasSubstr(": 1 article read, 10 as before, 1 gone; "));
  std::size_t fetched = 0;
  for (const Request& request : site_.log()) fetched += request.parameters.contains("include") ? 1 : 0;
  EXPECT_EQ(fetched, 1U);
  EXPECT_EQ(on_index("check", {}).status, 0);
}

TEST_F(Sites, WhoeverElseWritesTheIndexIsNoticed) {
  ASSERT_EQ(on_index("update", {site_.address()}).status, 0);
  const index::Observed whole = index::observe(index_);
  // Another version of one article, and another is taken out.
  const std::string file = write("wp-2.jsonl", line("wp-2", "Une vieille version"));
  ASSERT_EQ(on_index("update", {file}).status, 0);
  ASSERT_EQ(on_index("remove", {"wp-3"}).status, 0);
  site_.pass_time(600);
  site_.forget_requests();
  const Outcome update = on_index("update", {site_.address()});
  EXPECT_EQ(update.out, "1 added, 1 changed, 0 removed, 10 unchanged\n") << update.err;
  EXPECT_EQ(index::observe(index_), whole);
  // A state that was put back.
  site_.edit(4).title = "Un autre titre";
  site_.pass_time(600);
  ASSERT_EQ(on_index("update", {site_.address()}).status, 0);
  const index::Observed edited = index::observe(index_);
  ASSERT_EQ(on_index("rollback", {}).status, 0);
  ASSERT_NE(index::observe(index_), edited);
  ASSERT_EQ(on_index("update", {site_.address()}).status, 0);
  EXPECT_EQ(index::observe(index_), edited);
}

TEST_F(Sites, UnreachableIs69AndTheOthersArePublished) {
  std::string gone;
  {
    const FakeWordPress closed;
    gone = closed.address();
  }
  const std::string config = write("fonds.toml", "[network]\nretries = 0\n");
  const Outcome update = on_index("update", {"--config", config, gone, site_.address()});
  EXPECT_EQ(update.status, 69) << update.err;
  EXPECT_THAT(ids(), SizeIs(12));
  EXPECT_THAT(update.err, HasSubstr(gone));
  // With --prune nothing goes that it may still have.
  EXPECT_EQ(on_index("update", {"--config", config, "--prune", gone}).status, 69);
  EXPECT_THAT(ids(), SizeIs(12));
}

TEST_F(Sites, PruningKeepsWhatTheSiteStillHas) {
  const std::string file = write("a.jsonl", line("a", "Un fichier"));
  ASSERT_EQ(on_index("update", {file, site_.address()}).status, 0);
  ASSERT_THAT(ids(), SizeIs(13));
  site_.pass_time(600);
  ASSERT_EQ(on_index("update", {"--prune", site_.address()}).status, 0);
  EXPECT_THAT(ids(), SizeIs(12));
}

TEST_F(Sites, DelistedStaysOutAndComesBackWithItsLine) {
  const std::string delisted = write("delisted", "wp-4\n");
  ASSERT_EQ(on_index("update", {"--delisted", delisted, site_.address()}).status, 0);
  EXPECT_THAT(ids(), SizeIs(11));
  write("delisted", "");
  site_.pass_time(600);
  ASSERT_EQ(on_index("update", {"--delisted", delisted, site_.address()}).status, 0);
  EXPECT_THAT(ids(), SizeIs(12));
}

TEST_F(Sites, SyncReadsWhatTheConfigurationNames) {
  FakeWordPress other;
  other.publish(1, "Ailleurs", "Un autre journal.").categories = {2};
  const std::string config =
      write("fonds.toml", "index = \"" + index_ + "\"\n[[sources]]\naddress = \"" + site_.address() +
                              "\"\n[[sources]]\naddress = \"" + other.address() +
                              "\"\nid_prefix = \"autre-\"\nname = \"L'Autre\"\n"
                              "[sources.dossiers]\n\"Vie scolaire\" = \"École\"\n");
  const Outcome first = indexer({"sync", "--config", config});
  EXPECT_EQ(first.status, 0) << first.err;
  EXPECT_EQ(first.out, "13 articles indexed\n");
  EXPECT_THAT(index::observe(index_).at("autre-wp-1"), HasSubstr("École"));
  other.publish(2, "Encore", "Encore un.");
  other.pass_time(600), site_.pass_time(600);
  EXPECT_EQ(indexer({"sync", "--config", config}).out, "1 added, 0 changed, 0 removed, 13 unchanged\n");
  EXPECT_EQ(on_index("sync", {}).status, 64);
}

TEST_F(Sites, HowTheLastReadingWentIsKnown) {
  auto other = std::make_unique<FakeWordPress>();
  other->publish(1, "Ailleurs", "Un autre journal.");
  const std::string address = other->address();
  const std::string one = "[[sources]]\naddress = \"" + site_.address() + "\"\nname = \"La Voix\"\n";
  const std::string both = one + "[[sources]]\naddress = \"" + address +
                           "\"\nid_prefix = \"autre-\"\nname = \"L'Autre\"\n[network]\nretries = 0\n";
  ASSERT_EQ(on_index("sync", {"--config", write("fonds.toml", both)}).status, 0);
  auto statuses = index::read_source_statuses(index_);
  ASSERT_THAT(statuses, SizeIs(2));
  EXPECT_EQ(statuses[0].name, "L'Autre");
  EXPECT_EQ(statuses[1].name, "La Voix");
  EXPECT_EQ(statuses[1].address, site_.address());
  EXPECT_GT(statuses[1].read, 1'600'000'000);
  for (const auto& status : statuses) EXPECT_EQ(status.complete, status.read);
  // One of them is gone: when it was last read to its end stays known.
  const auto complete = statuses[0].complete;
  other.reset();
  ASSERT_EQ(on_index("sync", {"--config", write("fonds.toml", both)}).status, 69);
  statuses = index::read_source_statuses(index_);
  ASSERT_THAT(statuses, SizeIs(2));
  EXPECT_EQ(statuses[0].complete, complete);
  EXPECT_THAT(statuses[0].fault, HasSubstr(address));
  EXPECT_EQ(statuses[1].fault, "");
  // And taken out of the configuration.
  ASSERT_EQ(on_index("sync", {"--config", write("fonds.toml", one)}).status, 0);
  EXPECT_THAT(index::read_source_statuses(index_), SizeIs(1));
}

TEST_F(Sites, APasswordIsReadFromAFile) {
  site_.user_and_password = "Z3V5OnNlY3JldA==";
  const std::string password = write("password", "secret\n");
  const std::string config =
      write("fonds.toml", "[[sources]]\naddress = \"" + site_.address() +
                              "\"\nuser = \"guy\"\npassword_file = \"" + password + "\"\n");
  EXPECT_EQ(on_index("sync", {"--config", config}).status, 0);
  EXPECT_THAT(ids(), SizeIs(12));
}

TEST_F(Sites, AnUpdateWithoutTheConfigurationGoesOnByItsRules) {
  const std::string file = write("a.jsonl", line("a", "Un fichier", {{"dossiers", {"Ecole"}}}));
  const std::string config = write("fonds.toml", "[dossiers]\n\"Ecole\" = \"Vie scolaire\"\n");
  ASSERT_EQ(on_index("build", {"--config", config, file}).status, 0);
  const index::Observed renamed = index::observe(index_);
  ASSERT_THAT(renamed.at("a"), HasSubstr("Vie scolaire"));
  EXPECT_EQ(on_index("update", {file}).out, "nothing to do: 1 article unchanged\n");
  EXPECT_EQ(index::observe(index_), renamed);
  // Other rules are other rules, and a build begins without any.
  ASSERT_EQ(on_index("update", {"--config", write("fonds.toml", ""), file}).status, 0);
  EXPECT_THAT(index::observe(index_).at("a"), testing::Not(HasSubstr("Vie scolaire")));
}

TEST_F(Sites, AnUpdateWithoutASourceChangesNoArticle) {
  ASSERT_EQ(on_index("update", {site_.address()}).status, 0);
  EXPECT_EQ(on_index("update", {}).out, "nothing to do: 0 articles unchanged\n");
  EXPECT_THAT(ids(), SizeIs(12));
  EXPECT_EQ(on_index("update", {"--prune"}).status, 64);
}

}  // namespace
}  // namespace fonds::commands
