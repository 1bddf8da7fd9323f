#include "tests/bench/bench_queries.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "indexer/archive/reader.h"
#include "indexer/text/analyzer.h"
#include "indexer/text/calendar.h"
#include "indexer/text/stemmer.h"
#include "tests/bench/loopback_client.h"

namespace fonds::bench {

namespace {

constexpr std::size_t kSampled =
    4;  // an article in so many is read for words: seconds instead of tens of them
constexpr std::size_t kPerKind = 30;
constexpr std::size_t kPrefixes = 20, kFilteredByOne = 17, kFilteredByBoth = 16;
constexpr std::size_t kCommonWords = 300;  // the pool that common words are taken from
constexpr std::size_t kShortest = 4;       // code units of a word worth asking for

struct Word {
  std::string folded, written;
};

// Words that stand next to each other in an article, and the bytes of text that they are.
struct Passage {
  std::vector<Word> words;
  std::string text;
};

struct Sample {
  std::map<std::string, std::pair<std::size_t, std::string>> articles_with;  // folded -> articles, written
  std::vector<Passage> passages;                                             // of three words
  std::vector<int> years;                                                    // ascending
};

bool is_content(const text::Token& token) {
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return token.kind == text::TokenKind::word && token.folded.size() >= kShortest &&
         std::all_of(token.folded.begin(), token.folded.end(), letter) && !text::is_stop_word(token.folded);
}

// The first place, from the middle of the body on, where three content words follow each other in one line.
void take_passage(const std::string& body, const std::vector<text::Token>& tokens,
                  std::vector<Passage>& out) {
  for (std::size_t i = tokens.size() / 2; i + 2 < tokens.size(); ++i) {
    const auto first = tokens.begin() + static_cast<std::ptrdiff_t>(i);
    if (!std::all_of(first, first + 3, is_content) || (first + 2)->position != first->position + 2) continue;
    Passage passage;
    passage.text = body.substr(first->begin, (first + 2)->end - first->begin);
    if (passage.text.find_first_of("\n\"«»“”()") != std::string::npos) continue;
    for (auto token = first; token != first + 3; ++token) {
      passage.words.push_back({std::string(token->folded), std::string(token->written)});
    }
    out.push_back(std::move(passage));
    return;
  }
}

Sample read_sample(const std::vector<std::string>& sources) {
  Sample sample;
  text::Analyzer analyzer;
  text::Analysis analysis;
  std::set<int> years;
  std::size_t seen = 0;
  archive::Reader reader({});
  reader.read(sources, {.article = [&](archive::Article&& article) {
                if (article.day) years.insert(text::to_date(*article.day).year);
                if (seen++ % kSampled != 0) return;
                analyzer.analyze(article.body, analysis);
                std::map<std::string_view, std::string_view> words;
                for (const text::Token& token : analysis.tokens()) {
                  if (is_content(token)) words.emplace(token.folded, token.written);
                }
                for (const auto& [folded, written] : words) {
                  auto& entry = sample.articles_with[std::string(folded)];
                  if (++entry.first == 1) entry.second = written;
                }
                take_passage(article.body, analysis.tokens(), sample.passages);
              }});
  sample.years.assign(years.begin(), years.end());
  return sample;
}

// `count` elements spread evenly over all.
template <typename T>
std::vector<T> spread(const std::vector<T>& all, std::size_t count) {
  std::vector<T> chosen;
  for (std::size_t i = 0; i < std::min(count, all.size()); ++i) {
    chosen.push_back(all[i * all.size() / std::min(count, all.size())]);
  }
  return chosen;
}

}  // namespace

std::vector<BenchQuery> choose_queries(const std::vector<std::string>& sources,
                                       const std::vector<std::string>& dossiers) {
  const Sample sample = read_sample(sources);
  std::vector<std::pair<std::size_t, Word>> by_frequency;
  std::vector<Word> rare;
  for (const auto& [folded, entry] : sample.articles_with) {
    by_frequency.push_back({entry.first, {folded, entry.second}});
    if (entry.first == 1) rare.push_back({folded, entry.second});
  }
  std::stable_sort(by_frequency.begin(), by_frequency.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Word> common;
  for (std::size_t i = 0; i < std::min(kCommonWords, by_frequency.size()); ++i)
    common.push_back(by_frequency[i].second);

  using Shape = BenchQuery::Shape;
  std::vector<BenchQuery> queries;
  const auto add = [&](const char* kind, std::string q, const std::vector<Word>& words,
                       Shape shape) -> BenchQuery& {
    BenchQuery query;
    query.kind = kind;
    query.q = std::move(q);
    query.shape = shape;
    for (const Word& word : words) {
      query.words.push_back(word.folded);
      query.written.push_back(word.written);
    }
    return queries.emplace_back(std::move(query));
  };
  for (const Word& word : spread(common, kPerKind)) add("common", word.written, {word}, Shape::all);
  for (const Word& word : spread(rare, kPerKind)) add("rare", word.written, {word}, Shape::all);

  std::size_t number = 0;
  for (const Passage& passage : spread(sample.passages, 3 * kPerKind)) {
    const Word& a = passage.words[0];
    const Word& b = passage.words[1];
    const Word& c = passage.words[2];
    switch (number++ % 3) {
      case 0:
        add("two words", a.written + " " + b.written, {a, b}, Shape::all);
        break;
      case 1: {
        const bool any = number % 2 == 0;
        const std::string op = any ? " OU " : " ET ";
        add("three words, OU, ET", a.written + op + b.written + op + c.written, {a, b, c},
            any ? Shape::any : Shape::all);
        break;
      }
      default:
        add("phrase", "\"" + passage.text + "\"", {a, b, c}, Shape::phrase);
    }
  }
  for (const Word& word : spread(common, kPrefixes)) {
    const std::string prefix = word.folded.substr(0, kShortest);
    add("prefix", prefix + "*", {{prefix, prefix}}, Shape::prefix);
  }
  const std::vector<Word> filtered = spread(common, 2 * kFilteredByOne + kFilteredByBoth);
  for (std::size_t i = 0; i < filtered.size(); ++i) {
    BenchQuery& query = add("filtered", filtered[i].written, {filtered[i]}, Shape::all);
    if (!dossiers.empty() && i % 3 != 1) {
      query.dossier = dossiers[i % dossiers.size()];
      query.filter += "&dossier=" + percent_encode(query.dossier);
    }
    if (!sample.years.empty() && i % 3 != 0) {
      query.year = sample.years[i % sample.years.size()];
      query.filter += "&date=" + std::to_string(query.year);
    }
  }
  return queries;
}

}  // namespace fonds::bench
