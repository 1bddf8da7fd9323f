// What names an article: its id, and its address on its own site, in a form in which the many ways to write
// either are the same bytes. A line of the register of delisted articles (delisting.h) is compared by these.
//
// An address is compared without scheme, "www.", port 80 or 443, last slash, parameters that only measure where
// a reader came from, and fragment; its host in ASCII, its path and parameters percent-decoded and composed. It
// keeps its other parameters: on some sites they alone tell one article from the next.
//
// Thread safety: pure functions; any bytes are taken.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::archive {

// A name begins with its kind, so that no id is taken for an address.
inline constexpr char kIdKind = 'i', kAddressKind = 'a';

std::string id_name(std::string_view id);
// nullopt for what is no address of http or https. The scheme may be missing.
std::optional<std::string> address_name(std::string_view address);

// The names of an article.
std::vector<std::string> names_of(std::string_view id, std::string_view url);

// The names that somebody may mean who writes `text`, distinct: an id, percent-encoded once or twice or not;
// the article's address on its own site; its address on this site, .../article/{id}, under any host and path.
// "<", ">" and quotation marks around it are let go.
std::vector<std::string> names_meant(std::string_view text);

// A line without the white space around it, that of Unicode and what cannot be seen included.
std::string_view trim_line(std::string_view line);

// The ids among names, and the last part of each address: what a misspelt line may have been meant for.
std::vector<std::string> ids_meant(const std::vector<std::string>& names);

}  // namespace fonds::archive
