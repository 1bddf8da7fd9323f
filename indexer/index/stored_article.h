// What the database stores of an article: everything a hit, an excerpt and the article page need, in one
// read.
//
// Encoded as varint-prefixed fields in the order of the struct. Decoding checks every length: damaged bytes
// give nullopt, never a crash.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/article.h"
#include "indexer/index/schema.h"
#include "indexer/text/analyzer.h"
#include "indexer/text/folding.h"

namespace fonds::index {

// Where the words of one field stand: position p of the field (p = 0 is its first) covers bytes [begin, end).
struct TokenOffset {
  std::uint32_t begin = 0, end = 0;
};

struct PersonMention {
  // as in StoredArticle::persons
  Ordinal person = 0;
  // bytes of the body
  std::uint32_t begin = 0, end = 0;
};

struct StoredArticle {
  std::string id, url, title, lead, body, author, source, lang;
  std::optional<text::Day> day;
  std::optional<std::int64_t> published, modified;
  // in the order the article gives them
  std::vector<Ordinal> dossiers;
  // In the database, names (persons_table.h), those that the article gives first; a reader puts persons in
  // their place.
  std::vector<Ordinal> persons;
  std::vector<archive::Block> blocks;
  std::vector<archive::Link> links;
  std::vector<archive::Styled> styles;
  std::vector<archive::Cell> cells;
  std::vector<archive::Image> images;
  std::vector<archive::Embed> embeds;
  std::vector<PersonMention> mentions;
  std::vector<TokenOffset> title_tokens, lead_tokens, body_tokens;
  // where an excerpt may begin and end
  std::vector<text::Span> lead_sentences, body_sentences;

  // First Xapian position of each field, by the rule of schema.h.
  std::uint32_t title_base() const { return 1; }
  std::uint32_t lead_base() const {
    return title_base() + static_cast<std::uint32_t>(title_tokens.size()) + kFieldGap;
  }
  std::uint32_t body_base() const {
    return lead_base() + static_cast<std::uint32_t>(lead_tokens.size()) + kFieldGap;
  }
};

std::string encode(const StoredArticle& article);
std::optional<StoredArticle> decode(std::string_view bytes);

// One entry per position of an analysis: the bytes that the plain word there covers.
std::vector<TokenOffset> token_offsets(const text::Analysis& analysis);

void append_varint(std::uint64_t value, std::string& out);
// The length of a text, and the text.
void append_text(std::string_view text, std::string& out);
// Reads a varint at the front of `bytes` and removes it; nullopt where the bytes end too early.
std::optional<std::uint64_t> take_varint(std::string_view& bytes);

}  // namespace fonds::index
