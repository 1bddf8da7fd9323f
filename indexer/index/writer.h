// Writes articles into a new generation: analysis, terms, columns, stored data, persons; build and update.
//
// Thread safety: one Writer, one thread calls it; inside, it analyses and indexes on as many threads as it is
// told. Errors: IndexError. A Writer that is destroyed without publish() leaves the index as it was.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "indexer/archive/article.h"
#include "indexer/archive/delisting.h"
#include "indexer/index/generation.h"
#include "indexer/persons/editor_file.h"
#include "indexer/persons/registry.h"

namespace fonds::persons {
class Recogniser;
}

namespace fonds::index {

struct WriterOptions {
  // 0 = one per core
  unsigned threads = 0;
  // nullptr = only the persons the article names
  const persons::Recogniser* recogniser = nullptr;
  // Called by publish() on the caller's thread between its steps, before anything is visible to readers; what
  // it throws ends the writing and nothing is published.
  std::function<void()> checkpoint;
  // The text of the editor's `persons` file (persons/editor_file.h); what makes sense of it is applied.
  // Absent: no decisions for a build, those that the index has for an update.
  std::optional<std::string> decisions = {};
  // The text of the register of articles taken out of search (archive/delisting.h): they are not indexed, and
  // are removed where they are. Absent: what the index keeps of it, for a build too, so that nothing comes back
  // by an oversight; where that cannot be read, an IndexError says so.
  std::optional<std::string> delisted = {};
  // What an Updater removes leaves no trace, in this generation or those before it, as what is delisted does;
  // else its text stays in places that nobody reads until a build.
  bool forget_removed = false;
  // Called by publish() after the last checkpoint, once: what it throws still ends the writing, but whatever
  // happens after it must not be said to have changed nothing.
  std::function<void()> publishing = {};
};

struct Changes {
  // articles
  std::uint64_t added = 0, changed = 0, unchanged = 0, removed = 0;
  // articles of the sources that were passed over
  std::uint64_t delisted = 0;
  // the register is another one than before
  bool delisting = false;
  // the names of the same articles were filed anew: other decisions, or other rules
  bool persons = false;
  // lines of WriterOptions::decisions that name nobody
  std::vector<persons::EditorFile::Error> unmet;
  // What the editor should know of WriterOptions::delisted; line 0 is the whole of it.
  std::vector<archive::Delisting::Error> delisting_notes;
  // where the values that persons had before could not all be read: what that means
  std::string lost_values;
  bool any() const { return added + changed + removed > 0 || delisting || persons; }
};

// `build`: a complete new index.
class Builder {
 public:
  // `lock`: where the caller has it already, so that what it has decided by looking at the index still holds.
  Builder(const std::filesystem::path& index, WriterOptions options, std::optional<WriterLock> lock = {});
  ~Builder();
  // REQUIRES: an id not added before
  void add(archive::Article&& article);
  // the article of this id, if one was added, is not published
  void withdraw(const std::string& id);
  // merges the shards, assigns slugs, publishes; call once
  Changes publish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// `update` and `remove`: the current generation with changes; where nothing differs nothing is written or
// published.
class Updater {
 public:
  // Throws IndexError missing where there is no index yet.
  Updater(const std::filesystem::path& index, WriterOptions options, std::optional<WriterLock> lock = {});
  ~Updater();
  // Adds or replaces; false where the content is the same, or the register takes it out.
  bool put(archive::Article&& article);
  // false where there is no such article
  bool remove(const std::string& id);
  // The article as it was given; nullopt where there is none, or its record is damaged.
  std::optional<archive::Article> article(const std::string& id) const;
  // The ids of the articles in the dossier of this label.
  std::vector<std::string> in_dossier(const std::string& label) const;
  // The ids of the articles, as they are now, that are not in `keep`.
  std::vector<std::string> stale(const std::set<std::string>& keep) const;
  // removes them
  void prune(const std::set<std::string>& keep);
  // in the index as it was
  std::uint64_t articles_before() const;
  Changes publish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

struct IndexStats {
  std::string generation, updated, fingerprint;
  int schema = 0;
  // lines of the register of delisted articles
  std::uint64_t delisted = 0;
  // of these, the numbers of those that took nothing out
  std::vector<std::uint64_t> without_article;
  std::uint64_t articles = 0, undated = 0, distinct_words = 0, dossiers = 0, persons = 0, bytes_on_disk = 0;
  // ISO, empty where no article is dated
  std::string first_day, last_day;
};
IndexStats stats(const std::filesystem::path& index);
// The ids of all articles.
std::set<std::string> article_ids(const std::filesystem::path& index);

// The persons of the index with the names filed under each and why, and the doubtful merges, by other
// decisions (see WriterOptions) where they are given. Nothing is written.
persons::Registry registered_persons(const std::filesystem::path& index,
                                     const std::optional<std::string>& decisions);

// Every fault found, a line each; empty = sound. Checks files against checksums, the database's own
// structure, and that documents, columns and dictionaries agree.
std::vector<std::string> check(const std::filesystem::path& index);

}  // namespace fonds::index
