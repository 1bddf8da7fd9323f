// The words of a query as leaves of a plan: a text analysed, its words expanded to those of the archive that
// satisfy them, and to what stands for them (synonyms, close spellings, two words for one).
//
// Thread safety: one thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/text/analyzer.h"
#include "server/query/widened_period.h"
#include "server/search/plan.h"
#include "server/search/snapshot.h"
#include "server/search/spelling.h"

namespace fonds::search {

PlanNode leaf(PlanNode::Kind kind);
// Drops the wrapper around a single child.
PlanNode combine(PlanNode::Kind kind, std::vector<PlanNode> children);

class QueryWords {
 public:
  // A word or a compound, and whether it carries no meaning of its own.
  struct Unit {
    PlanNode node;
    bool stop_word = false;
  };

  // All must outlive this.
  QueryWords(const Snapshot& snapshot, text::Analyzer& analyzer, Speller& speller, const PlanOptions& options)
      : snapshot_(snapshot),
        analyzer_(analyzer),
        speller_(speller),
        options_(options),
        dates_(options.dates) {}

  // Words side by side, in any inflexion. Adds to `as_typed` the sequences that they are where they stand just so.
  std::vector<Unit> units(const std::string& text, query::Field field,
                          std::vector<PlanNode>* as_typed = nullptr);
  // Whether years and months are also found by the date of an article. Gives what held before.
  bool set_dates(bool dates) { return std::exchange(dates_, dates); }
  // Words as written, next to each other.
  PlanNode phrase(const std::string& text, query::Field field);

 private:
  // The accents make another word of a stop word: maïs, not mais.
  bool accents_count(std::string_view folded, std::string_view written) const;
  // A word or a compound as typed, or what it must have been where the archive has no such word.
  PlanNode typed(std::uint32_t begin, std::uint32_t end, query::Field field);
  // The words that were meant where `slot` is a slip.
  PlanNode close_to(const Slot& slot);
  // géoguidage, where articles write géo guidage: both are words of the archive, and stand side by side.
  PlanNode two_words(PlanNode node);
  Slot part(std::string_view folded, query::Field field, bool inflected) const;
  // The sequences that the units are where they stand as typed: word for word, and in any inflexion.
  void add_as_typed(const std::vector<Unit>& units, std::vector<PlanNode>& as_typed) const;
  // Makes one of the units that say a period, of analysis_; `words` and `begins` as below.
  void say_periods(std::vector<std::string_view> words, std::vector<std::uint32_t>& begins,
                   std::vector<Unit>& units) const;
  // Such a period with the words in front of it that belong to it. False where it makes none.
  bool say_widened(std::vector<std::uint32_t>& begins, std::vector<Unit>& units, const SaidPeriod& said,
                   const query::WidenedPeriod& wider) const;
  // Adds to units of letters and figures the other ways to write them (other_writings.h); `text` is that of analysis_.
  void write_otherwise(std::string_view text, std::vector<std::uint32_t>& begins,
                       std::vector<Unit>& units) const;
  // Words and expressions that the editor's file has, together with what it says stands for them. `words` are
  // those of analysis_, at their positions, `written` the same with their accents; `begins` the first
  // position of each unit, and the end.
  void add_synonyms(const std::vector<std::string_view>& words, const std::vector<std::string_view>& written,
                    const std::vector<std::uint32_t>& begins, std::vector<Unit>& units);
  // The words of a text side by side, in any inflexion.
  PlanNode expression(const std::string& text);
  // How much the words of a leaf tell together.
  double rarity_of(const PlanNode& node) const;
  double rarity_of(const Slot& slot) const;
  // The tokens at positions [begin, end) of analysis_, as one slot or a sequence.
  PlanNode run(std::uint32_t begin, std::uint32_t end, query::Field field, bool inflected);
  Slot slot_of(const text::Token& token, query::Field field, bool inflected) const;
  static void merge_words(Slot& into, const Slot& other) { add_words(into, other.words); }
  static void add_words(Slot& slot, const std::vector<WordId>& words);
  // All words of analysis_ in the author's name; names are not inflected.
  PlanNode author_words() const;

  const Snapshot& snapshot_;
  text::Analyzer& analyzer_;
  Speller& speller_;
  const PlanOptions& options_;
  text::Analysis analysis_;
  bool dates_;
  // ways to read one word as two, of the whole query
  std::size_t splits_ = 0;
};

}  // namespace fonds::search
