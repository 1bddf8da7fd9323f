// The articles of a generation that the server's own register takes out (archive/delisting.h) before the index is
// written anew. A snapshot is opened without them: they have no rank, so that no bitmap, count, facet or
// suggestion can know of them, and none of their words is one of the lexicon's. Where there are none, nothing is
// looked up.
//
// Thread safety: immutable. Errors: Xapian::Error.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace Xapian {
class Database;
}
namespace fonds::archive {
struct Delisting;
}

namespace fonds::search {

class Hidden {
 public:
  Hidden() = default;
  // `whole`: asked where articles are hidden; whether the files of the database are what was written. Xapian may crash
  // on a damaged term list. Where they are damaged the articles are hidden all the same, and their words stay.
  Hidden(const Xapian::Database& db, const archive::Delisting& delisting, const std::function<bool()>& whole);

  bool empty() const { return docids_.empty(); }
  std::size_t size() const { return docids_.size(); }
  bool contains(std::uint32_t docid) const {
    return !docids_.empty() && std::binary_search(docids_.begin(), docids_.end(), docid);
  }
  // In how many of them a term stands.
  std::uint32_t articles(const std::string& term) const {
    if (uses_.empty()) return 0;
    const auto found = uses_.find(term);
    return found == uses_.end() ? 0 : found->second;
  }
  // Names the articles, for caches: equal for equal sets of one generation. Empty where there are none.
  const std::string& digest() const { return digest_; }

 private:
  // ascending
  std::vector<std::uint32_t> docids_;
  std::unordered_map<std::string, std::uint32_t> uses_;
  std::string digest_;
};

}  // namespace fonds::search
