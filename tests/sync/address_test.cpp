#include "indexer/sync/address.h"

#include <cstring>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "indexer/text/percent.h"

namespace fonds::sync {
namespace {

bool is_private_text(const std::string& text) {
  sockaddr_storage storage{};
  if (auto* v4 = reinterpret_cast<sockaddr_in*>(&storage);
      inet_pton(AF_INET, text.c_str(), &v4->sin_addr) == 1) {
    storage.ss_family = AF_INET;
  } else {
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&storage);
    EXPECT_EQ(inet_pton(AF_INET6, text.c_str(), &v6->sin6_addr), 1) << text;
    storage.ss_family = AF_INET6;
  }
  return is_private(reinterpret_cast<const sockaddr&>(storage));
}

TEST(Address, PrivateOnesAreTold) {
  for (const char* text :
       {"127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fd00::1", "ff02::1",
        "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"})
    EXPECT_TRUE(is_private_text(text)) << text;
  for (const char* text : {"1.1.1.1", "172.32.0.1", "172.15.0.1", "100.128.0.1", "192.169.0.1",
                           "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"})
    EXPECT_FALSE(is_private_text(text)) << text;
}

TEST(Address, Parts) {
  const Address address = parse_address("HTTPS://Journal.Example:8443/a b?x=1").value();
  EXPECT_EQ(address.host, "journal.example");
  EXPECT_EQ(address.port, 8443);
  EXPECT_EQ(address.text(), "https://journal.example:8443/a%20b?x=1");
  EXPECT_EQ(parse_address("https://journal.example")->text(), "https://journal.example/");
  EXPECT_EQ(parse_address("http://[::1]:81/")->host, "::1");
  EXPECT_EQ(parse_address("http://[::1]:81/")->text(), "http://[::1]:81/");
}

TEST(Address, WhatIsNone) {
  for (const char* text : {"", "journal", "ftp://journal.example/", "file:///etc/passwd",
                           "https://user:word@journal.example/", "https://", "javascript:alert(1)"})
    EXPECT_FALSE(parse_address(text).has_value()) << text;
  EXPECT_TRUE(is_web_address("HTTP://x"));
  EXPECT_FALSE(is_web_address("export.xml"));
}

TEST(Address, References) {
  EXPECT_EQ(resolved_address("https://journal.example/a/b", "../c?d").value(), "https://journal.example/c?d");
  EXPECT_EQ(resolved_address("https://journal.example/a", "//autre.example/x").value(),
            "https://autre.example/x");
  EXPECT_FALSE(resolved_address("https://journal.example/a", "file:///etc/passwd").has_value());
  EXPECT_EQ(with_query("https://x/?rest_route=/wp/v2/posts", "page=2"),
            "https://x/?rest_route=/wp/v2/posts&page=2");
  EXPECT_EQ(with_query("https://x/wp-json/", "page=2"), "https://x/wp-json/?page=2");
  EXPECT_EQ(text::percent_encode("2017-04-05T18:30:00+02:00"), "2017-04-05T18%3A30%3A00%2B02%3A00");
}

}  // namespace
}  // namespace fonds::sync
