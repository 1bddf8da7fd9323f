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
  std::vector<text::Analyzer> analyzers;

  std::shared_ptr<const Snapshot> current() const {
    const std::lock_guard lock(mutex);
    return snapshot;
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

  Understanding understand(const std::string& q, Match match, Fuzzy fuzzy, const State& state,
                           unsigned worker, Matcher& matcher) {
    return search::understand(q, match, fuzzy, today(), state.synonyms.get(), *state.snapshot,
                              analyzers[worker], matcher);
  }
};

Engine::Engine(std::filesystem::path index, EngineOptions options) : impl_(std::make_unique<Impl>()) {
  impl_->index = std::move(index);
  impl_->options = options;
  for (unsigned i = 0; i < options.workers; ++i) impl_->analyzers.emplace_back();
  impl_->snapshot = std::make_shared<const Snapshot>(index::open_current(impl_->index), options.workers);
}

Engine::~Engine() = default;

bool Engine::reload_if_changed(std::string* error) {
  try {
    const auto name = index::current_generation_name(impl_->index);
    if (!name || *name == impl_->current()->info().generation) return false;
    auto fresh = std::make_shared<const Snapshot>(index::open_current(impl_->index), impl_->options.workers);
    const std::lock_guard lock(impl_->mutex);
    impl_->snapshot.swap(fresh);
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
  Matcher matcher(*snapshot, worker, deadline);
  const Understanding understood =
      impl_->understand(request.q, request.match, request.fuzzy, state, worker, matcher);

  SearchResponse response;
  response.index = state.info();
  response.understood = query::to_string(understood.query.root.get());
  response.relaxed = understood.relaxed;
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

  std::optional<Cursor> cursor;
  if (!request.cursor.empty()) {
    cursor = decode_cursor(request.cursor);
    if (!cursor || (request.sort && cursor->sort != *request.sort)) throw BadCursor();
  }
  const bool empty_query = understood.query.root == nullptr;
  const Sort default_sort = empty_query ? Sort::newest : Sort::relevance;
  response.sort = cursor ? cursor->sort : request.sort.value_or(default_sort);
  if (request.limit == 0) return response;

  // The page, best first, and how many articles come before it.
  std::vector<Ranked> page;
  std::uint64_t before = cursor ? cursor->given : request.offset;
  bool more = false;  // articles after the page
  if (response.sort == Sort::relevance) {
    const bool moved = cursor && cursor->generation != response.index.state();
    // In a newer generation the last article may have moved: look as far as its place could be, or the whole
    // list.
    const std::uint64_t reach =
        moved ? response.total : std::min<std::uint64_t>(before + request.limit, response.total);
    std::vector<Ranked> ranked = rank(understood.plan, selected, static_cast<std::uint32_t>(reach), *snapshot,
                                      matcher, impl_->options.ranking);
    if (moved) {
      const Rank place = columns.after(cursor->order_key);
      const auto next = std::find_if(ranked.begin(), ranked.end(), [&](const Ranked& r) {
        return r.score < cursor->score || (r.score == cursor->score && r.rank >= place);
      });
      before = static_cast<std::uint64_t>(next - ranked.begin());
    }
    for (std::uint64_t i = before; i < ranked.size() && page.size() < request.limit; ++i)
      page.push_back(ranked[i]);
    more = before + page.size() < response.total;
  } else if (response.sort == Sort::newest) {
    Rank r = selected.next(cursor ? columns.after(cursor->order_key) : 0);
    for (std::uint64_t skip = cursor ? 0 : before; skip > 0 && r < selected.size(); --skip)
      r = selected.next(r + 1);
    for (; r < selected.size() && page.size() < request.limit; r = selected.next(r + 1))
      page.push_back({r, 0});
    more = r < selected.size();
  } else {
    // Oldest first: undated articles, which have the last ranks, still come last.
    std::uint64_t skip = cursor ? 0 : before;
    const Rank resume = cursor ? columns.after(cursor->order_key) : 0;
    const bool in_undated = cursor && cursor->order_key.starts_with(index::kUndatedOrder);
    // Dated ones from the oldest; a cursor stands after the article with its key, which may be gone by now.
    bool dated_left = false;
    if (!in_undated) {
      Rank end = columns.dated();
      if (cursor) {
        end = resume;
        if (end > 0 && columns.order_key(end - 1) == cursor->order_key) --end;
      }
      while (end > 0 && page.size() < request.limit) {
        const Rank r = selected.previous(end - 1);
        if (r >= selected.size()) break;
        if (skip > 0) {
          --skip;
        } else {
          page.push_back({r, 0});
        }
        end = r;
      }
      dated_left = end > 0 && selected.previous(end - 1) < selected.size();
    }
    Rank r = selected.next(in_undated ? resume : columns.dated());
    for (; r < selected.size() && page.size() < request.limit; r = selected.next(r + 1)) {
      if (skip > 0) {
        --skip;
      } else {
        page.push_back({r, 0});
      }
    }
    more = dated_left || r < selected.size();
  }

  const std::vector<const PlanNode*> leaves = positive_leaves(understood.plan);
  std::optional<Explainer> explainer;
  if (request.explain) {
    std::vector<Rank> hits;
    for (const Ranked& ranked : page) hits.push_back(ranked.rank);
    explainer.emplace(understood, request.q, hits, response.sort == Sort::relevance, *snapshot, matcher,
                      impl_->options.ranking);
  }
  for (std::size_t place = 0; place < page.size(); ++place) {
    const Ranked& ranked = page[place];
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
    for (const Ranked& ranked : page) shown.push_back(ranked.rank);
    const std::vector<std::size_t> first = near_identical(shown, *snapshot);
    for (std::size_t place = 0; place < first.size(); ++place) {
      if (first[place] != place) response.hits[place].near_identical_to = response.hits[first[place]].id;
    }
  }
  if (!page.empty() && more) {
    response.next_cursor = encode({response.sort, before + page.size(), page.back().score,
                                   columns.order_key(page.back().rank), response.index.state()});
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
    const Understanding understood =
        impl_->understand(q, Match::automatic, Fuzzy::automatic, state, worker, matcher);
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
