#include "server/search/synonyms.h"

#include <algorithm>
#include <set>

#include "indexer/text/ascii.h"
#include "indexer/text/fnv.h"
#include "indexer/text/folding.h"
#include "indexer/text/stemmer.h"

namespace fonds::search {

namespace {

// Shorter words are mostly abbreviations: PLU is not plus.
constexpr std::size_t kInflectedFrom = 4;  // letters

bool same_word(std::string_view typed, const std::string& form) {
  if (typed == form) return true;
  return typed.size() >= kInflectedFrom && form.size() >= kInflectedFrom &&
         text::stem(typed) == text::stem(form);
}

std::string_view trimmed(std::string_view text) {
  return text::trimmed_of(text, std::to_array<std::string_view>({" ", "\t", "\r", "\u00A0"}));
}

std::vector<std::string_view> split(std::string_view text, char sign) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto end = text.find(sign);
    parts.push_back(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

// Reads files into one Synonyms.
struct SynonymParser {
  text::Analyzer& analyzer;
  text::Analysis analysis;
  ParsedSynonyms result;
  std::string digested;
  // the file at hand, and the lines of those before it
  std::string file;
  std::uint32_t lines_before = 0;

  void fail(std::uint32_t line, const std::string& reason) {
    result.errors.push_back(file + ":" + std::to_string(line) + ": " + reason);
  }

  // The folded words of a form, one for each position; empty where it has none.
  std::vector<std::string> words_of(std::string_view form) {
    analyzer.analyze(form, analysis);
    std::vector<std::string> words(analysis.positions());
    for (const text::Token& token : analysis.tokens()) {
      if (token.kind == text::TokenKind::word && token.span == 1) words[token.position] = token.folded;
    }
    return words;
  }

  void add_line(std::string_view text, std::uint32_t line) {
    const auto sides = split(text, '=');
    if (sides.size() == 1) return fail(line, "no '=': write abbreviation = what it stands for");
    std::vector<Synonyms::Form> forms;
    std::set<std::vector<std::string>> seen;
    for (const std::string_view side : sides) {
      for (const std::string_view written : split(side, ',')) {
        if (written.empty()) return fail(line, "nothing on one side of a '=' or ','");
        Synonyms::Form form{std::string(written), words_of(written), lines_before + line};
        if (form.words.empty()) return fail(line, "'" + form.written + "' has no word to search for");
        if (form.words.size() > SynonymLimits::kFormWords) {
          return fail(line, "'" + form.written + "' has more than " +
                                std::to_string(SynonymLimits::kFormWords) + " words");
        }
        if (seen.insert(form.words).second) forms.push_back(std::move(form));
      }
    }
    if (forms.size() < 2) return fail(line, "both sides are the same word to a search");
    Synonyms& synonyms = result.synonyms;
    for (Synonyms::Form& form : forms) {
      const auto number = static_cast<std::uint32_t>(synonyms.forms_.size());
      synonyms.by_first_stem_[text::stem(form.words.front())].push_back(number);
      synonyms.forms_.push_back(std::move(form));
    }
  }

  void read(std::string_view utf8, const std::string& name) {
    file = name;
    digested += text::digest(utf8);
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (utf8.starts_with(kByteOrderMark)) utf8.remove_prefix(kByteOrderMark.size());
    if (utf8.size() > SynonymLimits::kBytes) return fail(1, "the file is larger than 1 MB");
    std::uint32_t number = 0;
    while (!utf8.empty()) {
      const auto end = utf8.find('\n');
      std::string_view line = utf8.substr(0, end);
      utf8.remove_prefix(end == std::string_view::npos ? utf8.size() : end + 1);
      ++number;
      if (!text::is_valid_utf8(line)) {
        fail(number, "not UTF-8: save the file as UTF-8");
        continue;
      }
      line = trimmed(line.substr(0, line.find('#')));
      if (!line.empty()) add_line(line, number);
    }
    lines_before += number;
  }

  ParsedSynonyms finish() {
    if (result.synonyms.size() > 0) result.synonyms.digest_ = text::digest(digested);
    return std::move(result);
  }
};

ParsedSynonyms parse_synonyms(std::span<const SynonymText> texts, text::Analyzer& analyzer) {
  SynonymParser parser{analyzer, {}, {}, {}, {}};
  for (const SynonymText& text : texts) parser.read(text.utf8, text.file);
  return parser.finish();
}

ParsedSynonyms parse_synonyms(std::string_view utf8, const std::string& file, text::Analyzer& analyzer) {
  SynonymParser parser{analyzer, {}, {}, {}, {}};
  parser.read(utf8, file);
  return parser.finish();
}

bool Synonyms::begins_with(std::span<const std::string_view> words, const Form& form) const {
  if (words.size() < form.words.size()) return false;
  return std::equal(
      form.words.begin(), form.words.end(), words.begin(),
      [](const std::string& wanted, std::string_view typed) { return same_word(typed, wanted); });
}

Synonyms::Found Synonyms::find(std::span<const std::string_view> words) const {
  Found found;
  if (words.empty() || forms_.empty()) return found;
  const auto numbers = by_first_stem_.find(text::stem(words.front()));
  if (numbers == by_first_stem_.end()) return found;
  for (const std::uint32_t number : numbers->second) {
    const Form& form = forms_[number];
    if (form.words.size() < found.words || !begins_with(words, form)) continue;
    if (form.words.size() > found.words) {
      found.words = form.words.size();
      found.alternatives.clear();
    }
    // The forms of a line lie side by side.
    std::size_t first = number;
    while (first > 0 && forms_[first - 1].line == form.line) --first;
    for (std::size_t i = first; i < forms_.size() && forms_[i].line == form.line; ++i) {
      if (i == number || found.alternatives.size() == SynonymLimits::kAlternatives) continue;
      const bool known = std::any_of(found.alternatives.begin(), found.alternatives.end(),
                                     [&](const Form* other) { return other->words == forms_[i].words; });
      if (!known) found.alternatives.push_back(&forms_[i]);
    }
  }
  return found;
}

}  // namespace fonds::search
