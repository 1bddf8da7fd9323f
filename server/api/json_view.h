// The API's answers as JSON, in the shapes and under the names of the contract. Thread safety: pure
// functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/search/types.h"

namespace fonds::api {

// `public_url`: what links begin with; empty = paths on this host. `url` of an article without an address of
// its own is then that of its page here.
std::string search_json(const search::SearchRequest& request, const search::SearchResponse& response,
                        double took_ms, std::string_view public_url = {});
std::string article_json(const search::ArticleView& article, const search::IndexInfo& index,
                         std::string_view public_url = {});
std::string dossier_json(const search::DossierProfile& profile);
std::string person_json(const search::PersonProfile& profile);
std::string hits_json(const std::vector<search::Hit>& hits, std::string_view public_url = {});
std::string changes_json(const search::Changes& changes);
// `body`: the text, in whose code points passages are placed.
std::string related_text_json(const search::RelatedText& related, std::string_view body,
                              std::string_view public_url = {});
// [q, [text, …]]: the suggestions extension of OpenSearch.
std::string opensearch_suggestions(const std::string& q, const std::vector<search::Suggestion>& suggestions);
std::string suggestions_json(const std::vector<search::Suggestion>& suggestions);
std::string facet_json(const search::FacetListing& listing);

}  // namespace fonds::api
