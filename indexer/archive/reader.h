// Reads every source format into Articles, one at a time: memory does not grow with the size of a source.
//
// Thread safety: read() may be called from one thread at a time per Reader; it calls back on that thread.
// Errors: a bad record is rejected, and a bad field noted, with file, line and reason, and reading goes on. A
// source that is missing throws SourceError before anything is read; one that breaks later costs what could
// not be read of it, and its verdict says so. Nothing is fetched and no XML entity is expanded.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "indexer/archive/article.h"
#include "indexer/archive/source_verdict.h"

namespace fonds::archive {

class RecordSink;

struct Rejection {
  // as the user named it, "-" for standard input
  std::string file;
  // where the record starts, from 1; for XML and HTML the element's line
  std::uint64_t line = 0;
  // the record's id where one could be read: `update --prune` must not take it for removed
  std::string id;
  // English, says what is wrong and what to do
  std::string reason;
};

// A field of a record that could not be taken: the article is there without it.
struct Note {
  std::string file;
  std::uint64_t line = 0;
  std::string reason;
};

// A source is missing or cannot be read: exit code 66.
class SourceError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct ReaderOptions {
  // From a category or tag to a dossier: "Non classé" -> "" drops it, "Ecole" -> "Écoles" renames it; what is
  // not named stays as it is. Applies to every source format.
  std::map<std::string, std::string> dossier_names;
  // WordPress: post_tag beside category
  bool tags_are_dossiers = true;
  // WordPress: what is an article
  std::vector<std::string> post_types = {"post", "page"};
  // When embargoes and expiries are judged, in seconds since the epoch; absent = now.
  std::optional<std::int64_t> now = {};
  // `now`, whichever it is
  std::int64_t instant() const;
};

struct Progress {
  std::uint64_t bytes_read = 0,
                // of the (compressed) files; total 0 = unknown (standard input)
      bytes_total = 0;
};

// A source that is no file and hands over what it has by itself: a site on the network.
//
// Thread safety: one thread.
class LiveSource {
 public:
  virtual ~LiveSource() = default;
  // as the user named it
  virtual std::string name() const = 0;
  virtual const ReaderOptions& options() const = 0;
  // How it ended is told by sink.break_off(), or by nothing where it was read to its end.
  virtual void read(RecordSink& sink) = 0;
};

// What a reader tells while it reads. Those left empty are not told.
struct ReaderEvents {
  std::function<void(Article&&)> article = {};
  std::function<void(const Rejection&)> rejection = {};
  std::function<void(const Note&)> note = {};
  // The id of a record that its source marks as not public. It may come after an article of that id, from
  // another source: what one source withdraws is withdrawn.
  std::function<void(const std::string&)> withdrawal = {};
  // The id of an article that a live source had when it was last read, and has no more.
  std::function<void(const std::string&)> removal = {};
  // The id of an article that a live source has as it was, and that is not given again.
  std::function<void(const std::string&)> held = {};
  // A file or folder, and in it the line where its source broke (0 = none), with what is wrong.
  std::function<void(const Note&)> breakage = {};
  std::function<void(const Progress&)> progress = {};
};

class Reader {
 public:
  explicit Reader(ReaderOptions options);

  // Reads all sources: files, folders (recursively, recognised files only) and "-". The order of `sources`
  // does not matter: files are read in the byte order of their names. A second article with an id already
  // seen in this call is rejected, naming the first.
  // Live sources are read before all files: where both have an article, the file's is the older one, and is
  // left out.
  Reading read(const std::vector<std::string>& sources, const ReaderEvents& events,
               const std::vector<LiveSource*>& live = {});

 private:
  ReaderOptions options_;
};

}  // namespace fonds::archive
