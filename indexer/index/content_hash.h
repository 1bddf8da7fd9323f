// Sixteen bytes that tell whether an article is the one indexed before. Pure functions.
#pragma once

#include <string>

#include "indexer/archive/article.h"

namespace fonds::index {

// The value of kContentHash: over every field of the article, and over what else decides what is indexed of
// it (`treatment`: whether persons are recognised, for instance). Not meant to resist an attacker.
std::string content_hash(const archive::Article& article, std::string_view treatment);

}  // namespace fonds::index
