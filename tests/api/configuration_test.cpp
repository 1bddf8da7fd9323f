#include "server/configuration.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/search/test_archive.h"

namespace fonds {
namespace {

using ::testing::HasSubstr;

class WrittenFile : public ::testing::Test {
 protected:
  std::string write(const std::string& content) const {
    const std::string file = folder_.path() / "fonds.toml";
    std::ofstream(file) << content;
    return file;
  }
  test::TemporaryFolder folder_;
};

TEST_F(WrittenFile, EveryOptionCanStandInIt) {
  const Configuration c = configure(
      {}, write("index = 'a'\nlisten = '[::1]:81'\nthreads = 3\nio_threads = 2\n"
                "queue = 7\nconnections = 9\ndeadline_ms = 50\ncache_mb = 0\n"
                "quiet = true\nverbose = false\nsynonyms = 'config/s.txt'\ndelisted = 'd'\n"
                "[site]\ntitle = 'L’écho'\ntagline = 't'\npublic_url = 'https://e.fr/a//'\n"
                "logo = '/l.svg'\naccent = '#1c4f8a'\naccent_dark = '#9cc4f2'\nimage_hosts = "
                "['www.Photos.example']\nreport_to = 'a@e.fr'\nlinks = ['Mentions légales = /mentions']\n"));
  EXPECT_EQ(c.index, "a");
  EXPECT_EQ(c.synonyms, "config/s.txt");
  EXPECT_EQ(c.delisted, "d");
  EXPECT_EQ(c.address, "::1");
  EXPECT_EQ(c.port, 81);
  EXPECT_EQ(c.threads, 3U);
  EXPECT_EQ(c.io_threads, 2U);
  EXPECT_EQ(c.queue, 7U);
  EXPECT_EQ(c.connections, 9U);
  EXPECT_EQ(c.application.deadline, std::chrono::milliseconds(50));
  EXPECT_EQ(c.application.cache_bytes, 0U);
  EXPECT_TRUE(c.quiet);
  EXPECT_EQ(c.application.site.title, "L’écho");
  EXPECT_EQ(c.application.site.public_url, "https://e.fr/a");
  EXPECT_EQ(c.application.site.logo, "/l.svg");
  EXPECT_EQ(c.application.site.accent, "#1c4f8a");
  EXPECT_EQ(c.application.site.accent_dark, "#9cc4f2");
  EXPECT_THAT(c.application.site.image_hosts, testing::ElementsAre("photos.example"));
  EXPECT_EQ(c.application.site.report_to, "a@e.fr");
  ASSERT_EQ(c.application.site.links.size(), 1U);
  EXPECT_EQ(c.application.site.links[0].label, "Mentions légales");
  EXPECT_EQ(c.application.site.links[0].href, "/mentions");
}

TEST_F(WrittenFile, WhereItListens) {
  CommandLine line;
  line.index = "a";
  EXPECT_FALSE(configure(line, "").says_where);
  line.listen = "unix:/run/fonds/http";
  const Configuration local = configure(line, write("listen = '127.0.0.1:81'\n"));
  EXPECT_EQ(local.path, "/run/fonds/http");
  EXPECT_TRUE(local.says_where);
  // The command line wins, whichever kind it names.
  line.listen = "127.0.0.1:82";
  const Configuration port = configure(line, write("listen = 'unix:/run/fonds/http'\n"));
  EXPECT_EQ(port.path, "");
  EXPECT_EQ(port.port, 82);
}

TEST_F(WrittenFile, MetricsAreForThisMachineUnlessSomebodySaysOtherwise) {
  EXPECT_TRUE(configure({}, write("index = 'a'\n")).application.access.local_metrics);
  EXPECT_FALSE(
      configure({}, write("index = 'a'\n[metrics]\naccess = 'all'\n")).application.access.local_metrics);
}

TEST_F(WrittenFile, ALinkOfTheFooterLeadsSomewhere) {
  for (const char* link : {"Mentions légales", "Contact = javascript:alert(1)", " = "}) {
    EXPECT_THROW(configure({}, write("index = 'a'\n[site]\nlinks = ['" + std::string(link) + "']\n")),
                 ConfigurationError)
        << link;
  }
}

// An installation has one file: what is the indexer's is left to it.
TEST_F(WrittenFile, KeysOfTheIndexerAreLeftToIt) {
  const Configuration c = configure({}, write("index = 'a'\npersons = 'p'\ntags_are_dossiers = true\n"
                                              "[dossiers]\nEcole = 'Écoles'\n"));
  EXPECT_EQ(c.index, "a");
}

TEST_F(WrittenFile, TheCommandLineWins) {
  CommandLine line;
  line.index = "b";
  line.listen = "localhost:82";
  line.threads = 5;
  const Configuration c = configure(line, write("index = 'a'\nlisten = '127.0.0.1:81'\nthreads = 3\n"));
  EXPECT_EQ(c.index, "b");
  EXPECT_EQ(c.address, "127.0.0.1");
  EXPECT_EQ(c.port, 82);
  EXPECT_EQ(c.threads, 5U);
}

TEST_F(WrittenFile, WhatIsWrongIsNamedWithItsLine) {
  const struct {
    const char* content;
    const char* message;
  } cases[] = {
      {"index = 'a'\n\nthreats = 3\n", "fonds.toml:3: 'threats'"},
      {"index = 'a'\nthreads = 0\n", "fonds.toml:2: 'threads'"},
      {"index = 'a'\nthreads = 'two'\n", "fonds.toml:2: 'threads'"},
      {"index = 5\n", "fonds.toml:1: 'index'"},
      {"index = 'a'\nverbose = 1\n", "fonds.toml:2: 'verbose'"},
      {"index = 'a'\n[site]\ntitel = 'x'\n", "fonds.toml:3: 'site.titel'"},
      {"index = 'a'\nsite = 1\n", "fonds.toml:2: 'site'"},
      {"index = 'a'\n[site]\naccent = 'rouge'\n", "fonds.toml:3: 'site.accent'"},
      {"index = 'a'\n[site]\naccent = '#ffe28a'\n", "too faint"},
      {"index = 'a'\n[site]\naccent_dark = '#98281a'\n", "fonds.toml:3: 'site.accent_dark'"},
      {"index = 'a'\n[site]\nimage_hosts = ['https://e.fr/a']\n", "fonds.toml:3: 'site.image_hosts'"},
      {"index = 'a'\n[alerts]\nmail_to = ['a@b, c@d']\n", "fonds.toml:3: 'alerts.mail_to'"},
      {"index = 'a'\n[alerts]\nmail_to = ['a@b']\nsendmail = 'sendmail -t'\n",
       "fonds.toml:4: 'alerts.sendmail'"},
      {"index = 'a'\nreader_searches = 'no'\n", "fonds.toml:2: 'reader_searches'"},
      {"index = 'a'\n\n= 3\n", "fonds.toml:3: "},
      {"index = 'a'\nlisten = 'here'\n", "'here' is not ADDRESS:PORT"},
  };
  for (const auto& [content, message] : cases) {
    try {
      configure({}, write(content));
      ADD_FAILURE() << "accepted: " << content;
    } catch (const ConfigurationError& e) {
      EXPECT_THAT(e.what(), HasSubstr(message));
      EXPECT_FALSE(e.from_command_line());
    }
  }
}

TEST_F(WrittenFile, WhatTheDeskIsTold) {
  EXPECT_TRUE(configure({}, write("index = 'a'\n")).reader_searches);
  EXPECT_FALSE(configure({}, write("index = 'a'\n")).alert_mail.enabled());
  const Configuration c = configure({}, write("index = 'a'\nreader_searches = false\n[alerts]\nmail_to = "
                                              "['redaction@journal.example']\nsendmail = '/bin/sh'\n"));
  EXPECT_FALSE(c.reader_searches);
  EXPECT_TRUE(c.alert_mail.enabled());
  EXPECT_EQ(c.alert_mail.sendmail, "/bin/sh");
}

TEST_F(WrittenFile, AMissingFileIsNamed) {
  try {
    configure({}, folder_.path() / "none.toml");
    ADD_FAILURE();
  } catch (const ConfigurationError& e) {
    EXPECT_THAT(e.what(), HasSubstr("none.toml"));
  }
}

TEST(CommandLineOptions, WhatIsWrongIsAUsageError) {
  for (const char* listen : {"", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536",
                             "127.0.0.1:-1", "[::1]", "999.0.0.1:80", "no such host:80"}) {
    CommandLine line;
    line.index = "a";
    line.listen = listen;
    try {
      configure(line, "");
      ADD_FAILURE() << "accepted: " << listen;
    } catch (const ConfigurationError& e) {
      EXPECT_TRUE(e.from_command_line()) << listen;
    }
  }
  EXPECT_THROW(configure({}, ""), ConfigurationError);
}

TEST_F(WrittenFile, PicturesOfAFolder) {
  const auto folder = folder_.path() / "pictures";
  std::filesystem::create_directory(folder);
  for (const char* name : {"b.svg", "a.png", "notes.txt", "deux mots.png"})
    std::ofstream(folder / name) << name;
  const Configuration c = configure({}, write("index = 'a'\n[site]\npictures = '" + folder.string() + "'\n"));
  ASSERT_EQ(c.application.site.pictures.size(), 2U);
  EXPECT_EQ(c.application.site.pictures[0].name, "a.png");
  EXPECT_EQ(*c.application.site.pictures[1].content, "b.svg");
  EXPECT_THROW(configure({}, write("index = 'a'\n[site]\npictures = '/there/is/none'\n")),
               ConfigurationError);
}

}  // namespace
}  // namespace fonds
