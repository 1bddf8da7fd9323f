// What each ingredient of the ranking is worth. Plain data: one setting for every archive, chosen by
// measurement (`make relevance`), and changed only by that measurement.
#pragma once

namespace fonds::search {

// In units of the BM25 weight of a word's inflexions, but for k1 and b.
struct RankingWeights {
  // the folded word as typed
  double exact = 0.47;
  // with the accents as typed
  double written = 0.47;
  // with a capital, where the reader typed one
  double capital = 0.29;
  // one occurrence of a word of the same family (Lexicon::family), of one of the word itself
  double family = 0.45;
  // being there at all, in units of the word's inverse document frequency
  double present = 0.3;
  // the same in the title, where this is short
  double title = 1.1;
  // factor of a word that the reader typed with a capital
  double name = 1.2;
  // factor of a number
  double number = 1.3;
  // Of the score of the word itself, that one standing for it has:
  // by the editor's file
  double synonym = 0.4;
  // of similar spelling
  double close = 0.5;
  // Of closeness.h, in units of a word's inverse document frequency:
  // neighbouring words of the query next to each other, in order
  double together = 0.6;
  // a word behind the stop word that was typed before it
  double led = 0.3;
  // words of the query close to each other
  double near = 0.4;
  // words of the query at the front of the article
  double early = 0.8;
  // For each word of the query, in units of its inverse document frequency: more than all the above can add up to, so
  // that scattered words, however frequent, do not outrank them.
  // the words side by side, as typed
  double as_typed = 12;
  // the same in other inflexions
  double as_typed_inflected = 6;
  // Dated as the query says, in units of the inverse document frequency of that: more than saying so in the text.
  double dated = 3;
  // Being of the days in which what is asked about was news (news_days.h), in units of the inverse document frequencies
  // of all words of the query together, for the square of the share of articles that are: a third of them is no event.
  double news = 3;
  // BM25
  double k1 = 1.2, b = 0.4;
};

}  // namespace fonds::search
