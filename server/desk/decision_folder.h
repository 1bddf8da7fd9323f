// The folder of the editors' desk (--desk DIR): what the editors have decided, a line each, in text files that can be
// read, edited by hand and kept in git; and the journal of who decided what and when.
//
//   comptes        accounts (accounts.h)
//   retraits       articles taken out of search (archive/delisting.h)
//   personnes      decisions on persons (persons/editor_file.h)
//   dossiers       decisions on dossiers (archive/dossier_decisions.h)
//   synonymes      words that stand for each other (search/synonyms.h)
//   temoins        witness searches (search/witnesses.h)
//   alertes        searches that are followed (alerts.h)
//   journal        TIME, WHO, FILE, "-" the line that went, "+" the line that came, a remark; between tabs
//
// A decision changes lines of one file. It is written down as pending, the file is replaced, the journal gets its lines,
// and the pending one is struck out: what a kill interrupts is finished by whoever opens the folder next. All of it under
// one lock, between threads and between programs, on the file as it is then: of two editors at once nobody loses a line.
//
// Thread safety: all members may be called from any thread. Errors: index::IndexError io; ChangedMeanwhile.
#pragma once

#include <cstddef>
#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::desk {

enum class DecisionFile { accounts, delisted, persons, dossiers, synonyms, witnesses, alerts };
std::string_view name_of(DecisionFile file);

// The line that was to go is not there any more: somebody else was quicker, or edited the file.
class ChangedMeanwhile : public std::runtime_error {
 public:
  ChangedMeanwhile() : std::runtime_error("the line is not in the file any more") {}
};

struct Decision {
  std::string who;
  DecisionFile file = DecisionFile::delisted;
  // Without line ends and tabs. One at least is there.
  std::vector<std::string> removed, added;
  std::string remark;
};

// One line of the journal.
struct JournalEntry {
  // RFC 3339, UTC
  std::string time;
  std::string who, file, removed, added, remark;
  bool operator==(const JournalEntry&) const = default;
};

class DecisionFolder {
 public:
  explicit DecisionFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

  const std::filesystem::path& path() const { return folder_; }
  std::filesystem::path path(DecisionFile file) const { return folder_ / name_of(file); }

  // Makes the folder where it is missing.
  void make() const;
  // Of a file that is not there: "".
  std::string read(DecisionFile file) const;
  // Its lines, without comments and empty ones.
  std::vector<std::string> lines(DecisionFile file) const;
  // Throws ChangedMeanwhile where a line that is to go is not there; a line that is there already is not added twice.
  void decide(const Decision& decision);
  // Oldest first; lines that make no sense are left out.
  std::vector<JournalEntry> journal() const;
  // The numbers of those lines, from 1.
  std::vector<std::size_t> torn_lines_of_journal() const;

 private:
  class Lock;
  void finish_pending() const;
  void apply(const std::string& file, const std::vector<std::string>& removed,
             const std::vector<std::string>& added, bool strictly) const;
  void append_to_journal(const std::string& lines) const;

  std::filesystem::path folder_;
  std::mutex mutex_;
};

// A text as it may stand in a line: without control characters, blanks at its ends, or more bytes than `limit`.
std::string as_line(std::string_view text, std::size_t limit = 1000);

}  // namespace fonds::desk
