// The exceptions to the stemming rules, as data. Internal to text/.
//
//   irregular        hand-written: words whose stem no rule gives, each group with its reason
//   protected names  words that stay as they are: towns and first names that a rule would take for another
//   the word sets    generated from a dictionary by tables/make_stem_tables.cpp
//
// Thread-safe: built on first use, then read-only.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace fonds::text {

// The stem that is written down for a word; empty if the rules apply.
std::string_view irregular_stem(std::string_view word);
// The stem of a word that has the letters of a stop word, once it is known that it is none: né. Empty for others.
std::string_view stem_beside_stop_word(std::string_view word);
bool is_protected_name(std::string_view word);

enum class WordSet : std::uint8_t {
  // bases (singular, masculine, without a final e) that verb endings must not be cut from
  nouns,
  // singulars in s or x
  invariable,
  // verb roots that end like an ending or a noun does: consider(er), gliss(er), pass(er), proclam(er),
  // constat(er), etudi(er), essay(er), demeur(er)
  roots,
  // masculines in on that have a feminine in onne: champion(ne)
  onne,
  // nouns beside another word with an e: port, not the port(e) of porter
  masculine,
  // nouns and adjectives in er, not ier, that are no infinitives: boucher, bouchère; laser
  in_er,
  // first names and places that a rule would join to another word or name: martine
  names,
};
bool contains(WordSet set, std::string_view word);

// For the generator only: puts another set in place of the generated one. Not thread-safe.
void replace_word_set(WordSet set, const std::set<std::string>& words);

}  // namespace fonds::text
