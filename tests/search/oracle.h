// The oracle: a plain scan over the articles that implements the query language on tokens, facets and order
// by counting one by one. Slow and obviously right: where it and the engine disagree, the oracle wins.
//
// It shares with the engine only the analysis of text and the parser. Each distinct word is kept once, under
// a number, and compared once with each word of a query.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "indexer/archive/article.h"
#include "indexer/text/analyzer.h"
#include "server/query/ast.h"
#include "server/search/said_period.h"
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
    // newest first, then id; undated last
    std::vector<std::string> ids;
    // multi-select counts above 0
    std::map<std::string, std::uint64_t> years, dossiers, persons;
    std::uint64_t undated = 0;
  };
  // For match=all or any, fuzzy=off.
  Answer search(const search::SearchRequest& request);

 private:
  struct Word {
    std::string folded, written, stem;
  };
  struct Place {
    // in words_
    std::uint32_t word;
    std::uint32_t position, span;
  };
  using FieldTokens = std::vector<Place>;
  // Where the word at each position stands in its field, in bytes.
  struct Offsets {
    std::uint32_t begin = 0, end = 0;
  };
  // by number of the word
  using WordSet = std::vector<bool>;
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
    // positions
    std::uint32_t begin, end;
    std::vector<std::string_view> words, written;
    // its accents tell it from a stop word
    bool exact_form = false;
    // looked for only where there is nothing else
    bool stop = false;
  };
  std::vector<Run> runs_of(const text::Analysis& analysis);

  // Words side by side, or `joined` into one. `words`: what may stand at each position.
  struct SoughtRun {
    bool exact;
    std::vector<WordSet> words;
    WordSet joined;
    // or an article dated within one of these
    std::vector<search::DayRange> days;
    // in SoughtText::groups
    std::size_t group = 0;
  };
  // What must be found: all runs of a group, or a date within one of its days, or another way to write it.
  struct Group {
    std::vector<search::DayRange> days;
    std::vector<SoughtRun> writings;
    bool only_writings = false;
  };
  struct SoughtText {
    std::vector<SoughtRun> runs;
    std::vector<Group> groups;
  };
  FieldText keep(const std::string& text, bool title = false);
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
  // Years, months and days of a text: the days of each, beside what is written of it.
  struct Period {
    std::uint32_t begin, end;
    std::vector<search::DayRange> days, days_of_year;
  };
  std::vector<Period> periods_of(const text::Analysis& analysis) const;
  // Other ways to write what stands at some positions, of those that some article has.
  struct Other {
    std::uint32_t begin, end;
    bool only_these;
    std::vector<SoughtRun> writings;
  };
  std::vector<Other> others_of(const std::string& text, const text::Analysis& analysis);
  static bool is_dated(const Entry& entry, const std::vector<search::DayRange>& days);
  // Of one stem, but a name, which has no such forms.
  bool name_forbids(const std::string& typed, const std::string& word) const;
  bool accents_tell(std::string_view folded, std::string_view written);
  // Articles with a word that satisfies.
  std::size_t articles_with(const std::string& key, const std::function<bool(const Word&)>& satisfy);
  bool matches_text(const std::string& text, query::Field field, const Entry& entry, bool exact);
  bool matches_label(const std::string& text, const std::vector<std::string>& labels,
                     const std::map<std::string, std::string>& slugs, bool prefix) const;

  std::vector<Word> words_;
  // of words_, by folded and written form
  std::map<std::pair<std::string, std::string>, std::uint32_t> numbers_;
  std::vector<Entry> entries_;
  Slugs slugs_;
  text::Analyzer analyzer_;
  std::map<std::string, text::Analysis> analysed_;
  std::map<std::string, WordSet> word_sets_;
  std::map<std::tuple<std::string, query::Field, bool, bool>, SoughtText> sought_;
  struct Count {
    std::uint32_t articles = 0, capitalised = 0;
  };
  // by folded word
  std::map<std::string, Count> counts_;
  // of the article that is being read
  std::set<std::string> met_, met_capitalised_;
  // from the first day to the last
  std::optional<search::DayRange> dated_;
  // false in what is excluded
  bool dates_ = true;
  std::map<std::string, std::size_t> articles_with_;
  bool all_words_ = true;
};

}  // namespace fonds::test
