#include "indexer/archive/wordpress_labels.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/archive/admission.h"
#include "indexer/archive/clean_text.h"
#include "indexer/text/folding.h"

namespace fonds::archive {
namespace {

// How WordPress, in the languages a French site may have been set up in, names the category of what has none.
constexpr std::array<std::string_view, 4> kNoCategory = {"Non classé", "Non classé(e)", "Uncategorized",
                                                         "Sans catégorie"};

}  // namespace

void WordPressLabels::know_category(std::string_view name) {
  std::string label = one_line(clean_line(name));
  categories_.try_emplace(text::fold(label), label);
}

void WordPressLabels::add(bool is_tag, std::string_view name, std::vector<std::string>& dossiers) const {
  if (is_tag && !options_.tags_are_dossiers) return;
  std::string label = one_line(clean_line(name));
  const bool is_none = std::find(kNoCategory.begin(), kNoCategory.end(), label) != kNoCategory.end();
  if (is_none && !options_.dossier_names.contains(label)) return;
  // Half of a newsroom files under the category "Écoles", the other half tags "écoles": one dossier.
  const auto same = is_tag ? categories_.find(text::fold(label)) : categories_.end();
  dossiers.push_back(same != categories_.end() ? same->second : std::move(label));
}

}  // namespace fonds::archive
