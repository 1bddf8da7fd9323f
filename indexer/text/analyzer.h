// French text analysis: from UTF-8 text to tokens with source offsets. The one analysis of Fonds: indexing,
// queries, highlights and explanations all call it, so what was indexed is what is searched and what is
// marked.
//
// Thread safety: an Analyzer and an Analysis belong to one thread at a time. Creating an Analyzer is costly
// (it clones ICU's word iterator); keep one per thread.
// Invariants of the result: tokens are ordered by (position, span); offsets are bytes of the source, on code
// point boundaries, begin < end; every `folded` is non-empty, free of control characters and at most
// kMaxTermBytes long. Invalid UTF-8 is read as U+FFFD and never throws.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::text {

// Longest folded form, in bytes. Xapian's limit is 245 for a whole term with its prefix.
inline constexpr std::size_t kMaxTermBytes = 64;

enum class Case : std::uint8_t { lower, capitalised, upper };

// How a token came about. Alternates stand at a position that a plain token holds already.
enum class TokenKind : std::uint8_t {
  // a word or a number as it stands in the text
  word,
  // the parts of a hyphenated or apostrophised compound, joined: startup for start-up (span > 1)
  compound,
  // another canonical form of the token at this position: premier for 1er, saint for St, avril for
  // 4 in 3/4/2017
  alternate,
};

struct Token {
  // bytes into the source text
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  // word position, from 0; the parts of a compound take successive positions
  std::uint32_t position = 0;
  // how many positions the token covers
  std::uint16_t span = 1;
  TokenKind kind = TokenKind::word;
  Case letter_case = Case::lower;
  // first word of a sentence, where a capital says nothing
  bool sentence_start = false;
  // bound to the previous position by a hyphen or an apostrophe: part of one compound
  bool glued = false;
  // lower case, no accents, no ligatures; what is indexed
  std::string_view folded;
  // lower case, accents kept; equals folded where there are none
  std::string_view written;
};

// The tokens of one text and the memory their string_views point into. Reused from text to text; moving it
// keeps the views valid, copying is not possible.
class Analysis {
 public:
  Analysis();
  ~Analysis();
  Analysis(Analysis&&) noexcept;
  Analysis& operator=(Analysis&&) noexcept;

  const std::vector<Token>& tokens() const { return tokens_; }
  // Number of positions taken: one more than the last token's last position, 0 for a text without words.
  std::uint32_t positions() const { return positions_; }

 private:
  friend class Analyzer;
  struct Arena;
  std::vector<Token> tokens_;
  std::uint32_t positions_ = 0;
  std::unique_ptr<Arena> arena_;
};

class Analyzer {
 public:
  Analyzer();
  ~Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;

  // Replaces the contents of `out` by the tokens of `utf8`.
  void analyze(std::string_view utf8, Analysis& out);

  // Names this analysis: its version, ICU's, and a digest of the rule tables. Stored in an index; a reader
  // with another fingerprint refuses it.
  static std::string fingerprint();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fonds::text
