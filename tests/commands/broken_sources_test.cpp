// What an index may lose by its sources: nothing where one of them is broken, and what they withdraw always.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "tests/commands/indexer_program.h"

namespace fonds::commands {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string post(int id, const std::string& status = "publish", const std::string& password = "") {
  const std::string number = std::to_string(id);
  return "<item><title>Titre " + number + "</title><content:encoded><![CDATA[Un texte.]]></content:encoded>" +
         "<wp:post_id>" + number + "</wp:post_id><wp:status>" + status +
         "</wp:status><wp:post_type>post</wp:post_type><wp:post_password>" + password +
         "</wp:post_password></item>\n";
}

std::string wordpress(const std::string& items) {
  return "<?xml version=\"1.0\"?>\n<rss><channel><wp:wxr_version>1.2</wp:wxr_version>\n" + items +
         "</channel></rss>\n";
}

std::string gzip(const std::string& path, const std::string& text) {
  gzFile file = gzopen(path.c_str(), "wb");
  gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
  gzclose(file);
  return path;
}

class BrokenSources : public IndexerProgram {
 protected:
  // Articles "a" to "j" in a folder of their own, and an index of them.
  void SetUp() override {
    for (const char id : std::string("abcdefghij")) lines_ += line(std::string(1, id), "Titre");
    write("whole/all.jsonl", lines_);
    ASSERT_EQ(on_index("build", {path("whole")}).status, 0);
  }
  std::uint64_t articles() const { return stats()["articles"].get<std::uint64_t>(); }

  std::string lines_;
};

TEST_F(BrokenSources, PruneNothingAndSaySo) {
  const std::string record = line("a", "Titre");
  const std::string xml = wordpress(post(1) + post(2));
  const std::string gz = gzip(path("g.jsonl.gz"), lines_);
  fs::resize_file(gz, fs::file_size(gz) / 2);
  fs::create_directories(path("empty"));
  write("pictures/a.jpg", "\xFF\xD8\xFF");
  write("dangling/a.jsonl", record);
  fs::create_symlink(path("gone.md"), path("dangling/b.md"));
  write("half/a.jsonl", record);
  write("half/b.jsonl", "");
  const std::vector<std::string> sources = {
      write("cut.jsonl", record + record.substr(0, record.size() / 2)),
      write("cut.xml", xml.substr(0, xml.size() / 2)),
      write("error.xml", "<!doctype html><html><body>Erreur 503</body></html>"),
      write("document.xml", "<?xml version=\"1.0\"?><error><code>503</code></error>\n"),
      write("none.xml", wordpress("")),
      write("middle.xml", wordpress(post(1) + "<item><title>Titre 2</title><wp:post_id>2</wp:post_id>\n")),
      write("error.html", "<title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>"),
      write("pointer.md", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n"),
      write("cut.json", "[" + record.substr(0, record.size() - 1) + ",\n" + record.substr(0, 12)),
      write("none.json", "[]"),
      write("empty.jsonl", ""),
      write("blank.jsonl", "\n\n"),
      write("errors.jsonl", "<!doctype html>\n<p>Erreur 503\n"),
      write("no-id.jsonl", record + "{\"title\": \"x\", \"body\": \"y\"}\n"),
      write("picture.jpg", std::string("\xFF\xD8\xFF\xE0\0\x10JFIF\0\1", 13)),
      write("text.pdf", "%PDF-1.4\n"),
      gz,
      path("empty"),
      path("pictures"),
      path("dangling"),
      path("half"),
  };
  for (const std::string& source : sources) {
    for (const char* option : {"--prune", "--prune=all"}) {
      const Outcome outcome = on_index("update", {option, source});
      EXPECT_EQ(outcome.status, 65) << source << outcome.err;
      EXPECT_THAT(outcome.err, HasSubstr("nothing is pruned: ")) << source;
      EXPECT_THAT(outcome.err, HasSubstr(source)) << source;
      EXPECT_GE(articles(), 10U) << source;
    }
    // Beside a source that is whole it is no better.
    EXPECT_EQ(on_index("update", {"--prune", path("whole"), source}).status, 65) << source;
    EXPECT_GE(articles(), 10U) << source;
  }
  EXPECT_EQ(on_index("check", {}).status, 0);
}

TEST_F(BrokenSources, WhatCouldBeReadIsPublished) {
  const std::string cut = write("cut.jsonl", line("new", "Nouveau") + "{\"id\": \"lost\", \"ti");
  const Outcome outcome = on_index("update", {"--prune", cut});
  EXPECT_EQ(outcome.status, 65);
  EXPECT_THAT(outcome.err, HasSubstr(cut + ":2: "));
  EXPECT_EQ(articles(), 11U);
  const std::string text = line("new2", "Nouveau") + std::string(300'000, ' ') + "\n" + line("new3", "x");
  const std::string gz = gzip(path("g.jsonl.gz"), text);
  fs::resize_file(gz, fs::file_size(gz) - 8);
  EXPECT_EQ(on_index("update", {gz}).status, 65);
  EXPECT_EQ(articles(), 13U);
}

TEST_F(BrokenSources, ABuildFromNothingLeavesTheIndex) {
  for (const std::string& source :
       {write("empty.jsonl", ""), write("error.xml", "<html>Erreur</html>"), write("none/a.png", "x")}) {
    const Outcome outcome = on_index("build", {source.ends_with(".png") ? path("none") : source});
    EXPECT_EQ(outcome.status, 65) << source;
    EXPECT_THAT(outcome.err, HasSubstr("the index stays as it is")) << source;
    EXPECT_EQ(articles(), 10U) << source;
  }
  // Where there is no index yet, an empty one is made, which a server can wait with.
  const std::string first = path("first");
  EXPECT_EQ(indexer({"build", "--index", first, path("empty.jsonl")}).status, 65);
  EXPECT_EQ(indexer({"check", "--index", first}).status, 0);
}

TEST_F(BrokenSources, ALargeLossMustBeMeant) {
  std::string all, few;
  for (int i = 0; i < 110; ++i) {
    all += line("n" + std::to_string(i), "Titre");
    if (i < 87) few += line("n" + std::to_string(i), "Titre");
  }
  const std::string source = write("all.jsonl", all);
  ASSERT_EQ(on_index("build", {source}).status, 0);
  write("all.jsonl", few);  // 23 fewer: more than twenty, and more than one in five of 110
  Outcome outcome = on_index("update", {"--prune", source});
  EXPECT_EQ(outcome.status, 65);
  EXPECT_THAT(outcome.err, HasSubstr("23 of 110 articles"));
  EXPECT_THAT(outcome.err, HasSubstr("--prune=all"));
  EXPECT_EQ(articles(), 110U);
  // A broken source beside it must not replace the index by a part of it either.
  EXPECT_EQ(on_index("build", {source, write("empty.jsonl", "")}).status, 65);
  EXPECT_EQ(articles(), 110U);
  outcome = on_index("update", {"--prune=all", source});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(articles(), 87U);
  EXPECT_EQ(on_index("update", {"--prune=some-other", source}).status, 64);
  // Seventeen of 87 are fewer than twenty: a share alone is no large loss.
  std::string fewer;
  for (int i = 0; i < 70; ++i) fewer += line("n" + std::to_string(i), "Titre");
  write("all.jsonl", fewer);
  EXPECT_EQ(on_index("update", {"--prune", source}).status, 0);
  EXPECT_EQ(articles(), 70U);
}

class Withdrawals : public IndexerProgram {};

TEST_F(Withdrawals, OfWordPress) {
  const std::string before = wordpress(post(1) + post(2) + post(3) + post(4) + post(5) + post(6));
  const std::string after = wordpress(post(1, "draft") + post(2, "private") + post(3, "trash") +
                                      post(4, "publish", "mdp") + post(5, "future") + post(6));
  const std::string source = write("a.xml", before);
  ASSERT_EQ(on_index("build", {source}).status, 0);
  write("a.xml", after);
  const Outcome outcome = on_index("update", {source});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.out, "0 added, 0 changed, 5 removed, 1 unchanged, 5 not public\n");
  EXPECT_THAT(ids(), ElementsAre("wp-6"));
  EXPECT_EQ(on_index("build", {source}).out, "1 article indexed, 5 not public\n");
}

TEST_F(Withdrawals, HoldWhateverOtherSourcesSay) {
  const std::string older = write("2024.xml", wordpress(post(1) + post(2)));
  const std::string newer = write("2025.xml", wordpress(post(1, "private") + post(3)));
  for (const char* command : {"build", "update"}) {
    EXPECT_EQ(on_index(command, {older, newer}).status, 0) << command;
    EXPECT_THAT(ids(), ElementsAre("wp-2", "wp-3")) << command;
    EXPECT_EQ(on_index("check", {}).status, 0) << command;
  }
  // Where one withdraws all that another gives, the index that has other articles stays, without these.
  const std::string all = write("all.xml", wordpress(post(1) + post(2) + post(3)));
  ASSERT_EQ(on_index("build", {all}).status, 0);
  write("2025.xml", wordpress(post(1, "private") + post(2, "private")));
  EXPECT_EQ(on_index("build", {older, newer}).status, 65);
  EXPECT_THAT(ids(), ElementsAre("wp-3"));
  // Also where they have no article, and the index would stay as it is.
  ASSERT_EQ(on_index("build", {write("two.xml", wordpress(post(2) + post(3)))}).status, 0);
  write("2025.xml", wordpress(post(2, "private")));
  EXPECT_EQ(on_index("build", {newer}).status, 65);
  EXPECT_THAT(ids(), ElementsAre("wp-3"));
}

TEST_F(Withdrawals, OfFrontMatterAndFolders) {
  const auto page = [](const std::string& fields) {
    return "---\ntitle: Titre\n" + fields + "---\nTexte.\n";
  };
  const std::vector<std::string> hidden = {"draft: true",
                                           "draft: True",
                                           "draft: YES",
                                           "draft: 'on'",
                                           "draft: \"true\"",
                                           "draft: y",
                                           "draft: 1",
                                           "published: false",
                                           "published: No",
                                           "published: 'off'",
                                           "status: draft",
                                           "status: Private",
                                           "status: pending",
                                           "status: brouillon",
                                           "private: true",
                                           "password: mdp",
                                           "publishDate: 2099-01-01",
                                           "publishDate: 2099-01-01T10:00:00+01:00",
                                           "expiryDate: 2001-01-01",
                                           "published: 2099-01-01"};
  const std::vector<std::string> shown = {"draft: false",      "draft: no",
                                          "published: true",   "published: Yes",
                                          "status: published", "publishDate: 2001-01-01",
                                          "draft: ''",         "expiryDate: 2099-01-01"};
  for (std::size_t i = 0; i < hidden.size(); ++i) write("site/hidden" + std::to_string(i) + ".md", page(""));
  for (std::size_t i = 0; i < shown.size(); ++i)
    write("site/shown" + std::to_string(i) + ".md", page(shown[i] + "\n"));
  ASSERT_EQ(on_index("build", {path("site")}).status, 0);
  for (std::size_t i = 0; i < hidden.size(); ++i)
    write("site/hidden" + std::to_string(i) + ".md", page(hidden[i] + "\n"));
  write("site/_drafts/a.md", page(""));
  write("site/_drafts/b.html", "<title>x</title><p>y</p>");
  EXPECT_EQ(on_index("update", {path("site")}).status, 0);
  for (const std::string& id : ids()) EXPECT_THAT(id, HasSubstr("shown")) << hidden[std::stoul(id.substr(6))];
  EXPECT_EQ(ids().size(), shown.size());
}

TEST_F(Withdrawals, OfAPostThatIsPutBackAmongTheDrafts) {
  const std::string text = "# Titre\n\nTexte.\n";
  write("site/_posts/2014-03-05-la-crue.md", text);
  write("site/_posts/2014-03-06-la-fete.md", text);
  ASSERT_EQ(on_index("build", {path("site")}).status, 0);
  ASSERT_EQ(ids().size(), 2U);
  fs::create_directories(path("site/_drafts"));
  fs::rename(path("site/_posts/2014-03-05-la-crue.md"), path("site/_drafts/la-crue.md"));
  write("site/_drafts/la-fete.md", text);  // a new version in the making; the post is still there
  EXPECT_EQ(on_index("update", {path("site")}).status, 0);
  EXPECT_THAT(ids(), ElementsAre(HasSubstr("la-fete")));
}

TEST_F(Withdrawals, AFieldThatMakesNoSenseIsNoted) {
  const std::string source =
      write("a.md", "---\ntitle: T\ndraft: peut-être\nexpiryDate: jamais\n---\nTexte.\n");
  const Outcome outcome = on_index("build", {source});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.err, HasSubstr(source + ":1: note: 'draft'"));
  EXPECT_EQ(ids().size(), 1U);
}

TEST_F(Withdrawals, OfJsonLines) {
  const std::string source =
      write("a.jsonl", line("a", "Un", {{"draft", true}}) + line("b", "Deux", {{"status", "private"}}) +
                           line("c", "Trois", {{"publishDate", "2099-01-01"}}) +
                           line("d", "Quatre", {{"draft", false}}) + line("e", "Cinq", {{"draft", 1}}) +
                           line("f", "Six", {{"draft", 0}}));
  EXPECT_EQ(on_index("build", {source}).status, 0);
  EXPECT_THAT(ids(), ElementsAre("d", "f"));
}

using Files = IndexerProgram;

TEST_F(Files, JsonHoldsAnArrayOrAnArticle) {
  std::string first = line("a", "Un"), second = line("b", "Deux");
  write("site/array.json", "\xEF\xBB\xBF[\n" + first + "," + second + "]\n");
  write("site/one.json", nlohmann::json::parse(line("c", "Trois {]")).dump(2));
  const Outcome outcome = on_index("build", {path("site"), write("named", "[" + line("d", "Quatre") + "]")});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(ids(), ElementsAre("a", "b", "c", "d"));
  const std::string bad = write("bad.json", "[{\"id\": \"x\", \"body\": 1},\n7,\n" + line("e", "Cinq") + "]");
  const Outcome faulty = on_index("update", {bad});
  EXPECT_EQ(faulty.status, 65);
  EXPECT_THAT(faulty.err, HasSubstr(bad + ":1: "));
  EXPECT_THAT(faulty.err, HasSubstr(bad + ":2: "));
  EXPECT_EQ(ids().size(), 5U);
}

TEST_F(Files, OtherTypesOfWordPressComeBesidePostsAndPages) {
  std::string recipe = post(2);
  recipe.replace(recipe.find(">post<"), 6, ">recette<");
  const std::string source = write("a.xml", wordpress(post(1) + recipe));
  const std::string beside = write("beside.toml", "post_types = [\"recette\"]\n");
  ASSERT_EQ(on_index("build", {"--config", beside, source}).status, 0);
  EXPECT_THAT(ids(), ElementsAre("wp-1", "wp-2"));
  const std::string whole = write("whole.toml", "post_types = [\"page\", \"recette\"]\n");
  ASSERT_EQ(on_index("build", {"--config", whole, source}).status, 0);
  EXPECT_THAT(ids(), ElementsAre("wp-2"));
}

TEST_F(Files, ATableIsNoArticle) {
  const std::string article = write("export.wxr", "---\ntitle: Un\n---\nTexte.\n");
  for (const char* table : {"ventes.csv", "dump.sql"}) {
    const std::string file = write(table, "id,titre\n1,Un titre\n");
    const Outcome outcome = on_index("build", {article, file});
    EXPECT_EQ(outcome.status, 65);
    EXPECT_THAT(outcome.err, HasSubstr(file + ":1: "));
    EXPECT_EQ(ids().size(), 1U);
  }
}

TEST_F(Files, WhatIsNoTextIsCountedInAFolder) {
  write("site/a.md", "# Titre\n\nTexte.\n");
  write("site/a.jpg", "\xFF\xD8\xFF");
  write("site/b.jpg", "\xFF\xD8\xFF");
  write("site/c.txt", std::string("PK\x03\x04\0\0\0\0\0\0", 10));
  const Outcome outcome = on_index("build", {path("site")});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.err, "note: 3 of 4 items left out: 2 .jpg, 1 no text\n");
  EXPECT_THAT(ids(), ElementsAre("a"));
}

TEST_F(Files, WhatIsNotPublicIsCountedByWhy) {
  write("site/a.md", "# Titre\n\nTexte.\n");
  write("site/b.md", "---\ndraft: true\n---\nTexte.\n");
  write("site/c.md", "---\nstatus: private\n---\nTexte.\n");
  write("site/d.md", "---\ndraft: true\nprivate: true\n---\nTexte.\n");
  write("site/e.md", "---\npublishDate: 2999-01-01\n---\nTexte.\n");
  write("site/f.md", "---\nexpiryDate: 2001-01-01\n---\nTexte.\n");
  write("site/g.md", "---\npassword: secret\n---\nTexte.\n");
  write("site/_drafts/h.md", "# Titre\n\nTexte.\n");
  const Outcome outcome = on_index("build", {path("site")});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.out, "1 article indexed, 7 not public\n");
  EXPECT_EQ(
      outcome.err,
      "note: 7 of 8 items left out: 3 draft, 1 expired, 1 not yet published, 1 private, 1 with a password\n");
}

TEST_F(Files, NamesCannotForgeALineOfTheLog) {
  const std::string source = write("a\nb.jsonl:1: \x1B[2Jc.jsonl", "nonsense\n");
  const Outcome outcome = on_index("build", {source});
  EXPECT_THAT(outcome.err, HasSubstr("a\\nb.jsonl:1: \\x1B[2Jc.jsonl:1: "));
  EXPECT_THAT(outcome.err, Not(HasSubstr("\x1B")));
  EXPECT_THAT(on_index("build", {path("no\x1Bne")}).err, HasSubstr("no\\x1Bne"));
}

}  // namespace
}  // namespace fonds::commands
