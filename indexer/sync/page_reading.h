// One reading of a site by its sitemap: new and changed pages are fetched and read as HTML.
//
// What has changed is told by the sitemap's lastmod; where that says nothing, by asking the server (ETag,
// Last-Modified), for a bounded number of pages at each reading, those first that were not asked for longest. A
// page is gone when two readings in a row have found 404 or 410 there, or have been led elsewhere; one that is only listed
// no more stays.
// robots.txt is obeyed, its crawl delay kept.
//
// Thread safety: one thread. Errors: NetworkError; what was read before stays in state().
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "indexer/archive/record_sink.h"
#include "indexer/sync/changed_pages.h"
#include "indexer/sync/live_site.h"
#include "indexer/sync/page_state.h"
#include "indexer/sync/robots.h"
#include "indexer/sync/sitemap.h"

namespace fonds::sync {

class PageReading {
 public:
  // References must outlive the reading.
  PageReading(const SiteOptions& options, const SiteMemory& memory, Fetcher& fetcher, const Address& site,
              PageState state, SiteReport& report);

  // False where the site has no sitemap and no feed: nothing was read.
  bool read(archive::RecordSink& sink);
  const PageState& state() const { return state_; }

 private:
  struct Wanted {
    std::string url, changed;
    std::int64_t checked = 0;
    // new, or changed by what the sitemap says
    bool due = false;
  };

  void read_robots();
  bool read_lists(archive::RecordSink& sink);
  bool read_list(const std::string& url, int depth, archive::RecordSink& sink);
  void read_feeds(archive::RecordSink& sink);
  std::vector<Wanted> wanted_pages() const;
  void fetch(const Wanted& page, archive::RecordSink& sink);
  // Whether the answer is of another page than was asked for, one that is read by itself or is no article.
  bool is_elsewhere(const std::string& url, const HttpAnswer& answer) const;
  void take(const std::string& url, const HttpAnswer& answer, KnownPage known, archive::RecordSink& sink);
  void accept(ChangedPage page, archive::RecordSink& sink);
  void refuse(const ChangedPage& page, archive::RecordSink& sink);
  void hold(const KnownPage& known, archive::RecordSink& sink);
  void remove_missing(archive::RecordSink& sink);
  std::string id_of(const std::string& url) const;
  bool is_own(const Address& address) const;

  const SiteOptions& options_;
  const SiteMemory& memory_;
  Fetcher& fetcher_;
  Address site_;
  PageState state_;
  SiteReport& report_;
  Robots robots_;
  ChangedPages changed_;
  // when they changed, by address
  std::map<std::string, std::string> listed_;
  std::size_t lists_read_ = 0;
  bool lists_whole_ = true;
  std::int64_t now_ = 0;
  unsigned failures_in_a_row_ = 0;
};

}  // namespace fonds::sync
