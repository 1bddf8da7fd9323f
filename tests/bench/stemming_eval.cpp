// How well stems tell the forms of one word from those of another, measured against a dictionary, beside
// Snowball's French stemmer on the same forms.
//   recall     of all pairs of forms of one lemma, how many have the same stem
//   precision  of all pairs of forms with the same stem, how many share a lemma
// Printed for 20,000 forms of lemmas drawn at random (fixed seeds) and for the whole dictionary.
//
// Usage: stemming_eval [--splits | --collisions] [FILE.dic FILE.aff]
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <functional>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "indexer/text/folding.h"
#include "indexer/text/stemmer.h"
#include "indexer/text/tables/hunspell_forms.h"

namespace {

using fonds::text::Lemma;
using Stemmer = std::function<std::string(const std::string&)>;

constexpr std::size_t kSampleForms = 20000;

// Capitalised lemmas are names, and a form with a sign is no word to stem.
bool is_common_word(const std::string& word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  });
}

// One word of the test: what is stemmed, and the lemmas it is a form of.
struct Word {
  std::string text;
  std::vector<std::size_t> lemmas;
};

std::vector<Word> words_of(const std::vector<const Lemma*>& lemmas, bool folded) {
  std::map<std::string, std::set<std::size_t>> by_text;
  for (std::size_t i = 0; i < lemmas.size(); ++i) {
    for (const std::string& form : lemmas[i]->forms)
      by_text[folded ? fonds::text::fold(form) : form].insert(i);
  }
  std::vector<Word> words;
  for (const auto& [text, ids] : by_text) words.push_back({text, {ids.begin(), ids.end()}});
  return words;
}

double pairs(double n) {
  return n * (n - 1) / 2;
}

bool share(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) {
  return std::find_first_of(a.begin(), a.end(), b.begin(), b.end()) != a.end();
}

struct Result {
  double recall = 0, precision = 0;
};

Result measure(const std::vector<const Lemma*>& lemmas, bool folded, const Stemmer& stem, const char* list) {
  const std::vector<Word> words = words_of(lemmas, folded);
  std::unordered_map<std::string, std::vector<std::size_t>> by_stem;
  std::vector<std::map<std::string, std::vector<std::size_t>>> by_lemma(lemmas.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string key = stem(words[i].text);
    by_stem[key].push_back(i);
    for (const std::size_t lemma : words[i].lemmas) by_lemma[lemma][key].push_back(i);
  }
  double wanted = 0, met = 0, together = 0, right = 0;
  for (std::size_t l = 0; l < lemmas.size(); ++l) {
    double forms = 0, split = 0;
    for (const auto& [key, members] : by_lemma[l]) {
      forms += static_cast<double>(members.size());
      met += pairs(static_cast<double>(members.size()));
      split += pairs(static_cast<double>(members.size()));
    }
    wanted += pairs(forms);
    if (list != nullptr && std::strcmp(list, "--splits") == 0 && by_lemma[l].size() > 1) {
      std::printf("%.0f\t%s:", pairs(forms) - split, lemmas[l]->word.c_str());
      for (const auto& [key, members] : by_lemma[l]) {
        std::printf(" [%s", key.c_str());
        for (std::size_t k = 0; k < members.size() && k < 6; ++k)
          std::printf(" %s", words[members[k]].text.c_str());
        std::printf("]");
      }
      std::printf("\n");
    }
  }
  for (const auto& [key, members] : by_stem) {
    together += pairs(static_cast<double>(members.size()));
    double wrong = 0;
    for (std::size_t a = 0; a < members.size(); ++a) {
      for (std::size_t b = a + 1; b < members.size(); ++b) {
        const bool good = share(words[members[a]].lemmas, words[members[b]].lemmas);
        right += good;
        wrong += !good;
      }
    }
    if (list != nullptr && std::strcmp(list, "--collisions") == 0 && wrong > 0) {
      std::set<std::string> names;
      for (const std::size_t m : members) {
        for (const std::size_t l : words[m].lemmas) names.insert(lemmas[l]->word);
      }
      std::printf("%.0f\t%s:", wrong, key.c_str());
      for (const std::string& name : names) std::printf(" %s", name.c_str());
      std::printf("\n");
    }
  }
  return {wanted > 0 ? met / wanted : 1, together > 0 ? right / together : 1};
}

void print(const char* title, const std::vector<const Lemma*>& lemmas, const Stemmer& snowball) {
  const Stemmer ours = [](const std::string& word) { return fonds::text::stem(word); };
  const Result a = measure(lemmas, true, ours, nullptr);
  const Result b = measure(lemmas, false, snowball, nullptr);
  const Result c = measure(lemmas, true, snowball, nullptr);
  std::printf("%-28s recall  Fonds %.4f  Snowball %.4f  Snowball, folded %.4f\n", title, a.recall, b.recall,
              c.recall);
  std::printf("%-28s precis. Fonds %.4f  Snowball %.4f  Snowball, folded %.4f\n", "", a.precision,
              b.precision, c.precision);
}

}  // namespace

int main(int argc, char** argv) try {
  const char* list = argc > 1 && argv[1][0] == '-' ? argv[1] : nullptr;
  const int first = list != nullptr ? 2 : 1;
  const std::string dictionary = argc > first ? argv[first] : "/usr/share/hunspell/fr_FR.dic";
  const std::string affixes = argc > first + 1 ? argv[first + 1] : "/usr/share/hunspell/fr_FR.aff";
  std::vector<Lemma> all = fonds::text::read_hunspell(dictionary, affixes);
  std::vector<const Lemma*> lemmas;
  for (Lemma& lemma : all) {
    std::erase_if(lemma.forms, [](const std::string& form) { return !is_common_word(form); });
    if (is_common_word(lemma.word) && !lemma.forms.empty()) lemmas.push_back(&lemma);
  }
  if (list != nullptr) {
    measure(
        lemmas, true, [](const std::string& word) { return fonds::text::stem(word); }, list);
    return 0;
  }
  const Xapian::Stem xapian("french");
  const Stemmer snowball = [&](const std::string& word) { return xapian(word); };
  for (const unsigned seed : {1U, 2U, 3U}) {
    std::vector<const Lemma*> sample = lemmas;
    std::mt19937 random(seed);
    std::shuffle(sample.begin(), sample.end(), random);
    std::size_t forms = 0, count = 0;
    while (count < sample.size() && forms < kSampleForms) forms += sample[count++]->forms.size();
    sample.resize(count);
    print(("sample " + std::to_string(seed) + ", " + std::to_string(forms) + " forms").c_str(), sample,
          snowball);
  }
  print("whole dictionary", lemmas, snowball);
  return 0;
} catch (const std::exception& error) {
  std::cerr << "stemming_eval: " << error.what() << '\n';
  return 1;
}
