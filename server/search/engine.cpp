#include "server/search/engine.h"

#include <algorithm>
#include <atomic>
#include <mutex>

#include <xapian.h>

#include "indexer/archive/images.h"
#include "indexer/index/database_errors.h"
#include "indexer/index/generation.h"
#include "indexer/index/generation_folders.h"
#include "indexer/index/verification.h"
#include "indexer/persons/recogniser.h"
#include "indexer/text/folding.h"
#include "server/query/parser.h"
#include "server/search/change_log.h"
#include "server/search/chronology.h"
#include "server/search/cursor.h"
#include "server/search/dossier_profile.h"
#include "server/search/excerpt.h"
#include "server/search/explanation.h"
#include "server/search/facets.h"
#include "server/search/file_verification.h"
#include "server/search/front_page.h"
#include "server/search/highlight.h"
#include "server/search/hit.h"
#include "server/search/hit_images.h"
#include "server/search/label_words.h"
#include "server/search/matching.h"
#include "server/search/near_identical.h"
#include "server/search/page.h"
#include "server/search/person_profile.h"
#include "server/search/plan.h"
#include "server/search/ranking.h"
#include "server/search/related.h"
#include "server/search/related_text.h"
#include "server/search/results.h"
#include "server/search/snapshot.h"
#include "server/search/understanding.h"

namespace fonds::search {

namespace {
constexpr unsigned kValuesBetweenChecks = 1024;

std::optional<Cursor> cursor_of(const SearchRequest& request) {
  if (request.cursor.empty()) return std::nullopt;
  std::optional<Cursor> cursor = decode_cursor(request.cursor);
  if (!cursor || (request.sort && cursor->sort != *request.sort)) throw BadCursor();
  return cursor;
}

// The order that a search is answered in. An empty query has no relevance.
Sort order_of(const SearchRequest& request, const std::optional<Cursor>& cursor,
              const Understanding& understood) {
  if (cursor) return cursor->sort;
  return request.sort.value_or(understood.query.root == nullptr ? Sort::newest : Sort::relevance);
}

SearchResponse::SaidDate said_date(const PlanNode& period, const Columns& columns) {
  SearchResponse::SaidDate said;
  said.typed = period.typed;
  said.every_year = period.every_year;
  said.in_text = period.children.front().kind != PlanNode::Kind::nothing;
  for (std::size_t i = 0; i < period.dates.size(); ++i) {
    const auto [begin, end] = columns.range(period.days_said[i].first, period.days_said[i].second);
    if (begin < end || !said.every_year) said.dates.push_back(period.dates[i]);
  }
  return said;
}

}  // namespace

struct Engine::Impl {
  std::filesystem::path index;
  EngineOptions options;
  mutable std::mutex mutex;
  std::shared_ptr<const Snapshot> served;
  std::shared_ptr<const FileVerification> files;  // of `served`
  std::shared_ptr<const Synonyms> synonyms = std::make_shared<const Synonyms>();
  std::shared_ptr<const archive::Delisting> delisting, applied;  // to be hidden, and of the snapshot
  std::vector<text::Analyzer> analyzers;
  ChangeLog changes;
  std::once_flag recogniser_made;
  std::optional<persons::Recogniser> persons_recogniser;

  // Made for the first text that asks for it: most servers never need one.
  const persons::Recogniser& recogniser() {
    std::call_once(recogniser_made, [this] { persons_recogniser.emplace(); });
    return *persons_recogniser;
  }

  std::shared_ptr<const Snapshot> current() const {
    const std::lock_guard lock(mutex);
    return served;
  }

  // Runs one step at the border of Xapian: what that throws is no std::exception, and says nothing of the index.
  template <typename Step>
  auto at_border(Step&& step) const {
    return index::with_index_errors(index, std::forward<Step>(step));
  }

  // A generation that is served, and what is known of its files.
  struct Served {
    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<const FileVerification> files;
  };
  // Opens the current generation without the articles that are `named`; nullopt where that is what `now` serves.
  // Throws index::IndexError.
  std::optional<Served> open(const archive::Delisting* named, const Snapshot* now) const {
    return at_border([&]() -> std::optional<Served> {
      const index::Generation generation = index::open_current(index);
      Hidden hidden = hidden_in(generation, named);
      if (now != nullptr && generation.name == now->info().generation &&
          hidden.digest() == now->hidden().digest()) {
        return std::nullopt;
      }
      auto snapshot = std::make_shared<const Snapshot>(generation, options.workers, std::move(hidden));
      auto finished = [told = options.on_verified, name = generation.name](const IndexHealth& health) {
        if (told) told(name, health);
      };
      return Served{std::move(snapshot),
                    std::make_shared<const FileVerification>(generation, std::move(finished))};
    });
  }
  // REQUIRES: nobody else replaces it. What was served before is let go of outside the lock.
  void serve(Served fresh) {
    const std::lock_guard lock(mutex);
    std::swap(served, fresh.snapshot);
    std::swap(files, fresh.files);
  }

  Hidden hidden_in(const index::Generation& generation, const archive::Delisting* named) const {
    if (named == nullptr || named->lines.empty()) return {};
    return {Xapian::Database(generation.database.string()), *named,
            [&] { return index::verify(generation).faults.empty(); }};
  }

  // What one request is answered from, from its beginning to its end.
  struct State {
    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<const Synonyms> synonyms;
    IndexInfo info() const {
      IndexInfo info = snapshot->info();
      info.synonyms = synonyms->digest();
      return info;
    }
  };
  State state() const {
    const std::lock_guard lock(mutex);
    return {served, synonyms};
  }

  Understanding understand(const Wish& wish, const State& state, unsigned worker, Matcher& matcher) {
    return search::understand(wish, {*state.snapshot, state.synonyms.get(), options.ranking,
                                     analyzers[worker], matcher, options.looked_into});
  }

  // What `make` makes of one snapshot, with the state that it is of.
  template <typename Make>
  auto profile(const Make& make) const {
    return at_border([&] {
      const State state = this->state();
      auto made = make(*state.snapshot);
      state.snapshot->check_whole();
      if (made) made->index = state.info();
      return made;
    });
  }

  // As Engine's.
  SearchResponse search(unsigned worker, const SearchRequest& request, Deadline deadline);
  std::optional<ArticleView> article(unsigned worker, std::string_view id, const std::string& q,
                                     text::Day today, Deadline deadline, std::string_view persons_at,
                                     const std::vector<std::string>& image_hosts);
  std::optional<std::vector<Hit>> related(unsigned worker, std::string_view id, std::uint32_t limit,
                                          Deadline deadline) const;
  std::unique_ptr<Results> results(unsigned worker, const SearchRequest& request, Deadline deadline);
  FacetListing facet_values(index::FacetKind kind, std::string_view q, std::uint32_t limit,
                            std::uint32_t offset, Deadline deadline) const;
};

Engine::Engine(std::filesystem::path index, EngineOptions options) : impl_(std::make_unique<Impl>()) {
  impl_->index = std::move(index);
  impl_->options = options;
  for (unsigned i = 0; i < options.workers; ++i) impl_->analyzers.emplace_back();
  impl_->delisting = impl_->applied = options.delisting;
  impl_->serve(*impl_->open(options.delisting.get(), nullptr));
}

Engine::~Engine() = default;

bool Engine::reload_if_changed(std::string* error) {
  try {
    const auto name = index::current_generation_name(impl_->index);
    std::unique_lock lock(impl_->mutex);
    const std::shared_ptr<const archive::Delisting> delisting = impl_->delisting;
    const std::shared_ptr<const Snapshot> served = impl_->served;
    const bool same_register = delisting == impl_->applied;
    lock.unlock();
    if (!name || (*name == served->info().generation && same_register)) return false;
    auto fresh = impl_->open(delisting.get(), served.get());
    lock.lock();
    impl_->applied = delisting;
    lock.unlock();
    if (!fresh) return false;
    impl_->changes.add(*served, *fresh->snapshot);
    impl_->serve(*std::move(fresh));
    return true;
  } catch (const std::exception& e) {
    if (error != nullptr) *error = e.what();
    return false;
  }
}

void Engine::set_delisting(std::shared_ptr<const archive::Delisting> delisting) {
  const std::lock_guard lock(impl_->mutex);
  impl_->delisting = std::move(delisting);
}

void Engine::set_synonyms(Synonyms synonyms) {
  auto fresh = std::make_shared<const Synonyms>(std::move(synonyms));
  const std::lock_guard lock(impl_->mutex);
  impl_->synonyms.swap(fresh);
}

IndexInfo Engine::info() const {
  return impl_->state().info();
}

IndexHealth Engine::health() const {
  std::shared_ptr<const FileVerification> files;
  {
    const std::lock_guard lock(impl_->mutex);
    files = impl_->files;
  }
  return files->health();
}

CacheUsage Engine::decoded_terms() const {
  return impl_->current()->postings().usage();
}

SearchResponse Engine::Impl::search(unsigned worker, const SearchRequest& request, Deadline deadline) {
  const State state = this->state();
  const std::shared_ptr<const Snapshot>& snapshot = state.snapshot;
  const Columns& columns = snapshot->columns();
  const std::optional<Cursor> cursor = cursor_of(request);
  const Sort asked = cursor ? cursor->sort : request.sort.value_or(Sort::relevance);
  Matcher matcher(*snapshot, worker, deadline);
  const Understanding understood = understand(
      {request.q, request.today, request.match, request.fuzzy, request.typing, asked == Sort::relevance},
      state, worker, matcher);

  SearchResponse response;
  response.index = state.info();
  response.understood = query::to_string(understood.query.root.get());
  response.relaxed = understood.relaxed;
  response.all_words_found = understood.all_words_found;
  response.corrected = understood.corrected;
  response.suggestion = understood.suggestion;
  response.notes = understood.notes;
  for (const PlanNode* period : positive_periods(understood.plan)) {
    // The year of a month is said with it.
    if (!period->by_date || period->typed.empty()) continue;
    response.said_dates.push_back(said_date(*period, columns));
  }

  const Selections selections = select(request, columns);
  Bitmap base = understood.matches;
  base &= selections.filters;
  const Bitmap selected = selections.within(base);
  response.total = selected.count();
  check(deadline);

  // For each facet, what the query and the other facets leave.
  if (request.facet_date) {
    response.date = count_dates(selections.within_others(base, FacetName::date), request.dates, columns);
  }
  const auto count = [&](FacetName name, index::FacetKind kind, const FacetSelection& selection) {
    // Together, a further person narrows what the others leave.
    const bool together = name == FacetName::person && request.persons_together;
    return count_values(together ? selected : selections.within_others(base, name), columns.facet(kind),
                        selection, request.facet_limit);
  };
  if (request.facet_dossier) {
    response.dossier = count(FacetName::dossier, index::FacetKind::dossier, request.dossier);
  }
  if (request.facet_person) {
    response.person = count(FacetName::person, index::FacetKind::person, request.person);
  }
  if (request.facet_author) {
    response.author = count(FacetName::author, index::FacetKind::author, request.author);
  }
  if (request.facet_source) {
    response.source = count(FacetName::source, index::FacetKind::source, request.source);
  }

  response.sort = order_of(request, cursor, understood);
  if (request.limit == 0) {
    snapshot->check_whole();
    return response;
  }

  const Place from{cursor, request.offset, request.limit};
  const Page page = in_order(response.sort, from, selected, understood.plan, *snapshot, matcher,
                             options.ranking, response.index.state());

  const std::vector<const PlanNode*> leaves = positive_leaves(understood.plan);
  std::optional<Explainer> explainer;
  if (request.explain) {
    std::vector<Rank> hits;
    for (const Ranked& ranked : page.articles) hits.push_back(ranked.rank);
    explainer.emplace(understood, request.q, hits, response.sort == Sort::relevance, *snapshot, matcher,
                      options.ranking);
  }
  for (std::size_t place = 0; place < page.articles.size(); ++place) {
    const Ranked& ranked = page.articles[place];
    matcher.check_deadline();
    const index::StoredArticle article = snapshot->article(ranked.rank);
    Hit hit = to_hit(article, columns);
    hit.score = ranked.score;
    const FieldMatches matches = find_matches(leaves, article, ranked.rank, matcher);
    if (explainer) hit.explanation = explainer->explain(place, ranked.score, article, matches);
    hit.title_html = mark(article.title, matches.title);
    if (request.excerpts) hit.excerpt_html = excerpt(article, matches);
    response.hits.push_back(std::move(hit));
  }
  if (request.excerpts) {
    std::vector<Rank> shown;
    for (const Ranked& ranked : page.articles) shown.push_back(ranked.rank);
    const std::vector<std::size_t> first = near_identical(shown, *snapshot, deadline);
    for (std::size_t place = 0; place < first.size(); ++place) {
      if (first[place] != place) response.hits[place].near_identical_to = response.hits[first[place]].id;
    }
  }
  if (!page.articles.empty() && page.more) {
    const Ranked& last = page.articles.back();
    const double place =
        response.sort == Sort::modified ? static_cast<double>(columns.modified(last.rank)) : last.score;
    response.next_cursor = encode({response.sort, page.before + page.articles.size(), place,
                                   columns.order_key(last.rank), response.index.state()});
  }
  snapshot->check_whole();
  return response;
}

std::optional<ArticleView> Engine::Impl::article(unsigned worker, std::string_view id, const std::string& q,
                                                 text::Day today, Deadline deadline,
                                                 std::string_view persons_at,
                                                 const std::vector<std::string>& image_hosts) {
  const State state = this->state();
  const std::shared_ptr<const Snapshot>& snapshot = state.snapshot;
  const Rank rank = snapshot->find(worker, id);
  if (rank == Columns::kNoRank) return std::nullopt;
  const index::StoredArticle article = snapshot->article(rank);
  Matcher matcher(*snapshot, worker, deadline);
  FieldMatches matches;
  if (!q.empty()) {
    const Understanding understood = understand({.q = q, .today = today}, state, worker, matcher);
    matches = find_matches(positive_leaves(understood.plan), article, rank, matcher);
  }
  ArticleView view;
  view.hit = to_hit(article, snapshot->columns());
  view.hit.title_html = mark(article.title, matches.title);
  view.lang = article.lang;
  view.lead_html = mark(article.lead, matches.lead);
  view.body_text = archive::text_without_captions(article.body, article.blocks);
  const std::vector<archive::Mark> marks = to_marks(matches.body);
  view.body_html = archive::render_body_html(
      article.body,
      {article.blocks, article.links, marks, name_links(article, snapshot->columns(), persons_at),
       shown_images(article, image_hosts), article.styles, article.cells, article.embeds});
  view.is_page = snapshot->columns().is_page(rank);
  snapshot->check_whole();
  return view;
}

std::optional<std::vector<Hit>> Engine::Impl::related(unsigned worker, std::string_view id,
                                                      std::uint32_t limit, Deadline deadline) const {
  const std::shared_ptr<const Snapshot> snapshot = current();
  const Rank rank = snapshot->find(worker, id);
  if (rank == Columns::kNoRank) return std::nullopt;
  std::vector<Hit> hits;
  for (const Rank other : search::related(rank, limit, *snapshot, worker, deadline)) {
    check(deadline);
    const index::StoredArticle article = snapshot->article(other);
    Hit hit = to_hit(article, snapshot->columns());
    hit.title_html = mark(article.title, {});
    hit.excerpt_html = excerpt(article, {});
    hits.push_back(std::move(hit));
  }
  snapshot->check_whole();
  return hits;
}

FacetListing Engine::Impl::facet_values(index::FacetKind kind, std::string_view q, std::uint32_t limit,
                                        std::uint32_t offset, Deadline deadline) const {
  const State state = this->state();
  const FacetColumn& column = state.snapshot->columns().facet(kind);
  const std::string folded = text::fold(q);
  std::vector<index::Ordinal> found = column.matching({}, label_words(folded));
  check(deadline);
  std::sort(found.begin(), found.end(), [&](index::Ordinal a, index::Ordinal b) {
    return column.count(a) != column.count(b) ? column.count(a) > column.count(b)
                                              : column.label_place(a) < column.label_place(b);
  });
  FacetListing listing;
  listing.total = found.size();
  listing.index = state.info();
  DeadlineWatch watch(deadline, kValuesBetweenChecks);
  for (std::size_t i = offset; i < found.size() && listing.values.size() < limit; ++i) {
    watch.step();
    const FacetColumn::Value& value = column.value(found[i]);
    listing.values.push_back({value.slug, value.label, column.count(found[i]), false, false});
  }
  return listing;
}

std::unique_ptr<Results> Engine::Impl::results(unsigned worker, const SearchRequest& request,
                                               Deadline deadline) {
  const State state = this->state();
  const std::shared_ptr<const Snapshot>& snapshot = state.snapshot;
  const std::optional<Cursor> cursor = cursor_of(request);
  const Sort asked = cursor ? cursor->sort : request.sort.value_or(Sort::relevance);
  Matcher matcher(*snapshot, worker, deadline);
  const Understanding understood = understand({.q = request.q,
                                               .today = request.today,
                                               .match = request.match,
                                               .fuzzy = request.fuzzy,
                                               .typing = request.typing,
                                               .best_first = asked == Sort::relevance},
                                              state, worker, matcher);
  const Selections selections = select(request, snapshot->columns());
  Bitmap selected = selections.within(understood.matches);
  selected &= selections.filters;
  const IndexInfo info = state.info();
  const Place from{cursor, request.offset, request.limit};
  const Page page = in_order(order_of(request, cursor, understood), from, selected, understood.plan,
                             *snapshot, matcher, options.ranking, info.state());
  std::vector<Rank> ranks;
  ranks.reserve(page.articles.size());
  for (const Ranked& ranked : page.articles) ranks.push_back(ranked.rank);
  snapshot->check_whole();
  return std::make_unique<Results>(snapshot, info, std::move(ranks), [this] { return current(); });
}

// The border: what Xapian throws behind it comes out as an IndexError that names the index.

SearchResponse Engine::search(unsigned worker, const SearchRequest& request, Deadline deadline) {
  return impl_->at_border([&] { return impl_->search(worker, request, deadline); });
}

std::unique_ptr<Results> Engine::results(unsigned worker, const SearchRequest& request, Deadline deadline) {
  return impl_->at_border([&] { return impl_->results(worker, request, deadline); });
}

std::optional<ArticleView> Engine::article(unsigned worker, std::string_view id, const std::string& q,
                                           text::Day today, Deadline deadline, std::string_view persons_at,
                                           const std::vector<std::string>& image_hosts) {
  return impl_->at_border(
      [&] { return impl_->article(worker, id, q, today, deadline, persons_at, image_hosts); });
}

std::optional<std::vector<Hit>> Engine::related(unsigned worker, std::string_view id, std::uint32_t limit,
                                                Deadline deadline) {
  return impl_->at_border([&] { return impl_->related(worker, id, limit, deadline); });
}

RelatedText Engine::related_text(unsigned worker, std::string_view title, std::string_view body,
                                 std::uint32_t limit, Deadline deadline) {
  return impl_->at_border([&] {
    const Impl::State state = impl_->state();
    RelatedText related = search::related_text({title, body}, limit, *state.snapshot, worker,
                                               impl_->analyzers[worker], impl_->recogniser(), deadline);
    state.snapshot->check_whole();
    related.index = state.info();
    return related;
  });
}

std::optional<Changes> Engine::changes(std::string_view since, Deadline deadline) const {
  return impl_->at_border([&]() -> std::optional<Changes> {
    const Impl::State state = impl_->state();
    std::optional<Changes> changes = impl_->changes.since(since, state.snapshot->info().generation);
    if (!changes && index::is_generation_name(since)) {
      // The generation before is left on disk.
      const auto folder = index::generation_folder(impl_->index, std::string(since)) / index::kDatabaseFolder;
      std::error_code none;
      if (!std::filesystem::is_directory(folder, none)) return std::nullopt;
      try {
        changes = difference(contents_of(Xapian::Database(folder.string())), *state.snapshot);
      } catch (const Xapian::Error&) {  // removed meanwhile, or another version's
        return std::nullopt;
      }
    }
    check(deadline);
    if (changes) {
      changes->since = since;
      changes->index = state.info();
    }
    return changes;
  });
}

std::optional<PersonProfile> Engine::person(std::string_view value, const ChronologyPage& page,
                                            Deadline deadline) const {
  return impl_->profile(
      [&](const Snapshot& snapshot) { return person_profile(value, page, snapshot, deadline); });
}

std::optional<DossierProfile> Engine::dossier(std::string_view value, const ChronologyPage& page,
                                              Deadline deadline) const {
  return impl_->profile(
      [&](const Snapshot& snapshot) { return dossier_profile(value, page, snapshot, deadline); });
}

FrontPage Engine::front_page(text::Day today, Deadline deadline) const {
  return *impl_->profile(
      [&](const Snapshot& snapshot) { return std::optional(search::front_page(today, snapshot, deadline)); });
}

PeriodNeighbours Engine::around(text::Day first, text::Day last) const {
  return days_around(first, last, impl_->current()->columns());
}

std::vector<ArticleAddress> Engine::addresses(const DatePeriod& period, std::uint32_t offset,
                                              std::uint32_t limit) const {
  return addresses_in(period, offset, limit, impl_->current()->columns());
}

std::optional<ArticlePlace> Engine::place(unsigned worker, std::string_view id) const {
  return impl_->at_border([&]() -> std::optional<ArticlePlace> {
    const std::shared_ptr<const Snapshot> snapshot = impl_->current();
    const Rank rank = snapshot->find(worker, id);
    if (rank == Columns::kNoRank) return std::nullopt;
    ArticlePlace place = article_place(rank, *snapshot);
    snapshot->check_whole();
    return place;
  });
}

std::vector<Suggestion> Engine::suggest(std::string_view q, std::uint32_t limit, Deadline deadline) const {
  const auto snapshot = impl_->current();
  return snapshot->suggester().suggest(q, limit, snapshot->expressions(deadline), deadline);
}

FacetListing Engine::facet_values(index::FacetKind kind, std::string_view q, std::uint32_t limit,
                                  std::uint32_t offset, Deadline deadline) const {
  return impl_->facet_values(kind, q, limit, offset, deadline);
}

}  // namespace fonds::search
