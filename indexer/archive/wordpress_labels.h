// From the categories and tags of a WordPress site to dossiers, for its export and for its REST API alike.
//
// Thread safety: one thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/reader.h"

namespace fonds::archive {

class WordPressLabels {
 public:
  explicit WordPressLabels(const ReaderOptions& options) : options_(options) {}

  // A category of the site, as HTML: a tag that differs from it by case or accents only is the same dossier.
  void know_category(std::string_view name);
  // Adds the dossier of a category or tag, as HTML. The category that WordPress gives to what has none is none,
  // unless the options name it.
  void add(bool is_tag, std::string_view name, std::vector<std::string>& dossiers) const;

 private:
  const ReaderOptions& options_;
  // names by their folded form
  std::map<std::string, std::string, std::less<>> categories_;
};

}  // namespace fonds::archive
