// Words whose beginning is nearly what was typed: for completing a word with a slip in it (benala, vaseur).
//
// Words are given in byte order, so those that begin alike share the rows of one table of edits: letters
// left out, added, exchanged, and neighbours swapped. Thread safety: as a std::vector.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::search {

class NearPrefix {
 public:
  // Slips allowed in a word of so many letters; a short word would be near to everything.
  static std::size_t slips_of(std::string_view typed);

  NearPrefix(std::string typed, std::size_t slips);

  // Slips between what was typed and the nearest beginning of `word`; more than allowed where it is too far.
  std::size_t distance(std::string_view word);
  // After distance(): so many letters of that word are too far already, and with them every word that begins
  // so. 0 where it was near.
  std::size_t dead_end() const { return dead_end_; }

 private:
  // Row d: slips between the first d letters of the word and each beginning of what was typed.
  void fill_row(std::string_view word, std::size_t d);

  std::string typed_, previous_;
  std::size_t slips_;
  // rows that hold for `previous_`
  std::size_t filled_ = 0;
  std::size_t dead_end_ = 0;
  std::vector<std::vector<std::size_t>> rows_;
};

}  // namespace fonds::search
