// The REST API of one WordPress site: found, asked, and listed whole while others write to it.
//
// Thread safety: one thread. Errors: NetworkError; ApiRefusal where the site answers that it will not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "indexer/sync/fetcher.h"

namespace fonds::sync {

// An answer of the API that is an error: 401 for what is closed, 404 for what is not there.
class ApiRefusal : public std::runtime_error {
 public:
  ApiRefusal(int status, const std::string& message) : std::runtime_error(message), status_(status) {}
  int status() const { return status_; }

 private:
  int status_;
};

// Where a site's API is, and what its front page tells.
struct ApiLocation {
  // routes are added to it: ".../wp-json/" or ".../?rest_route=/"
  std::string root;
  // of the front page, "" where it does not say
  std::string language;
};

// By the Link header of the front page, its <link>, or at the usual places. nullopt: the site answers, but not
// as a WordPress does.
std::optional<ApiLocation> find_api(Fetcher& fetcher, const Address& site);

// A post as a listing has it.
struct PostEntry {
  std::int64_t id = 0;
  // GMT, "2017-04-05T16:30:00"
  std::string modified;
  std::int64_t author = 0;
  // categories, then tags; each in order
  std::vector<std::int64_t> terms;
  // false: a password is asked for it
  bool is_public = true;
  bool operator==(const PostEntry&) const = default;
};

PostEntry entry_of(const nlohmann::json& post);

struct Term {
  std::int64_t id = 0, count = 0;
  // HTML
  std::string name;
};

class WordPressApi {
 public:
  WordPressApi(Fetcher& fetcher, std::string root) : fetcher_(fetcher), root_(std::move(root)) {}

  const std::string& root() const { return root_; }
  // Seconds since the epoch by the site's own clock, from its first answer; 0 before it.
  std::int64_t site_time() const { return site_time_; }

  // The posts of a type (`base` as in its routes) that `filter` ("after=…") selects, by id. Posts that are
  // published, changed or deleted meanwhile make none of the others be missed or come twice. nullopt where the
  // site does not keep to an order, and what it lists does not add up.
  std::optional<std::map<std::int64_t, PostEntry>> posts(const std::string& base, const std::string& filter);
  // How many posts a type has, and the greatest id.
  struct Extent {
    std::int64_t total = 0, greatest = 0;
  };
  Extent extent(const std::string& base);
  // Posts with a greater id than this one.
  std::map<std::int64_t, PostEntry> posts_beyond(const std::string& base, std::int64_t id);
  // Posts modified after an instant, where the site cannot be asked for it (before WordPress 5.7): those that
  // were modified last, down to the first that was not.
  std::map<std::int64_t, PostEntry> posts_by_modification(const std::string& base, std::int64_t after);
  // Whether it can be asked for it.
  bool knows_modified_after(const std::string& base);

  // Everything of some posts, as JSON objects; those that are gone are missing. `parameters` come on top.
  nlohmann::json contents(const std::string& base, const std::vector<std::int64_t>& ids,
                          const std::string& parameters);

  // "categories" or "tags", those that a public post has; nullopt where they are closed.
  std::optional<std::vector<Term>> terms(const std::string& base);
  // The display names of authors, as HTML; nullopt where they are closed.
  std::optional<std::map<std::int64_t, std::string>> authors();
  // The part of routes that stands for a type, "wp/v2/posts"; nullopt where the type is not open to the API.
  std::optional<std::string> base_of_type(const std::string& type);

 private:
  struct Page;
  Page get(const std::string& route, const std::string& parameters);
  std::optional<std::vector<nlohmann::json>> walk(const std::string& route, const std::string& parameters);
  std::map<std::int64_t, PostEntry> walk_down(const std::string& base, const std::string& parameters,
                                              const std::function<bool(const PostEntry&)>& wanted);

  Fetcher& fetcher_;
  std::string root_;
  std::int64_t site_time_ = 0;
};

// An answer's JSON, also where a plugin has printed a warning before it; nullopt for anything else.
std::optional<nlohmann::json> parse_api_json(const std::string& body);

}  // namespace fonds::sync
