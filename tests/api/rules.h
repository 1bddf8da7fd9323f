// The rules of formats that other programs read, as tests: those of validators that cannot be run here.
//
// Thread safety: none; for one test at a time.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace fonds::test {

// What of an XML document does not fit a grammar of tests/api/rules ("atom"); also characters that XML discourages.
std::vector<std::string> xml_faults(const std::string& document, const std::string& grammar);

// Beyond the grammars: what W3C's validator asks of a feed that stands at `address`.
std::vector<std::string> rss_faults(const std::string& document, const std::string& address);
std::vector<std::string> atom_faults(const std::string& document, const std::string& address);

// JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), that stands at `address`.
std::vector<std::string> json_feed_faults(const std::string& document, const std::string& address);

}  // namespace fonds::test
