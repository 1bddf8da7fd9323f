#include "server/desk/reader_searches.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>
#include <system_error>
#include <utility>

#include <sodium.h>

#include "indexer/index/access.h"
#include "indexer/index/durable_file.h"
#include "indexer/index/folder.h"
#include "indexer/text/folding.h"
#include "server/desk/decision_folder.h"

namespace fonds::desk {

namespace {

constexpr text::Day kWeek = 7;

// 1970-01-01 was a Thursday.
text::Day monday_of(text::Day day) {
  constexpr text::Day kThursday = 3;
  const text::Day since = (day + kThursday) % kWeek;
  return day - (since < 0 ? since + kWeek : since);
}

// A query as it is counted: words apart by one space, in small letters.
std::string as_counted(std::string_view q) {
  std::string line = text::lower(as_line(q));
  line.erase(std::unique(line.begin(), line.end(), [](char a, char b) { return a == ' ' && b == ' '; }),
             line.end());
  return line;
}

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<ReaderSearches::Row> parse_row(std::string_view line) {
  const std::size_t first = line.find('\t');
  const std::size_t second = first == line.npos ? line.npos : line.find('\t', first + 1);
  if (second == line.npos) return std::nullopt;
  const auto readers = number(line.substr(0, first));
  const auto opened = number(line.substr(first + 1, second - first - 1));
  const std::string_view q = line.substr(second + 1);
  if (!readers || !opened || q.empty()) return std::nullopt;
  return ReaderSearches::Row{std::string(q), *readers, *opened};
}

void sort_rows(std::vector<ReaderSearches::Row>& rows) {
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return a.readers != b.readers ? a.readers > b.readers : a.q < b.q;
  });
}

std::vector<ReaderSearches::Row> read_rows(const std::filesystem::path& file) {
  const std::string text = index::read_whole_file(file).value_or("");
  std::vector<ReaderSearches::Row> rows;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (auto row = parse_row(std::string_view(text).substr(begin, end - begin)))
      rows.push_back(*std::move(row));
    begin = end + 1;
  }
  sort_rows(rows);
  return rows;
}

void write_rows(const std::filesystem::path& file, std::vector<ReaderSearches::Row> rows) {
  sort_rows(rows);
  std::string lines;
  for (const auto& [q, readers, opened] : rows) {
    lines += std::to_string(readers) + "\t" + std::to_string(opened) + "\t" + q + "\n";
  }
  index::replace_file(file, lines, index::access_of(file.parent_path()));
}

// The first day after a week that a file is named for; nullopt where it is named for none.
std::optional<text::Day> end_of_week(std::string_view name) {
  constexpr std::size_t kYear = 4;
  if (name.size() != std::string_view("2026-W48").size() || name.substr(kYear, 2) != "-W")
    return std::nullopt;
  const auto year = number(name.substr(0, kYear)), week = number(name.substr(kYear + 2));
  if (!year || !week || *year == 0) return std::nullopt;
  // The first week is the one with the fourth of January.
  const text::Day first = monday_of(text::to_day({static_cast<int>(*year), 1, 4}));
  const text::Day monday = first + kWeek * (static_cast<text::Day>(*week) - 1);
  if (iso_week(monday) != name) return std::nullopt;
  return monday + kWeek;
}

}  // namespace

std::string iso_week(text::Day day) {
  constexpr text::Day kToThursday = 3;
  const text::Day monday = monday_of(day);
  const int year = text::to_date(monday + kToThursday).year;
  const text::Day first = monday_of(text::to_day({year, 1, 4}));
  const std::string week = std::to_string((monday - first) / kWeek + 1);
  const std::string padding = year < 1000 ? std::string(4 - std::to_string(year).size(), '0') : "";
  return padding + std::to_string(year) + "-W" + (week.size() < 2 ? "0" : "") + week;
}

ReaderSearches::ReaderSearches(const std::filesystem::path& desk, text::Day today, Limits limits)
    : folder_(desk / "recherches"), limits_(limits) {
  static_assert(sizeof(key_) == crypto_shorthash_KEYBYTES);
  crypto_shorthash_keygen(key_.data());
  begin_week(today);
}

void ReaderSearches::begin_week(text::Day today) {
  const std::string week = iso_week(today);
  if (week == week_) return;
  std::vector<Row> rows = read_rows(folder_ / week);
  if (changed_) ended_[week_] = std::move(counts_);
  week_ = week;
  counts_.clear();
  pairs_.clear();
  of_reader_.clear();
  changed_ = false;
  for (Row& row : rows) counts_[std::move(row.q)] = {row.readers, row.opened};
}

bool ReaderSearches::is_first(const std::string& q, const http::ClientAddress& reader, Act act) {
  const auto hash = [&](std::string_view text) {
    std::uint64_t value = 0;
    static_assert(sizeof(value) == crypto_shorthash_BYTES);
    std::array<unsigned char, sizeof(value)> bytes{};
    crypto_shorthash(bytes.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                     key_.data());
    std::memcpy(&value, bytes.data(), sizeof(value));
    return value;
  };
  const auto bytes = reader.group().bytes();
  const std::string who(bytes.begin(), bytes.end());
  const std::uint64_t pair = hash(who + (act == Act::asked ? '?' : '!') + q);
  if (pairs_.contains(pair) || pairs_.size() >= limits_.pairs) return false;
  std::size_t& own = of_reader_[hash(who)];
  // Each query has two pairs at most: asked, opened.
  if (own >= 2 * limits_.of_one_reader) return false;
  ++own;
  pairs_.insert(pair);
  return true;
}

void ReaderSearches::count(std::string_view q, const http::ClientAddress& reader, text::Day today, Act act) {
  if (q.size() > kLongestQuery) return;
  const std::string counted = as_counted(q);
  if (counted.empty()) return;
  const std::lock_guard lock(mutex_);
  begin_week(today);
  if (!counts_.contains(counted) && counts_.size() >= limits_.queries) return;
  if (!is_first(counted, reader, act)) return;
  Count& found = counts_[counted];
  ++(act == Act::asked ? found.readers : found.opened);
  changed_ = true;
}

void ReaderSearches::asked(std::string_view q, const http::ClientAddress& reader, text::Day today) {
  count(q, reader, today, Act::asked);
}

void ReaderSearches::opened(std::string_view q, const http::ClientAddress& reader, text::Day today) {
  count(q, reader, today, Act::asked);
  count(q, reader, today, Act::opened);
}

void ReaderSearches::save(text::Day today) {
  const std::lock_guard writing(writing_);
  std::map<std::string, Counts> to_write;
  {
    const std::lock_guard lock(mutex_);
    begin_week(today);
    to_write.swap(ended_);
    if (std::exchange(changed_, false)) to_write[week_] = counts_;
  }
  for (const auto& [week, counts] : to_write) {
    std::vector<Row> rows;
    for (const auto& [q, found] : counts) {
      if (found.readers >= kFewestReaders) rows.push_back({q, found.readers, found.opened});
    }
    if (rows.empty() && !std::filesystem::exists(folder_ / week)) continue;
    index::make_index_folder(folder_);
    write_rows(folder_ / week, std::move(rows));
  }
  for (const index::FolderEntry& entry : index::list_folder(folder_)) {
    const auto end = end_of_week(entry.name);
    std::error_code ignored;
    if (end && *end + kDaysKept <= today) std::filesystem::remove(folder_ / entry.name, ignored);
  }
}

void ReaderSearches::forget(std::string_view q) {
  const std::string counted = as_counted(q);
  const std::lock_guard writing(writing_);
  {
    const std::lock_guard lock(mutex_);
    counts_.erase(counted);
    for (auto& [week, counts] : ended_) counts.erase(counted);
  }
  for (const Week& week : weeks()) {
    std::vector<Row> rows = week.rows;
    if (std::erase_if(rows, [&](const Row& row) { return row.q == counted; }) > 0) {
      write_rows(folder_ / week.name, std::move(rows));
    }
  }
}

std::vector<ReaderSearches::Week> ReaderSearches::weeks() const {
  std::vector<Week> weeks;
  for (const index::FolderEntry& entry : index::list_folder(folder_)) {
    if (!entry.is_folder && end_of_week(entry.name))
      weeks.push_back({entry.name, read_rows(folder_ / entry.name)});
  }
  std::reverse(weeks.begin(), weeks.end());
  return weeks;
}

}  // namespace fonds::desk
