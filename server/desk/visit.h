// What a section of the desk is given: who asks for what, and what it works with. A section is a function from a Visit to
// an answer; it decides nothing itself, but calls what the commands call.
//
// Thread safety: a Visit is one request's, on the desk's own thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/calendar.h"
#include "server/desk/alert_report.h"
#include "server/desk/decision_folder.h"
#include "server/desk/page.h"
#include "server/desk/reader_searches.h"
#include "server/desk/sessions.h"
#include "server/http/message.h"
#include "server/http/query_string.h"
#include "server/search/deadline.h"
#include "server/search/engine.h"

namespace fonds::desk {

// Articles taken out of search by this process: nothing of them is kept on disk.
class TakenOut {
 public:
  struct Article {
    std::string title;
    std::vector<std::string> dossiers, persons;
    // of the whole archive, before
    std::uint64_t articles = 0;
  };
  void remember(const std::string& id, Article article);
  std::optional<Article> find(const std::string& id) const;

 private:
  static constexpr std::size_t kMost = 200;
  mutable std::mutex mutex_;
  std::map<std::string, Article> articles_;
};

struct Visit {
  const Pages& pages;
  DecisionFolder& folder;
  search::Engine& engine;
  // of the engine, the desk's own
  unsigned worker = 0;
  // the folder of the index
  const std::filesystem::path& index;
  // The site as its readers meet it, to be asked what they would be told.
  http::Handler& site;
  // What was taken out since the server began, so that a receipt knows what to ask for.
  TakenOut& taken_out;
  // null where readers' searches are not counted
  ReaderSearches* reader_searches = nullptr;
  // of the installation; empty = none
  const std::filesystem::path& register_file;
  const std::filesystem::path& synonym_file;
  // Where the site is, absolute; and whom the alerts are mailed to, "" where to nobody.
  std::string address, mailed_to;
  search::Deadline deadline;
  text::Day today = 0;
  Session session;
  bool posted = false;
  // below the section: "" or "/fusionner"
  std::string path;
  http::QueryString query, form;

  // What was posted in a field, in one line; "" where it is missing.
  std::string field(std::string_view name, std::size_t limit = 1000) const;
  // Of the address.
  std::string parameter(std::string_view name) const;
  Data begin(const std::string& title, const std::string& section) const;
  // The register of delisted articles: the installation's, and the desk's behind it.
  std::string whole_register() const;
};

// What the site answers to a reader who asks for this, in whole. Waits; not for what is streamed.
http::Response ask_site(const Visit& visit, const std::string& path, const std::string& query = {});

// The synonyms of the installation and of the desk's file as it is now, in force at once: the server looks at the files a
// moment later.
void serve_synonyms(const Visit& visit);

// Until the newest generation is the one that readers are answered from; some seconds at most.
void wait_until_served(const Visit& visit);

// Back to a page of the desk, where what was done is said: `done` is a word of said_of().
http::Response done(const Visit& visit, const std::string& below, std::string_view done);
// What a word in the address says to the reader; "" for one that is none of ours.
std::string said_of(std::string_view word);

// What the alerts have that nobody has marked as seen.
AlertReport new_articles(const Visit& visit);
// The private feed of the alerts.
http::Response private_feed(const Visit& visit);

// Sections, each in a file of its name.
http::Response home(const Visit& visit);
http::Response search_section(const Visit& visit);
http::Response dossier_section(const Visit& visit);
http::Response draft_section(const Visit& visit);
http::Response person_section(const Visit& visit);
http::Response state_section(const Visit& visit);
http::Response delisting_section(const Visit& visit);
http::Response alert_section(const Visit& visit);
http::Response synonym_section(const Visit& visit);
http::Response witness_section(const Visit& visit);
http::Response journal_section(const Visit& visit);
http::Response reader_section(const Visit& visit);

}  // namespace fonds::desk
