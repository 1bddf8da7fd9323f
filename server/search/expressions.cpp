#include "server/search/expressions.h"

#include <algorithm>
#include <utility>

#include "indexer/index/generation.h"
#include "indexer/persons/natural_case.h"
#include "indexer/text/folding.h"
#include "server/search/label_words.h"

namespace fonds::search {

namespace {

// Articles that have an expression at least: fewer prove nothing.
constexpr std::uint32_t kFewest = 3;
constexpr std::uint32_t kFewestOf = 4000;
// How often the words stand side by side, of how often chance puts both into one article somewhere: that they are
// neighbours there is some two hundred times less likely yet.
constexpr double kLift = 0.25;
// Of the articles with the rarer word, so many have the expression.
constexpr double kShare = 0.01;

bool is_in_capitals(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

Expressions::Expressions(const Columns& columns, const Lexicon& lexicon, const index::ArticleStore& store,
                         const std::atomic<bool>& stop)
    : columns_(columns), lexicon_(lexicon), store_(store) {
  const std::uint32_t fewest = kFewest + columns.size() / kFewestOf;
  const MetExpressions met = count_expressions(columns, lexicon, store, fewest, stop);
  add_compounds(met);
  add_chains(met);
}

void Expressions::add_compounds(const MetExpressions& met) {
  const double read = columns_.size() == 0 ? 1 : static_cast<double>(met.articles) / columns_.size();
  for (const Compound& compound : met.compounds) {
    if (2 * compound.met.articles >= read * lexicon_.articles(compound.word))
      compounds_.emplace(compound.word, compound.met);
  }
}

void Expressions::add_chains(const MetExpressions& met) {
  const auto articles = [&](index::WordNumber number) {
    return static_cast<double>(lexicon_.articles(lexicon_.of_number(number)));
  };
  for (const Chain& chain : met.chains) {
    const double first = articles(chain.words.front());
    const double last = articles(chain.words[chain.length - 1]);
    const double together = chain.met.articles;
    if (together * columns_.size() < kLift * first * last) continue;
    if (together < kShare * std::min(first, last)) continue;
    const std::string text = folded_words(chain);
    std::string joined = text;
    std::erase(joined, ' ');
    // More often one word, or a compound.
    const WordId one = lexicon_.find(joined);
    if (one != Lexicon::kNone && lexicon_.articles(one) >= chain.met.articles) continue;
    if (is_label(text)) continue;
    expressions_.push_back(
        {static_cast<std::uint32_t>(texts_.size()), static_cast<std::uint32_t>(text.size()), chain.met});
    texts_ += text;
  }
  std::sort(expressions_.begin(), expressions_.end(),
            [&](const Expression& a, const Expression& b) { return folded(a) < folded(b); });
}

std::string Expressions::folded_words(const Chain& chain) const {
  std::string text;
  for (std::size_t i = 0; i < chain.length; ++i) {
    if (i > 0) text += ' ';
    text += lexicon_.word(lexicon_.of_number(chain.words[i]));
  }
  return text;
}

bool Expressions::is_label(const std::string& folded) const {
  const std::vector<std::string_view> words = label_words(folded);
  for (const index::FacetKind kind : {index::FacetKind::person, index::FacetKind::dossier}) {
    const FacetColumn& facet = columns_.facet(kind);
    for (const index::Ordinal value : facet.matching(words, {})) {
      if (label_words(facet.value(value).folded) == words) return true;
    }
  }
  return false;
}

std::span<const Expressions::Expression> Expressions::with_prefix(std::string_view prefix) const {
  const auto begin = std::partition_point(expressions_.begin(), expressions_.end(),
                                          [&](const Expression& e) { return folded(e) < prefix; });
  const auto end = std::partition_point(begin, expressions_.end(), [&](const Expression& e) {
    return folded(e).substr(0, prefix.size()) <= prefix;
  });
  return {begin, end};
}

template <typename Make>
std::string Expressions::kept(std::uint64_t key, const Make& make) const {
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = written_.find(key); known != written_.end()) return known->second;
  }
  std::string made = make();
  const std::lock_guard lock(mutex_);
  return written_.emplace(key, std::move(made)).first->second;
}

std::string Expressions::written(const Expression& expression) const {
  // Words are below, expressions above.
  return kept(std::uint64_t{1} << 32 | expression.start, [&] {
    const std::vector<std::string_view> words = label_words(folded(expression));
    const WordId first = lexicon_.find(words.front());
    return usual_text(expression.met, first != Lexicon::kNone && lexicon_.is_mostly_capitalised(first));
  });
}

std::string Expressions::written(WordId word) const {
  return kept(word, [&] { return usual_text(compounds_.at(word), lexicon_.is_mostly_capitalised(word)); });
}

// Two of three places agree; else the one without capitals, which no sentence's beginning or heading has made.
std::string Expressions::usual_text(const Met& met, bool name) const {
  std::vector<std::string> texts;
  const std::size_t places = std::min<std::size_t>(met.articles, Met::kPlaces);
  for (std::size_t i = 0; i < places; ++i) {
    std::string text = text_of(met.places[i]);
    if (text.empty()) continue;
    if (is_in_capitals(text)) text = persons::natural_case(text);
    if (std::find(texts.begin(), texts.end(), text) != texts.end()) return text;
    texts.push_back(std::move(text));
  }
  if (texts.empty()) return {};
  return name ? texts.front() : text::lower(texts.front());
}

std::string Expressions::text_of(const Met::Place& place) const {
  const std::optional<index::StoredArticle> article = store_.article(columns_.record(place.rank));
  if (!article) return {};
  const auto within = [&](const std::vector<index::TokenOffset>& tokens, std::size_t before,
                          std::string_view text) -> std::optional<std::string> {
    if (place.first < before || place.first - before >= tokens.size()) return std::nullopt;
    if (place.last - before >= tokens.size()) return std::string();
    const std::uint32_t begin = tokens[place.first - before].begin;
    const std::uint32_t end = tokens[place.last - before].end;
    if (begin >= end || end > text.size()) return std::string();
    return std::string(text.substr(begin, end - begin));
  };
  const std::size_t lead = article->title_tokens.size();
  const std::size_t body = lead + article->lead_tokens.size();
  if (auto text = within(article->title_tokens, 0, article->title)) return *text;
  if (auto text = within(article->lead_tokens, lead, article->lead)) return *text;
  return within(article->body_tokens, body, article->body).value_or(std::string());
}

}  // namespace fonds::search
