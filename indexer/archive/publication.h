// Whether a record is public by its own fields: drafts, states, passwords, embargoes and expiries, as site
// generators write them.
//
// Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::archive {

struct Publication {
  bool is_public = true;
  // why it is not, in a word or two for who runs the import: "draft"
  std::string why;
  // fields that make no sense, and count for nothing
  std::vector<std::string> notes;
};

// Why a record is not public that asks for a password.
inline constexpr const char* kWithPassword = "with a password";

// The value of a field by its name in lower case, "" where there is none.
using FieldOf = std::function<std::string(std::string_view)>;

// draft, published, status, password, publishDate and expiryDate with their usual other names. `now` in
// seconds since the epoch.
Publication judge_publication(const FieldOf& field, std::int64_t now);

// Whether one of the folders that a path leads through is named "_drafts".
bool is_in_drafts_folder(std::string_view path);

// The ids under which a post would be a draft: of "_posts/2014-03-05-la-crue" "_drafts/la-crue" and
// "_drafts/2014-03-05-la-crue". Empty for what is in no folder "_posts".
std::vector<std::string> draft_ids_of_post(std::string_view id);

// What YAML 1.1 reads as a truth value, quoted or not, in any case: true, yes, on, y, 1 and their opposites;
// French words too.
std::optional<bool> truth_value(std::string_view text);

}  // namespace fonds::archive
