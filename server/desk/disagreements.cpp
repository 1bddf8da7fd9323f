#include "server/desk/disagreements.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <set>

#include "indexer/text/folding.h"
#include "indexer/text/stemmer.h"

namespace fonds::desk {

namespace {

// Words that two sentences must share besides the figure and what it counts.
constexpr std::size_t kSharedWords = 5;
// Of the words of the shorter one: for figures, for a day or an hour, and for what was written long before or after.
constexpr double kShared = 0.5, kSharedDay = 0.6, kSharedLongAgo = 0.75;
// Days apart: a yearly event has another figure each year, a weekly one another day.
constexpr int kSameTime = 300, kSameDayTime = 45;
// Words between a figure and what it counts: "120 nouveaux étudiants".
constexpr std::size_t kWordsBetween = 2;
// Words between a name and the function beside it.
constexpr std::size_t kBesideName = 5;
constexpr std::size_t kMostSentences = 4000, kMostFound = 50;

constexpr std::array<std::string_view, 12> kMonths = {"janvier",   "fevrier", "mars",     "avril",
                                                      "mai",       "juin",    "juillet",  "aout",
                                                      "septembre", "octobre", "novembre", "decembre"};
constexpr std::array<std::string_view, 3> kHours = {"h", "heure", "heures"};

template <typename List>
bool has(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_number(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_year(std::string_view word) {
  return word.size() == 4 && is_number(word) && (word.starts_with("19") || word.starts_with("20"));
}

struct Figure {
  // digits; stem of what is counted
  std::string value, unit;
  bool when = false;
  // bytes of the sentence
  std::uint32_t begin = 0, end = 0;
};

struct Sentence {
  std::string_view text;
  std::vector<Figure> figures;
  // stems of the words that say what it is about
  std::set<std::string, std::less<>> words;
  std::set<std::string, std::less<>> years;
};

struct Word {
  std::string_view folded;
  std::uint32_t begin, end;
};

std::vector<Word> words_of(const text::Analysis& analysis) {
  std::vector<Word> words;
  for (const text::Token& token : analysis.tokens()) {
    if (token.kind == text::TokenKind::word) words.push_back({token.folded, token.begin, token.end});
  }
  return words;
}

// What a figure counts: the first word behind it that is neither small nor a figure.
std::optional<Figure> figure_at(std::string_view text, const std::vector<Word>& words, std::size_t at) {
  if (!is_number(words[at].folded) || is_year(words[at].folded)) return std::nullopt;
  // Part of a reference, of a date in figures or of a longer figure: "DE-2012/59", "3/4", "810,00".
  constexpr std::string_view kJoining = "/-.,";
  const std::uint32_t begin = words[at].begin, end = words[at].end;
  if (begin > 0 && kJoining.find(text[begin - 1]) != std::string_view::npos) return std::nullopt;
  const bool goes_on = end + 1 < text.size() && kJoining.find(text[end]) != std::string_view::npos &&
                       text[end + 1] >= '0' && text[end + 1] <= '9';
  if (goes_on) return std::nullopt;
  for (std::size_t i = at + 1; i < words.size() && i <= at + 1 + kWordsBetween; ++i) {
    const std::string_view unit = words[i].folded;
    if (is_number(unit)) return std::nullopt;
    const bool when = has(kMonths, unit) || has(kHours, unit);
    if (when && i > at + 1) return std::nullopt;
    if (!when && (unit.size() < 3 || text::is_stop_word(unit))) continue;
    return Figure{std::string(words[at].folded), when ? std::string(unit) : text::stem(unit), when,
                  words[at].begin, words[i].end};
  }
  return std::nullopt;
}

std::vector<Sentence> sentences_of(std::string_view utf8, text::Analyzer& analyzer) {
  std::vector<Sentence> sentences;
  text::Analysis analysis;
  for (const text::Span span : text::sentences(utf8)) {
    if (sentences.size() == kMostSentences) break;
    Sentence sentence{utf8.substr(span.begin, span.end - span.begin), {}, {}, {}};
    analyzer.analyze(sentence.text, analysis);
    const std::vector<Word> words = words_of(analysis);
    std::set<std::string, std::less<>> units;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (is_year(words[i].folded)) sentence.years.emplace(words[i].folded);
      if (auto figure = figure_at(sentence.text, words, i)) {
        units.insert(figure->unit);
        sentence.figures.push_back(*std::move(figure));
      }
    }
    for (const Word& word : words) {
      if (is_number(word.folded) || word.folded.size() < 3 || text::is_stop_word(word.folded)) continue;
      std::string stem = text::stem(word.folded);
      if (!units.contains(stem)) sentence.words.insert(std::move(stem));
    }
    if (!sentence.figures.empty()) sentences.push_back(std::move(sentence));
  }
  return sentences;
}

std::size_t shared_words(const Sentence& a, const Sentence& b) {
  return static_cast<std::size_t>(std::count_if(
      a.words.begin(), a.words.end(), [&](const std::string& word) { return b.words.contains(word); }));
}

// Whether two sentences tell of the same thing, as far as their words and times say.
bool same_subject(const Sentence& said, const Sentence& other, bool when, std::optional<int> days_apart) {
  const std::size_t shared = shared_words(said, other);
  const std::size_t fewest = std::min(said.words.size(), other.words.size());
  if (shared < kSharedWords || fewest == 0) return false;
  const double part = static_cast<double>(shared) / static_cast<double>(fewest);
  if (!said.years.empty() && !other.years.empty()) {
    const bool a_year_in_common =
        std::any_of(said.years.begin(), said.years.end(),
                    [&](const std::string& year) { return other.years.contains(year); });
    if (!a_year_in_common) return false;
  }
  const bool same_time = days_apart && *days_apart <= (when ? kSameDayTime : kSameTime);
  if (when) return same_time && part >= kSharedDay;
  return part >= (same_time ? kShared : kSharedLongAgo);
}

std::string text_of(const Sentence& sentence, const Figure& figure) {
  return std::string(sentence.text.substr(figure.begin, figure.end - figure.begin));
}

// The figure for the same thing that another sentence has; nullptr where it has none, or the same.
const Figure* other_figure(const Sentence& sentence, const Figure& said) {
  const Figure* other = nullptr;
  for (const Figure& figure : sentence.figures) {
    if (figure.unit != said.unit) continue;
    if (figure.value == said.value) return nullptr;
    // Of several, none is the one that is meant.
    if (other != nullptr) return nullptr;
    other = &figure;
  }
  return other;
}

bool agrees(const Sentence& sentence, const Figure& said) {
  return std::any_of(sentence.figures.begin(), sentence.figures.end(), [&](const Figure& figure) {
    return figure.unit == said.unit && figure.value == said.value;
  });
}

bool counts_once(const Sentence& sentence, const Figure& said) {
  return std::count_if(sentence.figures.begin(), sentence.figures.end(),
                       [&](const Figure& figure) { return figure.unit == said.unit; }) == 1;
}

}  // namespace

std::vector<Disagreement> disagreements(std::string_view draft, text::Day day,
                                        std::span<const Archived> articles, text::Analyzer& analyzer) {
  std::vector<std::vector<Sentence>> archived;
  for (const Archived& article : articles) archived.push_back(sentences_of(article.text, analyzer));
  const auto apart = [&](std::size_t article) -> std::optional<int> {
    if (!articles[article].day) return std::nullopt;
    return std::abs(*articles[article].day - day);
  };
  std::vector<Disagreement> found;
  for (const Sentence& said : sentences_of(draft, analyzer)) {
    for (const Figure& figure : said.figures) {
      if (!counts_once(said, figure)) continue;
      std::optional<Disagreement> first;
      bool agreed = false;
      for (std::size_t i = 0; i < archived.size() && !agreed; ++i) {
        for (const Sentence& other : archived[i]) {
          if (!same_subject(said, other, figure.when, apart(i))) continue;
          agreed = agreed || agrees(other, figure);
          const Figure* const differs = other_figure(other, figure);
          if (differs == nullptr || first) continue;
          first = Disagreement{std::string(said.text), std::string(other.text), text_of(said, figure),
                               text_of(other, *differs), i};
        }
      }
      if (first && !agreed && found.size() < kMostFound) found.push_back(*std::move(first));
    }
  }
  return found;
}

std::vector<FunctionDisagreement> function_disagreements(std::string_view draft, text::Day day,
                                                         std::string_view person,
                                                         std::span<const search::PersonFunction> functions,
                                                         text::Analyzer& analyzer) {
  const int year = text::to_date(day).year;
  const std::string folded = text::fold(person);
  const std::string surname = folded.substr(folded.find_last_of(' ') + 1);
  const auto head_of = [](const search::PersonFunction& function) {
    const std::string title = text::fold(function.title);
    return title.substr(0, title.find_first_of(" ,'-"));
  };
  const auto held = [&](const std::string& head) {
    return std::any_of(functions.begin(), functions.end(), [&](const search::PersonFunction& function) {
      return head_of(function) == head && (!function.from || *function.from <= year) &&
             (!function.to || *function.to >= year);
    });
  };
  std::vector<FunctionDisagreement> found;
  text::Analysis analysis;
  for (const text::Span span : text::sentences(draft)) {
    const std::string_view sentence = draft.substr(span.begin, span.end - span.begin);
    analyzer.analyze(sentence, analysis);
    const std::vector<Word> words = words_of(analysis);
    for (const search::PersonFunction& function : functions) {
      const std::string head = head_of(function);
      if (head.empty() || held(head)) continue;
      for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].folded != surname) continue;
        const std::size_t begin = i > kBesideName ? i - kBesideName : 0;
        const std::size_t end = std::min(words.size(), i + kBesideName + 1);
        // "ancien maire", "future maire", "adjointe au maire" are other functions.
        const auto other = [](std::string_view word) {
          return word.starts_with("ancien") || word == "ex" || word.starts_with("futur") ||
                 word.starts_with("candidat") || word.starts_with("adjoint") || word == "vice";
        };
        bool beside = false, another = false;
        for (std::size_t k = begin; k < end; ++k) {
          beside = beside || words[k].folded == head;
          another = another || other(words[k].folded);
        }
        if (beside && !another) {
          found.push_back({std::string(sentence), function});
          break;
        }
      }
    }
  }
  return found;
}

}  // namespace fonds::desk
