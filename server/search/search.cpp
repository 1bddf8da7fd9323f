#include "server/search/search.h"

#include <utility>

#include "server/search/engine_parts.h"
#include "server/search/excerpt.h"
#include "server/search/explanation.h"
#include "server/search/highlight.h"
#include "server/search/hit.h"
#include "server/search/near_identical.h"

namespace fonds::search {

namespace {

std::optional<Cursor> cursor_of(const SearchRequest& request) {
  if (request.cursor.empty()) return std::nullopt;
  std::optional<Cursor> cursor = decode_cursor(request.cursor);
  if (!cursor || (request.sort && cursor->sort != *request.sort)) throw BadCursor();
  return cursor;
}

Wish wish_of(const SearchRequest& request, const std::optional<Cursor>& cursor) {
  const Sort asked = cursor ? cursor->sort : request.sort.value_or(Sort::relevance);
  return {request.q, request.today, request.match, request.fuzzy, request.typing, asked == Sort::relevance};
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

std::vector<Rank> ranks_of(const Page& page) {
  std::vector<Rank> ranks;
  ranks.reserve(page.articles.size());
  for (const Ranked& ranked : page.articles) ranks.push_back(ranked.rank);
  return ranks;
}

}  // namespace

Search::Search(const State& state, unsigned worker, const SearchRequest& request, Deadline deadline)
    : state_(state),
      snapshot_(*state.snapshot_),
      request_(request),
      deadline_(deadline),
      info_(state.info()),
      cursor_(cursor_of(request)),
      matcher_(snapshot_, worker, deadline),
      understood_(understand(wish_of(request, cursor_),
                             {snapshot_, state.synonyms_.get(), state.parts_->ranking,
                              state.parts_->analyzers[worker], matcher_, state.parts_->looked_into})),
      sort_(order_of(request, cursor_, understood_)),
      selections_(select(request, snapshot_.columns())),
      base_(understood_.matches) {
  base_ &= selections_.filters;
  selected_ = selections_.within(base_);
  check(deadline);
}

SearchResponse Search::response() {
  SearchResponse response;
  response.index = info_;
  response.sort = sort_;
  response.total = selected_.count();
  say_what_was_understood(response);
  count_facets(response);
  if (request_.limit > 0) {
    const Page page = this->page();
    show_hits(page, response);
    if (request_.excerpts) fold_identical(page, response);
    response.next_cursor = cursor_behind(page);
  }
  state_.check_whole();
  return response;
}

std::unique_ptr<Results> Search::results() {
  std::vector<Rank> ranks = ranks_of(page());
  state_.check_whole();
  return std::make_unique<Results>(state_.snapshot_, info_, std::move(ranks), state_.parts_->current);
}

Page Search::page() {
  return in_order(sort_, {cursor_, request_.offset, request_.limit}, selected_, understood_.plan, snapshot_,
                  matcher_, state_.parts_->ranking, info_.state());
}

void Search::say_what_was_understood(SearchResponse& response) const {
  response.understood = query::to_string(understood_.query.root.get());
  response.relaxed = understood_.relaxed;
  response.all_words_found = understood_.all_words_found;
  response.corrected = understood_.corrected;
  response.suggestion = understood_.suggestion;
  response.notes = understood_.notes;
  for (const PlanNode* period : positive_periods(understood_.plan)) {
    // The year of a month is said with it.
    if (!period->by_date || period->typed.empty()) continue;
    response.said_dates.push_back(said_date(*period, snapshot_.columns()));
  }
}

// For each facet, what the query and the other facets leave.
void Search::count_facets(SearchResponse& response) const {
  const Columns& columns = snapshot_.columns();
  if (request_.facet_date) {
    response.date = count_dates(selections_.within_others(base_, FacetName::date), request_.dates, columns);
  }
  const auto count = [&](bool wanted, FacetName name, index::FacetKind kind,
                         const FacetSelection& selection) -> std::optional<Facet> {
    if (!wanted) return std::nullopt;
    // Together, a further person narrows what the others leave.
    const bool together = name == FacetName::person && request_.persons_together;
    return count_values(together ? selected_ : selections_.within_others(base_, name), columns.facet(kind),
                        selection, request_.facet_limit);
  };
  using index::FacetKind;
  response.dossier = count(request_.facet_dossier, FacetName::dossier, FacetKind::dossier, request_.dossier);
  response.person = count(request_.facet_person, FacetName::person, FacetKind::person, request_.person);
  response.author = count(request_.facet_author, FacetName::author, FacetKind::author, request_.author);
  response.source = count(request_.facet_source, FacetName::source, FacetKind::source, request_.source);
}

void Search::show_hits(const Page& page, SearchResponse& response) {
  const std::vector<const PlanNode*> leaves = positive_leaves(understood_.plan);
  std::optional<Explainer> explainer;
  if (request_.explain) {
    explainer.emplace(understood_, request_.q, ranks_of(page), sort_ == Sort::relevance, snapshot_, matcher_,
                      state_.parts_->ranking);
  }
  for (std::size_t place = 0; place < page.articles.size(); ++place) {
    const Ranked& ranked = page.articles[place];
    matcher_.check_deadline();
    const index::StoredArticle article = snapshot_.article(ranked.rank);
    Hit hit = to_hit(article, snapshot_.columns());
    hit.score = ranked.score;
    const FieldMatches matches = find_matches(leaves, article, ranked.rank, matcher_);
    if (explainer) hit.explanation = explainer->explain(place, ranked.score, article, matches);
    hit.title_html = mark(article.title, matches.title);
    if (request_.excerpts) hit.excerpt_html = excerpt(article, matches);
    response.hits.push_back(std::move(hit));
  }
}

void Search::fold_identical(const Page& page, SearchResponse& response) const {
  const std::vector<std::size_t> first = near_identical(ranks_of(page), snapshot_, deadline_);
  for (std::size_t place = 0; place < first.size(); ++place) {
    if (first[place] != place) response.hits[place].near_identical_to = response.hits[first[place]].id;
  }
}

// Empty behind the last page.
std::string Search::cursor_behind(const Page& page) const {
  if (page.articles.empty() || !page.more) return {};
  const Columns& columns = snapshot_.columns();
  const Ranked& last = page.articles.back();
  const double place =
      sort_ == Sort::modified ? static_cast<double>(columns.modified(last.rank)) : last.score;
  return encode(
      {sort_, page.before + page.articles.size(), place, columns.order_key(last.rank), info_.state()});
}

}  // namespace fonds::search
