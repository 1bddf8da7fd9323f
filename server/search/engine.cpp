#include "server/search/engine.h"

#include <algorithm>
#include <atomic>
#include <mutex>

#include <xapian.h>

#include "indexer/index/generation.h"
#include "indexer/text/folding.h"
#include "server/query/parser.h"
#include "server/search/cursor.h"
#include "server/search/excerpt.h"
#include "server/search/explanation.h"
#include "server/search/facets.h"
#include "server/search/highlight.h"
#include "server/search/hit.h"
#include "server/search/matching.h"
#include "server/search/near_identical.h"
#include "server/search/page.h"
#include "server/search/person_profile.h"
#include "server/search/plan.h"
#include "server/search/ranking.h"
#include "server/search/related.h"
#include "server/search/snapshot.h"
#include "server/search/understanding.h"

namespace fonds::search {

namespace {

text::Day today() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return static_cast<text::Day>(std::chrono::duration_cast<std::chrono::hours>(now).count() / 24);
}

}  // namespace

struct Engine::Impl {
  std::filesystem::path index;
  EngineOptions options;
  mutable std::mutex mutex;
  std::shared_ptr<const Snapshot> snapshot;
  std::shared_ptr<const Synonyms> synonyms = std::make_shared<const Synonyms>();
  std::shared_ptr<const archive::Delisting> delisting, applied;  // to be hidden, and of the snapshot
  std::vector<text::Analyzer> analyzers;

  std::shared_ptr<const Snapshot> current() const {
    const std::lock_guard lock(mutex);
    return snapshot;
  }

  Hidden hidden_in(const index::Generation& generation, const archive::Delisting* named) const {
    if (named == nullptr || named->lines.empty()) return {};
    return {Xapian::Database(generation.database.string()), *named};
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
    return {snapshot, synonyms};
  }

  Understanding understand(const Wish& wish, const State& state, unsigned worker, Matcher& matcher) {
    return search::understand(
        wish, {*state.snapshot, state.synonyms.get(), options.ranking, today(), analyzers[worker], matcher});
  }
};

Engine::Engine(std::filesystem::path index, EngineOptions options) : impl_(std::make_unique<Impl>()) {
  impl_->index = std::move(index);
  impl_->options = options;
  for (unsigned i = 0; i < options.workers; ++i) impl_->analyzers.emplace_back();
  impl_->delisting = impl_->applied = options.delisting;
  const index::Generation generation = index::open_current(impl_->index);
  impl_->snapshot = std::make_shared<const Snapshot>(generation, options.workers,
                                                     impl_->hidden_in(generation, options.delisting.get()));
}

Engine::~Engine() = default;

bool Engine::reload_if_changed(std::string* error) {
  try {
    const auto name = index::current_generation_name(impl_->index);
    std::unique_lock lock(impl_->mutex);
    const std::shared_ptr<const archive::Delisting> delisting = impl_->delisting;
    const std::shared_ptr<const Snapshot> served = impl_->snapshot;
    const bool same_register = delisting == impl_->applied;
    lock.unlock();
    if (!name || (*name == served->info().generation && same_register)) return false;
    const index::Generation generation = index::open_current(impl_->index);
    Hidden hidden = impl_->hidden_in(generation, delisting.get());
    std::shared_ptr<const Snapshot> fresh;
    if (generation.name != served->info().generation || hidden.digest() != served->hidden().digest())
      fresh = std::make_shared<const Snapshot>(generation, impl_->options.workers, std::move(hidden));
    lock.lock();
    impl_->applied = delisting;
    if (fresh == nullptr) return false;
    impl_->snapshot.swap(fresh);
    // What was served before is taken down without the lock.
    lock.unlock();
    return true;
  } catch (const std::exception& e) {
    if (error != nullptr) *error = e.what();
    return false;
  } catch (
      const Xapian::Error& e) {  // no std::exception; a generation replaced twice while it was being read
    if (error != nullptr) *error = e.get_description();
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

CacheUsage Engine::decoded_terms() const {
  return impl_->current()->postings().usage();
}

SearchResponse Engine::search(unsigned worker, const SearchRequest& request, Deadline deadline) {
  const Impl::State state = impl_->state();
  const std::shared_ptr<const Snapshot>& snapshot = state.snapshot;
  const Columns& columns = snapshot->columns();
  std::optional<Cursor> cursor;
  if (!request.cursor.empty()) {
    cursor = decode_cursor(request.cursor);
    if (!cursor || (request.sort && cursor->sort != *request.sort)) throw BadCursor();
  }
  const Sort asked = cursor ? cursor->sort : request.sort.value_or(Sort::relevance);
  Matcher matcher(*snapshot, worker, deadline);
  const Understanding understood = impl_->understand(
      {request.q, request.match, request.fuzzy, asked == Sort::relevance}, state, worker, matcher);

  SearchResponse response;
  response.index = state.info();
  response.understood = query::to_string(understood.query.root.get());
  response.relaxed = understood.relaxed;
  response.all_words_found = understood.all_words_found;
  response.corrected = understood.corrected;
  response.suggestion = understood.suggestion;
  response.notes = understood.notes;

  const Selections selections = select(request, columns);
  Bitmap base = understood.matches;
  base &= selections.filters;
  Bitmap selected = base;
  if (selections.any_date) selected &= selections.date;
  if (selections.any_dossier) selected &= selections.dossier;
  if (selections.any_person) selected &= selections.person;
  response.total = selected.count();

  // For each facet, what the query and the other facets leave.
  const auto without = [&](const Bitmap& a, bool any_a, const Bitmap& b, bool any_b) {
    Bitmap rest = base;
    if (any_a) rest &= a;
    if (any_b) rest &= b;
    return rest;
  };
  if (request.facet_date) {
    response.date = count_dates(
        without(selections.dossier, selections.any_dossier, selections.person, selections.any_person),
        request.dates, columns);
  }
  if (request.facet_dossier) {
    response.dossier =
        count_values(without(selections.date, selections.any_date, selections.person, selections.any_person),
                     columns.facet(index::FacetKind::dossier), request.dossier, request.facet_limit);
  }
  if (request.facet_person) {
    response.person = count_values(
        without(selections.date, selections.any_date, selections.dossier, selections.any_dossier),
        columns.facet(index::FacetKind::person), request.person, request.facet_limit);
  }

  const bool empty_query = understood.query.root == nullptr;
  response.sort = cursor ? cursor->sort : request.sort.value_or(empty_query ? Sort::newest : Sort::relevance);
  if (request.limit == 0) return response;

  const Place from{cursor, request.offset, request.limit};
  const Page page = response.sort == Sort::relevance
                        ? best_first(from, selected, understood.plan, *snapshot, matcher,
                                     impl_->options.ranking, response.index.state())
                    : response.sort == Sort::newest ? newest_first(from, selected, columns)
                                                    : oldest_first(from, selected, columns);

  const std::vector<const PlanNode*> leaves = positive_leaves(understood.plan);
  std::optional<Explainer> explainer;
  if (request.explain) {
    std::vector<Rank> hits;
    for (const Ranked& ranked : page.articles) hits.push_back(ranked.rank);
    explainer.emplace(understood, request.q, hits, response.sort == Sort::relevance, *snapshot, matcher,
                      impl_->options.ranking);
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
    const std::vector<std::size_t> first = near_identical(shown, *snapshot);
    for (std::size_t place = 0; place < first.size(); ++place) {
      if (first[place] != place) response.hits[place].near_identical_to = response.hits[first[place]].id;
    }
  }
  if (!page.articles.empty() && page.more) {
    const Ranked& last = page.articles.back();
    response.next_cursor = encode({response.sort, page.before + page.articles.size(), last.score,
                                   columns.order_key(last.rank), response.index.state()});
  }
  return response;
}

std::optional<ArticleView> Engine::article(unsigned worker, std::string_view id, const std::string& q,
                                           Deadline deadline, std::string_view persons_at) {
  const Impl::State state = impl_->state();
  const std::shared_ptr<const Snapshot>& snapshot = state.snapshot;
  const Rank rank = snapshot->find(worker, id);
  if (rank == Columns::kNoRank) return std::nullopt;
  const index::StoredArticle article = snapshot->article(rank);
  Matcher matcher(*snapshot, worker, deadline);
  FieldMatches matches;
  if (!q.empty()) {
    const Understanding understood = impl_->understand({.q = q}, state, worker, matcher);
    matches = find_matches(positive_leaves(understood.plan), article, rank, matcher);
  }
  ArticleView view;
  view.hit = to_hit(article, snapshot->columns());
  view.hit.title_html = mark(article.title, matches.title);
  view.lang = article.lang;
  view.lead_html = mark(article.lead, matches.lead);
  view.body_text = article.body;
  view.body_html =
      archive::render_body_html(article.body, article.blocks, article.links, to_marks(matches.body),
                                name_links(article, snapshot->columns(), persons_at));
  return view;
}

std::optional<std::vector<Hit>> Engine::related(unsigned worker, std::string_view id, std::uint32_t limit,
                                                Deadline deadline) {
  const std::shared_ptr<const Snapshot> snapshot = impl_->current();
  const Rank rank = snapshot->find(worker, id);
  if (rank == Columns::kNoRank) return std::nullopt;
  std::vector<Hit> hits;
  for (const Rank other : search::related(rank, limit, *snapshot, worker, deadline)) {
    const index::StoredArticle article = snapshot->article(other);
    Hit hit = to_hit(article, snapshot->columns());
    hit.title_html = mark(article.title, {});
    hit.excerpt_html = excerpt(article, {});
    hits.push_back(std::move(hit));
  }
  return hits;
}

std::optional<PersonProfile> Engine::person(std::string_view value) const {
  const Impl::State state = impl_->state();
  std::optional<PersonProfile> profile = person_profile(value, *state.snapshot);
  if (profile) profile->index = state.info();
  return profile;
}

std::vector<Suggestion> Engine::suggest(std::string_view q, std::uint32_t limit) const {
  return impl_->current()->suggester().suggest(q, limit);
}

FacetListing Engine::facet_values(index::FacetKind kind, std::string_view q, std::uint32_t limit,
                                  std::uint32_t offset) const {
  const Impl::State state = impl_->state();
  const std::shared_ptr<const Snapshot>& snapshot = state.snapshot;
  const FacetColumn& column = snapshot->columns().facet(kind);
  std::vector<std::string> words;
  std::string word;
  for (const char c : text::fold(q) + " ") {
    if (c == ' ' || c == '-' || c == '\'') {
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
    } else {
      word += c;
    }
  }
  std::vector<index::Ordinal> found = column.matching(words, true);
  std::sort(found.begin(), found.end(), [&](index::Ordinal a, index::Ordinal b) {
    return column.count(a) != column.count(b) ? column.count(a) > column.count(b)
                                              : column.label_place(a) < column.label_place(b);
  });
  FacetListing listing;
  listing.total = found.size();
  listing.index = state.info();
  for (std::size_t i = offset; i < found.size() && listing.values.size() < limit; ++i) {
    const FacetColumn::Value& value = column.value(found[i]);
    listing.values.push_back({value.slug, value.label, column.count(found[i]), false, false});
  }
  return listing;
}

}  // namespace fonds::search
