// The terms by which an article is found in the database under any of its names (archive/article_names.h): its
// id, as schema.h says, and a digest of every other name. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fonds::index {

// What an article has beside its id.
std::vector<std::string> name_terms(std::string_view id, std::string_view url);

// Where an article with that name is found, if there is one.
std::vector<std::string> terms_of_name(std::string_view name);

}  // namespace fonds::index
