#include "indexer/sync/wordpress_state.h"

#include <array>
#include <utility>

#include <nlohmann/json.hpp>
#include <openssl/evp.h>

#include "indexer/text/hex.h"

namespace fonds::sync {
namespace {

using nlohmann::json;

constexpr int kWordPressStateVersion = 2;

template <typename Value>
json pairs(const std::map<std::int64_t, Value>& values) {
  json array = json::array();
  for (const auto& [key, value] : values) array.push_back({key, value});
  return array;
}

template <typename Value>
std::map<std::int64_t, Value> map_of(const json& array) {
  std::map<std::int64_t, Value> values;
  for (const json& pair : array) values.emplace(pair.at(0).get<std::int64_t>(), pair.at(1).get<Value>());
  return values;
}

json posts_of(const std::map<std::int64_t, PostEntry>& entries) {
  json array = json::array();
  for (const auto& [id, entry] : entries)
    array.push_back({id, entry.modified, entry.author, entry.terms, entry.is_public});
  return array;
}

}  // namespace

std::string digest_of(const std::string& text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), bytes.data(), &size, EVP_sha256(), nullptr);
  constexpr unsigned kBytes = 8;
  std::string digest;
  for (unsigned i = 0; i < kBytes; ++i) text::append_hex(bytes[i], digest);
  return digest;
}

std::string WordPressState::json() const {
  nlohmann::json object = {{"version", kWordPressStateVersion},
                           {"kind", "wordpress"},
                           {"root", root},
                           {"language", language},
                           {"rules", rules},
                           {"read", read},
                           {"walked", walked},
                           {"reread", reread},
                           {"modified_after", modified_after},
                           {"terms", pairs(terms)},
                           {"authors", pairs(authors)},
                           {"term_counts", pairs(term_counts)}};
  nlohmann::json types = nlohmann::json::object();
  for (const auto& [type, entries] : posts) types[type] = posts_of(entries);
  object["posts"] = std::move(types);
  return object.dump();
}

std::optional<WordPressState> parse_wordpress_state(const std::string& text) {
  try {
    const nlohmann::json object = nlohmann::json::parse(text);
    if (object.at("version") != kWordPressStateVersion || object.at("kind") != "wordpress")
      return std::nullopt;
    WordPressState state;
    state.root = object.at("root");
    state.language = object.at("language");
    state.rules = object.at("rules");
    state.read = object.at("read");
    state.walked = object.at("walked");
    state.reread = object.at("reread");
    state.modified_after = object.at("modified_after");
    state.terms = map_of<std::string>(object.at("terms"));
    state.authors = map_of<std::string>(object.at("authors"));
    state.term_counts = map_of<std::int64_t>(object.at("term_counts"));
    for (const auto& [type, entries] : object.at("posts").items()) {
      auto& posts = state.posts[type];
      for (const nlohmann::json& fields : entries) {
        PostEntry entry;
        entry.id = fields.at(0);
        entry.modified = fields.at(1);
        entry.author = fields.at(2);
        entry.terms = fields.at(3).get<std::vector<std::int64_t>>();
        entry.is_public = fields.at(4);
        posts.emplace(entry.id, std::move(entry));
      }
    }
    return state;
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

}  // namespace fonds::sync
