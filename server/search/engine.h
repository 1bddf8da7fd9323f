// The search engine: one published index, answered exactly. Holds the current snapshot, swaps in a newer
// generation when reload_if_changed() finds one, and lets running requests finish on the one they started
// with.
//
// Thread safety: all members may be called from any thread. The calls that take a `worker` number use that
// worker's own Xapian handles: one call at a time per worker. Errors: a query text never fails.
// DeadlineExceeded where the time ran out; index::IndexError where the index is missing, incompatible or
// damaged, also where a request is the first to read what is damaged (Xapian's errors become these here); BadCursor where a cursor is not one of ours.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/delisting.h"
#include "indexer/index/schema.h"
#include "indexer/threads/lru_cache.h"
#include "server/search/deadline.h"
#include "server/search/plan.h"
#include "server/search/ranking_weights.h"
#include "server/search/results.h"
#include "server/search/synonyms.h"
#include "server/search/types.h"

namespace fonds::search {

class BadCursor : public std::runtime_error {
 public:
  BadCursor() : std::runtime_error("not a cursor of this search") {}
};

struct EngineOptions {
  unsigned workers = 2;
  RankingWeights ranking = {};
  // See set_delisting(); null = none.
  std::shared_ptr<const archive::Delisting> delisting = {};
  // Articles that one query may look into, see PlanLimits.
  std::uint64_t looked_into = PlanLimits::kLookedInto;
  // Told what the verification of a generation's files has found, from a thread of the engine's own.
  std::function<void(const std::string& generation, const IndexHealth&)> on_verified = {};
};

class Engine {
 public:
  // Opens the current generation. Throws index::IndexError.
  Engine(std::filesystem::path index, EngineOptions options);
  ~Engine();

  // True where a new generation was opened, or the one that is served was opened without the articles of
  // another register. Never throws: a generation that cannot be
  // opened is reported through `error` (the old one goes on serving) and tried again at the next call.
  bool reload_if_changed(std::string* error);

  // The articles that it names are to be served no more, in this generation and in those to come: as if they
  // were not in the index. From the next reload_if_changed() on.
  void set_delisting(std::shared_ptr<const archive::Delisting> delisting);

  // Queries that begin from now on are read with these.
  void set_synonyms(Synonyms synonyms);

  IndexInfo info() const;

  // Of the files of the generation that is served: they are verified in the background after it was opened.
  IndexHealth health() const;

  // of the index that is served now
  CacheUsage decoded_terms() const;

  SearchResponse search(unsigned worker, const SearchRequest& request, Deadline deadline);
  // All results of a search, as request.limit says, for reading one after the other: no facets, no excerpts.
  // The engine must outlive them.
  std::unique_ptr<Results> results(unsigned worker, const SearchRequest& request, Deadline deadline);
  // nullopt where there is no such article. `today`: as SearchRequest's, for q.
  // Where `persons_at` is not empty, names in body_html are links to it + the person's value. Pictures are those from
  // the article's own host and from `image_hosts` (hit_images.h).
  std::optional<ArticleView> article(unsigned worker, std::string_view id, const std::string& q,
                                     text::Day today, Deadline deadline, std::string_view persons_at = {},
                                     const std::vector<std::string>& image_hosts = {});
  // nullopt where no article names such a person.
  std::optional<PersonProfile> person(std::string_view value, const ChronologyPage& page,
                                      Deadline deadline) const;
  // nullopt where no article belongs to such a dossier.
  std::optional<DossierProfile> dossier(std::string_view value, const ChronologyPage& page,
                                        Deadline deadline) const;
  // The same for everybody; changes with the index and with the day.
  FrontPage front_page(text::Day today, Deadline deadline) const;
  PeriodNeighbours around(text::Day first, text::Day last) const;
  // The articles of a period, newest first, from `offset`.
  std::vector<ArticleAddress> addresses(const DatePeriod& period, std::uint32_t offset,
                                        std::uint32_t limit) const;
  // nullopt where there is no such article.
  std::optional<ArticlePlace> place(unsigned worker, std::string_view id) const;
  std::optional<std::vector<Hit>> related(unsigned worker, std::string_view id, std::uint32_t limit,
                                          Deadline deadline);
  // From when generation `since` was served to now; nullopt where it is not known any more.
  std::optional<Changes> changes(std::string_view since, Deadline deadline) const;
  // For a text that the archive does not have.
  RelatedText related_text(unsigned worker, std::string_view title, std::string_view body,
                           std::uint32_t limit, Deadline deadline);
  std::vector<Suggestion> suggest(std::string_view q, std::uint32_t limit, Deadline deadline) const;
  // Values whose label has a word starting with each word of q (accents and case free); by count, then label.
  FacetListing facet_values(index::FacetKind kind, std::string_view q, std::uint32_t limit,
                            std::uint32_t offset, Deadline deadline) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fonds::search
