#include "server/search/witnesses.h"

#include <memory>
#include <optional>
#include <utility>

#include "indexer/text/ascii.h"

namespace fonds::search {

namespace {

constexpr std::string_view kArrow = "->", kNotArrow = "!->", kFirst = " 1";

// The last arrow that stands alone between blanks: a query may have one too, an id seldom has.
std::size_t find_arrow(std::string_view line) {
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  for (std::size_t at = line.rfind(kArrow); at != std::string_view::npos && at > 0;
       at = line.rfind(kArrow, at - 1)) {
    const std::size_t begin = line[at - 1] == '!' ? at - 1 : at;
    const bool before = begin == 0 || blank(line[begin - 1]);
    const bool after = at + kArrow.size() >= line.size() || blank(line[at + kArrow.size()]);
    if (before && after) return begin;
  }
  return line.starts_with(kArrow) ? 0 : std::string_view::npos;
}

std::optional<std::string> fault_in(const Witness& witness) {
  if (witness.id.empty()) return "there is no article behind the arrow";
  if (witness.query.empty()) return "there is no search before the arrow";
  return std::nullopt;
}

bool has(const State& state, unsigned worker, std::string_view id) {
  return state.place(worker, id).has_value();
}

// The article that is meant: an id that ends with " 1" is taken as it stands where the archive has it.
Witness resolved(Witness witness, const State& state, unsigned worker) {
  if (witness.wanted != Witness::Wanted::first) return witness;
  std::string whole = witness.id + std::string(kFirst);
  if (!has(state, worker, whole)) return witness;
  witness.id = std::move(whole);
  witness.wanted = Witness::Wanted::among_first;
  return witness;
}

}  // namespace

std::uint64_t place_in(Results& results, std::string_view id) {
  std::uint64_t place = 0;
  while (const auto article = results.next()) {
    ++place;
    if (article->hit.id == id) return place;
  }
  return 0;
}

std::string Witness::text() const {
  return query + (wanted == Wanted::absent ? " !-> " : " -> ") + id +
         (wanted == Wanted::first ? std::string(kFirst) : "");
}

Witnesses parse_witnesses(std::string_view utf8) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (utf8.starts_with(kMark)) utf8.remove_prefix(kMark.size());
  Witnesses witnesses;
  for (std::size_t number = 1; !utf8.empty(); ++number) {
    const std::size_t end = utf8.find('\n');
    const std::string_view line = text::trimmed(utf8.substr(0, end));
    utf8.remove_prefix(end == std::string_view::npos ? utf8.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    const std::size_t arrow = find_arrow(line);
    if (arrow == std::string_view::npos) {
      witnesses.errors.push_back(
          {number, "no witness search: it reads QUERY -> ID, QUERY -> ID 1 or QUERY !-> ID"});
      continue;
    }
    Witness witness;
    witness.line = number;
    witness.query = text::trimmed(line.substr(0, arrow));
    const bool absent = line.substr(arrow).starts_with(kNotArrow);
    std::string_view id = text::trimmed(line.substr(arrow + (absent ? kNotArrow : kArrow).size()));
    if (absent) witness.wanted = Witness::Wanted::absent;
    if (!absent && id.ends_with(kFirst)) {
      witness.wanted = Witness::Wanted::first;
      id = text::trimmed(id.substr(0, id.size() - kFirst.size()));
    }
    witness.id = id;
    if (auto fault = fault_in(witness)) {
      witnesses.errors.push_back({number, *std::move(fault)});
    } else {
      witnesses.list.push_back(std::move(witness));
    }
  }
  return witnesses;
}

WitnessOutcome run(const Witness& written, const State& state, unsigned worker, text::Day today,
                   Deadline deadline) {
  WitnessOutcome outcome;
  const Witness witness = resolved(written, state, worker);
  SearchRequest request;
  request.q = witness.query;
  request.today = today;
  request.limit = static_cast<std::uint32_t>(state.info().articles);
  const std::unique_ptr<Results> results = state.results(worker, request, deadline);
  outcome.total = results->size();
  outcome.place = place_in(*results, witness.id);
  outcome.known = outcome.place > 0 || has(state, worker, witness.id);
  switch (witness.wanted) {
    case Witness::Wanted::among_first:
      outcome.holds = outcome.place >= 1 && outcome.place <= kWitnessFirst;
      break;
    case Witness::Wanted::first:
      outcome.holds = outcome.place == 1;
      break;
    case Witness::Wanted::absent:
      outcome.holds = outcome.place == 0;
      break;
  }
  return outcome;
}

std::string fault_of(const Witness& witness, const WitnessOutcome& outcome) {
  if (outcome.holds) return {};
  if (outcome.place == 0) return outcome.known ? "is no hit" : "there is no such article";
  const std::string is = "is hit " + std::to_string(outcome.place) + " of " + std::to_string(outcome.total);
  switch (witness.wanted) {
    case Witness::Wanted::first:
      return is + ", not the first";
    case Witness::Wanted::absent:
      return is + ", and should be none";
    case Witness::Wanted::among_first:
      break;
  }
  return is + ", not among the first " + std::to_string(kWitnessFirst);
}

}  // namespace fonds::search
