// Reads every source format into Articles, one at a time: memory does not grow with the size of a source.
//
// Thread safety: read() may be called from one thread at a time per Reader; it calls back on that thread.
// Errors: a bad record is rejected with file, line and reason, and reading goes on; a source that is missing
// or unreadable throws SourceError. Nothing is fetched and no XML entity is expanded.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "indexer/archive/article.h"

namespace fonds::archive {

struct Rejection {
  std::string file;        // as the user named it, "-" for standard input
  std::uint64_t line = 0;  // where the record starts, from 1; for XML and HTML the element's line
  std::string id;  // the record's id where one could be read: `update --prune` must not take it for removed
  std::string reason;  // English, says what is wrong and what to do
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
  bool tags_are_dossiers = true;  // WordPress: post_tag beside category
};

struct Progress {
  std::uint64_t bytes_read = 0,
                bytes_total = 0;  // of the (compressed) files; total 0 = unknown (standard input)
};

class Reader {
 public:
  using OnArticle = std::function<void(Article&&)>;
  using OnRejection = std::function<void(const Rejection&)>;
  using OnProgress = std::function<void(const Progress&)>;

  explicit Reader(ReaderOptions options);

  // Reads all sources: files, folders (recursively, recognised files only) and "-". The order of `sources`
  // does not matter: files are read in the byte order of their names. A second article with an id already
  // seen in this call is rejected, naming the first.
  void read(const std::vector<std::string>& sources, const OnArticle& on_article,
            const OnRejection& on_rejection, const OnProgress& on_progress = nullptr);

 private:
  ReaderOptions options_;
};

}  // namespace fonds::archive
