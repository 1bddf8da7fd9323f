// One reading of a WordPress site: what has changed since the last one is found by few and cheap requests, and
// only that is fetched.
//
// What tells that something has changed: posts modified or dated after the last reading, posts with a number
// never seen, the number of posts, names of categories, tags and authors, and how many posts each category and
// tag has. Where these do not explain each other, and once a day, all posts are listed (a hundred by request,
// without their texts); once a week all are fetched again, for what WordPress tells nobody, such as a reusable
// block that was edited.
//
// Thread safety: one thread. Errors: NetworkError, ApiRefusal; what was read before stays in state().
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "indexer/archive/record_sink.h"
#include "indexer/sync/live_site.h"
#include "indexer/sync/wordpress_api.h"
#include "indexer/sync/wordpress_post.h"
#include "indexer/sync/wordpress_state.h"

namespace fonds::sync {

class WordPressReading {
 public:
  // `state` names the root of the API. References must outlive the reading.
  WordPressReading(const SiteOptions& options, const SiteMemory& memory, Fetcher& fetcher,
                   WordPressState state, SiteReport& report);

  void read(archive::RecordSink& sink);
  const WordPressState& state() const { return state_; }

 private:
  struct Listing {
    std::string type, base;
    // every public post is in it
    bool whole = false;
    WordPressApi::Extent extent;
    std::map<std::int64_t, PostEntry> entries;
  };

  std::string id_of(std::int64_t number) const;
  void forget_what_is_not_held();
  void read_names();
  void read_authors();
  std::vector<Listing> types(archive::RecordSink& sink);
  void list_changes(Listing& listing);
  void list_all(Listing& listing, archive::RecordSink& sink);
  bool adds_up(const Listing& listing) const;
  bool terms_add_up(const std::vector<Listing>& listings) const;
  bool blocks_have_changed();
  bool must_fetch(const PostEntry& entry, const PostEntry* known) const;
  bool take_out_what_is_gone(const std::vector<Listing>& listings, archive::RecordSink& sink);
  void fetch_changes(const Listing& listing, archive::RecordSink& sink);
  void fetch(const Listing& listing, const std::vector<std::int64_t>& ids, archive::RecordSink& sink);
  void take(const Listing& listing, const nlohmann::json& post, archive::RecordSink& sink);
  void give_up(const Listing& listing, std::int64_t id, const std::string& why, archive::RecordSink& sink);
  std::string content_parameters(const Listing& listing, const std::vector<std::int64_t>& ids) const;

  const SiteOptions& options_;
  const SiteMemory& memory_;
  WordPressApi api_;
  WordPressState state_;
  SiteReport& report_;
  WordPressNames names_;
  // where the lists are closed
  bool embeds_terms_ = false, embeds_authors_ = false;
  // everything is fetched
  bool rereads_ = false;
  std::int64_t now_ = 0, since_ = 0;
  std::set<std::int64_t> renamed_terms_, renamed_authors_;
  std::map<std::int64_t, std::int64_t> term_counts_;
  std::map<std::int64_t, std::string> term_digests_, author_digests_;
  unsigned failures_in_a_row_ = 0;
};

}  // namespace fonds::sync
