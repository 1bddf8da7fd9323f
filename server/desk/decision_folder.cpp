#include "server/desk/decision_folder.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <ctime>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/index/access.h"
#include "indexer/index/durable_file.h"
#include "indexer/text/folding.h"

namespace fonds::desk {

namespace fs = std::filesystem;
using index::IndexError;

namespace {

constexpr std::string_view kJournal = "journal", kPending = ".pending", kLock = ".lock";
constexpr std::size_t kJournalFields = 6;
// Of a line of any file; what is longer is cut.
constexpr std::size_t kLineBytes = 4000;

std::vector<std::string> split(std::string_view text, char sign) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = text.find(sign);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string now_utc() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  char text[32];
  const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text, length};
}

// An account's hash is nobody's business but the file's.
std::string shown(const std::string& file, const std::string& line) {
  return file == name_of(DecisionFile::accounts) ? line.substr(0, line.find(' ')) : line;
}

std::string journal_lines(const Decision& decision, const std::string& time) {
  const std::string file(name_of(decision.file));
  std::string text;
  const std::size_t count = std::max(decision.removed.size(), decision.added.size());
  for (std::size_t i = 0; i < count; ++i) {
    const auto field = [&](const std::vector<std::string>& lines, char sign) {
      return i < lines.size() ? std::string(1, sign) + shown(file, lines[i]) : std::string();
    };
    text += time + '\t' + decision.who + '\t' + file + '\t' + field(decision.removed, '-') + '\t' +
            field(decision.added, '+') + '\t' + decision.remark + '\n';
  }
  return text;
}

// nullopt where it makes no sense.
std::optional<JournalEntry> parse_journal_line(const std::string& line) {
  std::vector<std::string> fields = split(line, '\t');
  if (fields.size() != kJournalFields) return std::nullopt;
  for (const auto& [field, sign] : {std::pair(&fields[3], '-'), std::pair(&fields[4], '+')}) {
    if (field->empty()) continue;
    if (field->front() != sign) return std::nullopt;
    field->erase(0, 1);
  }
  return JournalEntry{fields[0], fields[1], fields[2], fields[3], fields[4], fields[5]};
}

// A program that root runs leaves files that the server, another user, goes on with.
void give_to_owner_of(const fs::path& folder, const fs::path& file) {
  struct stat status {};
  if (::geteuid() != 0 || ::stat(folder.c_str(), &status) != 0 || status.st_uid == 0) return;
  if (::chown(file.c_str(), status.st_uid, status.st_gid) != 0) {
    throw index::system_error(IndexError::Kind::io, "set the owner of", file);
  }
}

}  // namespace

std::string_view name_of(DecisionFile file) {
  switch (file) {
    case DecisionFile::accounts:
      return "comptes";
    case DecisionFile::delisted:
      return "retraits";
    case DecisionFile::persons:
      return "personnes";
    case DecisionFile::dossiers:
      return "dossiers";
    case DecisionFile::synonyms:
      return "synonymes";
    case DecisionFile::witnesses:
      return "temoins";
    case DecisionFile::alerts:
      return "alertes";
  }
  return "";
}

std::string as_line(std::string_view text, std::size_t limit) {
  std::string line;
  for (const char c : text::repair_utf8(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (line.size() >= limit && (byte & 0xC0U) != 0x80U) break;
    line += byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  while (line.ends_with(' ')) line.pop_back();
  line.erase(0, std::min(line.size(), line.find_first_not_of(' ')));
  return line;
}

// Between threads by the mutex, between programs by flock().
class DecisionFolder::Lock {
 public:
  explicit Lock(DecisionFolder& folder) : guard_(folder.mutex_) {
    const fs::path path = folder.folder_ / kLock;
    fd_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0660);
    if (fd_ < 0) throw index::system_error(IndexError::Kind::io, "lock", path);
    give_to_owner_of(folder.folder_, path);
    while (::flock(fd_, LOCK_EX) != 0) {
      if (errno == EINTR) continue;
      const IndexError failure = index::system_error(IndexError::Kind::io, "lock", path);
      ::close(fd_);
      throw failure;
    }
  }
  ~Lock() { ::close(fd_); }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  std::lock_guard<std::mutex> guard_;
  int fd_ = -1;
};

void DecisionFolder::make() const {
  index::make_index_folder(folder_);
}

std::string DecisionFolder::read(DecisionFile file) const {
  return index::read_whole_file(path(file)).value_or("");
}

std::vector<std::string> DecisionFolder::lines(DecisionFile file) const {
  std::vector<std::string> found;
  for (std::string& line : split(read(file), '\n')) {
    line = as_line(line, kLineBytes);
    if (!line.empty() && line.front() != '#') found.push_back(std::move(line));
  }
  return found;
}

void DecisionFolder::apply(const std::string& file, const std::vector<std::string>& removed,
                           const std::vector<std::string>& added, bool strictly) const {
  const fs::path path = folder_ / file;
  std::vector<std::string> lines = split(index::read_whole_file(path).value_or(""), '\n');
  if (lines.back().empty()) lines.pop_back();
  // By hand a line may be written with blanks around it.
  const auto place_of = [&](const std::string& line) {
    return std::find_if(lines.begin(), lines.end(),
                        [&](const std::string& written) { return as_line(written, kLineBytes) == line; });
  };
  // What comes takes the place of what goes.
  auto place = lines.end();
  for (const std::string& line : removed) {
    const auto found = place_of(line);
    if (found != lines.end()) {
      place = lines.erase(found);
    } else if (strictly) {
      throw ChangedMeanwhile();
    }
  }
  for (const std::string& line : added) {
    if (place_of(line) != lines.end()) continue;
    const auto at = std::min(static_cast<std::size_t>(place - lines.begin()), lines.size());
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), line);
    place = lines.begin() + static_cast<std::ptrdiff_t>(at + 1);
  }
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  index::Access access = index::access_of(folder_);
  if (file == name_of(DecisionFile::accounts)) access.file = 0600;
  index::replace_file(path, text, access);
  give_to_owner_of(folder_, path);
  index::sync_folder(folder_);
}

void DecisionFolder::append_to_journal(const std::string& lines) const {
  const fs::path path = folder_ / kJournal;
  const int fd = ::open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
  const auto fail = [&] {
    const IndexError failure = index::system_error(IndexError::Kind::io, "write", path);
    if (fd >= 0) ::close(fd);
    throw failure;
  };
  if (fd < 0) fail();
  // A line that a power cut has torn stays a line of its own.
  char last = '\n';
  const off_t size = ::lseek(fd, 0, SEEK_END);
  if (size < 0 || (size > 0 && ::pread(fd, &last, 1, size - 1) != 1)) fail();
  const std::string text = (last == '\n' ? "" : "\n") + lines;
  if (::write(fd, text.data(), text.size()) != static_cast<ssize_t>(text.size()) || ::fsync(fd) != 0) fail();
  ::close(fd);
  give_to_owner_of(folder_, path);
}

// The pending decision: the file's name, the journal's lines, each to be found again by its signs.
void DecisionFolder::finish_pending() const {
  const fs::path path = folder_ / kPending;
  const auto pending = index::read_whole_file(path);
  if (!pending) return;
  // Replacing is atomic: what is there is whole.
  const std::size_t head = pending->find("\n\n");
  if (head != std::string::npos) {
    std::vector<std::string> removed, added;
    std::vector<std::string> changes = split(std::string_view(*pending).substr(0, head), '\n');
    const std::string file = changes.front();
    for (std::size_t i = 1; i < changes.size(); ++i) {
      (changes[i].starts_with('-') ? removed : added).push_back(changes[i].substr(1));
    }
    apply(file, removed, added, false);
    const std::string lines = pending->substr(head + 2);
    const std::string journal = index::read_whole_file(folder_ / kJournal).value_or("");
    if (!journal.ends_with(lines)) append_to_journal(lines);
  }
  fs::remove(path);
  index::sync_folder(folder_);
}

void DecisionFolder::decide(const Decision& decision) {
  make();
  const Lock lock(*this);
  finish_pending();
  const std::string file(name_of(decision.file));
  Decision clean = decision;
  for (auto* lines : {&clean.removed, &clean.added}) {
    for (std::string& line : *lines) line = as_line(line, kLineBytes);
  }
  clean.who = as_line(clean.who);
  clean.remark = as_line(clean.remark);
  const std::vector<std::string> now = lines(decision.file);
  const auto has = [&](const std::string& line) {
    return std::find(now.begin(), now.end(), line) != now.end();
  };
  if (!std::all_of(clean.removed.begin(), clean.removed.end(), has)) throw ChangedMeanwhile();
  std::erase_if(clean.added, has);
  if (clean.removed.empty() && clean.added.empty()) return;

  std::string pending = file + '\n';
  for (const std::string& line : clean.removed) pending += '-' + line + '\n';
  for (const std::string& line : clean.added) pending += '+' + line + '\n';
  const std::string noted = journal_lines(clean, now_utc());
  const fs::path path = folder_ / kPending;
  index::replace_file(path, pending + '\n' + noted, index::access_of(folder_));
  apply(file, clean.removed, clean.added, true);
  append_to_journal(noted);
  fs::remove(path);
}

std::vector<JournalEntry> DecisionFolder::journal() const {
  std::vector<JournalEntry> entries;
  for (const std::string& line : split(index::read_whole_file(folder_ / kJournal).value_or(""), '\n')) {
    if (auto entry = parse_journal_line(line)) entries.push_back(*std::move(entry));
  }
  return entries;
}

std::vector<std::size_t> DecisionFolder::torn_lines_of_journal() const {
  std::vector<std::size_t> torn;
  std::size_t number = 0;
  for (const std::string& line : split(index::read_whole_file(folder_ / kJournal).value_or(""), '\n')) {
    ++number;
    if (!line.empty() && !parse_journal_line(line)) torn.push_back(number);
  }
  return torn;
}

}  // namespace fonds::desk
