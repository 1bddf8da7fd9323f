// What bears a person's name and is none: streets, schools, prizes, firms, papers; seen from what stands
// before and behind the name.
//
// Thread safety: const.
#pragma once

#include <string_view>

#include "indexer/persons/candidates.h"
#include "indexer/persons/words.h"

namespace fonds::persons {

enum class Bearer : std::uint8_t {
  kNone,
  kOne,
  kMany
};  // kMany: "rues", "écoles", so more namesakes may follow

class Namesakes {
 public:
  Namesakes(std::string_view text, const Lexicon& lexicon) : text_(text), lexicon_(lexicon) {}

  // A street, school, prize, law, ship or storm that stands before the name and bears it.
  Bearer bears_name(const Candidate& c) const;
  // "l'hebdomadaire Madame Brelle", "le géant Trond Micro", "l'entreprise de logiciels Trond Micro": what has
  // a brand or a title, unless a known given name tells a person. `word` stands before the name.
  bool is_work(const Candidate& c, Neighbour word) const;
  // "Caisse d'Allocations Familiales": the rest of the name of what is written with a capital before "de".
  bool inside_organisation(const Candidate& c, const Neighbour& left) const;
  // "SAS Jean Dupont", "Dupont Frères", "Jean Dupont Consulting".
  static bool beside_organisation(const Candidate& c, const Neighbour& left, const Neighbour& right);
  static bool behind_saint(const Neighbour& left);
  // "(Robert Laffont, 2017)": who has published a book.
  static bool is_publisher(const Neighbour& left, const Neighbour& right);
  // "de A. Bert à F. Faure": a stop or a street from which a line goes to another.
  bool ends_route(const Candidate& c, const Neighbour& left, const Neighbour& right) const;

 private:
  // "cours G. et A. Thomas": what stands before the first initial.
  std::size_t before_shared_initial(std::size_t at) const;
  // "chef d'entreprise", "directrice d'école": a trade, and no enterprise or school of that name.
  bool is_trade(const Neighbour& site) const;
  // "l'hôpital parisien Jean Dupont" bears the name; "le club parisien" plays with Jean Dupont, and "le
  // patron du métro parisien" is he.
  bool bears_behind_demonym(const Neighbour& site) const;

  std::string_view text_;
  const Lexicon& lexicon_;
};

// A mark that opens or closes a quotation.
bool is_quote(char32_t c);

}  // namespace fonds::persons
