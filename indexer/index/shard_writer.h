// One thread's share of a new index, written as a row of small databases ("runs") for the builder to merge.
//
// Why runs: Xapian gathers postings in maps in memory, and adding to a map costs the more the larger it has
// grown; flushing into a database that already holds postings rewrites what is there. A run is flushed once,
// into an empty database, as one ascending write of every table; merging sorted runs by compaction is cheap.
// Sizes were measured with tests/bench/indexing_bench.cpp.
//
// Thread safety: one thread per ShardWriter. Errors: Xapian::Error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include <xapian.h>

namespace fonds::index {

// Merges `sources`, which must have no document in common, into a new database at `target`, in their order.
void compact_databases(const std::vector<std::filesystem::path>& sources,
                       const std::filesystem::path& target);

// Bytes on disk of a database.
std::uint64_t database_bytes(const std::filesystem::path& database);

// Threads to write shards on: those wanted, 0 = one per core.
unsigned thread_count(unsigned wanted);

// Databases that are open at once when the shards are merged: five files each, of the 1,024 that a process
// may usually have.
inline constexpr std::size_t kMaxRuns = 96;

class ShardWriter {
 public:
  // Everything is written into `folder`. finish() leaves at most `max_runs` runs, which is also how many are
  // merged at once: each is four open files.
  ShardWriter(std::filesystem::path folder, std::size_t max_runs);
  ~ShardWriter();

  // `weight`: about the bytes of text in the document, what the memory for its postings grows with.
  void add(const Xapian::Document& document, std::size_t weight);

  // Closes the last run and returns all of them.
  std::vector<std::filesystem::path> finish();

 private:
  void close_run();
  void merge_runs(std::size_t level);
  std::filesystem::path next_path();

  std::filesystem::path folder_;
  std::size_t max_runs_;
  // being filled; null between runs
  std::unique_ptr<Xapian::WritableDatabase> run_;
  std::size_t run_weight_ = 0;
  std::size_t files_ = 0;
  // finished runs; each level's were merged from the one below
  std::vector<std::vector<std::filesystem::path>> levels_;
};

}  // namespace fonds::index
