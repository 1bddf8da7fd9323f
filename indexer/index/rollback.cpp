#include "indexer/index/rollback.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "indexer/index/article_store.h"
#include "indexer/index/generation_folders.h"
#include "indexer/index/schema.h"
#include "indexer/index/verification.h"
#include "indexer/text/analyzer.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

// The manifest, where there is one and it can be read.
std::optional<GenerationRecord> readable_record(const fs::path& index, const std::string& name) {
  try {
    return read_record(index, name);
  } catch (const IndexError& error) {
    if (error.kind() != IndexError::Kind::damaged) throw;
    return std::nullopt;
  }
}

// What CURRENT names, whether it is there or not; empty where it names nothing. Where it could not be read
// just now, nobody knows which state is the one before.
std::string named_current(const fs::path& index) {
  try {
    return current_generation_name(index).value_or("");
  } catch (const IndexError& error) {
    if (error.kind() != IndexError::Kind::damaged) throw;
    return {};
  }
}

// What may be gone back to, the best first. Names sort by age. What is newer than a readable current
// generation was left by a writer that was killed, or by going back.
std::vector<std::string> candidates(const fs::path& index) {
  const std::string current = named_current(index);
  std::vector<std::string> older, newer;
  for (const std::string& name : generation_names(index)) {
    if (is_generation_name(name) && name != current) (name < current ? older : newer).push_back(name);
  }
  std::reverse(older.begin(), older.end());
  std::reverse(newer.begin(), newer.end());
  const auto record = current.empty() ? std::nullopt : readable_record(index, current);
  if (record && record->manifest.schema == kSchemaVersion) {
    if (record->previous.empty()) older.clear();
    return older;
  }
  older.insert(older.end(), newer.begin(), newer.end());
  return older;
}

// Why a generation cannot be current; empty = it can.
std::string obstacle(const fs::path& index, const std::string& name) {
  const auto record = readable_record(index, name);
  if (!record) return "its manifest is missing or not readable";
  if (record->manifest.schema != kSchemaVersion ||
      record->manifest.fingerprint != text::Analyzer::fingerprint()) {
    return "another version of fonds-indexer wrote it";
  }
  const Verification found = verify(index, name);
  return found.faults.empty() ? "" : found.faults.front();
}

}  // namespace

Generation roll_back(const fs::path& index) {
  if (!holds_index(index)) return open_current(index);  // which says that there is none
  const WriterLock lock(index);
  std::string obstacles;
  for (const std::string& name : candidates(index)) {
    const std::string reason = obstacle(index, name);
    const auto record = readable_record(index, name);
    if (reason.empty() && record) {
      // Put together before it is current: nothing is read afterwards that could fail and be taken for a
      // failure.
      const fs::path folder = generation_folder(index, name);
      Generation generation{name, folder / kDatabaseFolder, folder / kArticleFile, record->manifest, folder};
      make_current(index, name);
      return generation;
    }
    obstacles += "; generation " + name + ": " + reason;
    if (record && record->previous.empty()) break;  // older ones were dropped, or are leftovers
  }
  throw IndexError(
      obstacles.empty() ? IndexError::Kind::missing : IndexError::Kind::damaged,
      "there is no whole state before the current one in " + index.string() + " to go back to" + obstacles);
}

}  // namespace fonds::index
