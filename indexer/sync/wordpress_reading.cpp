#include "indexer/sync/wordpress_reading.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "indexer/text/calendar.h"
#include "indexer/text/percent.h"

namespace fonds::sync {
namespace {

using nlohmann::json;

// Seconds. What was written while the last reading went on is asked for again.
constexpr std::int64_t kOverlap = 120;
// Posts are dated by the site's own time zone, and the overlap must not depend on what it is.
constexpr std::int64_t kDateOverlap = 26 * 3600;
constexpr std::int64_t kWalkEvery = 20 * 3600;        // all posts are listed
constexpr std::int64_t kRereadEvery = 7 * 24 * 3600;  // all posts are fetched
constexpr std::size_t kBatch = 100;                   // posts by request
// One post that the site cannot show is passed over; so many, one after the other, are a site that is not well.
constexpr unsigned kMostUnreachablePosts = 3;

std::string percent_instant(std::int64_t seconds) {
  return text::percent_encode(text::rfc3339(seconds));
}

}  // namespace

WordPressReading::WordPressReading(const SiteOptions& options, const SiteMemory& memory, Fetcher& fetcher,
                                   WordPressState state, SiteReport& report)
    : options_(options),
      memory_(memory),
      api_(fetcher, state.root),
      state_(std::move(state)),
      report_(report),
      names_(options.reader, state_.language) {}

std::string WordPressReading::id_of(std::int64_t number) const {
  return options_.id_prefix + "wp-" + std::to_string(number);
}

void WordPressReading::read(archive::RecordSink& sink) {
  forget_what_is_not_held();
  std::vector<Listing> listings = types(sink);
  read_names();
  read_authors();
  now_ = api_.site_time();
  since_ = state_.read - kOverlap;
  rereads_ = state_.read == 0 || state_.rules != digest_of_rules(options_) ||
             now_ - state_.reread >= kRereadEvery || blocks_have_changed();
  bool whole = rereads_ || now_ - state_.walked >= kWalkEvery;
  if (!whole) {
    for (Listing& listing : listings) list_changes(listing);
    whole = !terms_add_up(listings) || !std::all_of(listings.begin(), listings.end(),
                                                    [this](const Listing& each) { return adds_up(each); });
  }
  bool told = true;  // all that the site has is in the listings
  if (whole) {
    state_.modified_after = api_.knows_modified_after("wp/v2/posts");
    for (Listing& listing : listings) {
      list_all(listing, sink);
      told = told && listing.whole;
    }
  }
  if (whole && !take_out_what_is_gone(listings, sink)) told = false;
  for (const Listing& listing : listings) fetch_changes(listing, sink);
  if (!told) return;
  state_.read = now_;
  if (whole) state_.walked = now_;
  if (rereads_) state_.reread = now_;
  state_.rules = digest_of_rules(options_);
  state_.term_counts = term_counts_;
  state_.terms = term_digests_;
  state_.authors = author_digests_;
  report_.complete = true;
}

// Taken out by the editor, or lost with a state that was put back: it is read again.
void WordPressReading::forget_what_is_not_held() {
  for (auto& [type, posts] : state_.posts) {
    std::erase_if(posts, [this](const auto& known) {
      return known.second.is_public && !memory_.holds(id_of(known.first));
    });
  }
}

std::vector<WordPressReading::Listing> WordPressReading::types(archive::RecordSink& sink) {
  std::vector<Listing> listings;
  for (const std::string& type : options_.reader.post_types) {
    const std::optional<std::string> base = api_.base_of_type(type);
    if (!base) {
      sink.note(0,
                "the site does not show posts of type \"" + type + "\" by its REST API: they are left out");
      continue;
    }
    listings.push_back({type, *base, false, {}, {}});
  }
  return listings;
}

void WordPressReading::read_names() {
  std::map<std::int64_t, std::string> digests;
  for (const bool is_tag : {false, true}) {
    const auto terms = api_.terms(is_tag ? "tags" : "categories");
    if (!terms) {
      embeds_terms_ = true;
      continue;
    }
    for (const Term& term : *terms) {
      is_tag ? names_.know_tag(term.id, term.name) : names_.know_category(term.id, term.name);
      term_counts_[term.id] = term.count;
      digests[term.id] = digest_of(term.name);
      const auto known = state_.terms.find(term.id);
      if (known != state_.terms.end() && known->second != digests[term.id]) renamed_terms_.insert(term.id);
    }
  }
  term_digests_ = std::move(digests);
}

void WordPressReading::read_authors() {
  const auto authors = api_.authors();
  embeds_authors_ = !authors;
  if (!authors) return;
  std::map<std::int64_t, std::string> digests;
  for (const auto& [id, name] : *authors) {
    names_.know_author(id, name);
    digests[id] = digest_of(name);
    const auto known = state_.authors.find(id);
    if (known != state_.authors.end() && known->second != digests[id]) renamed_authors_.insert(id);
  }
  author_digests_ = std::move(digests);
}

// They stand in posts that are not modified with them, and only who may edit can see which.
bool WordPressReading::blocks_have_changed() {
  if (!state_.modified_after) return false;
  try {
    const auto changed = api_.posts("wp/v2/blocks", "modified_after=" + percent_instant(since_));
    return changed && !changed->empty();
  } catch (const ApiRefusal&) {
    return false;
  }
}

void WordPressReading::list_changes(Listing& listing) {
  const auto& known = state_.posts[listing.type];
  listing.extent = api_.extent(listing.base);
  const auto add = [&](std::map<std::int64_t, PostEntry>&& found) {
    for (auto& [id, entry] : found) listing.entries.insert_or_assign(id, std::move(entry));
  };
  if (state_.modified_after) {
    if (auto found = api_.posts(listing.base, "modified_after=" + percent_instant(since_)))
      add(std::move(*found));
  } else {
    add(api_.posts_by_modification(listing.base, since_));
  }
  // A post that was scheduled goes live without being modified.
  if (auto found = api_.posts(listing.base, "after=" + percent_instant(since_ - kDateOverlap)))
    add(std::move(*found));
  // One that is new and dated back is neither.
  const std::int64_t greatest = known.empty() ? 0 : known.rbegin()->first;
  if (listing.extent.greatest > greatest) add(api_.posts_beyond(listing.base, greatest));
}

void WordPressReading::list_all(Listing& listing, archive::RecordSink& sink) {
  auto found = api_.posts(listing.base, "");
  listing.whole = found.has_value();
  if (found) {
    listing.entries = std::move(*found);
    return;
  }
  report_.fault = "the list of " + listing.type + "s does not add up";
  sink.break_off(0, archive::Ending::cut_off,
                 report_.fault + ", so what the site no longer has cannot be known");
}

bool WordPressReading::adds_up(const Listing& listing) const {
  std::size_t expected = 0;
  if (const auto known = state_.posts.find(listing.type); known != state_.posts.end()) {
    expected = known->second.size();
    for (const auto& [id, entry] : listing.entries) expected += known->second.contains(id) ? 0 : 1;
  }
  return listing.extent.total == static_cast<std::int64_t>(expected);
}

// A post that gets another category is not modified by that: but then the categories count differently.
bool WordPressReading::terms_add_up(const std::vector<Listing>& listings) const {
  if (embeds_terms_) return true;
  std::map<std::int64_t, std::int64_t> expected = state_.term_counts;
  for (const Listing& listing : listings) {
    const auto known = state_.posts.find(listing.type);
    for (const auto& [id, entry] : listing.entries) {
      for (const std::int64_t term : entry.terms) ++expected[term];
      if (known == state_.posts.end()) continue;
      const auto before = known->second.find(id);
      if (before == known->second.end()) continue;
      for (const std::int64_t term : before->second.terms) --expected[term];
    }
  }
  std::erase_if(expected, [](const auto& term) { return term.second == 0; });
  std::map<std::int64_t, std::int64_t> counted = term_counts_;
  std::erase_if(counted, [](const auto& term) { return term.second == 0; });
  return expected == counted;
}

bool WordPressReading::take_out_what_is_gone(const std::vector<Listing>& listings,
                                             archive::RecordSink& sink) {
  struct Gone {
    std::string type;
    std::int64_t id;
    bool is_public;
  };
  std::vector<Gone> gone;
  // with the types that they had
  std::vector<std::pair<std::string, std::int64_t>> moved;
  std::uint64_t known = 0, lost = 0, listed = 0;
  for (const Listing& listing : listings) {
    listed += listing.entries.size();
    for (const auto& [id, entry] : state_.posts[listing.type]) {
      known += entry.is_public ? 1 : 0;
      if (!listing.whole || listing.entries.contains(id)) continue;
      // A post that has become a page is still the same article.
      const bool elsewhere =
          std::any_of(listings.begin(), listings.end(),
                      [number = id](const Listing& other) { return other.entries.contains(number); });
      if (elsewhere) {
        moved.emplace_back(listing.type, id);
        continue;
      }
      gone.push_back({listing.type, id, entry.is_public});
      lost += entry.is_public ? 1 : 0;
    }
  }
  const bool nothing_left = listed == 0 && known > 0;
  if (nothing_left || (is_doubtful_loss(lost, known) && !options_.accept_loss)) {
    report_.fault =
        std::to_string(lost) + " of " + std::to_string(known) + " articles are on the site no more";
    sink.break_off(
        0, archive::Ending::cut_off,
        report_.fault + (nothing_left ? ": nothing is taken out"
                                      : ": nothing is taken out without --prune=all (sync: --accept-loss)"));
    for (const Gone& post : gone) {
      if (post.is_public) sink.hold(id_of(post.id));
    }
    return false;
  }
  for (const auto& [type, id] : moved) state_.posts[type].erase(id);
  for (const Gone& post : gone) {
    state_.posts[post.type].erase(post.id);
    if (!post.is_public) continue;
    ++report_.removed;
    sink.remove(0, id_of(post.id));
  }
  return true;
}

bool WordPressReading::must_fetch(const PostEntry& entry, const PostEntry* known) const {
  if (rereads_ && state_.read != 0) return true;
  if (known == nullptr || *known != entry) return true;
  // Read in the very second in which it was written, it may have been written again since.
  if (state_.read != 0 && entry.modified >= text::rfc3339(state_.read - 2).substr(0, 19)) return true;
  return renamed_authors_.contains(entry.author) ||
         std::any_of(entry.terms.begin(), entry.terms.end(),
                     [this](std::int64_t term) { return renamed_terms_.contains(term); });
}

void WordPressReading::fetch_changes(const Listing& listing, archive::RecordSink& sink) {
  auto& known = state_.posts[listing.type];
  std::vector<std::int64_t> wanted;
  const auto consider = [&](const PostEntry& entry) {
    const auto before = known.find(entry.id);
    if (must_fetch(entry, before == known.end() ? nullptr : &before->second)) {
      wanted.push_back(entry.id);
    } else if (entry.is_public) {
      ++report_.held;
      sink.hold(id_of(entry.id));
    }
  };
  for (const auto& [id, entry] : listing.entries) consider(entry);
  if (!listing.whole) {
    for (const auto& [id, entry] : known) {
      if (!listing.entries.contains(id)) consider(entry);
    }
  }
  for (std::size_t at = 0; at < wanted.size(); at += kBatch) {
    const auto begin = wanted.begin() + static_cast<std::ptrdiff_t>(at);
    const auto end = wanted.begin() + static_cast<std::ptrdiff_t>(std::min(wanted.size(), at + kBatch));
    fetch(listing, {begin, end}, sink);
  }
}

std::string WordPressReading::content_parameters(const Listing& listing,
                                                 const std::vector<std::int64_t>& ids) const {
  std::string parameters =
      "_fields=id,status,date,date_gmt,modified_gmt,link,title,content,excerpt,author,categories,tags";
  bool authors = embeds_authors_, terms = embeds_terms_;
  for (const std::int64_t id : ids) {
    const auto entry = listing.entries.find(id);
    if (entry == listing.entries.end()) continue;
    authors = authors || (entry->second.author != 0 && !names_.knows_author(entry->second.author));
    terms = terms || std::any_of(entry->second.terms.begin(), entry->second.terms.end(),
                                 [this](std::int64_t term) { return !names_.knows_term(term); });
  }
  if (authors || terms) {
    parameters += std::string(",_links,_embedded&_embed=") + (authors ? "author" : "") +
                  (authors && terms ? "%2C" : "") + (terms ? "wp%3Aterm" : "");
  }
  if (options_.credentials) parameters += "&context=edit";
  return parameters;
}

// A post that makes the site fail is found by halves.
void WordPressReading::fetch(const Listing& listing, const std::vector<std::int64_t>& ids,
                             archive::RecordSink& sink) {
  json posts;
  try {
    posts = api_.contents(listing.base, ids, content_parameters(listing, ids));
  } catch (const std::runtime_error& error) {
    const bool from_site = dynamic_cast<const NetworkError*>(&error) != nullptr ||
                           dynamic_cast<const ApiRefusal*>(&error) != nullptr;
    if (!from_site) throw;
    if (ids.size() == 1) {
      if (++failures_in_a_row_ >= kMostUnreachablePosts) throw;
      return give_up(listing, ids.front(), error.what(), sink);
    }
    const auto middle = ids.begin() + static_cast<std::ptrdiff_t>(ids.size() / 2);
    fetch(listing, {ids.begin(), middle}, sink);
    return fetch(listing, {middle, ids.end()}, sink);
  }
  failures_in_a_row_ = 0;
  std::set<std::int64_t> missing(ids.begin(), ids.end());
  for (const json& post : posts) {
    if (!post.is_object() || !post.contains("id") || !post["id"].is_number_integer()) continue;
    if (missing.erase(post["id"].get<std::int64_t>()) == 1) take(listing, post, sink);
  }
  // Gone since they were listed.
  for (const std::int64_t id : missing) {
    const bool known = state_.posts[listing.type].erase(id) == 1;
    if (!known) continue;
    ++report_.removed;
    sink.remove(0, id_of(id));
  }
}

void WordPressReading::take(const Listing& listing, const json& post, archive::RecordSink& sink) {
  PostEntry entry = entry_of(post);
  const std::string id = id_of(entry.id);
  names_.learn_from(post);
  WordPressPost read = read_post(post, entry.terms, names_);
  if (!read.fault.empty()) return give_up(listing, entry.id, read.fault, sink);
  entry.is_public = read.is_public;
  state_.posts[listing.type].insert_or_assign(entry.id, entry);
  if (!read.is_public) return sink.withdraw(0, id, read.why_not_public);
  for (const std::string& note : read.notes) sink.note(0, id + ": " + note);
  read.article.id = id;
  read.article.is_page = listing.type == "page";
  ++report_.read;
  sink.accept(0, std::move(read.article));
}

// It stays as it was, if it was there, and is tried again at the next reading.
void WordPressReading::give_up(const Listing& listing, std::int64_t id, const std::string& why,
                               archive::RecordSink& sink) {
  auto& known = state_.posts[listing.type];
  if (const auto before = known.find(id); before != known.end()) {
    before->second.modified.clear();
    sink.hold(id_of(id));
  }
  ++report_.failed;
  sink.reject(0, id_of(id), id_of(id) + ": " + why);
}

}  // namespace fonds::sync
