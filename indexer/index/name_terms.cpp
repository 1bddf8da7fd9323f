#include "indexer/index/name_terms.h"

#include <array>

#include <openssl/sha.h>

#include "indexer/archive/article_names.h"
#include "indexer/index/schema.h"
#include "indexer/text/hex.h"

namespace fonds::index {

namespace {

// Enough that no two names of an archive share a digest by chance: 2^64 against a few million.
constexpr std::size_t kDigestBytes = 8;

std::string digest_term(std::string_view name) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(name.data()), name.size(), digest.data());
  std::string term(kNamePrefix);
  for (std::size_t i = 0; i < kDigestBytes; ++i) text::append_hex(digest[i], term);
  return term;
}

}  // namespace

std::vector<std::string> name_terms(std::string_view id, std::string_view url) {
  std::vector<std::string> terms;
  for (const std::string& name : archive::names_of(id, url)) {
    const bool is_id = name.front() == archive::kIdKind && std::string_view(name).substr(1) == id;
    if (!is_id) terms.push_back(digest_term(name));
  }
  return terms;
}

std::vector<std::string> terms_of_name(std::string_view name) {
  std::vector<std::string> terms = {digest_term(name)};
  const std::string_view id = name.substr(1);
  if (name.front() == archive::kIdKind && kIdPrefix.size() + id.size() <= kMaxTermBytes)
    terms.push_back(std::string(kIdPrefix).append(id));
  return terms;
}

}  // namespace fonds::index
