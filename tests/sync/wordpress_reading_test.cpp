// A reader beside a site that changes: after each reading the archive must be what the site shows.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/sync/live_site.h"
#include "tests/archive/collected.h"
#include "tests/sync/fake_wordpress.h"

namespace fonds::sync {
namespace {

using archive::CollectingSink;
using archive::Ending;
using test::FakePost;
using test::FakeWordPress;
using test::Reply;
using test::Request;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Le;
using ::testing::SizeIs;

// What an archive holds of a site.
class ArchiveOfPosts {
 public:
  explicit ArchiveOfPosts(const FakeWordPress& site) { options_.address = site.address(); }

  CollectingSink read() {
    SiteOptions options = options_;
    options.network.wait = [this](std::chrono::milliseconds time) { waited += time; };
    options.network.retries = 1;
    LiveSite site(std::move(options),
                  {memory_, [this](const std::string& id) { return articles.contains(id); }});
    CollectingSink sink;
    site.read(sink);
    for (const std::string& id : sink.held) EXPECT_TRUE(articles.contains(id)) << id;
    for (const archive::Article& article : sink.articles) articles[article.id] = article;
    for (const std::string& id : sink.withdrawn) articles.erase(id);
    for (const std::string& id : sink.removed) articles.erase(id);
    memory_ = site.memory();
    report = site.report();
    return sink;
  }

  std::map<std::string, std::string> shown() const {
    std::map<std::string, std::string> shown;
    for (const auto& [id, article] : articles) {
      std::string dossiers;
      std::set<std::string> sorted(article.dossiers.begin(), article.dossiers.end());
      for (const std::string& dossier : sorted) dossiers += dossier + ",";
      shown[id] = article.title + "|" + article.body + "|" + article.author + "|" + dossiers;
    }
    return shown;
  }

  SiteOptions options_;
  std::map<std::string, archive::Article> articles;
  std::string memory_;
  SiteReport report;
  std::chrono::milliseconds waited{0};
};

// What its readers see of a site.
std::map<std::string, std::string> shown_by(const FakeWordPress& site) {
  const std::map<std::string, std::string> plain = {{"Non classé", ""},
                                                    {"Culture &amp; loisirs", "Culture & loisirs"},
                                                    {"Guy L&#039;Homme", "Guy L'Homme"}};
  const auto text = [&](const std::string& html) {
    const auto found = plain.find(html);
    return found == plain.end() ? html : found->second;
  };
  std::map<std::string, std::string> shown;
  for (const auto& [id, post] : site.posts) {
    if (post.status != "publish" || !post.password.empty() || !site.types.contains(post.type)) continue;
    std::set<std::string> dossiers;
    if (post.type == "post") {
      for (const int term : post.categories) dossiers.insert(text(site.categories.at(term)));
      for (const int term : post.tags) dossiers.insert(text(site.tags.at(term)));
    }
    std::string list;
    for (const std::string& dossier : dossiers) list += dossier.empty() ? "" : dossier + ",";
    const auto author = site.users.find(post.author);
    const std::string body = post.content.substr(4, post.content.size() - 9);  // "\n<p>" and "</p>\n"
    shown["wp-" + std::to_string(id)] =
        post.title + "|" + body + "|" + (author == site.users.end() ? "" : text(author->second)) + "|" + list;
  }
  return shown;
}

// A site of so many posts.
struct Site : FakeWordPress {
  explicit Site(int posts_there) {
    for (int id = 1; id <= posts_there; ++id)
      publish(id * 2, "Titre " + std::to_string(id), "Le texte de l'article.");
    pass_time(30 * 24 * 3600);
  }
};

TEST(WordPressSite, FieldsOfAPost) {
  FakeWordPress site;
  FakePost& post =
      site.publish(7, "L&rsquo;école &amp; <em>l&#8217;eau</em>",
                   "Un mot.</p><figure class=\"wp-block-embed\"><div>https://video.example/1</div></figure>"
                   "<div class=\"sharedaddy\">Partager</div><p>[contact-form-7 id=&#8221;12&#8243;]Fin.");
  post.excerpt = "Un chapô tout autre.";
  post.categories = {3};
  post.tags = {10};
  ArchiveOfPosts archive(site);
  const CollectingSink sink = archive.read();
  EXPECT_THAT(sink.breaks, IsEmpty());
  EXPECT_THAT(sink.notes, IsEmpty());
  ASSERT_THAT(sink.articles, SizeIs(1));
  const archive::Article& article = sink.articles[0];
  EXPECT_EQ(article.id, "wp-7");
  EXPECT_EQ(article.title, "L’école & l’eau");
  EXPECT_EQ(article.body, "Un mot.\n\nFin.");
  EXPECT_EQ(article.lead, "Un chapô tout autre.");
  EXPECT_EQ(article.author, "Guy L'Homme");
  EXPECT_EQ(article.url, site.address() + "/?p=7");
  EXPECT_EQ(article.lang, "fr-FR");
  EXPECT_EQ(text::rfc3339(article.published.value()), "2023-11-14T22:13:20Z");
  EXPECT_EQ(text::iso(article.day.value()), "2023-11-14");
  EXPECT_THAT(article.dossiers, ElementsAre("Culture & loisirs", "école"));
}

TEST(WordPressSite, AnExcerptMadeFromTheTextIsNoLead) {
  FakeWordPress site;
  std::string words;
  for (int i = 0; i < 80; ++i) words += "mot" + std::to_string(i) + " ";
  site.publish(1, "Long", words);
  site.publish(2, "Court", "Quelques mots.");
  ArchiveOfPosts archive(site);
  for (const archive::Article& article : archive.read().articles) EXPECT_EQ(article.lead, "");
}

TEST(WordPressSite, IsReadWholeHoweverManyPagesItHas) {
  for (const int count : {1, 99, 100, 101, 199, 200, 437}) {
    Site site(count);
    ArchiveOfPosts archive(site);
    archive.read();
    EXPECT_EQ(archive.shown(), shown_by(site)) << count;
    EXPECT_TRUE(archive.report.complete);
  }
}

TEST(WordPressSite, NothingChangedCostsAFewRequests) {
  Site site(350);
  ArchiveOfPosts archive(site);
  archive.read();
  site.pass_time(600);
  site.forget_requests();
  const CollectingSink sink = archive.read();
  EXPECT_THAT(sink.articles, IsEmpty());
  EXPECT_THAT(sink.held, SizeIs(350));
  EXPECT_THAT(site.requests(), Le(11U));
}

struct Change {
  const char* name;
  std::function<void(FakeWordPress&)> make;
};
const std::vector<Change> kChanges = {
    {"Publish", [](FakeWordPress& site) { site.publish(1001, "Nouveau", "Un texte neuf."); }},
    {"Edit", [](FakeWordPress& site) { site.edit(10).content = "\n<p>Un autre texte.</p>\n"; }},
    {"Title", [](FakeWordPress& site) { site.edit(12).title = "Un autre titre"; }},
    {"RenameCategory", [](FakeWordPress& site) { site.categories[2] = "Écoles"; }},
    {"RenameTag", [](FakeWordPress& site) { site.tags[10] = "classe"; }},
    {"RenameAuthor", [](FakeWordPress& site) { site.users[1] = "Guy Martin"; }},
    {"Trash", [](FakeWordPress& site) { site.edit(14).status = "trash"; }},
    {"DeleteForGood", [](FakeWordPress& site) { site.posts.erase(16); }},
    {"Restore", [](FakeWordPress& site) { site.edit(14).status = "publish"; }},
    {"Password", [](FakeWordPress& site) { site.edit(18).password = "secret"; }},
    {"NoMorePassword", [](FakeWordPress& site) { site.edit(18).password.clear(); }},
    {"Private", [](FakeWordPress& site) { site.edit(20).status = "private"; }},
    {"Draft", [](FakeWordPress& site) { site.edit(22).status = "draft"; }},
    {"DraftOfNothingPublished",
     [](FakeWordPress& site) { site.publish(1003, "Brouillon", "Rien.").status = "draft"; }},
    {"DraftGoesLive", [](FakeWordPress& site) { site.edit(1003).status = "publish"; }},
    {"Schedule",
     [](FakeWordPress& site) {
       FakePost& post = site.publish(1005, "Demain", "Plus tard.");
       post.status = "future";
       post.date = site.now + 300;
     }},
    // It is not modified by that.
    {"ScheduledGoesLive", [](FakeWordPress& site) { site.posts.at(1005).status = "publish"; }},
    // Neither is a post by the terms that it gets or loses.
    {"TermsOnly", [](FakeWordPress& site) { site.posts.at(30).categories = {2}; }},
    {"TagGoes", [](FakeWordPress& site) { site.posts.at(32).tags.clear(); }},
    {"AuthorOfAPost", [](FakeWordPress& site) { site.edit(34).author = 2; }},
    {"AuthorGoes", [](FakeWordPress& site) { site.users.erase(2), site.edit(34); }},
    {"DatedBack",
     [](FakeWordPress& site) {
       FakePost& post = site.publish(1007, "D'avant", "Un vieux texte.");
       post.date = post.modified = site.now - 400 * 24 * 3600;
     }},
    {"DeletedAndDatedBackAtOnce",
     [](FakeWordPress& site) {
       site.posts.erase(36);
       FakePost& post = site.publish(1009, "D'avant encore", "Un vieux texte.");
       post.date = post.modified = site.now - 400 * 24 * 3600;
     }},
    {"Page", [](FakeWordPress& site) { site.publish(1011, "Mentions", "Qui nous sommes.").type = "page"; }},
    {"FutureModification", [](FakeWordPress& site) { site.edit(38).modified = site.now + 100'000; }},
    {"ManyAtOnce",
     [](FakeWordPress& site) {
       for (int id = 2; id <= 500; id += 2) {
         if (site.posts.contains(id)) site.edit(id).title = "Tous";
       }
     }},
};

class EveryChange : public testing::TestWithParam<bool> {};

TEST_P(EveryChange, IsSeenByTheNextReading) {
  Site site(260);
  site.knows_modified_after = GetParam();
  ArchiveOfPosts archive(site);
  archive.read();
  for (const Change& change : kChanges) {
    change.make(site);
    site.pass_time(600);
    const CollectingSink sink = archive.read();
    EXPECT_THAT(sink.breaks, IsEmpty()) << change.name;
    EXPECT_EQ(archive.shown(), shown_by(site)) << change.name;
  }
}

INSTANTIATE_TEST_SUITE_P(WordPress, EveryChange, testing::Bool(),
                         [](const auto& each) { return each.param ? "ModifiedAfter" : "BeforeIt"; });

TEST(WordPressSite, ClosedListsOfNames) {
  Site site(120);
  site.users_are_closed = site.terms_are_closed = true;
  site.posts.at(2).author = 9;  // who is gone
  ArchiveOfPosts archive(site);
  archive.read();
  EXPECT_EQ(archive.shown(), shown_by(site));
}

TEST(WordPressSite, IsFoundWhereverItsApiIs) {
  for (const bool announces : {true, false}) {
    for (const bool pretty : {true, false}) {
      Site site(3);
      site.announces_api = announces;
      site.has_pretty_addresses = pretty;
      ArchiveOfPosts archive(site);
      archive.read();
      EXPECT_EQ(archive.shown(), shown_by(site)) << announces << pretty;
    }
  }
}

TEST(WordPressSite, WarningsOfPhpBeforeAnAnswer) {
  Site site(3);
  site.warning =
      "<br />\n<b>Warning</b>:  Undefined array key \"a\" in <b>/var/www/x.php</b> on line <b>3</b><br />\n";
  ArchiveOfPosts archive(site);
  archive.read();
  EXPECT_EQ(archive.shown(), shown_by(site));
}

TEST(WordPressSite, PostsThatMoveWhileTheyAreListed) {
  Site site(450);
  site.on_request = [&](const Request& request, std::size_t) -> std::optional<Reply> {
    // While the third page is asked for, posts of the first are deleted and others published.
    if (request.parameters.contains("offset") && request.path.ends_with("posts") &&
        request.parameters.at("offset") == "198" && site.posts.contains(4)) {
      site.posts.erase(4), site.posts.erase(6), site.posts.erase(8);
      site.publish(2001, "En cours de route", "Un texte.");
    }
    return std::nullopt;
  };
  ArchiveOfPosts archive(site);
  const CollectingSink sink = archive.read();
  std::set<std::string> once;
  for (const archive::Article& article : sink.articles)
    EXPECT_TRUE(once.insert(article.id).second) << article.id;
  for (const auto& [id, shown] : shown_by(site))
    EXPECT_THAT(archive.shown(), Contains(testing::Pair(id, shown)));
  site.pass_time(600);
  archive.read();
  EXPECT_EQ(archive.shown(), shown_by(site));
}

TEST(WordPressSite, ABrokenSiteRemovesNothingAndIsReadOnFromThere) {
  Site site(450);
  ArchiveOfPosts archive(site);
  bool broken = true;
  site.on_request = [&](const Request& request, std::size_t) -> std::optional<Reply> {
    const auto include = request.parameters.find("include");
    if (broken && include != request.parameters.end() && include->second.starts_with("402,"))
      return Reply{502, "<html>", {}};
    if (broken && include != request.parameters.end() && include->second.size() < 200)
      return Reply{502, "<html>", {}};
    return std::nullopt;
  };
  CollectingSink sink = archive.read();
  ASSERT_THAT(sink.breaks, SizeIs(1));
  EXPECT_EQ(sink.breaks[0].first, Ending::unreachable);
  EXPECT_THAT(archive.articles, SizeIs(200));
  broken = false;
  site.pass_time(600);
  sink = archive.read();
  EXPECT_THAT(sink.articles, SizeIs(250));
  EXPECT_EQ(archive.shown(), shown_by(site));
}

TEST(WordPressSite, WhatComesInsteadOfAnAnswerRemovesNothing) {
  const std::vector<Reply> kInstead = {{500, "<html>", {}},
                                       {503, "<html>", {{"Retry-After", "600"}}},
                                       {200, "<html>Une page d'erreur</html>", {}},
                                       {200, "[{\"id\":1,", {}},
                                       {403, "<html>Interdit</html>", {}},
                                       {200, std::string(2000, 'x'), {}, test::Failure::cut},
                                       {200, "[]", {{"X-WP-Total", "0"}}}};
  for (const Reply& instead : kInstead) {
    Site site(60);
    ArchiveOfPosts archive(site);
    archive.read();
    site.pass_time(600);
    site.on_request = [&](const Request&, std::size_t) { return instead; };
    const CollectingSink sink = archive.read();
    EXPECT_THAT(sink.breaks, testing::Not(IsEmpty())) << instead.status << instead.body;
    EXPECT_THAT(archive.articles, SizeIs(60)) << instead.status << instead.body;
    site.on_request = nullptr;
    site.pass_time(600);
    archive.read();
    EXPECT_EQ(archive.shown(), shown_by(site));
  }
}

TEST(WordPressSite, AGreatLossIsDoubted) {
  Site site(60);
  ArchiveOfPosts archive(site);
  archive.read();
  for (int id = 2; id <= 60; id += 2) site.posts.erase(id);
  site.pass_time(600);
  CollectingSink sink = archive.read();
  ASSERT_THAT(sink.breaks, SizeIs(1));
  EXPECT_THAT(sink.breaks[0].second.reason, HasSubstr("30 of 60 articles are on the site no more"));
  EXPECT_THAT(archive.articles, SizeIs(60));
  archive.options_.accept_loss = true;
  sink = archive.read();
  EXPECT_THAT(sink.breaks, IsEmpty());
  EXPECT_EQ(archive.shown(), shown_by(site));
}

TEST(WordPressSite, APostThatTheSiteCannotShowCostsOnlyItself) {
  Site site(120);
  site.on_request = [](const Request& request, std::size_t) -> std::optional<Reply> {
    const auto include = request.parameters.find("include");
    if (include == request.parameters.end() ||
        ("," + include->second + ",").find(",40,") == std::string::npos)
      return std::nullopt;
    return Reply{500, "<html>", {}};
  };
  ArchiveOfPosts archive(site);
  CollectingSink sink = archive.read();
  ASSERT_THAT(sink.rejections, SizeIs(1));
  EXPECT_EQ(sink.rejections[0].id, "wp-40");
  EXPECT_THAT(archive.articles, SizeIs(119));
  site.on_request = nullptr;
  site.pass_time(600);
  archive.read();
  EXPECT_EQ(archive.shown(), shown_by(site));
}

TEST(WordPressSite, WhatTheArchiveHasLostIsReadAgain) {
  Site site(30);
  ArchiveOfPosts archive(site);
  archive.read();
  archive.articles.erase("wp-10");
  site.pass_time(600);
  EXPECT_THAT(archive.read().articles, SizeIs(1));
  EXPECT_EQ(archive.shown(), shown_by(site));
}

TEST(WordPressSite, TypesThatTheOptionsName) {
  Site site(3);
  site.types["evenement"] = "evenements";
  site.publish(50, "La fête", "Au village.").type = "evenement";
  ArchiveOfPosts archive(site);
  archive.options_.reader.post_types = {"post", "evenement", "secret"};
  const CollectingSink sink = archive.read();
  ASSERT_THAT(sink.notes, SizeIs(1));
  EXPECT_THAT(sink.notes[0].reason, HasSubstr("\"secret\""));
  EXPECT_TRUE(archive.articles.contains("wp-50"));
}

TEST(WordPressSite, APostThatBecomesAPageStays) {
  Site site(12);
  ArchiveOfPosts archive(site);
  archive.read();
  auto& [number, post] = *std::next(site.posts.begin(), 5);
  post.type = "page";
  site.pass_time(600);
  const CollectingSink sink = archive.read();
  EXPECT_THAT(sink.removed, IsEmpty());
  ASSERT_THAT(sink.articles, SizeIs(1));
  EXPECT_EQ(sink.articles[0].id, "wp-" + std::to_string(number));
  EXPECT_THAT(archive.articles, SizeIs(12));
}

TEST(WordPressSite, OtherRulesMakeOtherArticles) {
  Site site(120);
  ArchiveOfPosts archive(site);
  archive.read();
  archive.options_.reader.dossier_names["école"] = "Enseignement";
  archive.options_.reader.tags_are_dossiers = true;
  for (auto& [id, post] : site.posts) post.tags = {10};
  site.pass_time(600);
  archive.read();
  archive.options_.reader.tags_are_dossiers = false;
  EXPECT_THAT(archive.read().articles, SizeIs(120));
  EXPECT_THAT(archive.read().articles, IsEmpty());
}

TEST(WordPressSite, PrefixAndPassword) {
  Site site(3);
  site.user_and_password = "Z3V5Om1vdCBkZSBwYXNzZQ==";
  ArchiveOfPosts archive(site);
  archive.options_.id_prefix = "voix-";
  EXPECT_THAT(archive.read().breaks, SizeIs(1));
  archive.options_.credentials = Credentials{"guy", "mot de passe"};
  EXPECT_THAT(archive.read().breaks, IsEmpty());
  EXPECT_TRUE(archive.articles.contains("voix-wp-2"));
}

TEST(WordPressSite, NoWordPress) {
  FakeWordPress site;
  site.has_api = false;
  ArchiveOfPosts archive(site);
  const CollectingSink sink = archive.read();
  ASSERT_THAT(sink.breaks, SizeIs(1));
  EXPECT_EQ(sink.breaks[0].first, Ending::unknown_kind);
}

}  // namespace
}  // namespace fonds::sync
