#include "server/search/dossier_profile.h"

#include "server/search/chronology.h"
#include "server/search/facets.h"

namespace fonds::search {

namespace {

constexpr std::uint32_t kPersons = 15, kNeighbouring = 8;  // those met most; more say nothing of a dossier

}  // namespace

std::optional<DossierProfile> dossier_profile(std::string_view value, const ChronologyPage& page,
                                              const Snapshot& snapshot, Deadline deadline) {
  const Columns& columns = snapshot.columns();
  const FacetColumn& dossiers = columns.facet(index::FacetKind::dossier);
  const index::Ordinal dossier = dossiers.find(value);
  if (dossier == dossiers.size() || dossiers.count(dossier) == 0) return std::nullopt;

  DossierProfile profile;
  profile.index = snapshot.info();
  profile.dossier = {dossiers.value(dossier).slug, dossiers.value(dossier).label};
  const auto ranks = as_of(dossiers.articles(dossier), page.asof, columns);
  if (ranks.first == ranks.second) return std::nullopt;
  profile.articles = static_cast<std::uint64_t>(ranks.second - ranks.first);
  Bitmap articles(columns.size());
  for (const Rank* rank = ranks.first; rank != ranks.second; ++rank) articles.set(*rank);
  check(deadline);
  profile.date = count_dates(articles, {}, columns);
  profile.persons = count_values(articles, columns.facet(index::FacetKind::person), {}, kPersons).values;
  check(deadline);
  for (FacetValue& other : count_values(articles, dossiers, {}, kNeighbouring + 1).values) {
    const bool itself = other.value == profile.dossier.value;
    if (!itself && profile.neighbours.size() < kNeighbouring) profile.neighbours.push_back(std::move(other));
  }
  profile.first = first_of(ranks, snapshot);
  profile.last = last_of(ranks, snapshot);
  profile.chronology = chronology(ranks, page, snapshot, deadline);
  return profile;
}

}  // namespace fonds::search
