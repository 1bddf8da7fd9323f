// From a post as the REST API gives it to the article that the site's export would give.
//
// Thread safety: one thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "indexer/archive/article.h"
#include "indexer/archive/wordpress_labels.h"

namespace fonds::sync {

// What posts refer to by number.
class WordPressNames {
 public:
  WordPressNames(const archive::ReaderOptions& options, std::string language)
      : language_(std::move(language)), labels_(options) {}

  void know_category(std::int64_t id, const std::string& name);
  void know_tag(std::int64_t id, const std::string& name);
  void know_author(std::int64_t id, const std::string& name);
  bool knows_author(std::int64_t id) const { return authors_.contains(id); }
  bool knows_term(std::int64_t id) const { return terms_.contains(id); }
  // Takes the names that a post embeds.
  void learn_from(const nlohmann::json& post);

  const std::string& language() const { return language_; }
  // HTML; "" for one who is gone
  std::string author(std::int64_t id) const;
  // By name, as in an export.
  std::vector<std::string> dossiers(const std::vector<std::int64_t>& terms) const;

 private:
  struct Term {
    bool is_tag = false;
    // HTML
    std::string name;
  };
  std::string language_;
  archive::WordPressLabels labels_;
  std::map<std::int64_t, Term> terms_;
  std::map<std::int64_t, std::string> authors_;
};

struct WordPressPost {
  // without an id
  archive::Article article;
  // false: a password is asked for it
  bool is_public = true;
  // "draft", where it is not
  std::string why_not_public;
  // fields that could not be taken
  std::vector<std::string> notes;
  // why it is no article, or ""
  std::string fault;
};

WordPressPost read_post(const nlohmann::json& post, const std::vector<std::int64_t>& terms,
                        const WordPressNames& names);

}  // namespace fonds::sync
