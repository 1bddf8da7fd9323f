// The editor's synonyms: words and expressions that stand for each other, from a text file of one line each:
//
//   # comment
//   PLU = plan local d'urbanisme
//   Sytral, TCL = transports en commun lyonnais     three forms, each for the other two
//
// Forms are compared as the analysis reads them, so accents, case, apostrophes and hyphens are free; words of
// four letters and more may be inflected. Lines do not chain: a = b and b = c do not make a = c.
//
// Thread safety: immutable once made; parse_synonyms() is a pure function. Errors: bad lines are named as
// FILE:LINE: reason and left out; the others count.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/text/analyzer.h"

namespace fonds::search {

class Synonyms {
 public:
  struct Form {
    // as in the file
    std::string written;
    // folded, one for each position
    std::vector<std::string> words;
    // counted over all files; forms of one line stand for each other
    std::uint32_t line = 0;
  };

  struct Found {
    // how many of the query's words the form takes; 0 = none
    std::size_t words = 0;
    // what stands for them too, in the order of the file
    std::vector<const Form*> alternatives;
  };

  // The longest form that `words` begin with. The result points into this.
  Found find(std::span<const std::string_view> words) const;

  std::size_t size() const { return forms_.size(); }
  // Names the contents: equal for equal files. Empty where there are none.
  const std::string& digest() const { return digest_; }

 private:
  friend struct SynonymParser;
  bool begins_with(std::span<const std::string_view> words, const Form& form) const;

  // of a line side by side
  std::vector<Form> forms_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_first_stem_;
  std::string digest_;
};

struct SynonymLimits {
  // of a file: an editor's list, no thesaurus
  static constexpr std::size_t kBytes = std::size_t{1} << 20;
  // of an expression; each costs a position list
  static constexpr std::size_t kFormWords = 12;
  // that one word of a query stands for
  static constexpr std::size_t kAlternatives = 8;
};

struct ParsedSynonyms {
  Synonyms synonyms;
  // FILE:LINE: reason
  std::vector<std::string> errors;
};

struct SynonymText {
  std::string utf8;
  // its name, for errors
  std::string file;
};
// Of several files together.
ParsedSynonyms parse_synonyms(std::span<const SynonymText> texts, text::Analyzer& analyzer);
ParsedSynonyms parse_synonyms(std::string_view utf8, const std::string& file, text::Analyzer& analyzer);

}  // namespace fonds::search
