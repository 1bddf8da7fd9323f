#include "server/http/connection_table.h"

#include <map>
#include <string>

#include <gmock/gmock.h>

namespace fonds::http {
namespace {

using State = ConnectionTable::State;

// Connections by name; a table ends them by taking their names out.
class Table : public testing::Test {
 protected:
  ConnectionTable::EntryPointer admit(const std::string& name, const char* address, State state = State::idle,
                                      bool stands_for_many = false) {
    auto entry = table_.admit(*ClientAddress::parse(address), stands_for_many);
    if (!entry) return nullptr;
    open_[name] = entry;
    entry->state = state;
    entry->since = ++time_;
    table_.bind(entry, [this, name] { open_.erase(name); });
    return entry;
  }
  std::string open() const {
    std::string names;
    for (const auto& [name, entry] : open_) names += name;
    return names;
  }

  static constexpr std::size_t kConnections = 4, kPerAddress = 3, kBytes = 1000;
  ConnectionTable table_{kConnections, kPerAddress, kBytes};
  std::map<std::string, ConnectionTable::EntryPointer> open_;
  ConnectionTable::Clock::rep time_ = 0;
};

TEST_F(Table, WhereItIsFullTheAddressWithMostGivesItsOldestIdleOne) {
  admit("a", "192.0.2.1");
  admit("b", "192.0.2.2");
  admit("c", "192.0.2.2");
  admit("d", "192.0.2.3");
  EXPECT_TRUE(admit("e", "192.0.2.4"));
  EXPECT_EQ(open(), "acde");
  EXPECT_EQ(table_.taken_back(), 1U);
  EXPECT_EQ(table_.size(), 4U);
}

TEST_F(Table, AnAddressOverItsOwnLimitGivesItsOwn) {
  admit("a", "2001:db8::1");
  admit("b", "2001:db8::2");
  admit("c", "2001:db8::3");
  EXPECT_TRUE(admit("d", "2001:db8::4"));
  EXPECT_EQ(open(), "bcd");
  for (const auto& [name, entry] : open_) entry->state = State::answering;
  EXPECT_FALSE(admit("e", "2001:db8::5"));
  EXPECT_TRUE(admit("f", "192.0.2.1"));
  EXPECT_EQ(open(), "bcdf");
}

TEST_F(Table, WhoStandsForManyHasNoLimitOfHisOwn) {
  for (const char* name : {"a", "b", "c", "d"}) EXPECT_TRUE(admit(name, "127.0.0.1", State::idle, true));
  EXPECT_TRUE(admit("e", "192.0.2.1"));
  EXPECT_EQ(open(), "bcde");
}

TEST_F(Table, WhatIsBeingAnsweredStaysAndASlowClientsOnlyOneToo) {
  admit("a", "192.0.2.1", State::answering);
  admit("b", "192.0.2.1", State::answering);
  admit("c", "192.0.2.2", State::reading_head);
  admit("d", "192.0.2.3", State::not_read);
  EXPECT_FALSE(admit("e", "192.0.2.4"));
  open_.at("b")->state = State::not_read;
  open_.at("a")->state = State::reading_head;
  EXPECT_TRUE(admit("e", "192.0.2.4"));
  EXPECT_EQ(open(), "bcde");
}

TEST_F(Table, WhoHasLeftIsNotEnded) {
  const auto entry = admit("a", "192.0.2.1");
  table_.leave(entry);
  table_.leave(entry);
  EXPECT_EQ(table_.size(), 0U);
  table_.make_room();
  EXPECT_EQ(open(), "a");
  EXPECT_EQ(table_.taken_back(), 0U);
}

TEST_F(Table, TooManyBytesThatWaitEndWhoHoldsMost) {
  const auto a = admit("a", "192.0.2.1", State::not_read);
  const auto b = admit("b", "192.0.2.2", State::not_read);
  const auto c = admit("c", "192.0.2.2", State::not_read);
  table_.set_waiting(*a, 450);
  table_.set_waiting(*b, 300);
  EXPECT_EQ(open(), "abc");
  table_.set_waiting(*c, 300);  // together 192.0.2.2 has more, and b has waited longer
  EXPECT_EQ(open(), "ac");
  EXPECT_EQ(table_.waiting_bytes(), 750U);
  table_.leave(a);
  EXPECT_EQ(table_.waiting_bytes(), 300U);
}

TEST_F(Table, ALargeAnswerAloneMayWait) {
  const auto a = admit("a", "192.0.2.1", State::not_read);
  table_.set_waiting(*a, 60'000);
  EXPECT_EQ(open(), "a");
}

}  // namespace
}  // namespace fonds::http
