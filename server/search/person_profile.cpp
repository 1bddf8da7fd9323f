#include "server/search/person_profile.h"

#include <algorithm>
#include <unordered_map>

#include "server/search/chronology.h"
#include "server/search/facets.h"
#include "server/search/hit.h"

namespace fonds::search {

namespace {

constexpr std::uint32_t kMostDossiers = 12;  // more say nothing of a person
constexpr std::size_t kCompanions = 15;      // persons met most with
constexpr std::size_t kNewest = 5;           // articles shown; the search has them all

// The persons in the same articles, those of most articles first.
std::vector<FacetValue> companions(index::Ordinal person, std::pair<const Rank*, const Rank*> articles,
                                   const FacetColumn& persons) {
  std::unordered_map<index::Ordinal, std::uint32_t> counts;
  const auto [begin, end] = articles;
  for (const Rank* rank = begin; rank != end; ++rank) {
    const auto [first, last] = persons.of(*rank);
    for (const index::Ordinal* other = first; other != last; ++other) ++counts[*other];
  }
  counts.erase(person);
  std::vector<std::pair<index::Ordinal, std::uint32_t>> order(counts.begin(), counts.end());
  const auto kept = order.begin() + static_cast<std::ptrdiff_t>(std::min(order.size(), kCompanions));
  std::partial_sort(order.begin(), kept, order.end(), [&](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second
                                : persons.label_place(a.first) < persons.label_place(b.first);
  });
  std::vector<FacetValue> values;
  for (auto it = order.begin(); it != kept; ++it) {
    const FacetColumn::Value& value = persons.value(it->first);
    values.push_back({value.slug, value.label, it->second, false, false});
  }
  return values;
}

}  // namespace

std::optional<PersonProfile> person_profile(std::string_view value, const ChronologyPage& page,
                                            const Snapshot& snapshot, Deadline deadline) {
  const Columns& columns = snapshot.columns();
  const FacetColumn& persons = columns.facet(index::FacetKind::person);
  const index::Ordinal person = persons.find(value);
  if (person == persons.size() || persons.count(person) == 0) return std::nullopt;

  PersonProfile profile;
  profile.index = snapshot.info();
  profile.person = {persons.value(person).slug, persons.value(person).label};
  for (const index::PersonFunction& function : persons.value(person).functions) {
    profile.functions.push_back({function.title, function.from, function.to});
  }
  const auto ranks = as_of(persons.articles(person), page.asof, columns);
  const auto [begin, end] = ranks;
  if (begin == end) return std::nullopt;
  profile.articles = static_cast<std::uint64_t>(end - begin);
  Bitmap articles(columns.size());
  for (const Rank* rank = begin; rank != end; ++rank) articles.set(*rank);
  check(deadline);
  profile.date = count_dates(articles, {}, columns);
  profile.dossiers =
      count_values(articles, columns.facet(index::FacetKind::dossier), {}, kMostDossiers).values;
  check(deadline);
  profile.companions = companions(person, ranks, persons);

  check(deadline);
  const auto hit = [&](Rank rank) { return to_hit(snapshot.article(rank), columns); };
  for (const Rank* rank = begin; rank != end && profile.newest.size() < kNewest; ++rank) {
    profile.newest.push_back(hit(*rank));
  }
  profile.first = first_of({begin, end}, snapshot);
  profile.last = last_of({begin, end}, snapshot);
  profile.chronology = chronology({begin, end}, page, snapshot, deadline);
  return profile;
}

}  // namespace fonds::search
