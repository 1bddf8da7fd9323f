// Writes indexer/text/stem_generated.inc: the exceptions to the stemming rules that a dictionary tells.
//
// Source: hunspell-fr-classical of Debian 12 (Dictionnaire orthographique français, Olivier R., MPL 2.0).
// Only single words are taken, where a rule would do harm; the dictionary itself does not ship.
//
// A noun or adjective is written down if the verb rules separate its forms (maison, maisons) or join it to
// another word (salons, saler), and if writing it down makes things better, counted in pairs of forms.
//
// Usage: make_stem_tables FILE.dic FILE.aff > indexer/text/stem_generated.inc
#include <algorithm>
#include <array>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/text/folding.h"
#include "indexer/text/stem_rules.h"
#include "indexer/text/stem_tables.h"
#include "indexer/text/stemmer.h"
#include "indexer/text/tables/hunspell_forms.h"

namespace {

using namespace fonds::text;

// A reader is hurt more by a wrong match than by a missing form.
constexpr long kWrongPair = 3;

bool is_plain(const std::string& folded) {
  return !folded.empty() &&
         std::all_of(folded.begin(), folded.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

struct Word {
  std::set<std::size_t> lemmas;
  std::string stem;
};

class Lexicon {
 public:
  explicit Lexicon(const std::vector<Lemma>& lemmas) {
    for (std::size_t i = 0; i < lemmas.size(); ++i) {
      for (const std::string& form : lemmas[i].forms) {
        const std::string folded = fold(form);
        if (is_plain(folded) && is_plain(fold(lemmas[i].word)) && lower(lemmas[i].word) == lemmas[i].word)
          words_[folded].lemmas.insert(i);
      }
    }
    for (auto& [text, word] : words_) {
      word.stem = stem(text);
      by_stem_[word.stem].push_back(text);
    }
  }

  const std::map<std::string, Word>& words() const { return words_; }

  // Pairs that `text` would make with `key` as its stem: right ones less wrong ones.
  long score(const std::string& text, const std::string& key) const {
    const auto found = by_stem_.find(key);
    if (found == by_stem_.end()) return 0;
    const Word& word = words_.at(text);
    long sum = 0;
    for (const std::string& other : found->second) {
      if (other == text) continue;
      const Word& candidate = words_.at(other);
      const bool shared = std::any_of(word.lemmas.begin(), word.lemmas.end(),
                                      [&](std::size_t lemma) { return candidate.lemmas.contains(lemma); });
      sum += shared ? 1 : -kWrongPair;
    }
    return sum;
  }

  // Of words that would all take `key`: their score among themselves is counted too.
  long score_together(const std::vector<std::string>& group) const {
    long sum = 0;
    for (const std::string& a : group) {
      for (const std::string& b : group) {
        if (a == b) continue;
        const auto& la = words_.at(a).lemmas;
        const auto& lb = words_.at(b).lemmas;
        const bool shared =
            std::any_of(la.begin(), la.end(), [&](std::size_t lemma) { return lb.contains(lemma); });
        sum += shared ? 1 : -kWrongPair;
      }
    }
    return sum;
  }

 private:
  std::map<std::string, Word> words_;
  std::unordered_map<std::string, std::vector<std::string>> by_stem_;
};

// Whether the rules separate the forms of a noun or adjective in `group`. It is one in all its forms, though
// a verb may have one of them too: accident and accidents, étudiant and étudiants, bouton and boutons.
// Participles are left to the verb: they are met by their endings.
bool separated(const std::vector<Lemma>& lemmas, const Lexicon& lexicon,
               const std::vector<std::string>& group) {
  for (const std::string& text : group) {
    for (const std::size_t i : lexicon.words().at(text).lemmas) {
      const Lemma& lemma = lemmas[i];
      if (!lemma.noun || lemma.verb || lemma.word.ends_with("é")) continue;
      std::set<std::string> stems;
      for (const std::string& form : lemma.forms) {
        const auto found = lexicon.words().find(fold(form));
        if (found != lexicon.words().end()) stems.insert(found->second.stem);
      }
      if (stems.size() > 1) return true;
    }
  }
  return false;
}

void print(const char* name, const std::set<std::string>& words) {
  std::cout << "constexpr std::string_view " << name << " =\n";
  std::string line = "   ";
  for (const std::string& word : words) {
    if (line.size() + word.size() > 104) {
      std::cout << "    \"" << line.substr(3) << " \"\n";
      line = "   ";
    }
    line += line.size() > 3 ? " " + word : word;
  }
  std::cout << "    \"" << line.substr(3) << "\";\n\n";
}

// Roots of the verbs in `ending`: what is left of the infinitive, and `kept`.
std::set<std::string> roots(const std::vector<Lemma>& lemmas, const std::string& ending,
                            const std::string& kept) {
  std::set<std::string> found;
  for (const Lemma& lemma : lemmas) {
    const std::string folded = fold(lemma.word);
    const std::string written = lower(lemma.word);
    if (!lemma.verb || !written.ends_with(ending) || !is_plain(folded)) continue;
    std::string root = folded.substr(0, folded.size() - fold(ending).size()) + kept;
    found.insert(std::move(root));
  }
  return found;
}

// What the rules take for the feminine of a masculine.
std::vector<std::string> feminines_of(const std::string& text) {
  std::vector<std::string> feminines = {text + 'e'};
  if (text.ends_with("el") || text.ends_with("et") || text.ends_with("en"))
    feminines.push_back(text + text.back() + 'e');
  return feminines;
}

// Nouns X, with the plural Xs and no other form, where their feminine by the rules is a form of another word:
// coup and coupe, vent and vente, sel and selle.
std::set<std::string> masculines_beside_an_e(const std::vector<Lemma>& lemmas) {
  std::map<std::string, std::set<std::size_t>> words;
  for (std::size_t i = 0; i < lemmas.size(); ++i) {
    if (lower(lemmas[i].word) != lemmas[i].word) continue;
    for (const std::string& form : lemmas[i].forms) words[fold(form)].insert(i);
  }
  std::set<std::string> found;
  for (const auto& entry : words) {
    // Not a structured binding: clang 14 does not let a lambda capture one.
    const std::string& text = entry.first;
    const std::set<std::size_t>& ids = entry.second;
    if (!is_plain(text) || text.size() < 3 ||
        std::string_view("aeiousxyz").find(text.back()) != std::string_view::npos)
      continue;
    std::set<std::size_t> feminine;
    for (const std::string& each : feminines_of(text)) {
      if (const auto at = words.find(each); at != words.end())
        feminine.insert(at->second.begin(), at->second.end());
    }
    if (feminine.empty()) continue;
    const bool alone = std::all_of(ids.begin(), ids.end(), [&](std::size_t i) {
      return lemmas[i].noun && !lemmas[i].verb &&
             std::all_of(lemmas[i].forms.begin(), lemmas[i].forms.end(), [&](const std::string& form) {
               const std::string folded = fold(form);
               return folded == text || folded == text + 's';
             });
    });
    const bool related =
        std::any_of(ids.begin(), ids.end(), [&](std::size_t i) { return feminine.contains(i); });
    if (alone && !related) found.insert(text);
  }
  return found;
}

// Nouns and adjectives in -er, not -ier, that are no infinitives, or have a feminine in -ère: laser, boucher.
std::set<std::string> nouns_in_er(const std::vector<Lemma>& lemmas) {
  std::set<std::string> infinitives;
  for (const Lemma& lemma : lemmas) {
    if (lemma.verb) infinitives.insert(fold(lemma.word));
  }
  std::set<std::string> found;
  for (const Lemma& lemma : lemmas) {
    const std::string word = fold(lemma.word);
    if (!lemma.noun || lemma.verb || !word.ends_with("er") || word.ends_with("ier") || !is_plain(word) ||
        lower(lemma.word) != lemma.word)
      continue;
    const bool feminine = std::any_of(lemma.forms.begin(), lemma.forms.end(),
                                      [](const std::string& form) { return form.ends_with("ère"); });
    if (feminine || !infinitives.contains(word)) found.insert(word);
  }
  return found;
}

// Roots in i of the verbs in -ier, but for those that are a noun too: étudier, not officier.
std::set<std::string> roots_in_i(const std::vector<Lemma>& lemmas) {
  std::set<std::string> found = roots(lemmas, "ier", "i");
  for (const Lemma& lemma : lemmas) {
    const std::string word = fold(lemma.word);
    if (lemma.noun && !lemma.verb && word.ends_with("ier")) found.erase(word.substr(0, word.size() - 2));
  }
  return found;
}

// Names that the rules join to another name or to a word, and that are no words themselves.
std::set<std::string> names_beside_others(const std::vector<Lemma>& lemmas) {
  std::set<std::string> words;
  std::map<std::string, std::set<std::string>> by_stem;
  for (const Lemma& lemma : lemmas) {
    const bool common = lower(lemma.word) == lemma.word;
    if (!common && !lemma.name) continue;
    for (const std::string& form : lemma.forms) {
      const std::string folded = fold(form);
      if (!is_plain(folded)) continue;
      if (common) words.insert(folded);
      by_stem[stem(folded)].insert(folded);
    }
  }
  std::set<std::string> found;
  for (const Lemma& lemma : lemmas) {
    const std::string name = fold(lemma.word);
    if (!lemma.name || !is_plain(name) || name.size() < 3 || words.contains(name)) continue;
    const std::string key = stem(name);
    if (key != name && by_stem[key].size() > 1) found.insert(name);
  }
  return found;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 3) {
    std::cerr << "usage: make_stem_tables FILE.dic FILE.aff\n";
    return 64;
  }
  const std::vector<Lemma> lemmas = read_hunspell(argv[1], argv[2]);
  std::set<std::string> kept_roots;
  constexpr std::array<std::array<const char*, 2>, 18> kRootEndings = {{{"érer", "er"},
                                                                        {"irer", "ir"},
                                                                        {"drer", "dr"},
                                                                        {"vrer", "vr"},
                                                                        {"ouvrir", "ouvr"},
                                                                        {"ffrir", "ffr"},
                                                                        {"isser", "iss"},
                                                                        {"asser", "ass"},
                                                                        {"amer", "am"},
                                                                        {"ater", "at"},
                                                                        {"aiser", "ais"},
                                                                        {"quérir", "quer"},
                                                                        {"emer", "em"},
                                                                        {"imer", "im"},
                                                                        {"omer", "om"},
                                                                        {"umer", "um"},
                                                                        {"ayer", "ay"},
                                                                        {"eurer", "eur"}}};
  for (const auto& [ending, kept] : kRootEndings) kept_roots.merge(roots(lemmas, ending, kept));
  kept_roots.merge(roots_in_i(lemmas));
  const std::set<std::string> in_er = nouns_in_er(lemmas);
  replace_word_set(WordSet::in_er, in_er);
  replace_word_set(WordSet::names, {});
  std::set<std::string> onne;
  for (const Lemma& lemma : lemmas) {
    const std::string word = fold(lemma.word);
    const bool pair =
        lemma.noun && !lemma.verb && word.ends_with("on") && is_plain(word) &&
        std::find(lemma.forms.begin(), lemma.forms.end(), lemma.word + "ne") != lemma.forms.end();
    if (pair) onne.insert(word);
  }
  replace_word_set(WordSet::roots, kept_roots);
  replace_word_set(WordSet::onne, onne);
  const std::set<std::string> masculine = masculines_beside_an_e(lemmas);
  replace_word_set(WordSet::masculine, masculine);
  replace_word_set(WordSet::nouns, {});
  replace_word_set(WordSet::invariable, {});
  std::set<std::string> nouns;
  std::set<std::string> invariable;
  for (int round = 0; round < 2; ++round) {
    const Lexicon lexicon(lemmas);
    // Singulars in s that the rules separate from their feminine, or join to another word.
    for (const Lemma& lemma : lemmas) {
      const std::string word = fold(lemma.word);
      if (!lemma.noun || lemma.verb || !word.ends_with('s') || !lexicon.words().contains(word)) continue;
      if (invariable.contains(word)) continue;
      const std::string before = lexicon.words().at(word).stem;
      replace_word_set(WordSet::invariable, {word});
      std::string after = nominal_base(word);
      const long noun_gain = lexicon.score(word, after) - lexicon.score(word, before);
      replace_word_set(WordSet::invariable, invariable);
      if (noun_gain > 0 || separated(lemmas, lexicon, {word})) {
        invariable.insert(word);
        nouns.insert(after);
      }
    }
    // Bases that verb endings must not be cut from.
    std::map<std::string, std::vector<std::string>> by_base;
    std::set<std::string> candidates;
    std::set<std::string> infinitives;
    replace_word_set(WordSet::nouns, nouns);
    replace_word_set(WordSet::invariable, invariable);
    for (const auto& [text, word] : lexicon.words()) {
      const std::string base = nominal_base(text);
      by_base[base].push_back(text);
      const bool noun = std::any_of(word.lemmas.begin(), word.lemmas.end(), [&](std::size_t i) {
        // muse(e) may stand for musée, never for a participle.
        return lemmas[i].noun && !lemmas[i].verb && !lemmas[i].word.ends_with("é");
      });
      // souvenir, devenir: the noun is the verb.
      const bool infinitive =
          text.ends_with("ir") &&
          std::any_of(word.lemmas.begin(), word.lemmas.end(), [&](std::size_t i) { return lemmas[i].verb; });
      if (infinitive) infinitives.insert(base);
      if (noun && word.stem != base) candidates.insert(base);
    }
    for (const std::string& base : candidates) {
      if (infinitives.contains(base)) continue;
      const std::vector<std::string>& group = by_base.at(base);
      // What the group would gain by leaving its stems for `base`.
      long before = 0, outside = 0, stay = 0;
      for (const std::string& text : group) {
        before += lexicon.score(text, lexicon.words().at(text).stem);
        outside += lexicon.score(text, base);
        if (lexicon.words().at(text).stem == base) {
          for (const std::string& other : group)
            if (other != text && lexicon.words().at(other).stem == base) ++stay;
        }
      }
      // Those already there are counted by score_together; take them out of `outside`.
      std::vector<std::string> there;
      std::copy_if(group.begin(), group.end(), std::back_inserter(there),
                   [&](const std::string& text) { return lexicon.words().at(text).stem == base; });
      long counted = 0;
      for (const std::string& text : group) {
        for (const std::string& other : there) {
          if (other == text) continue;
          const auto& la = lexicon.words().at(text).lemmas;
          const auto& lb = lexicon.words().at(other).lemmas;
          const bool shared =
              std::any_of(la.begin(), la.end(), [&](std::size_t lemma) { return lb.contains(lemma); });
          counted += shared ? 1 : -kWrongPair;
        }
      }
      const long after = outside - counted + lexicon.score_together(group);
      if (after > before || separated(lemmas, lexicon, group)) nouns.insert(base);
    }
    replace_word_set(WordSet::nouns, nouns);
    replace_word_set(WordSet::invariable, invariable);
  }
  const std::set<std::string> names = names_beside_others(lemmas);
  std::cout
      << "// Written by tables/make_stem_tables.cpp from hunspell-fr-classical (MPL 2.0); do not edit.\n"
      << "// clang-format off\n\n";
  print("kNouns", nouns);
  print("kInvariable", invariable);
  print("kRoots", kept_roots);
  print("kOnne", onne);
  print("kMasculine", masculine);
  print("kInEr", in_er);
  print("kNames", names);
  std::cout << "// clang-format on\n";
  std::cerr << nouns.size() << " nouns, " << invariable.size() << " invariable, " << kept_roots.size()
            << " roots, " << onne.size() << " onne, " << in_er.size() << " in er, " << names.size()
            << " names\n";
  return 0;
} catch (const std::exception& error) {
  std::cerr << "make_stem_tables: " << error.what() << '\n';
  return 1;
}
