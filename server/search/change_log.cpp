#include "server/search/change_log.h"

#include <algorithm>
#include <map>
#include <utility>

#include <xapian.h>

#include "indexer/index/schema.h"

namespace fonds::search {

namespace {

constexpr std::size_t kDayBytes = 4;  // of an order key, before the id (schema.h)

Contents contents_of(const Snapshot& snapshot) {
  const Columns& columns = snapshot.columns();
  Contents contents;
  contents.reserve(columns.size());
  for (Rank rank = 0; rank < columns.size(); ++rank) {
    contents.emplace(columns.id(rank), columns.contents(rank));
  }
  return contents;
}

void sort(Changes& changes) {
  for (auto* ids : {&changes.added, &changes.changed, &changes.removed}) std::sort(ids->begin(), ids->end());
}

}  // namespace

Contents contents_of(const Xapian::Database& db) {
  Contents contents;
  auto hash = db.valuestream_begin(index::kContentHash);
  for (auto order = db.valuestream_begin(index::kOrder); order != db.valuestream_end(index::kOrder);
       ++order) {
    const std::string key = *order;
    if (key.size() <= kDayBytes) continue;
    std::uint64_t digest = 0;
    if (hash != db.valuestream_end(index::kContentHash)) hash.skip_to(order.get_docid());
    if (hash != db.valuestream_end(index::kContentHash) && hash.get_docid() == order.get_docid()) {
      digest = content_digest(*hash);
    }
    contents.emplace(key.substr(kDayBytes), digest);
  }
  return contents;
}

Changes difference(const Contents& before, const Snapshot& after) {
  const Columns& columns = after.columns();
  Changes changes;
  std::size_t kept = 0;
  for (Rank rank = 0; rank < columns.size(); ++rank) {
    std::string id(columns.id(rank));
    const auto found = before.find(id);
    if (found == before.end()) {
      changes.added.push_back(std::move(id));
      continue;
    }
    ++kept;
    if (found->second != columns.contents(rank)) changes.changed.push_back(std::move(id));
  }
  if (kept < before.size()) {
    const Contents now = contents_of(after);
    for (const auto& [id, digest] : before) {
      if (!now.contains(id)) changes.removed.push_back(id);
    }
  }
  sort(changes);
  return changes;
}

void ChangeLog::add(const Snapshot& from, const Snapshot& to) {
  Step step{from.info().generation, to.info().generation, difference(contents_of(from), to)};
  const MutexLock lock(mutex_);
  ids_ += step.size();
  steps_.push_back(std::move(step));
  while (steps_.size() > kSteps || (ids_ > kIds && !steps_.empty())) {
    ids_ -= steps_.front().size();
    steps_.pop_front();
  }
}

std::optional<Changes> ChangeLog::since(std::string_view generation, std::string_view now) const {
  struct Fate {
    bool before = false, now = false;
  };
  std::map<std::string, Fate> fates;
  {
    const MutexLock lock(mutex_);
    const auto first =
        std::find_if(steps_.begin(), steps_.end(), [&](const Step& step) { return step.from == generation; });
    if (first == steps_.end() && generation != now) return std::nullopt;
    // What is not known from the first step on was there before it, unless that added it.
    for (auto step = first; step != steps_.end(); ++step) {
      const auto note = [&](const std::vector<std::string>& ids, bool was, bool is) {
        for (const std::string& id : ids) fates.try_emplace(id, Fate{was, is}).first->second.now = is;
      };
      note(step->changes.added, false, true);
      note(step->changes.changed, true, true);
      note(step->changes.removed, true, false);
    }
  }
  Changes changes;
  for (const auto& [id, fate] : fates) {
    if (!fate.before && fate.now) changes.added.push_back(id);
    // Gone and there again: nobody remembers as what.
    if (fate.before && fate.now) changes.changed.push_back(id);
    if (fate.before && !fate.now) changes.removed.push_back(id);
  }
  return changes;
}

}  // namespace fonds::search
