#include "server/http/client_address.h"

#include <gtest/gtest.h>

#include "server/http/party.h"

namespace fonds::http {
namespace {

ClientAddress address(std::string_view text) {
  const auto parsed = ClientAddress::parse(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(ClientAddress());
}

TEST(ClientAddress, IsReadAndWritten) {
  const struct {
    const char* text;
    const char* written;
    bool v4, loopback;
  } cases[] = {
      {"192.0.2.1", "192.0.2.1", true, false},
      {"127.0.0.1", "127.0.0.1", true, true},
      {"127.8.9.1", "127.8.9.1", true, true},
      {"::ffff:127.0.0.1", "127.0.0.1", true, true},
      {"::ffff:c000:0201", "192.0.2.1", true, false},
      {"::1", "::1", false, true},
      {"::2", "::2", false, false},
      {"2001:DB8:0::1", "2001:db8::1", false, false},
  };
  for (const auto& [text, written, v4, loopback] : cases) {
    EXPECT_EQ(address(text).text(), written) << text;
    EXPECT_EQ(address(text).is_v4(), v4) << text;
    EXPECT_EQ(address(text).is_loopback(), loopback) << text;
  }
  for (const char* text :
       {"", "localhost", "1.2.3", "1.2.3.4.5", "1.2.3.256", "::g", "[::1]", "1.2.3.4:80", " ::1",
        "fe80::1%eth0", "1.2.3.4/8", "2001:0db8:0000:0000:0000:0000:0000:0001:0000:0000:0000:0000:0000"}) {
    EXPECT_FALSE(ClientAddress::parse(text)) << text;
  }
}

TEST(ClientAddress, OneSubscriberIsOneGroup) {
  EXPECT_EQ(address("2001:db8:1:2::1").group(), address("2001:db8:1:2:ffff::9").group());
  EXPECT_NE(address("2001:db8:1:2::1").group(), address("2001:db8:1:3::1").group());
  EXPECT_NE(address("192.0.2.1").group(), address("192.0.2.2").group());
  EXPECT_EQ(address("192.0.2.1").group(), address("::ffff:192.0.2.1").group());
  EXPECT_NE(address("::1").group(), address("::2").group());
}

TEST(ClientAddress, OnThisMachineEachConnectionIsAParty) {
  EXPECT_NE(party_of(address("127.0.0.1"), 1), party_of(address("127.0.0.1"), 2));
  EXPECT_EQ(party_of(address("192.0.2.1"), 1), party_of(address("192.0.2.1"), 2));
}

TEST(Networks, HoldTheirAddresses) {
  const struct {
    const char* network;
    const char* address;
    bool held;
  } cases[] = {
      {"192.0.2.0/24", "192.0.2.255", true},
      {"192.0.2.0/24", "192.0.3.0", false},
      {"192.0.2.0/24", "::ffff:192.0.2.9", true},
      {"192.0.2.7", "192.0.2.7", true},
      {"192.0.2.7", "192.0.2.6", false},
      {"10.0.0.0/9", "10.127.255.255", true},
      {"10.0.0.0/9", "10.128.0.0", false},
      {"10.1.2.3/8", "10.200.0.1", true},
      {"0.0.0.0/0", "203.0.113.5", true},
      {"0.0.0.0/0", "2001:db8::1", false},
      {"::/0", "2001:db8::1", true},
      {"2001:db8::/33", "2001:db8:7fff::1", true},
      {"2001:db8::/33", "2001:db8:8000::1", false},
      {"::1", "::1", true},
      {"::ffff:192.0.2.0/120", "192.0.2.77", true},
  };
  for (const auto& [network, text, held] : cases) {
    const auto parsed = Network::parse(network);
    ASSERT_TRUE(parsed) << network;
    EXPECT_EQ(parsed->contains(address(text)), held) << network << " " << text;
  }
  for (const char* wrong : {"", "/8", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/8x",
                            "example.org", "10.0.0.0/8/8", "10.0.0.0 /8"}) {
    EXPECT_FALSE(Network::parse(wrong)) << wrong;
  }
}

TEST(Forwarded, TheClientIsTheFirstThatNoProxyHas) {
  const Networks trusted{*Network::parse("10.0.0.0/8"), *Network::parse("2001:db8:aaaa::/48")};
  const struct {
    const char* peer;
    const char* forwarded;
    const char* client;
  } cases[] = {
      // Nobody vouches for the header.
      {"203.0.113.1", "192.0.2.1", "203.0.113.1"},
      {"10.0.0.1", "192.0.2.1", "192.0.2.1"},
      {"::ffff:10.0.0.1", "192.0.2.1", "192.0.2.1"},
      {"2001:db8:aaaa::1", "2001:db8:bbbb::5", "2001:db8:bbbb::5"},
      // What the client itself has written stands to the left.
      {"10.0.0.1", "127.0.0.1, 192.0.2.1", "192.0.2.1"},
      {"10.0.0.1", "192.0.2.1,10.9.9.9 , 10.0.0.2", "192.0.2.1"},
      {"10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"},
      {"10.0.0.1", "", "10.0.0.1"},
      {"10.0.0.1", " , ,", "10.0.0.1"},
      {"10.0.0.1", "192.0.2.1:4711", "192.0.2.1"},
      {"10.0.0.1", "[2001:db8::1]:4711", "2001:db8::1"},
      {"10.0.0.1", "[2001:db8::1]", "2001:db8::1"},
      {"10.0.0.1", "2001:db8::1", "2001:db8::1"},
      {"10.0.0.1", "192.0.2.1, unknown", "10.0.0.1"},
      {"10.0.0.1", "192.0.2.1, _hidden, 10.0.0.2", "10.0.0.2"},
      {"10.0.0.1", "[", "10.0.0.1"},
  };
  for (const auto& [peer, forwarded, client] : cases) {
    EXPECT_EQ(client_behind(address(peer), forwarded, trusted).text(), client) << peer << " " << forwarded;
  }
}

}  // namespace
}  // namespace fonds::http
