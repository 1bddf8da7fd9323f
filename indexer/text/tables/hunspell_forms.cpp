#include "indexer/text/tables/hunspell_forms.h"

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <unordered_map>

namespace fonds::text {
namespace {

struct Rule {
  std::string cut;
  std::string append;
  std::vector<std::string> flags;
  std::regex condition;
};
using Affixes = std::unordered_map<std::string, std::vector<Rule>>;

constexpr int kMaxDepth = 3;  // a form may be inflected again: acteur, actrice, actrices

std::vector<std::string> flags_of(const std::string& text) {
  std::vector<std::string> flags;
  // Long flags are two characters each; ' and + are ASCII, and so is all else in this dictionary.
  for (std::size_t at = 0; at + 1 < text.size(); at += 2) flags.push_back(text.substr(at, 2));
  return flags;
}

// A condition is one or more letters or bracketed sets. Multibyte letters inside brackets become
// alternatives, because std::regex knows bytes only.
std::string byte_pattern(const std::string& condition) {
  std::string out;
  for (std::size_t at = 0; at < condition.size();) {
    if (condition[at] != '[') {
      out += condition[at++];
      continue;
    }
    const std::size_t close = condition.find(']', at);
    std::string set = condition.substr(at + 1, close - at - 1);
    const bool negated = !set.empty() && set.front() == '^';
    if (negated) set.erase(0, 1);
    std::string letters;
    for (std::size_t k = 0; k < set.size();) {
      std::size_t size = 1;
      while (k + size < set.size() && (static_cast<unsigned char>(set[k + size]) & 0xC0) == 0x80) ++size;
      if (!letters.empty()) letters += '|';
      letters += set.substr(k, size);
      k += size;
    }
    out += negated ? "(?:(?!" + letters + ")[\\s\\S][\x80-\xBF]*)" : "(?:" + letters + ")";
    at = close + 1;
  }
  return out;
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
    rule.condition = std::regex(byte_pattern(condition) + "$");
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
      if (!word.ends_with(rule.cut) || !std::regex_search(word, rule.condition)) continue;
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
