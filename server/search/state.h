// What one request is answered from: one generation of the index, with the synonyms of the moment. All questions that are
// asked of a State are answered by that generation, whatever is published meanwhile.
//
// Thread safety: all members may be called from any thread. The calls that take a `worker` number use that worker's own
// Xapian handles: one call at a time per worker. It is as cheap to copy as some pointers, and must not outlive its Engine.
// Errors: a query text never fails. DeadlineExceeded where the time ran out; index::IndexError where a request is the
// first to read what is damaged (Xapian's errors become these here); BadCursor where a cursor is not one of ours.
#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/index/schema.h"
#include "server/search/deadline.h"
#include "server/search/results.h"
#include "server/search/synonyms.h"
#include "server/search/types.h"

namespace fonds::search {

class EngineParts;
class Snapshot;

class BadCursor : public std::runtime_error {
 public:
  BadCursor() : std::runtime_error("not a cursor of this search") {}
};

class State {
 public:
  State(const EngineParts& parts, std::shared_ptr<const Snapshot> snapshot,
        std::shared_ptr<const Synonyms> synonyms, std::shared_ptr<const SourceNews> sources = {})
      : parts_(&parts),
        snapshot_(std::move(snapshot)),
        synonyms_(std::move(synonyms)),
        sources_(std::move(sources)) {}

  IndexInfo info() const;
  // The same, searched with other synonyms.
  State with(std::shared_ptr<const Synonyms> synonyms) const {
    return {*parts_, snapshot_, std::move(synonyms), sources_};
  }

  SearchResponse search(unsigned worker, const SearchRequest& request, Deadline deadline) const;
  // All results of a search, as request.limit says, for reading one after the other: no facets, no excerpts.
  // The engine must outlive them.
  std::unique_ptr<Results> results(unsigned worker, const SearchRequest& request, Deadline deadline) const;
  // nullopt where there is no such article. `today`: as SearchRequest's, for q.
  // Where `persons_at` is not empty, names in body_html are links to it + the person's value. Pictures are those from
  // the article's own host and from `image_hosts` (hit_images.h).
  std::optional<ArticleView> article(unsigned worker, std::string_view id, const std::string& q,
                                     text::Day today, Deadline deadline, std::string_view persons_at = {},
                                     const std::vector<std::string>& image_hosts = {}) const;
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
                                          Deadline deadline) const;
  // From when generation `since` was served to this one; nullopt where it is not known any more.
  std::optional<Changes> changes(std::string_view since, Deadline deadline) const;
  // For a text that the archive does not have.
  RelatedText related_text(unsigned worker, std::string_view title, std::string_view body,
                           std::uint32_t limit, Deadline deadline) const;
  std::vector<Suggestion> suggest(std::string_view q, std::uint32_t limit, Deadline deadline) const;
  // Values whose label has a word starting with each word of q (accents and case free); by count, then label.
  FacetListing facet_values(index::FacetKind kind, std::string_view q, std::uint32_t limit,
                            std::uint32_t offset, Deadline deadline) const;

 private:
  friend class Search;

  // Whether an answer may be given out: throws index::IndexError where the articles were cut off meanwhile.
  void check_whole() const;
  template <typename Make>
  auto profile(const Make& make) const;

  const EngineParts* parts_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::shared_ptr<const Synonyms> synonyms_;
  std::shared_ptr<const SourceNews> sources_;
};

}  // namespace fonds::search
