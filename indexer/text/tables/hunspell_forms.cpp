#include "indexer/text/tables/hunspell_forms.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <unordered_map>

#include "indexer/text/utf8.h"

namespace fonds::text {
namespace {

// The end that a word must have: letters or bracketed sets of them, as "[^aeiou]er". Matched letter by letter from the
// back: a regular expression took most of the time that the expansion of the dictionary took.
class Ending {
 public:
  Ending() = default;
  explicit Ending(std::string_view condition) {
    while (!condition.empty()) {
      Set set;
      if (condition.front() == '[') {
        const std::size_t close = std::min(condition.find(']'), condition.size());
        std::string_view letters = condition.substr(1, close - 1);
        set.negated = !letters.empty() && letters.front() == '^';
        if (set.negated) letters.remove_prefix(1);
        while (!letters.empty()) set.letters.emplace_back(take(letters, character_end(letters, 0)));
        condition.remove_prefix(std::min(close + 1, condition.size()));
      } else {
        const std::string_view letter = take(condition, character_end(condition, 0));
        set.negated = letter == ".";
        if (!set.negated) set.letters.emplace_back(letter);
      }
      sets_.push_back(std::move(set));
    }
  }

  bool fits(std::string_view word) const {
    for (auto set = sets_.rbegin(); set != sets_.rend(); ++set) {
      if (word.empty()) return false;
      const std::size_t begin = character_begin(word, word.size() - 1);
      const bool listed =
          std::find(set->letters.begin(), set->letters.end(), word.substr(begin)) != set->letters.end();
      if (listed == set->negated) return false;
      word.remove_suffix(word.size() - begin);
    }
    return true;
  }

 private:
  struct Set {
    bool negated = false;
    std::vector<std::string> letters;
  };
  static std::string_view take(std::string_view& from, std::size_t size) {
    const std::string_view taken = from.substr(0, size);
    from.remove_prefix(size);
    return taken;
  }
  std::vector<Set> sets_;
};

struct Rule {
  std::string cut;
  std::string append;
  std::vector<std::string> flags;
  Ending condition;
};
using Affixes = std::unordered_map<std::string, std::vector<Rule>>;

constexpr int kMaxDepth = 3;  // a form may be inflected again: acteur, actrice, actrices

std::vector<std::string> flags_of(const std::string& text) {
  std::vector<std::string> flags;
  // Long flags are two characters each; ' and + are ASCII, and so is all else in this dictionary.
  for (std::size_t at = 0; at + 1 < text.size(); at += 2) flags.push_back(text.substr(at, 2));
  return flags;
}

Affixes read_affixes(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  Affixes affixes;
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    std::string kind, flag, cut, append, condition;
    if (!(fields >> kind >> flag >> cut >> append) || kind != "SFX") continue;
    if (!(fields >> condition) || cut == "Y" || cut == "N") continue;
    Rule rule;
    rule.cut = cut == "0" ? "" : cut;
    const std::size_t slash = append.find('/');
    if (slash != std::string::npos) rule.flags = flags_of(append.substr(slash + 1));
    rule.append = append.substr(0, slash);
    if (rule.append == "0") rule.append.clear();
    rule.condition = Ending(condition);
    affixes[flag].push_back(std::move(rule));
  }
  return affixes;
}

void inflect(const Affixes& affixes, const std::string& word, const std::vector<std::string>& flags,
             int depth, std::vector<std::string>& forms) {
  if (depth == kMaxDepth) return;
  for (const std::string& flag : flags) {
    const auto found = affixes.find(flag);
    if (found == affixes.end()) continue;
    for (const Rule& rule : found->second) {
      if (!word.ends_with(rule.cut) || !rule.condition.fits(word)) continue;
      std::string form = word.substr(0, word.size() - rule.cut.size()) + rule.append;
      inflect(affixes, form, rule.flags, depth + 1, forms);
      forms.push_back(std::move(form));
    }
  }
}

}  // namespace

std::vector<Lemma> read_hunspell(const std::string& dictionary, const std::string& affix_file) {
  const Affixes affixes = read_affixes(affix_file);
  std::ifstream file(dictionary);
  if (!file) throw std::runtime_error("cannot read " + dictionary);
  std::vector<Lemma> lemmas;
  std::string line;
  std::getline(file, line);  // the number of entries
  while (std::getline(file, line)) {
    const std::string entry = line.substr(0, line.find_first_of(" \t"));
    const std::size_t slash = entry.find('/');
    Lemma lemma;
    lemma.word = entry.substr(0, slash);
    lemma.verb = line.find(" po:v") != std::string::npos;
    lemma.noun = line.find(" po:nom") != std::string::npos || line.find(" po:adj") != std::string::npos;
    lemma.name = line.find(" po:prn") != std::string::npos || line.find(" po:npr") != std::string::npos;
    lemma.surname = line.find(" po:patr") != std::string::npos;
    std::vector<std::string> flags;
    if (slash != std::string::npos) flags = flags_of(entry.substr(slash + 1));
    if (std::find(flags.begin(), flags.end(), "()") == flags.end()) lemma.forms.push_back(lemma.word);
    inflect(affixes, lemma.word, flags, 0, lemma.forms);
    std::sort(lemma.forms.begin(), lemma.forms.end());
    lemma.forms.erase(std::unique(lemma.forms.begin(), lemma.forms.end()), lemma.forms.end());
    lemmas.push_back(std::move(lemma));
  }
  return lemmas;
}

}  // namespace fonds::text
