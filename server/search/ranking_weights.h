// What each ingredient of the ranking is worth. Plain data: one setting for every archive, chosen by
// measurement (`make relevance`), and changed only by that measurement.
#pragma once

namespace fonds::search {

// In units of the BM25 weight of a word's inflexions, but for k1 and b.
struct RankingWeights {
  double exact = 0.47;    // the folded word as typed
  double written = 0.47;  // with the accents as typed
  double capital = 0.29;  // with a capital, where the reader typed one
  double kin = 0.45;      // one occurrence of a kindred word (Lexicon::kin), of one of the word itself
  double present = 0.3;   // being there at all, in units of the word's inverse document frequency
  double title = 1.1;     // the same in the title, where this is short
  double name = 1.2;      // factor of a word that the reader typed with a capital
  double number = 1.3;    // factor of a number
  // Of the score of the word itself, that one standing for it has:
  double synonym = 0.4;  // by the editor's file
  double close = 0.5;    // of similar spelling
  // Of closeness.h, in units of a word's inverse document frequency:
  double together = 0.6;  // neighbouring words of the query next to each other, in order
  double led = 0.3;       // a word behind the stop word that was typed before it
  double near = 0.4;      // words of the query close to each other
  double early = 0.8;     // words of the query at the front of the article
  // For each word of the query, in units of its inverse document frequency: more than all the above can add up to, so
  // that scattered words, however frequent, do not outrank them.
  double as_typed = 12;           // the words side by side, as typed
  double as_typed_inflected = 6;  // the same in other inflexions
  // Dated as the query says, in units of the inverse document frequency of that: more than saying so in the text.
  double dated = 3;
  double k1 = 1.2, b = 0.4;  // BM25
};

}  // namespace fonds::search
