// Queries that are sentences: questions put as one puts them to somebody. Their words describe what is
// wanted; the article that answers need not have them all.
//
// Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "server/query/ast.h"

namespace fonds::search {

// Questions turn verb and subject round: "meurt-il", "appelle-t-on", "pouvez-vous". The pronoun behind the
// hyphen is no part of a compound, and no article has to have it.
//
// How many words at the front of a hyphenated compound are left without an inverted subject; at least 1.
std::size_t without_inverted_subject(std::span<const std::string_view> folded);

// Words only: no operator, field, phrase or prefix, which say exactly what is wanted.
bool is_plain(const query::Node* root);

// Ends with a question mark, or begins as a question does: comment, où, quelle, est-ce, puis-je.
bool is_question(std::string_view q);

}  // namespace fonds::search
