// Which names of an archive are the same person's: the rules that merge, without the editor.
//
// Thread safety: a NameTies belongs to one thread. Invariants: every name is in exactly one cluster; a
// protected name is never tied by a rule, and two names of the metadata only where they are the same; the
// result does not depend on the order of the names.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/persons/lexicon.h"
#include "indexer/persons/recogniser.h"
#include "indexer/persons/registry.h"

namespace fonds::persons {

// A name: all labels with one compact_key().
struct Name {
  // compact_key() of the whole
  std::string key;
  // keys: name_key() of the given names, compact_key() of the surname
  std::string given, surname;
  // the surname without "de", "d'", "van"…
  std::string core;
  // of a double surname: compact keys, at least two
  std::vector<std::string> parts;
  // equal for the ways to spell one given name
  std::string spelling;
  // compact_key() of `given`
  std::string given_compact;
  // which bytes the surname has, a bit each modulo 32
  std::uint32_t letters = 0;
  // "jr", "fils": who bears it is not the namesake
  std::string generation;
  // the given name is initials only
  bool initials = false;
  // "pape François", "sœur Emmanuelle": a title for the given name
  bool titled = false;
  // of these, those that may have the surname instead: le père Martin
  bool clergy = false;
  bool is_protected = false;
  // given in an article's metadata
  bool from_metadata = false;
  // ordered, distinct
  std::vector<std::uint32_t> articles;
  // articles by Gender
  std::array<std::uint32_t, 3> genders{};
  // articles by Certainty
  std::array<std::uint32_t, 4> certainties{};

  bool bare() const { return given.empty() && !titled; }
  bool full() const { return !given.empty() && !initials; }
};

// Fills all but the evidence. REQUIRES: a label that is not empty.
Name make_name(const std::string& label, const Lexicon& lexicon);

class NameTies {
 public:
  NameTies(std::vector<Name>& names, const Lexicon& lexicon);

  // unconditionally: the editor's word
  void tie(std::uint32_t a, std::uint32_t b, Tie why);
  void apply_rules();

  // the same number for all names of a person
  std::uint32_t cluster(std::uint32_t name) const;
  Tie reason(std::uint32_t name) const { return reason_[name]; }
  // The name that a bare surname stands for in an article whose civility says `gender`; itself where it can
  // be several.
  std::uint32_t bearer(std::uint32_t bare_name, Gender gender) const {
    return bearers_[bare_name][std::size_t(gender)];
  }

  // The name is no person's, by what all articles show of it.
  bool is_thing(std::uint32_t name) const { return things_[cluster(name)]; }

  struct Doubtful {
    std::uint32_t rare = 0, frequent = 0;
    Tie tie = Tie::kSlip;
  };
  const std::vector<Doubtful>& doubts() const { return doubts_; }

 private:
  void tie_swapped();
  void tie_spellings();
  void tie_pair(std::uint32_t a, std::uint32_t b);
  void tie_parts();
  void tie_initials();
  void tie_titled();
  static bool is_initial_behind(const Name& n);
  void find_things();
  void find_bearers();
  bool tie_by_rule(std::uint32_t a, std::uint32_t b, Tie why);
  // named side by side in one article
  bool meet(std::uint32_t a, std::uint32_t b) const;
  Gender gender_of(std::uint32_t cluster) const;
  std::size_t weight(std::uint32_t name) const { return names_[name].articles.size(); }

  std::vector<Name>& names_;
  const Lexicon& lexicon_;
  std::vector<std::uint32_t> parent_;
  std::vector<Tie> reason_;
  std::vector<std::array<std::uint32_t, 3>> bearers_;
  // by cluster
  std::vector<bool> things_;
  std::vector<Doubtful> doubts_;
};

}  // namespace fonds::persons
