#include "indexer/commands/importer.h"

#include <algorithm>
#include <ctime>
#include <iostream>
#include <map>
#include <utility>

#include "indexer/commands/diagnostics.h"
#include "indexer/commands/exit_codes.h"
#include "indexer/commands/interruption.h"
#include "indexer/text/calendar.h"
#include "indexer/text/printable.h"

namespace fonds::commands {
namespace {

// Kinds of what is left out that are named; a folder may hold any number.
constexpr std::size_t kMaxKindsNamed = 12;

std::uint64_t total(const std::map<std::string, std::uint64_t>& by_kind) {
  std::uint64_t sum = 0;
  for (const auto& [kind, number] : by_kind) sum += number;
  return sum;
}

}  // namespace

std::string count(std::uint64_t number, const char* one, const char* many) {
  return std::to_string(number) + " " + (number == 1 ? one : many);
}

Importer::Importer(const Settings& settings)
    : settings_(settings), progress_(!settings.quiet), reader_(settings.reader) {}

void Importer::read(const std::vector<std::string>& sources, const std::vector<archive::LiveSource*>& sites,
                    const std::function<void(archive::Article&&)>& on_article,
                    const std::function<void(const std::string&)>& on_withdrawal) {
  archive::Progress done;
  archive::ReaderEvents events;
  events.article = [&](archive::Article&& article) {
    throw_if_interrupted();
    ++articles_;
    progress_.reading(articles_, done.bytes_read, done.bytes_total);
    on_article(std::move(article));
  };
  events.rejection = [&](const archive::Rejection& rejection) { report(rejection); };
  events.note = [&](const archive::Note& note) {
    progress_.clear();
    tell_note(note.file, note.line, note.reason);
  };
  events.breakage = [&](const archive::Note& where) {
    progress_.clear();
    tell(where.file, where.line, where.reason);
    broken_ = true;
  };
  events.withdrawal = on_withdrawal;
  events.removal = on_withdrawal;
  events.held = [&](const std::string& id) { held_ids_.insert(id); };
  events.progress = [&](const archive::Progress& progress) {
    throw_if_interrupted();
    done = progress;
    progress_.reading(articles_, progress.bytes_read, progress.bytes_total);
  };
  reading_ = reader_.read(sources, events, sites);
  throw_if_interrupted();
  report_left_out();
  progress_.step("writing the index");
}

void Importer::say(const std::string& message) {
  progress_.clear();
  std::cerr << text::printable(message) << std::endl;
}

int Importer::finish(std::string result, std::uint64_t delisted) {
  progress_.clear();
  if (delisted > 0) result += ", " + std::to_string(delisted) + " delisted";
  if (withdrawn() > 0) result += ", " + std::to_string(withdrawn()) + " not public";
  if (rejected_ > 0) result += ", " + count(rejected_, "record rejected", "records rejected");
  if (!settings_.quiet) std::cout << result << std::endl;
  if (unreachable()) return kUnavailable;
  return rejected_ == 0 && !broken_ ? kOk : kData;
}

bool Importer::unreachable() const {
  return std::any_of(
      reading_.sources.begin(), reading_.sources.end(),
      [](const archive::SourceVerdict& verdict) { return verdict.ending == archive::Ending::unreachable; });
}

std::string Importer::doubt() const {
  for (const archive::SourceVerdict& verdict : reading_.sources) {
    if (verdict.ending == archive::Ending::whole) continue;
    std::string where = verdict.source + " is " + archive::describe(verdict.ending);
    if (verdict.file != verdict.source) where += ", in " + verdict.file;
    if (verdict.line > 0) where += ", line " + std::to_string(verdict.line);
    return where;
  }
  for (const archive::SourceVerdict& verdict : reading_.sources) {
    if (verdict.unidentified == 0) continue;
    return verdict.source + " has " +
           count(verdict.unidentified, "record whose id cannot be read", "records whose ids cannot be read");
  }
  return {};
}

void Importer::report(const archive::Rejection& rejection) {
  progress_.clear();
  tell(rejection.file, rejection.line, rejection.reason);
  ++rejected_;
  if (rejections_.size() < index::RejectedRecords::kMostLines)
    rejections_.push_back(message(rejection.file, rejection.line, rejection.reason));
  if (!rejection.id.empty()) rejected_ids_.insert(rejection.id);
}

index::RejectedRecords Importer::rejected() const {
  return {text::rfc3339(std::time(nullptr)), rejected_, rejections_};
}

std::uint64_t Importer::withdrawn() const {
  return total(reading_.withdrawn);
}

// Says of all that the sources hold how much is no article of the archive, and why.
void Importer::report_left_out() {
  const std::uint64_t left_out = withdrawn() + total(reading_.left_out);
  if (settings_.quiet || left_out == 0) return;
  std::vector<std::pair<std::uint64_t, std::string>> kinds;
  for (const auto* counted : {&reading_.withdrawn, &reading_.left_out})
    for (const auto& [kind, number] : *counted) kinds.emplace_back(number, kind);
  std::sort(kinds.begin(), kinds.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  std::string list;
  for (std::size_t i = 0; i < std::min(kinds.size(), kMaxKindsNamed); ++i) {
    list += (list.empty() ? "" : ", ") + std::to_string(kinds[i].first) + " " + kinds[i].second;
  }
  if (kinds.size() > kMaxKindsNamed) {
    list += " and " + std::to_string(kinds.size() - kMaxKindsNamed) + " other kinds";
  }
  const std::uint64_t all = left_out + reading_.articles + held_ids_.size() + rejected_;
  say("note: " + std::to_string(left_out) + " of " + count(all, "item", "items") + " left out: " + list);
}

}  // namespace fonds::commands
