#include "server/search/state.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include <xapian.h>

#include "indexer/archive/images.h"
#include "indexer/index/generation.h"
#include "indexer/index/generation_folders.h"
#include "indexer/text/folding.h"
#include "server/search/chronology.h"
#include "server/search/dossier_profile.h"
#include "server/search/engine_parts.h"
#include "server/search/excerpt.h"
#include "server/search/front_page.h"
#include "server/search/highlight.h"
#include "server/search/hit.h"
#include "server/search/hit_images.h"
#include "server/search/label_words.h"
#include "server/search/person_profile.h"
#include "server/search/related.h"
#include "server/search/related_text.h"
#include "server/search/search.h"

namespace fonds::search {

namespace {
constexpr unsigned kValuesBetweenChecks = 1024;
}  // namespace

IndexInfo State::info() const {
  IndexInfo info = snapshot_->info();
  info.synonyms = synonyms_->digest();
  info.sources = sources_;
  return info;
}

void State::check_whole() const {
  snapshot_->check_whole();
}

// What `make` makes of the snapshot, with the state that it is of.
template <typename Make>
auto State::profile(const Make& make) const {
  return parts_->at_border([&] {
    auto made = make(*snapshot_);
    check_whole();
    if (made) made->index = info();
    return made;
  });
}

SearchResponse State::search(unsigned worker, const SearchRequest& request, Deadline deadline) const {
  return parts_->at_border([&] { return Search(*this, worker, request, deadline).response(); });
}

std::unique_ptr<Results> State::results(unsigned worker, const SearchRequest& request,
                                        Deadline deadline) const {
  return parts_->at_border([&] { return Search(*this, worker, request, deadline).results(); });
}

std::optional<ArticleView> State::article(unsigned worker, std::string_view id, const std::string& q,
                                          text::Day today, Deadline deadline, std::string_view persons_at,
                                          const std::vector<std::string>& image_hosts) const {
  return parts_->at_border([&]() -> std::optional<ArticleView> {
    const Rank rank = snapshot_->find(worker, id);
    if (rank == Columns::kNoRank) return std::nullopt;
    const index::StoredArticle article = snapshot_->article(rank);
    Matcher matcher(*snapshot_, worker, deadline);
    FieldMatches matches;
    if (!q.empty()) {
      const Understanding understood =
          understand({.q = q, .today = today}, {*snapshot_, synonyms_.get(), parts_->ranking,
                                                parts_->analyzers[worker], matcher, parts_->looked_into});
      matches = find_matches(positive_leaves(understood.plan), article, rank, matcher);
    }
    ArticleView view;
    view.hit = to_hit(article, snapshot_->columns());
    view.hit.title_html = mark(article.title, matches.title);
    view.lang = article.lang;
    view.lead_html = mark(article.lead, matches.lead);
    view.body_text = archive::text_without_captions(article.body, article.blocks);
    const std::vector<archive::Mark> marks = to_marks(matches.body);
    view.body_html = archive::render_body_html(
        article.body,
        {article.blocks, article.links, marks, name_links(article, snapshot_->columns(), persons_at),
         shown_images(article, image_hosts), article.styles, article.cells, article.embeds});
    view.is_page = snapshot_->columns().is_page(rank);
    check_whole();
    return view;
  });
}

std::optional<std::vector<Hit>> State::related(unsigned worker, std::string_view id, std::uint32_t limit,
                                               Deadline deadline) const {
  return parts_->at_border([&]() -> std::optional<std::vector<Hit>> {
    const Rank rank = snapshot_->find(worker, id);
    if (rank == Columns::kNoRank) return std::nullopt;
    std::vector<Hit> hits;
    for (const Rank other : search::related(rank, limit, *snapshot_, worker, deadline)) {
      check(deadline);
      const index::StoredArticle article = snapshot_->article(other);
      Hit hit = to_hit(article, snapshot_->columns());
      hit.title_html = mark(article.title, {});
      hit.excerpt_html = excerpt(article, {});
      hits.push_back(std::move(hit));
    }
    check_whole();
    return hits;
  });
}

RelatedText State::related_text(unsigned worker, std::string_view title, std::string_view body,
                                std::uint32_t limit, Deadline deadline) const {
  return parts_->at_border([&] {
    RelatedText related = search::related_text({title, body}, limit, *snapshot_, worker,
                                               parts_->analyzers[worker], parts_->recogniser(), deadline);
    check_whole();
    related.index = info();
    return related;
  });
}

std::optional<Changes> State::changes(std::string_view since, Deadline deadline) const {
  return parts_->at_border([&]() -> std::optional<Changes> {
    std::optional<Changes> changes = parts_->changes.since(since, snapshot_->info().generation);
    if (!changes && index::is_generation_name(since)) {
      // The generation before is left on disk.
      const auto folder =
          index::generation_folder(parts_->index, std::string(since)) / index::kDatabaseFolder;
      std::error_code none;
      if (!std::filesystem::is_directory(folder, none)) return std::nullopt;
      try {
        changes = difference(contents_of(Xapian::Database(folder.string())), *snapshot_);
      } catch (const Xapian::Error&) {  // removed meanwhile, or another version's
        return std::nullopt;
      }
    }
    check(deadline);
    if (changes) {
      changes->since = since;
      changes->index = info();
    }
    return changes;
  });
}

std::optional<PersonProfile> State::person(std::string_view value, const ChronologyPage& page,
                                           Deadline deadline) const {
  return profile([&](const Snapshot& snapshot) { return person_profile(value, page, snapshot, deadline); });
}

std::optional<DossierProfile> State::dossier(std::string_view value, const ChronologyPage& page,
                                             Deadline deadline) const {
  return profile([&](const Snapshot& snapshot) { return dossier_profile(value, page, snapshot, deadline); });
}

FrontPage State::front_page(text::Day today, Deadline deadline) const {
  return *profile(
      [&](const Snapshot& snapshot) { return std::optional(search::front_page(today, snapshot, deadline)); });
}

PeriodNeighbours State::around(text::Day first, text::Day last) const {
  return days_around(first, last, snapshot_->columns());
}

std::vector<ArticleAddress> State::addresses(const DatePeriod& period, std::uint32_t offset,
                                             std::uint32_t limit) const {
  return addresses_in(period, offset, limit, snapshot_->columns());
}

std::optional<ArticlePlace> State::place(unsigned worker, std::string_view id) const {
  return parts_->at_border([&]() -> std::optional<ArticlePlace> {
    const Rank rank = snapshot_->find(worker, id);
    if (rank == Columns::kNoRank) return std::nullopt;
    ArticlePlace place = article_place(rank, *snapshot_);
    check_whole();
    return place;
  });
}

std::vector<Suggestion> State::suggest(std::string_view q, std::uint32_t limit, Deadline deadline) const {
  return snapshot_->suggester().suggest(q, limit, snapshot_->expressions(deadline), deadline);
}

FacetListing State::facet_values(index::FacetKind kind, std::string_view q, std::uint32_t limit,
                                 std::uint32_t offset, Deadline deadline) const {
  const FacetColumn& column = snapshot_->columns().facet(kind);
  const std::string folded = text::fold(q);
  std::vector<index::Ordinal> found = column.matching({}, label_words(folded));
  check(deadline);
  std::sort(found.begin(), found.end(), [&](index::Ordinal a, index::Ordinal b) {
    return column.count(a) != column.count(b) ? column.count(a) > column.count(b)
                                              : column.label_place(a) < column.label_place(b);
  });
  FacetListing listing;
  listing.total = found.size();
  listing.index = info();
  DeadlineWatch watch(deadline, kValuesBetweenChecks);
  for (std::size_t i = offset; i < found.size() && listing.values.size() < limit; ++i) {
    watch.step();
    const FacetColumn::Value& value = column.value(found[i]);
    listing.values.push_back({value.slug, value.label, column.count(found[i]), false, false});
  }
  return listing;
}

}  // namespace fonds::search
