// The words that carry no meaning of their own: articles, pronouns, prepositions, conjunctions, the frequent
// forms of être and avoir, civilities. Sorted, in their written form and, where it differs and is no other
// word, folded. Left out on purpose, because they are also nouns that readers look for: été, avions, est,
// fut, eut, ton, son, car, or, point, pas ... of which those that are nearly always grammar (est, son, ton,
// car) stay in: a query that needs them quotes them.
#include <algorithm>
#include <array>

#include "indexer/text/stemmer.h"

namespace fonds::text {
namespace {

constexpr auto kStopWords = std::to_array<std::string_view>({
    "a",          "afin",     "ai",         "ainsi",    "alors",      "apres",
    "as",         "au",       "aucun",      "aucune",   "aujourdhui", "auquel",
    "aura",       "auraient", "aurait",     "auront",   "aussi",      "autre",
    "autres",     "aux",      "auxquelles", "auxquels", "avaient",    "avait",
    "avant",      "avec",     "avez",       "avoir",    "avons",      "ayant",
    "c",          "car",      "ce",         "ceci",     "cela",       "celle",
    "celles",     "celui",    "ces",        "cet",      "cette",      "ceux",
    "chaque",     "chez",     "ci",         "comme",    "comment",    "contre",
    "d",          "dans",     "de",         "depuis",   "des",        "desquelles",
    "desquels",   "donc",     "dont",       "du",       "duquel",     "elle",
    "elles",      "en",       "encore",     "entre",    "es",         "est",
    "et",         "etaient",  "etait",      "etant",    "etes",       "etre",
    "eu",         "eux",      "fait",       "font",     "furent",     "ici",
    "il",         "ils",      "j",          "je",       "jusqu",      "jusque",
    "l",          "la",       "laquelle",   "le",       "lequel",     "les",
    "lesquelles", "lesquels", "leur",       "leurs",    "lors",       "lorsqu",
    "lorsque",    "lui",      "m",          "ma",       "madame",     "mademoiselle",
    "mais",       "me",       "meme",       "memes",    "mes",        "mesdames",
    "messieurs",  "mlle",     "mm",         "mme",      "mmes",       "moi",
    "mon",        "monsieur", "mr",         "n",        "ne",         "ni",
    "nos",        "notre",    "nous",       "on",       "ont",        "ou",
    "par",        "pas",      "pendant",    "peu",      "peut",       "peuvent",
    "plus",       "pour",     "pourquoi",   "puis",     "puisqu",     "puisque",
    "qu",         "quand",    "que",        "quel",     "quelle",     "quelles",
    "quelqu",     "quelquun", "quels",      "qui",      "quoi",       "quoiqu",
    "quoique",    "s",        "sa",         "sans",     "se",         "selon",
    "sera",       "seraient", "serait",     "seront",   "ses",        "si",
    "sinon",      "soi",      "soient",     "soit",     "sommes",     "son",
    "sont",       "sous",     "suis",       "sur",      "t",          "ta",
    "tandis",     "te",       "tel",        "telle",    "telles",     "tels",
    "tes",        "toi",      "ton",        "tous",     "tout",       "toute",
    "toutes",     "tres",     "tu",         "un",       "une",        "va",
    "vers",       "voici",    "voila",      "vos",      "votre",      "vous",
    "y",          "à",        "après",      "dès",      "où",         "là",
    "même",       "mêmes",    "nôtre",      "très",     "voilà",      "étaient",
    "était",      "étant",    "êtes",       "être",
});

constexpr auto sorted_stop_words() {
  std::array<std::string_view, kStopWords.size()> words{};
  std::copy(kStopWords.begin(), kStopWords.end(), words.begin());
  std::sort(words.begin(), words.end());
  return words;
}
constexpr auto kSorted = sorted_stop_words();

}  // namespace

bool is_stop_word(std::string_view folded) {
  return std::binary_search(kSorted.begin(), kSorted.end(), folded);
}

}  // namespace fonds::text
