// The oracle: a plain scan over the articles that implements the query language on tokens, facets and order
// by counting one by one. Slow and obviously right: where it and the engine disagree, the oracle wins.
//
// It shares with the engine only the analysis of text and the parser. Each distinct word is kept once, under
// a number, and compared once with each word of a query.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "indexer/archive/article.h"
#include "indexer/text/analyzer.h"
#include "server/query/ast.h"
#include "server/search/types.h"

namespace fonds::test {

class Oracle {
 public:
  // `slugs`: label -> value of each facet, as the index gave them.
  struct Slugs {
    std::map<std::string, std::string> dossiers, persons;
  };
  Oracle(const std::vector<archive::Article>& articles, Slugs slugs);

  struct Answer {
    std::vector<std::string> ids;                                   // newest first, then id; undated last
    std::map<std::string, std::uint64_t> years, dossiers, persons;  // multi-select counts above 0
    std::uint64_t undated = 0;
  };
  // For match=all or any, fuzzy=off.
  Answer search(const search::SearchRequest& request);

 private:
  struct Word {
    std::string folded, written, stem;
  };
  struct Place {
    std::uint32_t word;  // in words_
    std::uint32_t position, span;
  };
  using FieldTokens = std::vector<Place>;
  // Where the word at each position stands in its field, in bytes.
  struct Offsets {
    std::uint32_t begin = 0, end = 0;
  };
  using WordSet = std::vector<bool>;  // by number of the word
  struct FieldText {
    const std::string* text;
    FieldTokens tokens;
    std::vector<Offsets> offsets;
  };
  struct Entry {
    const archive::Article* article;
    FieldText title, lead, body;
    std::vector<std::string> author_words;
  };
  // A word or compound of a query.
  struct Run {
    std::uint32_t begin, end;  // positions
    std::vector<std::string_view> words, written;
    bool written_only = false;  // its accents tell it from a stop word
    bool stop = false;          // looked for only where there is nothing else
  };
  std::vector<Run> runs_of(const text::Analysis& analysis);

  // Words side by side, or `joined` into one. `words`: what may stand at each position.
  struct SoughtRun {
    bool exact;
    std::vector<WordSet> words;
    WordSet joined;
  };
  using SoughtText = std::vector<SoughtRun>;
  FieldText keep(const std::string& text);
  // The three below are worked out once per query.
  const SoughtText& sought(const std::string& text, query::Field field, bool exact);
  const text::Analysis& analysed(const std::string& text);
  const WordSet& words_that(const std::string& key, const std::function<bool(const Word&)>& satisfy);

  bool matches(const query::Node& node, const Entry& entry);
  // Nothing in it can be searched, so that it is as though it were not there.
  bool says_nothing(const query::Node& node);
  static std::vector<bool> covered(const FieldText& field, const WordSet& words);
  static bool run_matches(const SoughtRun& run, const FieldText& field);
  // No comma or full stop between the words at two neighbouring positions.
  static bool one_compound(const FieldText& field, std::uint32_t position);
  bool accents_tell(std::string_view folded, std::string_view written);
  // Articles with a word that satisfies.
  std::size_t articles_with(const std::string& key, const std::function<bool(const Word&)>& satisfy);
  bool matches_text(const std::string& text, query::Field field, const Entry& entry, bool exact);
  bool matches_label(const std::string& text, const std::vector<std::string>& labels,
                     const std::map<std::string, std::string>& slugs, bool prefix) const;

  std::vector<Word> words_;
  std::map<std::pair<std::string, std::string>, std::uint32_t>
      numbers_;  // of words_, by folded and written form
  std::vector<Entry> entries_;
  Slugs slugs_;
  text::Analyzer analyzer_;
  std::map<std::string, text::Analysis> analysed_;
  std::map<std::string, WordSet> word_sets_;
  std::map<std::tuple<std::string, query::Field, bool>, SoughtText> sought_;
  std::map<std::string, std::size_t> articles_with_;
  bool all_words_ = true;
};

}  // namespace fonds::test
