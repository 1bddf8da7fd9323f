// What readers look for, counted for the editors without knowing who they are: of each week the queries that at least
// three readers have asked, by how many, and how many of them opened an article from their results.
//
// A reader is an address (of IPv6 its /64), and is counted once for each query and week. Addresses are in memory only, as
// keyed hashes (SipHash-2-4) whose key is random, is never written and lasts as long as the process. On disk there is a
// file for each week below the desk's folder, « recherches/2026-W48 » (ISO 8601), a line for each query that enough
// readers share:
//
//   READERS <tab> OPENED <tab> QUERY
//
// A file goes ninety days after its week. What fewer readers ask is never written, and a restart forgets it; those who
// ask again after a restart are counted again.
//
// Thread safety: all members may be called from any thread. Errors: index::IndexError io, from those that read or write
// files; what a reader asks never fails.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "indexer/text/calendar.h"
#include "server/http/client_address.h"

namespace fonds::desk {

// "2026-W48": the week of ISO 8601 that a day is in.
std::string iso_week(text::Day day);

class ReaderSearches {
 public:
  // A query of fewer readers is nobody else's business.
  static constexpr std::uint64_t kFewestReaders = 3;
  static constexpr text::Day kDaysKept = 90;
  // What a week may take in memory, and how much of it one reader may fill: more is not counted.
  struct Limits {
    std::size_t queries = 20'000, pairs = 200'000, of_one_reader = 300;
  };
  // in bytes; longer queries are not counted
  static constexpr std::size_t kLongestQuery = 200;

  // Reads what this week's file has counted before. `today`: in Paris.
  ReaderSearches(const std::filesystem::path& desk, text::Day today)
      : ReaderSearches(desk, today, Limits()) {}
  ReaderSearches(const std::filesystem::path& desk, text::Day today, Limits limits);

  void asked(std::string_view q, const http::ClientAddress& reader, text::Day today);
  // An article, from the results of this query: who opens one has asked.
  void opened(std::string_view q, const http::ClientAddress& reader, text::Day today);

  // Writes what was counted since, and removes what has been kept long enough.
  void save(text::Day today);
  // A query is struck out of every week, and counted from nothing.
  void forget(std::string_view q);

  struct Row {
    std::string q;
    std::uint64_t readers = 0, opened = 0;
    bool operator==(const Row&) const = default;
  };
  struct Week {
    // "2026-W48"
    std::string name;
    // the most readers first, then by query
    std::vector<Row> rows;
  };
  // As they are on disk, the newest week first.
  std::vector<Week> weeks() const;

 private:
  struct Count {
    std::uint64_t readers = 0, opened = 0;
  };
  using Counts = std::unordered_map<std::string, Count>;
  enum class Act : std::uint8_t { asked, opened };

  void count(std::string_view q, const http::ClientAddress& reader, text::Day today, Act act);
  // Both REQUIRE: mutex_ is held.
  bool is_first(const std::string& q, const http::ClientAddress& reader, Act act);
  void begin_week(text::Day today);

  const std::filesystem::path folder_;
  const Limits limits_;
  std::array<unsigned char, 16> key_{};
  mutable std::mutex mutex_;
  std::string week_;
  Counts counts_;
  bool changed_ = false;
  // Weeks that ended since the last save().
  std::map<std::string, Counts> ended_;
  // Who asked or opened what in this week, and how much each.
  std::unordered_set<std::uint64_t> pairs_;
  std::unordered_map<std::uint64_t, std::size_t> of_reader_;
  // Held while files are written, so that save() and forget() do not undo each other.
  std::mutex writing_;
};

}  // namespace fonds::desk
