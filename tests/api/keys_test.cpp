// The file of keys: what its lines say, what they get wrong, and the command that adds one.
#include "server/api/keys.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/key_file.h"
#include "tests/search/test_archive.h"

namespace fonds::api {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kHash(64, 'a');
const std::string kOther(64, 'b');

TEST(ApiKeys, ALineIsAKey) {
  const auto parsed = parse_keys("# for the town hall\n\nmairie " + kHash +
                                     " per_second=5 burst=10 origin=https://mairie.example "
                                     "origin=http://localhost:81 expires=2027-12-31 # until then\r\n"
                                     "journal\t" +
                                     kOther,
                                 "keys");
  EXPECT_THAT(parsed.errors, IsEmpty());
  ASSERT_EQ(parsed.keys.size(), 2U);
  const Key& key = parsed.keys[0];
  EXPECT_EQ(key.name, "mairie");
  EXPECT_EQ(key.hash, kHash);
  EXPECT_EQ(key.allowance({50, 200}).per_second, 5);
  EXPECT_EQ(key.allowance({50, 200}).burst, 10);
  EXPECT_THAT(key.origins, ElementsAre("https://mairie.example", "http://localhost:81"));
  EXPECT_EQ(key.expires, text::parse_iso("2027-12-31"));
  EXPECT_TRUE(key.allows("https://mairie.example"));
  EXPECT_TRUE(key.allows("")) << "no page: a program";
  EXPECT_FALSE(key.allows("https://mairie.example.evil.example"));
  EXPECT_EQ(parsed.keys[1].allowance({50, 200}).burst, 200);
  EXPECT_TRUE(parsed.keys[1].allows("https://anybody.example"));
  for (const Key& one : parsed.keys) EXPECT_EQ(parse_keys(to_line(one), "").keys, std::vector<Key>{one});
}

TEST(ApiKeys, WhatIsWrongIsNamedWithItsLine) {
  const struct {
    std::string line;
    const char* says;
  } cases[] = {
      {"name", "NAME HASH"},
      {"na/me " + kHash, "NAME HASH"},
      {"name abc", "64 hexadecimal digits"},
      {"name " + std::string(64, 'A'), "64 hexadecimal digits"},
      {"name " + kHash + " per_second=0", "per_second"},
      {"name " + kHash + " burst=1.5", "burst"},
      {"name " + kHash + " origin=journal.example", "origin"},
      {"name " + kHash + " origin=https://journal.example/", "origin"},
      {"name " + kHash + " expires=2027-02-30", "expires"},
      {"name " + kHash + " expires=soon", "expires"},
      {"name " + kHash + " colour=red", "colour=red"},
      {"first " + kOther, "'first' already"},
      {"other " + std::string(64, 'c'), "'first' already"},
  };
  for (const auto& [line, says] : cases) {
    const auto parsed = parse_keys(
        "first " + std::string(64, 'c') + "\n\n" + line + "\nlast " + std::string(64, 'd'), "/etc/keys");
    EXPECT_THAT(parsed.errors,
                ElementsAre(::testing::AllOf(::testing::StartsWith("/etc/keys:3: "), HasSubstr(says))))
        << line;
    EXPECT_EQ(parsed.keys.size(), 2U) << line;
  }
}

TEST(ApiKeys, AreKnownByTheirHash) {
  EXPECT_EQ(hash_of_key("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_NE(make_key(), make_key());
  EXPECT_EQ(make_key().size(), 49U);
}

TEST(ApiKeys, ARingKnowsThemUntilTheirDayIsOver) {
  KeyRing ring;
  Key key;
  key.name = "a";
  key.hash = hash_of_key("secret");
  key.expires = text::parse_iso("2027-12-31");
  key.burst = 2;
  key.per_second = 1;
  key.origins = {"https://a.example"};
  ring.set({key});
  const text::Day last = *key.expires;
  ASSERT_NE(ring.find("secret", last), nullptr);
  EXPECT_EQ(ring.find("secret", last + 1), nullptr);
  EXPECT_EQ(ring.find("Secret", last), nullptr);
  EXPECT_EQ(ring.find(key.hash, last), nullptr) << "the hash opens nothing";
  EXPECT_EQ(ring.find(std::string(100'000, 'x'), last), nullptr);
  EXPECT_TRUE(ring.some_allows("https://a.example"));
  EXPECT_FALSE(ring.some_allows("https://b.example"));
  const auto now = KeyRing::Clock::now();
  EXPECT_TRUE(ring.take(key, {50, 200}, now).allowed);
  EXPECT_TRUE(ring.take(key, {50, 200}, now).allowed);
  EXPECT_FALSE(ring.take(key, {50, 200}, now).allowed);
  ring.set({key});
  EXPECT_FALSE(ring.take(key, {50, 200}, now).allowed) << "saving the file gives nothing back";
  ring.set({});
  EXPECT_EQ(ring.find("secret", last), nullptr);
}

TEST(KeyFile, TheCommandAddsAKeyThatIsReadAgain) {
  const test::TemporaryFolder folder;
  const std::filesystem::path path = folder.path() / "keys";
  Key key;
  key.name = "mairie";
  key.burst = 7;
  const std::string token = add_key(path, key);
  EXPECT_EQ(std::filesystem::status(path).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  KeyFile file(path);
  auto read = file.read_if_changed();
  ASSERT_TRUE(read);
  ASSERT_EQ(read->keys.size(), 1U);
  EXPECT_EQ(read->keys[0].hash, hash_of_key(token));
  EXPECT_THAT(test::read_text(path), ::testing::Not(HasSubstr(token)));
  EXPECT_FALSE(file.read_if_changed());
  EXPECT_THROW(add_key(path, key), std::runtime_error) << "the name is taken";
  std::ofstream(path, std::ios::app) << "# no end of line";
  key.name = "journal";
  add_key(path, key);
  read = file.read_if_changed();
  ASSERT_TRUE(read);
  EXPECT_EQ(read->keys.size(), 2U);
  const std::string before = test::read_text(path);
  for (const char* name : {"un nom", "", " blanc", "blanc ", "ligne\n", "\nligne", "deux\nlignes", "tab\t",
                           "cloche\a", "# remarque", "clé", "a#b"}) {
    key.name = name;
    EXPECT_THROW(add_key(path, key), std::runtime_error) << name;
  }
  EXPECT_EQ(test::read_text(path), before);
}

}  // namespace
}  // namespace fonds::api
