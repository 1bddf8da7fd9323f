// What each ingredient of the ranking is worth. Plain data: one setting for every archive, chosen by
// measurement
// (`make relevance`), and changed only by that measurement.
#pragma once

namespace fonds::search {

// In units of the BM25 weight of a word's inflexions, but for k1 and b.
struct RankingWeights {
  double exact = 0.35;    // the folded word as typed
  double written = 0.25;  // with the accents as typed
  double capital = 0.15;  // with a capital, where the reader typed one
  double title = 0.3;     // in the title
  // Of the score of the word itself, that one standing for it has:
  double synonym = 0.4;  // by the editor's file
  double close = 0.5;    // of similar spelling
  // Of closeness.h, in units of a word's inverse document frequency:
  double together = 0.6;     // neighbouring words of the query next to each other, in order
  double near = 0.35;        // words of the query close to each other
  double early = 0.8;        // words of the query at the front of the article
  double k1 = 1.2, b = 0.5;  // BM25
};

}  // namespace fonds::search
