#include "indexer/index/shard_writer.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <thread>
#include <utility>

#include "indexer/index/file.h"
#include "indexer/index/folder.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

// Bytes of text in a run. Small runs are quick, for their maps stay near the core: a quarter of a megabyte
// takes 13 % less processor time than two, four take 30 % more. But a posting list keeps a chunk for each run
// it comes from, which costs space and searching time: with half a megabyte the table of postings is 36 %
// larger than with two.
constexpr std::size_t kRunWeight = std::size_t{2} << 20;

}  // namespace

void compact_databases(const std::vector<fs::path>& sources, const fs::path& target) {
  Xapian::Database all;
  for (const fs::path& source : sources) all.add_database(Xapian::Database(source.string()));
  all.compact(target.string());
}

std::uint64_t database_bytes(const fs::path& database) {
  std::uint64_t bytes = 0;
  for (const std::string& file : files_below(database))
    bytes += File(database / file, File::Mode::read).size();
  return bytes;
}

unsigned thread_count(unsigned wanted) {
  constexpr unsigned kMaxThreads = 64;  // shards beyond this cost more to merge than they save
  return std::clamp(wanted != 0 ? wanted : std::thread::hardware_concurrency(), 1U, kMaxThreads);
}

ShardWriter::ShardWriter(fs::path folder, std::size_t max_runs)
    : folder_(std::move(folder)), max_runs_(std::max<std::size_t>(max_runs, 2)) {
  make_folders(folder_);
}

ShardWriter::~ShardWriter() = default;

void ShardWriter::add(const Xapian::Document& document, std::size_t weight) {
  if (run_ == nullptr) {
    levels_.resize(std::max<std::size_t>(levels_.size(), 1));
    levels_[0].push_back(next_path());
    // Nobody reads a run before it is whole, and a run that a crash spoils is never looked at again.
    run_ = std::make_unique<Xapian::WritableDatabase>(
        levels_[0].back().string(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS);
    run_weight_ = 0;
  }
  run_->add_document(document);
  run_weight_ += weight;
  if (run_weight_ >= kRunWeight) close_run();
}

std::vector<fs::path> ShardWriter::finish() {
  close_run();
  const auto count = [this] {
    return std::accumulate(levels_.begin(), levels_.end(), std::size_t{0},
                           [](std::size_t sum, const auto& level) { return sum + level.size(); });
  };
  // The small runs first: they cost least.
  for (std::size_t level = 0; count() > max_runs_; ++level) merge_runs(level);
  std::vector<fs::path> runs;
  for (const auto& level : levels_) runs.insert(runs.end(), level.begin(), level.end());
  return runs;
}

void ShardWriter::close_run() {
  if (run_ == nullptr) return;
  run_->commit();
  run_->close();
  run_.reset();
  for (std::size_t level = 0; level < levels_.size(); ++level) {
    if (levels_[level].size() >= max_runs_) merge_runs(level);
  }
}

void ShardWriter::merge_runs(std::size_t level) {
  const fs::path target = next_path();
  compact_databases(levels_[level], target);
  for (const fs::path& run : levels_[level]) remove_tree(run);  // publishing removes what is left
  levels_[level].clear();
  levels_.resize(std::max(levels_.size(), level + 2));
  levels_[level + 1].push_back(target);
}

fs::path ShardWriter::next_path() {
  return folder_ / std::to_string(files_++);
}

}  // namespace fonds::index
