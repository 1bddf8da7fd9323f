#include "server/search/hit.h"

#include <set>
#include <string>

#include "server/search/hit_images.h"

namespace fonds::search {

namespace {

std::vector<FacetLabel> labels(const FacetColumn& column, const std::vector<index::Ordinal>& ordinals) {
  std::vector<FacetLabel> labels;
  for (const index::Ordinal ordinal : ordinals) {
    if (ordinal < column.size()) labels.push_back({column.value(ordinal).slug, column.value(ordinal).label});
  }
  return labels;
}

}  // namespace

Hit to_hit(const index::StoredArticle& article, const Columns& columns) {
  Hit hit;
  hit.id = article.id;
  hit.url = article.url;
  hit.title = article.title;
  hit.author = article.author;
  hit.source = article.source;
  hit.day = article.day;
  hit.published = article.published;
  hit.modified = article.modified;
  hit.lead = article.lead;
  hit.images = images_of(article);
  hit.dossiers = labels(columns.facet(index::FacetKind::dossier), article.dossiers);
  hit.persons = labels(columns.facet(index::FacetKind::person), article.persons);
  return hit;
}

std::vector<archive::NameLink> name_links(const index::StoredArticle& article, const Columns& columns,
                                          std::string_view persons_at) {
  std::vector<archive::NameLink> links;
  if (persons_at.empty()) return links;
  const FacetColumn& persons = columns.facet(index::FacetKind::person);
  std::set<index::Ordinal> linked;
  for (const index::PersonMention& mention : article.mentions) {
    if (mention.person >= persons.size() || !linked.insert(mention.person).second) continue;
    links.push_back(
        {mention.begin, mention.end, std::string(persons_at) + persons.value(mention.person).slug});
  }
  return links;
}

}  // namespace fonds::search
