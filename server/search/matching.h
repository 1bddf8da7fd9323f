// Which articles match a plan: exactly, as a bitmap. Totals and all counts come from here; ranking only
// orders.
//
// Thread safety: a Matcher belongs to one request on one worker.
// Errors: DeadlineExceeded.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/search/bitmap.h"
#include "server/search/deadline.h"
#include "server/search/joint_reading.h"
#include "server/search/plan.h"
#include "server/search/snapshot.h"
#include "server/search/word_finder.h"

namespace fonds::search {

// The index term of a word of the archive in a field.
std::string term_of(std::string_view word, query::Field field);

class Matcher {
 public:
  Matcher(const Snapshot& snapshot, unsigned worker, Deadline deadline)
      : snapshot_(snapshot), worker_(worker), deadline_(deadline) {}

  Bitmap match(const PlanNode& plan);

  // Never null: a term that no article has is without postings. Those of a request are kept, within a bound.
  std::shared_ptr<const TermPostings> postings(const std::string& term);
  // Terms of a slot that some article has.
  std::vector<std::string> terms(const Slot& slot) const;
  // Positions (schema.h) in an article at which one of the slot's words stands, ascending.
  std::vector<std::uint32_t> positions(const Slot& slot, Rank rank) const;
  // The same for many articles at once, in no order: found(place in `articles`, position, whether
  // Slot::preceded_by stands right before).
  template <typename Found>
  void for_each_position(const Slot& slot, const std::vector<Rank>& articles, Found&& found) const {
    const WordFinder finder = finder_of(slot);
    const WordFinder leader = leader_of(slot);
    for (std::size_t i = 0; i < articles.size(); ++i) {
      const index::WordStream stream = snapshot_.words(articles[i]);
      finder.for_each(stream, 0, places_of(slot.field, stream), [&](std::uint32_t place) {
        const bool led = !leader.empty() && place > 0 && place != stream.title &&
                         place != stream.title + stream.lead && leader.holds(stream, place - 1);
        found(i, position(stream, place), led);
        return true;
      });
    }
  }
  // First positions in an article at which the words of a sequence stand side by side, ascending.
  std::vector<std::uint32_t> sequence_positions(const PlanNode& node, Rank rank) const;
  // All articles that have a sequence of words; kept for the next request (ExpressionCache).
  Bitmap all_with(const PlanNode& sequence);
  // How articles have an expression that was typed.
  enum class Expression : std::uint8_t { absent, inflected, as_typed };
  // For each of `articles`, best first, in a plan's two sequences of an expression (PlanNode::as_typed); those behind the
  // first `enough` that have it as typed are not looked into and count as absent.
  std::vector<Expression> expressions(const PlanNode& as_typed, const PlanNode& inflected,
                                      const std::vector<Rank>& articles, std::size_t enough) const;
  // Positions of all words with a prefix, ascending.
  std::vector<std::uint32_t> prefix_positions(const PlanNode& node, Rank rank) const;

  Deadline deadline() const { return deadline_; }
  void check_deadline() const { check(deadline_); }

 private:
  Bitmap evaluate(const PlanNode& node);
  // Looks for the phrases and prefixes of a plan in one reading, where they are many.
  void find_jointly(const PlanNode& plan);
  Bitmap match_slot(const Slot& slot);
  Bitmap match_sequence(const PlanNode& node);
  // With what posting lists say: the articles that have it, and those that must be looked into.
  SoughtSequence sought_sequence(const PlanNode& node);
  // `sharing`: how many leaves the same reading of the articles may serve.
  SoughtSequence sought_prefix(const PlanNode& node, std::size_t sharing);
  void read_for(SoughtSequence& sought) const;
  void keep_prefix(const PlanNode& node, const Bitmap& found);
  void keep_sequence(const PlanNode& node, const Bitmap& found);
  Bitmap match_prefix(const PlanNode& node);
  Bitmap match_values(const PlanNode& node) const;
  Bitmap match_days(const PlanNode& node) const;
  Bitmap match_author_prefix(const PlanNode& node);
  WordFinder finder_of(const Slot& slot) const;
  WordFinder leader_of(const Slot& slot) const;
  SequenceFinder sequence_finder(const PlanNode& node) const;
  // Places of a stream that a field has: from 0 up to here.
  static std::uint32_t places_of(query::Field field, const index::WordStream& stream) {
    if (field == query::Field::author) return 0;
    return field == query::Field::title ? stream.title : static_cast<std::uint32_t>(stream.words.size());
  }
  static std::uint32_t position(const index::WordStream& stream, std::uint32_t place) {
    std::uint32_t position = 1 + place;
    if (place >= stream.title) position += index::kFieldGap;
    if (place - stream.title >= stream.lead && place >= stream.title) position += index::kFieldGap;
    return position;
  }

  const Snapshot& snapshot_;
  unsigned worker_;
  Deadline deadline_;
  // terms of this request
  std::unordered_map<std::string, std::shared_ptr<const TermPostings>> seen_;
  std::size_t seen_bytes_ = 0;
  // of this request, by sequence_key()
  std::unordered_map<std::string, Bitmap> sequences_;
  std::size_t sequences_bytes_ = 0;
};

}  // namespace fonds::search
