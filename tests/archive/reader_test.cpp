#include "indexer/archive/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/temporary_folder.h"

namespace fonds::archive {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Outcome {
  std::vector<Article> articles;
  std::vector<Rejection> rejections;
  std::vector<Note> notes, breakages;
  std::vector<std::string> withdrawn;
  Reading reading;
  Progress last;

  std::vector<std::string> ids() const {
    std::vector<std::string> result;
    for (const Article& article : articles) result.push_back(article.id);
    return result;
  }
};

Outcome read_sources(const std::vector<std::string>& sources, ReaderOptions options = {}) {
  Outcome outcome;
  outcome.reading =
      Reader(std::move(options))
          .read(sources,
                {.article = [&](Article&& article) { outcome.articles.push_back(std::move(article)); },
                 .rejection = [&](const Rejection& rejection) { outcome.rejections.push_back(rejection); },
                 .note = [&](const Note& note) { outcome.notes.push_back(note); },
                 .withdrawal = [&](const std::string& id) { outcome.withdrawn.push_back(id); },
                 .breakage = [&](const Note& where) { outcome.breakages.push_back(where); },
                 .progress = [&](const Progress& progress) { outcome.last = progress; }});
  return outcome;
}

TEST(Reader, EveryFormatInOneFolder) {
  const test::TemporaryFolder folder;
  folder.write("a.jsonl", "{\"id\":\"json\",\"body\":\"Texte\"}\n");
  folder.write("b.md", "# Titre\n\nTexte");
  folder.write("c.html", "<title>Titre</title><p>Texte");
  folder.write("d.txt", "\n Titre \n\nUn.\nDeux.\n");
  folder.write(
      "e.xml",
      "<rss><channel><wp:wxr_version>1.2</wp:wxr_version><item><title>T</title><wp:post_id>1</wp:post_id>"
      "<wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>");
  const Outcome outcome = read_sources({folder.path().string()});
  EXPECT_THAT(outcome.rejections, IsEmpty());
  EXPECT_THAT(outcome.ids(), ElementsAre("json", "b", "c", "d", "wp-1"));
  EXPECT_EQ(outcome.articles[3].title, "Titre");
  EXPECT_EQ(outcome.articles[3].body, "Un.\nDeux.\n");
  ASSERT_THAT(outcome.articles[3].blocks, SizeIs(2));
  EXPECT_GT(outcome.last.bytes_total, 0u);
  EXPECT_EQ(outcome.last.bytes_read, outcome.last.bytes_total);
}

TEST(Reader, SecondArticleOfAnIdIsRejectedNamingTheFirst) {
  const test::TemporaryFolder folder;
  const std::string a = folder.write("a.jsonl", "\n{\"id\":\"x\",\"body\":\"un\"}\n");
  const std::string b = folder.write("b.jsonl", "{\"id\":\"x\",\"body\":\"deux\"}\n");
  for (const auto& sources : {std::vector{a, b}, std::vector{b, a}}) {
    const Outcome outcome = read_sources(sources);
    ASSERT_THAT(outcome.articles, SizeIs(1));
    EXPECT_EQ(outcome.articles[0].body, "un");
    ASSERT_THAT(outcome.rejections, SizeIs(1));
    EXPECT_EQ(outcome.rejections[0].file, b);
    EXPECT_EQ(outcome.rejections[0].line, 1u);
    EXPECT_EQ(outcome.rejections[0].id, "x");
    EXPECT_THAT(outcome.rejections[0].reason, HasSubstr(a + ":2"));
  }
}

Outcome read_line(const std::string& line, ReaderOptions options = {}) {
  const test::TemporaryFolder folder;
  return read_sources({folder.write("a.jsonl", line)}, std::move(options));
}

TEST(Reader, Ids) {
  for (const std::string id : {"", "a\\u0000b", "a\\nb", "a\\u007fb", "a\\u0085b"}) {
    EXPECT_THAT(read_line("{\"id\":\"" + id + "\",\"body\":\"x\"}").rejections, SizeIs(1)) << id;
  }
  EXPECT_THAT(read_line("{\"id\":\"" + std::string(201, 'x') + "\",\"body\":\"x\"}").rejections, SizeIs(1));
  for (const std::string& id :
       {std::string(200, 'x'), std::string("É/ü ?&%#"), std::string("../x"), std::string("\xC2\xA0")}) {
    EXPECT_THAT(read_line("{\"id\":\"" + id + "\",\"body\":\"x\"}").ids(), ElementsAre(id));
  }
}

TEST(Reader, TitleFromTheFirstLine) {
  EXPECT_EQ(read_line(R"({"id":"a","body":"\n  \n Le début \nLa suite"})").articles.at(0).title, "Le début");
  EXPECT_EQ(read_line(R"({"id":"a","body":"\n  \n Le début \nLa suite"})").articles.at(0).body,
            "\n  \n Le début \nLa suite");
  EXPECT_EQ(read_line(R"({"id":"a","title":" ","body":"x"})").articles.at(0).title, "x");
  for (const char* sign : {"…", "***", "-", "★", "?", "€", "« »", "\U0001F4F7"}) {
    const auto signs = read_line(R"({"id":"a","title":")" + std::string(sign) + R"(","body":"Le début."})");
    EXPECT_EQ(signs.articles.at(0).title, "Le début.") << sign;
    const auto empty = read_line(R"({"id":"a","title":")" + std::string(sign) + R"(","body":""})");
    EXPECT_EQ(empty.articles.at(0).title, sign) << sign;
  }
  for (const char* title : {"5", "É", "日本", "Ω", "C++", "n°", "½", "2,5 €"}) {
    const auto kept = read_line(R"({"id":"a","title":")" + std::string(title) + R"(","body":"Le début."})");
    EXPECT_EQ(kept.articles.at(0).title, title);
  }
  const auto resolved =
      read_line(R"({"id":"a","title":"L&#8217;&eacute;t&eacute; &amp; l&rsquo;hiver, R&D","body":"x"})");
  EXPECT_EQ(resolved.articles.at(0).title, "L’été & l’hiver, R&D");
  EXPECT_THAT(read_line(R"({"id":"a","body":" \n"})").rejections, SizeIs(1));
  EXPECT_EQ(read_line(R"({"id":"a","title":"T","body":""})").articles.at(0).body, "");
  std::string words;
  for (int i = 0; i < 200; ++i) words += "été ";
  const std::string title = read_line("{\"id\":\"a\",\"body\":\"" + words + "\"}").articles.at(0).title;
  EXPECT_LE(title.size(), 310u);
  EXPECT_TRUE(title.ends_with("été…")) << title;
}

TEST(Reader, TextBodyStaysByteForByteButForControlCharacters) {
  const Article article =
      read_line(R"({"id":"a","title":"T","body":"  a < b &amp;\r\n[gallery]\u0000é\n\n"})").articles.at(0);
  EXPECT_EQ(article.body, "  a < b &amp;\r\n[gallery]é\n\n");
  ASSERT_THAT(article.blocks, SizeIs(2));
  EXPECT_EQ(article.blocks[0], (Block{2, 13, BlockKind::paragraph}));
}

TEST(Reader, EndlessFieldsAreCutAndTheTitlesWordsKept) {
  const std::string words = [] {
    std::string all;
    while (all.size() < 100'000) all += "été ";
    return all + "fin";
  }();
  const Article article =
      read_line("{\"id\":\"a\",\"title\":\"" + words + "\",\"body\":\"Texte.\",\"lead\":\"" + words +
                "\",\"author\":\"" + words + "\",\"url\":\"https://a.example/" + std::string(5000, 'x') +
                "\",\"dossiers\":[\"" + words + "\"]}")
          .articles.at(0);
  EXPECT_LE(article.title.size(), 1010u);
  EXPECT_TRUE(article.title.ends_with("été…")) << article.title;
  EXPECT_EQ(article.body, words + "\n\nTexte.");
  ASSERT_THAT(article.blocks, SizeIs(2));
  EXPECT_EQ(article.body.substr(article.blocks[1].begin), "Texte.");
  EXPECT_LE(article.lead.size(), 10'010u);
  EXPECT_LE(article.author.size(), 1010u);
  EXPECT_LE(article.dossiers.at(0).size(), 310u);
  EXPECT_EQ(article.url, "");
}

TEST(Reader, LabelsAreTrimmedRenamedAndUnique) {
  ReaderOptions options;
  options.dossier_names = {{"Ecole", "Écoles"}, {"Divers", ""}};
  const Article article =
      read_line(
          R"({"id":"a","title":"T","body":"","dossiers":[" Ecole ","Divers","Écoles","","Mairie","Mairie "],"persons":["A"," A",""]})",
          options)
          .articles.at(0);
  EXPECT_THAT(article.dossiers, ElementsAre("Écoles", "Mairie"));
  EXPECT_THAT(article.persons, ElementsAre("A"));
}

TEST(Reader, AddressesAreSafe) {
  const auto url = [](const std::string& value) {
    return read_line("{\"id\":\"a\",\"title\":\"T\",\"body\":\"\",\"url\":\"" + value + "\"}")
        .articles.at(0)
        .url;
  };
  EXPECT_EQ(url("https://example.org/a:b"), "https://example.org/a:b");
  EXPECT_EQ(url("/2017/a:b"), "/2017/a:b");
  EXPECT_EQ(url("javascript:alert(1)"), "");
  EXPECT_EQ(url(" \\u0001JavaScript:alert(1)"), "");
  EXPECT_EQ(url("data:text/html,x"), "");
  EXPECT_EQ(url("https://example.org/ x"), "");
  EXPECT_EQ(url("https://example.org/<b>"), "");
}

TEST(Reader, OneLineFieldsHaveNoLineEnds) {
  const Article article =
      read_line(R"({"id":"a","title":" Un\ndeux\t","body":"","author":"\u00a0Guy\u0007 "})").articles.at(0);
  EXPECT_EQ(article.title, "Un deux");
  EXPECT_EQ(article.author, "Guy");
}

TEST(Reader, MissingSourceIsFoundBeforeAnythingIsRead) {
  const test::TemporaryFolder folder;
  const std::string good = folder.write("a.jsonl", "{\"id\":\"x\",\"body\":\"un\"}\n");
  int articles = 0;
  EXPECT_THROW(Reader({}).read({good, folder.path("z.jsonl")}, {.article = [&](Article&&) { ++articles; }}),
               SourceError);
  EXPECT_EQ(articles, 0);
}

TEST(Reader, EmptyFilesAndOldCharsets) {
  const test::TemporaryFolder folder;
  folder.write("a.jsonl", "");
  folder.write("b.txt", "");
  folder.write("c.txt", "\xC9t\xE9\nCh\xE2teau");
  folder.write("d.md", "");
  folder.write("e.html", "<meta charset=iso-8859-1><title>\xC9t\xE9</title>");
  const Outcome outcome = read_sources({folder.path().string()});
  ASSERT_THAT(outcome.ids(), ElementsAre("c", "e"));
  EXPECT_EQ(outcome.articles[0].body, "Château");
  EXPECT_EQ(outcome.articles[1].title, "Été");
  EXPECT_THAT(outcome.rejections, SizeIs(2));
}

TEST(Reader, GuessesWhatTheNameDoesNotSay) {
  const test::TemporaryFolder folder;
  EXPECT_THAT(read_sources({folder.write("export",
                                         "{\"id\":\"x\",\"body\":\"un\"}\n{\"id\":\"y\",\"body\":\"un\"}\n")})
                  .ids(),
              ElementsAre("x", "y"));
  EXPECT_THAT(read_sources({folder.write("note.dat", "Titre\nTexte")}).ids(), ElementsAre("note.dat"));
}

}  // namespace
}  // namespace fonds::archive
