// Compounds: the parts take successive positions, each glued to the one before; the joined form covers them
// all. So start-up is found by "start up", by startup and by up; Charbonnières-les-Bains by each of its words
// and as a phrase.
#include "indexer/text/compounds.h"

#include <algorithm>
#include <array>
#include <string>

#include "indexer/text/rules.h"

namespace fonds::text {
namespace {

// Longer chains (a list joined by dashes) get no joined form.
constexpr std::size_t kMaxJoinedParts = 8;
// Longer chains are cut, to bound the work on hostile text.
constexpr std::size_t kMaxCompoundParts = 64;

// Pronouns and particles that hang on a verb by a hyphen: va-t-elle, dites-le-moi, ce jour-là. Sorted.
constexpr auto kClitics = std::to_array<std::string_view>(
    {"ce",   "ci",  "elle", "elles", "en", "il",  "ils", "je", "la",   "le", "les",
     "leur", "lui", "moi",  "nous",  "on", "soi", "toi", "tu", "vous", "y"});

bool is_clitic(std::string_view folded) {
  return std::binary_search(kClitics.begin(), kClitics.end(), folded);
}

bool is_text(AtomKind kind) {
  return kind != AtomKind::symbol;
}

// Whether atoms j and j+1 are parts of one compound.
bool joins(const Passage& passage, std::size_t j) {
  if (!passage.has(j + 1) || !is_text(passage.kind(j + 1))) return false;
  switch (passage.gap(j + 1)) {
    case Gap::hyphen:
      // 2017-2021 and 14h-18h are two numbers.
      return passage.kind(j) == AtomKind::word || passage.kind(j + 1) == AtomKind::word;
    case Gap::hyphen_break:
      return passage.kind(j) == AtomKind::word && passage.kind(j + 1) == AtomKind::word &&
             passage.atoms[j + 1].letter_case == Case::lower;
    case Gap::apostrophe:
      return passage.kind(j) == AtomKind::word;
    default:
      return false;
  }
}

// The end of the chain that begins at i, clitics at its end left out. `dropped` counts the atoms behind it
// that give no token: the t of va-t-elle.
std::size_t chain_end(const Passage& passage, std::size_t i, std::size_t& dropped) {
  std::size_t end = i + 1;
  while (end - i < kMaxCompoundParts && joins(passage, end - 1)) ++end;
  dropped = 0;
  const bool appointment = passage.folded(i) == "rendez" && end == i + 2;  // rendez-vous, the noun
  if (appointment) return end;
  const std::size_t full = end;
  const auto hangs = [&](std::size_t j) {
    const bool elided =
        passage.gap(j) == Gap::apostrophe && j > i + 1 && is_elided(passage, j - 1);  // va-t'en
    return (passage.gap(j) == Gap::hyphen || elided) && is_clitic(passage.folded(j));
  };
  while (end > i + 1 && hangs(end - 1)) --end;
  if (end < full && end > i + 1 && passage.folded(end - 1) == "t" &&
      (passage.gap(end - 1) == Gap::hyphen || passage.gap(end - 1) == Gap::apostrophe)) {
    --end;
    dropped = 1;
  }
  return end;
}

// Signs behind a word that belong to its name: Charbo+, C++, C#. Returns how many atoms.
std::size_t trailing_signs(const Passage& passage, std::size_t end) {
  std::size_t signs = 0;
  while (signs < 2 && passage.is_sign(end + signs, "+") && passage.gap(end + signs) == Gap::none) ++signs;
  if (signs > 0) return signs;
  const bool sharp = passage.is_sign(end, "#") && passage.gap(end) == Gap::none &&
                     passage.folded(end - 1).size() == 1 && passage.gap(end + 1) != Gap::none;
  return sharp ? 1 : 0;
}

// R&D, R & D: short words around an ampersand.
bool is_ampersand_chain(const Passage& passage, std::size_t i) {
  constexpr std::size_t kShort = 3;
  return passage.is_sign(i + 1, "&") && passage.near(i + 1) && passage.kind(i + 2) == AtomKind::word &&
         passage.near(i + 2) && passage.folded(i).size() <= kShort &&
         passage.folded(i + 2).size() <= kShort && passage.gap(i + 1) == passage.gap(i + 2);
}

class Joiner {
 public:
  explicit Joiner(Passage& passage) : passage_(passage), first_(passage.out.position()) {}

  void part(const Atom& atom) {
    passage_.out.word(atom, parts_ > 0);
    append(atom);
    if (++parts_ == 1) first_size_ = folded_.size();
  }
  void part(const Atom& atom, std::string_view name) {
    passage_.out.word(atom, name, parts_ > 0);
    folded_ += name;
    written_ += name;
    ++parts_;
  }
  void alternate(std::string_view folded) { passage_.out.alternate(folded); }
  // Part of the joined form only: d' in chef-d'œuvre.
  void append(const Atom& atom) {
    folded_ += atom.folded;
    written_ += atom.written;
  }
  void finish() {
    if (parts_ < 2 || parts_ > kMaxJoinedParts || folded_.size() > kMaxTermBytes) return;
    const std::string_view folded = passage_.out.keep(folded_);
    passage_.out.compound(first_, folded, written_ == folded_ ? folded : passage_.out.keep(written_));
    elide();
  }

 private:
  // contre-attaque, entre-acte: since 1990 joined without the e, contrattaque.
  void elide() {
    if (parts_ != 2) return;
    for (const std::string_view first : {"contre", "entre"}) {
      const bool elided = folded_.starts_with(first) && first_size_ == first.size() &&
                          std::string_view("aeiouh").find(folded_[first.size()]) != std::string_view::npos;
      if (!elided) continue;
      const std::string_view joined =
          passage_.out.keep(std::string(first.substr(0, first.size() - 1)) + folded_.substr(first.size()));
      passage_.out.compound(first_, joined, joined);
    }
  }

  Passage& passage_;
  std::uint32_t first_;
  std::size_t first_size_ = 0;
  std::size_t parts_ = 0;
  std::string folded_;
  std::string written_;
};

}  // namespace

std::size_t compound_rule(Passage& passage, std::size_t i) {
  std::size_t dropped = 0;
  const std::size_t end = chain_end(passage, i, dropped);
  const std::size_t signs = trailing_signs(passage, end);
  const bool ampersand = end == i + 1 && is_ampersand_chain(passage, i);
  if (end == i + 1 && signs == 0 && !ampersand) {
    if (dropped == 0) return 0;
    passage.out.word(passage.atoms[i], false);
    return 1 + dropped;
  }
  Joiner joiner(passage);
  for (std::size_t j = i; j < end; ++j) {
    const Atom& atom = passage.atoms[j];
    if (j > i && j + 1 < end && is_elided(passage, j)) {
      joiner.append(atom);
      continue;
    }
    joiner.part(atom);
    if (const auto full = long_form(passage, j); !full.empty()) joiner.alternate(full);
  }
  if (ampersand) {
    joiner.part(passage.atoms[i + 1], "et");
    joiner.part(passage.atoms[i + 2]);
    joiner.finish();
    return 3;
  }
  for (std::size_t j = end; j < end + signs; ++j)
    joiner.part(passage.atoms[j], passage.folded(j) == "#" ? "diese" : "plus");
  std::size_t used = end - i + signs;
  // Bac+5
  if (signs == 1 && passage.folded(end) == "+" && passage.gap(end + 1) == Gap::none &&
      passage.kind(end + 1) == AtomKind::number) {
    joiner.part(passage.atoms[end + 1]);
    ++used;
  }
  joiner.finish();
  return used + dropped;
}

bool may_be_one_compound(std::string_view before, std::string_view between) {
  constexpr std::size_t kLongestAbbreviation = 3;  // bytes: St., bd.
  constexpr std::string_view kEllipsis = "…";
  if (between == " ") return true;
  if (between.find_first_of(",;:!?()[]|") != std::string_view::npos) return false;
  if (between.find("\n\n") != std::string_view::npos || between.find(kEllipsis) != std::string_view::npos)
    return false;
  const std::size_t stop = between.find('.');
  return stop == std::string_view::npos || (stop == 0 && before.size() <= kLongestAbbreviation);
}

}  // namespace fonds::text
