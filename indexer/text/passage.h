// The atoms of a text and the tokens made of them: what every rule of analysis reads and writes. Internal to
// text/.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "indexer/text/analyzer.h"
#include "indexer/text/scanner.h"
#include "indexer/text/text_arena.h"

namespace fonds::text {

// Collects tokens in their order. A rule emits the word of a position first, then its alternates, then goes
// on; a compound is emitted once its last part is there, and put behind the tokens of its first position.
class TokenBuilder {
 public:
  TokenBuilder(TextArena& arena, std::vector<Token>& tokens) : arena_(arena), tokens_(tokens) {
    tokens_.clear();
  }

  // of the next word
  std::uint32_t position() const { return position_; }
  TextArena& arena() { return arena_; }

  void word(const Atom& atom, bool glued) {
    word(atom, atom.folded, atom.written, atom.begin, atom.end, glued);
  }
  // A word that stands in the text in another form; `folded` and `written` live in the arena or for ever.
  void word(const Atom& atom, std::string_view folded, std::string_view written, std::uint32_t begin,
            std::uint32_t end, bool glued);
  void word(const Atom& atom, std::string_view folded, bool glued) {
    word(atom, folded, folded, atom.begin, atom.end, glued);
  }
  // Another form of the word emitted last. REQUIRES: a word has been emitted.
  void alternate(std::string_view folded) { alternate(folded, folded); }
  void alternate(std::string_view folded, std::string_view written);
  // Covers the positions from `first` to the last. Nothing if `folded` is empty or too long.
  void compound(std::uint32_t first, std::string_view folded, std::string_view written);

  // Keeps a string that a rule has made.
  std::string_view keep(std::string_view text) { return arena_.store(text); }

 private:
  TextArena& arena_;
  std::vector<Token>& tokens_;
  std::uint32_t position_ = 0;
};

struct Passage {
  std::string_view source;
  const std::vector<Atom>& atoms;
  TokenBuilder& out;

  bool has(std::size_t i) const { return i < atoms.size(); }
  // The gap before atom i; `other` behind the last atom.
  Gap gap(std::size_t i) const { return i < atoms.size() ? atoms[i].gap : Gap::other; }
  AtomKind kind(std::size_t i) const { return i < atoms.size() ? atoms[i].kind : AtomKind::symbol; }
  std::string_view folded(std::size_t i) const {
    return i < atoms.size() ? atoms[i].folded : std::string_view();
  }
  bool is_sign(std::size_t i, std::string_view sign) const {
    return i < atoms.size() && atoms[i].kind == AtomKind::symbol && atoms[i].folded == sign;
  }
  // The gap before atom i is nothing or one space.
  bool near(std::size_t i) const { return gap(i) == Gap::none || gap(i) == Gap::space; }
  // A full stop follows atom i at once.
  bool dotted(std::size_t i) const { return atoms[i].end < source.size() && source[atoms[i].end] == '.'; }
  std::string_view text(std::size_t i) const {
    return source.substr(atoms[i].begin, atoms[i].end - atoms[i].begin);
  }
};

}  // namespace fonds::text
