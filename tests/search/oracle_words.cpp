// The words of the oracle's articles, where they stand, and what is known of each.
#include <algorithm>

#include "indexer/index/token_terms.h"
#include "indexer/text/compounds.h"
#include "indexer/text/stemmer.h"
#include "server/search/name_forms.h"
#include "tests/search/oracle.h"

namespace fonds::test {

Oracle::FieldText Oracle::keep(const std::string& text, bool title) {
  text::Analysis analysis;
  analyzer_.analyze(text, analysis);
  FieldText field{&text, {}, std::vector<Offsets>(analysis.positions())};
  for (const text::Token& token : analysis.tokens()) {
    const auto [number, is_new] =
        numbers_.try_emplace({std::string(token.folded), std::string(token.written)}, words_.size());
    if (is_new)
      words_.push_back({std::string(token.folded), std::string(token.written), text::stem(token.folded)});
    field.tokens.push_back({number->second, token.position, token.span});
    met_.emplace(token.folded);
    if (index::is_telling_capital(token, title && index::is_all_capitals(analysis)))
      met_capitalised_.emplace(token.folded);
    if (token.kind == text::TokenKind::word) field.offsets[token.position] = {token.begin, token.end};
  }
  return field;
}

bool Oracle::name_forbids(const std::string& typed, const std::string& word) const {
  const auto is_name = [this](const std::string& folded) {
    const auto found = counts_.find(folded);
    const Count count = found == counts_.end() ? Count{} : found->second;
    return search::is_only_a_name(folded, count.articles, count.capitalised);
  };
  return typed != word && (is_name(typed) || is_name(word)) && !search::are_forms_of_a_name(typed, word);
}

bool Oracle::is_dated(const Entry& entry, const std::vector<search::DayRange>& days) {
  const auto& day = entry.article->day;
  return day && std::any_of(days.begin(), days.end(), [&](const search::DayRange& range) {
           return range.first <= *day && *day <= range.second;
         });
}

bool Oracle::one_compound(const FieldText& field, std::uint32_t position) {
  const Offsets word = field.offsets[position];
  const Offsets next = field.offsets[position + 1];
  // The order of the words is not always that of the text: 2017-01-30 is read as 30 janvier 2017.
  if (next.begin < word.end) return true;
  const std::string_view text = *field.text;
  return text::may_be_one_compound(text.substr(word.begin, word.end - word.begin),
                                   text.substr(word.end, next.begin - word.end));
}

const Oracle::WordSet& Oracle::words_that(const std::string& key,
                                          const std::function<bool(const Word&)>& satisfy) {
  const auto [set, is_new] = word_sets_.try_emplace(key);
  if (is_new) {
    for (const Word& word : words_) set->second.push_back(satisfy(word));
  }
  return set->second;
}

// maïs is no stop word, mais is one: the accent counts, but where the archive has it so seldom beside the
// stop word (trés, très) that it is a slip.
bool Oracle::accents_tell(std::string_view folded, std::string_view written) {
  constexpr std::size_t kSlipOf = 1000;  // articles
  if (!text::is_stop_word(folded) || text::is_stop_word(written)) return false;
  return articles_with("written " + std::string(written), [&](const Word& word) {
           return word.written == written;
         }) >= articles_with("folded " + std::string(folded), [&](const Word& word) {
                 return word.folded == folded;
               }) / kSlipOf;
}

std::size_t Oracle::articles_with(const std::string& key, const std::function<bool(const Word&)>& satisfy) {
  const auto [count, is_new] = articles_with_.try_emplace(key, 0);
  if (!is_new) return count->second;
  std::vector<bool> satisfying;
  for (const Word& word : words_) satisfying.push_back(satisfy(word));
  for (const Entry& entry : entries_) {
    const auto has = [&](const FieldText& in) {
      return std::any_of(in.tokens.begin(), in.tokens.end(),
                         [&](const Place& place) { return satisfying[place.word]; });
    };
    if (has(entry.title) || has(entry.lead) || has(entry.body)) ++count->second;
  }
  return count->second;
}

// Positions of the field that the words of the set cover.
std::vector<bool> Oracle::covered(const FieldText& field, const WordSet& words) {
  std::vector<bool> covered(field.offsets.size());
  for (const Place& place : field.tokens) {
    if (!words[place.word]) continue;
    for (std::uint32_t i = 0; i < place.span; ++i) covered[place.position + i] = true;
  }
  return covered;
}

bool Oracle::run_matches(const SoughtRun& run, const FieldText& field) {
  const auto has = [&](const WordSet& words) {
    return std::any_of(field.tokens.begin(), field.tokens.end(),
                       [&](const Place& place) { return words[place.word]; });
  };
  if (has(run.joined)) return true;
  if (!std::all_of(run.words.begin(), run.words.end(), has)) return false;
  std::vector<std::vector<bool>> places;
  for (const WordSet& words : run.words) places.push_back(covered(field, words));
  for (std::uint32_t start = 0; start + run.words.size() <= field.offsets.size(); ++start) {
    bool found = true;
    for (std::uint32_t i = 0; found && i < run.words.size(); ++i) {
      found = places[i][start + i] && (i == 0 || run.exact || one_compound(field, start + i - 1));
    }
    if (found) return true;
  }
  return false;
}

}  // namespace fonds::test
