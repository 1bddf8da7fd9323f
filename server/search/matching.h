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
#include "server/search/engine.h"
#include "server/search/plan.h"
#include "server/search/snapshot.h"

namespace fonds::search {

// The index term of a word of the archive in a field.
std::string term_of(std::string_view word, query::Field field);

class Matcher {
 public:
  Matcher(const Snapshot& snapshot, unsigned worker, Deadline deadline)
      : snapshot_(snapshot), worker_(worker), deadline_(deadline) {}

  unsigned worker() const { return worker_; }

  Bitmap match(const PlanNode& node);

  // Never null: a term that no article has is without postings.
  const std::shared_ptr<const TermPostings>& postings(const std::string& term);
  // Terms of a slot that some article has.
  std::vector<std::string> terms(const Slot& slot) const;
  // Positions in an article at which one of the slot's words stands, ascending.
  std::vector<std::uint32_t> positions(const Slot& slot, Rank rank);
  // The same for many articles at once, in no order, the slot's words one after the other: found(place in
  // `articles`, position). Articles in the order of their docids are read fastest.
  template <typename Found>
  void for_each_position(const Slot& slot, const std::vector<Rank>& articles, Found&& found) {
    if (slot.field == query::Field::author) return;
    std::vector<std::uint32_t> positions;
    for (const std::string& term : terms(slot)) {
      const std::shared_ptr<const TermPostings> with = postings(term);
      for (std::size_t i = 0; i < articles.size(); ++i) {
        if (!with->contains(articles[i])) continue;
        positions.clear();
        add_positions(term, articles[i], positions);
        for (const std::uint32_t position : positions) found(i, position);
      }
    }
  }
  // First positions in an article at which the words of a sequence stand side by side, ascending.
  std::vector<std::uint32_t> sequence_positions(const std::vector<Slot>& slots, Rank rank);
  // Positions of all words with a prefix, ascending.
  std::vector<std::uint32_t> prefix_positions(const PlanNode& node, Rank rank);

  void check_deadline() const {
    if (std::chrono::steady_clock::now() > deadline_) throw DeadlineExceeded();
  }

 private:
  Bitmap match_slot(const Slot& slot);
  Bitmap match_sequence(const PlanNode& node);
  Bitmap match_prefix(const PlanNode& node);
  Bitmap match_values(const PlanNode& node) const;
  Bitmap match_days(const PlanNode& node) const;
  void add_positions(const std::string& term, Rank rank, std::vector<std::uint32_t>& out) const;

  const Snapshot& snapshot_;
  unsigned worker_;
  Deadline deadline_;
  std::unordered_map<std::string, std::shared_ptr<const TermPostings>> seen_;  // terms of this request
};

}  // namespace fonds::search
