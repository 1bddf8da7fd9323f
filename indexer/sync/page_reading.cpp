#include "indexer/sync/page_reading.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <set>
#include <utility>

#include "indexer/archive/admission.h"
#include "indexer/archive/charset.h"
#include "indexer/archive/control_characters.h"
#include "indexer/archive/html_page.h"
#include "indexer/archive/text_check.h"
#include "indexer/sync/wordpress_state.h"
#include "indexer/text/fnv.h"
#include "indexer/text/folding.h"
#include "indexer/text/percent.h"

namespace fonds::sync {
namespace {

using archive::Ending;

constexpr std::chrono::milliseconds kInterval{250};  // between two requests, where nobody says anything else
constexpr int kMaxListDepth = 3;
constexpr std::size_t kMaxLists = 1000, kMaxListBytes = std::size_t{64} << 20;
constexpr std::size_t kMaxPageBytes = std::size_t{16} << 20;
// Pages by reading of which nothing says that they changed, and that are asked for all the same.
constexpr std::size_t kRechecks = 500;
// Nor is one asked for that the sitemap says has not changed, but for once a week: sitemaps err.
constexpr std::int64_t kTrustLastmodFor = 7 * 24 * 3600;
constexpr int kMissingReadings = 2;
constexpr unsigned kMostUnreachablePages = 5;

std::string bare_host(const std::string& host) {
  return host.starts_with("www.") ? host.substr(4) : host;
}

// Percent-decoded where that gives a text.
std::string readable(const std::string& path) {
  const std::string decoded = text::percent_decode(path).text;
  return archive::id_fault(decoded.substr(0, archive::kMaxIdBytes)).empty() ? decoded : path;
}

bool is_html(std::string_view body) {
  return archive::is_text(body.substr(0, archive::kTextCheckBytes)) &&
         body.find('<') != std::string_view::npos;
}

// The article of one page: its id and address are those of the page, whatever it says of itself.
class PageSink final : public archive::RecordSink {
 public:
  PageSink(archive::RecordSink& sink, std::string id, std::string url)
      : sink_(sink), id_(std::move(id)), url_(std::move(url)) {}

  // The page's, where it holds one.
  std::optional<archive::Article>& article() { return article_; }

  void accept(std::uint64_t, archive::Article&& article) override {
    article.id = id_;
    if (article.url.empty()) article.url = url_;
    article_ = std::move(article);
  }
  void reject(std::uint64_t, std::string, std::string reason) override {
    sink_.reject(0, id_, url_ + ": " + reason);
  }
  void note(std::uint64_t, std::string reason) override { sink_.note(0, url_ + ": " + reason); }
  void withdraw(std::uint64_t, std::string, const std::string& why) override { sink_.withdraw(0, id_, why); }
  void hold(std::string) override { sink_.hold(id_); }
  void remove(std::uint64_t, std::string) override { sink_.remove(0, id_); }
  void leave_out(const std::string& kind) override { sink_.leave_out(kind); }
  // One page that is none is no reason to doubt the site: its article stays as it was.
  void break_off(std::uint64_t, Ending, std::string reason) override { reject(0, id_, std::move(reason)); }

 private:
  archive::RecordSink& sink_;
  std::string id_, url_;
  std::optional<archive::Article> article_;
};

}  // namespace

PageReading::PageReading(const SiteOptions& options, const SiteMemory& memory, Fetcher& fetcher,
                         const Address& site, PageState state, SiteReport& report)
    : options_(options),
      memory_(memory),
      fetcher_(fetcher),
      site_(site),
      state_(std::move(state)),
      report_(report),
      now_(std::time(nullptr)) {}

bool PageReading::is_own(const Address& address) const {
  return bare_host(address.host) == bare_host(site_.host) &&
         (address.port == site_.port || address.scheme != site_.scheme);
}

std::string PageReading::id_of(const std::string& url) const {
  const Address address = parse_address(url).value_or(site_);
  std::string path = readable(address.path) + (address.query.empty() ? "" : "?" + address.query);
  while (path.ends_with('/')) path.pop_back();
  while (path.starts_with('/')) path.erase(0, 1);
  std::string id =
      options_.id_prefix.empty() ? bare_host(address.host) + "/" + path : options_.id_prefix + path;
  while (id.ends_with('/')) id.pop_back();
  if (id.size() <= archive::kMaxIdBytes) return id;
  // What is cut off tells it apart from others that begin alike.
  const std::string digest = "~" + digest_of(id);
  id = text::repair_utf8(id.substr(0, archive::kMaxIdBytes - digest.size() - 3));
  return id + digest;
}

bool PageReading::read(archive::RecordSink& sink) {
  std::erase_if(state_.pages, [this](const auto& page) {
    return !page.second.id.empty() && !memory_.holds(page.second.id);
  });
  if (const std::string rules = digest_of_rules(options_); state_.rules != rules) {
    // None is as it was.
    for (auto& [url, page] : state_.pages) page.etag.clear(), page.modified.clear(), page.changed = "?";
    state_.rules = rules;
  }
  read_robots();
  fetcher_.slow_down(std::max(robots_.crawl_delay(),
                              options_.network.interval.count() > 0 ? options_.network.interval : kInterval));
  if (!read_lists(sink)) return false;
  read_feeds(sink);
  std::set<std::string> asked;
  const std::vector<Wanted> wanted = wanted_pages();
  for (const Wanted& page : wanted) asked.insert(page.url);
  for (const auto& [url, known] : state_.pages) {
    if (!asked.contains(url)) hold(known, sink);
  }
  for (const Wanted& page : wanted) fetch(page, sink);
  for (ChangedPage& page : changed_.rest()) accept(std::move(page), sink);
  remove_missing(sink);
  report_.complete = lists_whole_ && report_.fault.empty();
  return true;
}

void PageReading::read_robots() {
  const HttpAnswer answer = fetcher_.get({at_origin(site_, "/robots.txt"), {}, std::size_t{4} << 20});
  // No rules where there is no such file; a server that cannot say has been an error before this.
  if (answer.status == 200) robots_ = Robots(answer.body);
}

bool PageReading::read_lists(archive::RecordSink& sink) {
  if (!state_.list.empty() && read_list(state_.list, 0, sink)) return true;
  if (read_list(site_.text(), 0, sink)) {
    state_.list = site_.text();
    return true;
  }
  // robots.txt may name several, and all of them count.
  bool any = false;
  for (const std::string& sitemap : robots_.sitemaps()) {
    const std::optional<std::string> url = resolved_address(site_.text(), sitemap);
    any = (url && read_list(*url, 0, sink)) || any;
  }
  if (any) return true;
  for (const char* usual : {"/sitemap.xml", "/sitemap_index.xml", "/sitemap.xml.gz", "/sitemap.txt"}) {
    if (!read_list(at_origin(site_, usual), 0, sink)) continue;
    state_.list = at_origin(site_, usual);
    return true;
  }
  return false;
}

// False where there is no list of pages at this address.
bool PageReading::read_list(const std::string& url, int depth, archive::RecordSink& sink) {
  if (++lists_read_ > kMaxLists) return false;
  const HttpAnswer answer = fetcher_.get({url, {}, kMaxListBytes});
  std::optional<PageList> list = answer.status == 200 ? read_page_list(answer.body) : std::nullopt;
  const bool below_index = depth > 0;
  if (!list || !list->whole) {
    if (!list && !below_index) return false;
    lists_whole_ = false;
    report_.fault = "a sitemap is cut off or cannot be read";
    sink.break_off(0, Ending::cut_off, url + ": the sitemap is cut off or cannot be read");
    if (!list) return true;
  }
  for (const ListedPage& page : list->pages) {
    const std::optional<std::string> resolved = resolved_address(answer.url, page.url);
    const std::optional<Address> address = resolved ? parse_address(*resolved) : std::nullopt;
    if (!address || !is_own(*address)) {
      sink.leave_out("page of another site");
    } else if (list->kind == PageList::Kind::index) {
      if (depth < kMaxListDepth) read_list(*resolved, depth + 1, sink);
    } else if (!robots_.allows(address->path + (address->query.empty() ? "" : "?" + address->query))) {
      sink.leave_out("page that robots.txt forbids");
    } else {
      listed_.insert_or_assign(*resolved, page.changed);
    }
  }
  return true;
}

// A sitemap is often made once a day, a feed with each article.
void PageReading::read_feeds(archive::RecordSink& sink) {
  Address home = site_;
  home.path = "/";
  home.query.clear();
  std::vector<std::string> feeds;
  try {
    const HttpAnswer front = fetcher_.get({home.text(), {}, kMaxPageBytes});
    if (front.status == 200) feeds = feeds_of(front.body);
    for (const std::string& feed : feeds) {
      const std::optional<std::string> url = resolved_address(front.url, feed);
      const std::optional<Address> address = url ? parse_address(*url) : std::nullopt;
      if (!address || !is_own(*address)) continue;
      const std::map<std::string, std::string> by_sitemap = listed_;
      read_list(*url, 0, sink);
      // What the sitemap says of a page counts.
      for (const auto& [page, changed] : by_sitemap) listed_[page] = changed;
      return;  // the others are of rubrics
    }
  } catch (const NetworkError&) {
    // The sitemap has been read; the feed comes the next time.
  }
}

std::vector<PageReading::Wanted> PageReading::wanted_pages() const {
  std::vector<Wanted> due, maybe;
  for (const auto& [url, changed] : listed_) {
    const auto known = state_.pages.find(url);
    if (known == state_.pages.end()) {
      due.push_back({url, changed, 0, true});
      continue;
    }
    const KnownPage& page = known->second;
    if (page.missing > 0 || (!changed.empty() && changed != page.changed)) {
      due.push_back({url, changed, page.checked, true});
    } else if (changed.empty() || now_ - page.checked >= kTrustLastmodFor) {
      maybe.push_back({url, changed, page.checked, false});
    }
  }
  for (const auto& [url, page] : state_.pages) {
    if (listed_.contains(url)) continue;
    (page.missing > 0 ? due : maybe).push_back({url, page.changed, page.checked, page.missing > 0});
  }
  std::stable_sort(maybe.begin(), maybe.end(),
                   [](const Wanted& a, const Wanted& b) { return a.checked < b.checked; });
  if (maybe.size() > kRechecks) maybe.resize(kRechecks);
  due.insert(due.end(), maybe.begin(), maybe.end());
  return due;
}

void PageReading::hold(const KnownPage& known, archive::RecordSink& sink) {
  if (known.id.empty()) return;
  ++report_.held;
  sink.hold(known.id);
}

void PageReading::fetch(const Wanted& wanted, archive::RecordSink& sink) {
  const auto found = state_.pages.find(wanted.url);
  KnownPage known = found == state_.pages.end() ? KnownPage{} : found->second;
  FetchRequest request{
      wanted.url, {"Accept: text/html, application/xhtml+xml;q=0.9, */*;q=0.1"}, kMaxPageBytes};
  if (!known.etag.empty()) request.headers.push_back("If-None-Match: " + known.etag);
  if (!known.modified.empty()) request.headers.push_back("If-Modified-Since: " + known.modified);
  HttpAnswer answer;
  try {
    answer = fetcher_.get(request);
    failures_in_a_row_ = 0;
  } catch (const NetworkError& error) {
    hold(known, sink);
    if (error.kind() == NetworkError::Kind::unreachable && ++failures_in_a_row_ >= kMostUnreachablePages)
      throw;
    ++report_.failed;
    return sink.reject(0, id_of(wanted.url), error.what());
  }
  if (answer.status == 200 && !known.id.empty() && !is_html(answer.body)) {
    // An article that is suddenly none is a site that is not well.
    hold(known, sink);
    ++report_.failed;
    return sink.reject(0, known.id, wanted.url + ": what was an article is no HTML now");
  }
  known.checked = now_;
  const bool elsewhere = answer.status == 200 && is_elsewhere(wanted.url, answer);
  if (elsewhere && known.id.empty()) {
    known.changed = wanted.changed;
    state_.pages.insert_or_assign(wanted.url, known);
    return;
  }
  if (answer.status == 404 || answer.status == 410 || elsewhere) {
    ++known.missing;
    hold(known, sink);
    if (found != state_.pages.end()) found->second = known;
    return;
  }
  if (answer.status == 304) {
    known.missing = 0;
    known.changed = wanted.changed;
    hold(known, sink);
  } else if (answer.status == 200) {
    known.missing = 0;
    known.changed = wanted.changed;
    return take(wanted.url, answer, std::move(known), sink);
  } else {
    hold(known, sink);
    ++report_.failed;
    return sink.reject(0, id_of(wanted.url),
                       wanted.url + ": the server answers " + std::to_string(answer.status));
  }
  state_.pages.insert_or_assign(wanted.url, known);
}

bool PageReading::is_elsewhere(const std::string& url, const HttpAnswer& answer) const {
  if (answer.url == parse_address(url)->text()) return false;
  const std::optional<Address> address = parse_address(answer.url);
  if (!address || !is_own(*address) || listed_.contains(answer.url)) return true;
  // A home page in the place of what is gone.
  return (address->path.empty() || address->path == "/") && address->query.empty();
}

void PageReading::take(const std::string& url, const HttpAnswer& answer, KnownPage known,
                       archive::RecordSink& sink) {
  known.etag = answer.header("etag");
  known.modified = answer.header("last-modified");
  if (!is_html(answer.body)) {
    state_.pages.insert_or_assign(url, known);
    return sink.leave_out("page that is no HTML");
  }
  std::string charset = archive::declared_charset(answer.body);
  const std::string type = answer.header("content-type");
  if (const std::size_t at = type.find("charset="); at != std::string::npos)
    charset = type.substr(at + 8, type.find_first_of("; ,", at + 8) - at - 8);
  std::string content = archive::decode_text(answer.body, charset);
  if (archive::has_control_characters(content)) content = archive::without_control_characters(content);
  PageSink page(sink, id_of(url), answer.url);
  archive::read_html_page(content, id_of(url), options_.reader, page);
  if (!page.article()) {
    // What was an article is asked for again at the next reading.
    if (known.id.empty()) state_.pages.insert_or_assign(url, known);
    return hold(known, sink);
  }
  const bool was_an_article = !known.id.empty();
  const std::string before = std::exchange(known.text, text::digest(page.article()->body));
  known.id = id_of(url);
  ChangedPage changed{url, *std::move(page.article()), std::move(known)};
  if (!was_an_article || before == changed.known.text) return accept(std::move(changed), sink);
  ChangedPages::Decided decided = changed_.add(std::move(changed));
  for (ChangedPage& accepted : decided.accepted) accept(std::move(accepted), sink);
  for (const ChangedPage& refused : decided.refused) refuse(refused, sink);
}

void PageReading::accept(ChangedPage page, archive::RecordSink& sink) {
  ++report_.read;
  state_.pages.insert_or_assign(page.url, std::move(page.known));
  sink.accept(0, std::move(page.article));
}

// What is known of the page stays as it was: the next reading asks for it again.
void PageReading::refuse(const ChangedPage& page, archive::RecordSink& sink) {
  hold(page.known, sink);
  ++report_.failed;
  sink.reject(0, page.known.id,
              page.url + ": says the same as other pages that were articles: they are kept as they were");
}

void PageReading::remove_missing(archive::RecordSink& sink) {
  std::vector<std::string> gone;
  std::uint64_t articles = 0;
  for (const auto& [url, page] : state_.pages) {
    articles += page.id.empty() ? 0 : 1;
    if (page.missing >= kMissingReadings) gone.push_back(url);
  }
  const auto lost = static_cast<std::uint64_t>(std::count_if(
      gone.begin(), gone.end(), [&](const auto& url) { return !state_.pages[url].id.empty(); }));
  const bool nothing_left = lost > 0 && lost == articles;
  if (nothing_left || (is_doubtful_loss(lost, articles) && !options_.accept_loss)) {
    report_.fault =
        std::to_string(lost) + " of " + std::to_string(articles) + " articles are on the site no more";
    sink.break_off(0, Ending::cut_off,
                   report_.fault + (nothing_left ? ": nothing is taken out"
                                                 : ": nothing is taken out without --prune=all (sync: "
                                                   "--accept-loss)"));
    return;
  }
  for (const std::string& url : gone) {
    if (!state_.pages[url].id.empty()) {
      ++report_.removed;
      sink.remove(0, state_.pages[url].id);
    }
    state_.pages.erase(url);
  }
}

}  // namespace fonds::sync
