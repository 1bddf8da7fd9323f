#include "tests/search/oracle.h"

#include <algorithm>
#include <set>

#include "indexer/index/token_terms.h"
#include "indexer/text/compounds.h"
#include "indexer/text/folding.h"
#include "indexer/text/stemmer.h"
#include "server/query/parser.h"
#include "server/search/name_forms.h"
#include "server/search/other_writings.h"
#include "server/search/sentence.h"

namespace fonds::test {

namespace {

std::vector<std::string> label_words(const std::string& label) {
  std::vector<std::string> words(1);
  for (const char c : text::fold(label)) {
    const auto u = static_cast<unsigned char>(c);
    if (u >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

}  // namespace

Oracle::Oracle(const std::vector<archive::Article>& articles, Slugs slugs) : slugs_(std::move(slugs)) {
  for (const archive::Article& article : articles) {
    met_.clear();
    met_capitalised_.clear();
    Entry entry{&article, keep(article.title, true), keep(article.lead), keep(article.body), {}};
    for (const std::string& word : met_) ++counts_[word].articles;
    for (const std::string& word : met_capitalised_) ++counts_[word].capitalised;
    if (article.day) {
      const search::DayRange known = dated_.value_or(search::DayRange{*article.day, *article.day});
      dated_ = {std::min(known.first, *article.day), std::max(known.second, *article.day)};
    }
    const FieldText author = keep(article.author);
    for (const Place& place : author.tokens) entry.author_words.push_back(words_[place.word].folded);
    entries_.push_back(std::move(entry));
  }
}

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

std::vector<Oracle::Period> Oracle::periods_of(const text::Analysis& analysis) const {
  std::vector<std::string_view> words(analysis.positions());
  for (const text::Token& token : analysis.tokens()) {
    const bool month = search::month_named(token.folded) > 0;
    if (token.kind == text::TokenKind::word || (token.kind == text::TokenKind::alternate && month))
      words[token.position] = token.folded;
  }
  std::vector<Period> periods;
  for (const search::SaidPeriod& said : search::periods_said(words)) {
    Period period{said.begin, said.end, search::days_of(said, *dated_), {}};
    if (said.year) period.days_of_year = search::days_of({0, 1, said.year, {}, {}}, *dated_);
    if (!period.days.empty()) periods.push_back(std::move(period));
  }
  return periods;
}

std::vector<Oracle::Other> Oracle::others_of(const std::string& text, const text::Analysis& analysis) {
  std::vector<Other> others;
  for (const search::OtherWriting& known : search::other_writings(text, analysis)) {
    Other other{known.begin, known.end, known.only_these, {}};
    for (const std::vector<std::string>& writing : known.writings) {
      SoughtRun run{true, {}, WordSet(words_.size()), {}};
      for (const std::string& word : writing) {
        run.words.emplace_back();
        for (const Word& of_archive : words_) run.words.back().push_back(of_archive.folded == word);
      }
      const bool some = std::all_of(run.words.begin(), run.words.end(), [](const WordSet& words) {
        return std::find(words.begin(), words.end(), true) != words.end();
      });
      if (some) other.writings.push_back(std::move(run));
    }
    if (!other.writings.empty() || (other.only_these && all_words_)) others.push_back(std::move(other));
  }
  return others;
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

const text::Analysis& Oracle::analysed(const std::string& text) {
  const auto [analysis, is_new] = analysed_.try_emplace(text);
  if (is_new) analyzer_.analyze(text, analysis->second);
  return analysis->second;
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

// The words and compounds of a text, in order.
std::vector<Oracle::Run> Oracle::runs_of(const text::Analysis& analysis) {
  std::vector<Run> runs;
  for (const text::Token& token : analysis.tokens()) {
    if (token.kind != text::TokenKind::word) continue;
    if (!token.glued || runs.empty()) runs.push_back({token.position, token.position, {}, {}});
    runs.back().end = token.position + 1;
    runs.back().words.push_back(token.folded);
    runs.back().written.push_back(token.written);
  }
  for (Run& run : runs) {
    run.written_only = run.words.size() == 1 && accents_tell(run.words.front(), run.written.front());
    run.stop = std::all_of(run.words.begin(), run.words.end(), text::is_stop_word) && !run.written_only;
  }
  return runs;
}

// What a text asks for: its phrase as a whole, or its words and compounds one by one, without the stop words
// where there is something else.
const Oracle::SoughtText& Oracle::sought(const std::string& text, query::Field field, bool exact) {
  const bool dates = dates_ && all_words_ && !exact && field == query::Field::any && dated_.has_value();
  const auto [known, is_new] = sought_.try_emplace({text, field, exact, dates});
  SoughtText& sought = known->second;
  if (!is_new) return sought;
  const text::Analysis& analysis = analysed(text);
  const auto add = [&](const std::string& wanted, WordSet& words) {
    const std::string stem = text::stem(wanted);
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i].folded == wanted ||
          (!exact && words_[i].stem == stem && !name_forbids(wanted, words_[i].folded))) {
        words[i] = true;
      }
    }
  };
  const auto run_of = [&](std::uint32_t begin, std::uint32_t end) {
    const WordSet none(words_.size());
    SoughtRun run{exact, std::vector<WordSet>(end - begin, none), none, {}};
    for (const text::Token& token : analysis.tokens()) {
      if (token.position < begin || token.position >= end) continue;
      if (token.span == 1) {
        add(std::string(token.folded), run.words[token.position - begin]);
      } else if (token.position == begin && token.position + token.span == end) {
        add(std::string(token.folded), run.joined);
      }
    }
    return run;
  };
  if (analysis.tokens().empty()) return sought;
  if (exact) {
    sought.runs.push_back(run_of(0, analysis.positions()));
    sought.groups.emplace_back();
    return sought;
  }

  const auto as_written = [&](const Run& run) {
    SoughtRun one{exact, {WordSet(words_.size())}, WordSet(words_.size()), {}};
    const std::string stem(text::stem_of_content_word(run.words.front()));
    for (std::size_t i = 0; i < words_.size(); ++i) {
      one.words.front()[i] = words_[i].written == run.written.front() ||
                             (!text::is_stop_word(words_[i].folded) && words_[i].stem == stem);
    }
    return one;
  };
  std::vector<Run> runs = runs_of(analysis);
  std::vector<Period> periods = dates ? periods_of(analysis) : std::vector<Period>();
  std::vector<Other> others = field == query::Field::any ? others_of(text, analysis) : std::vector<Other>();
  // What begins or ends inside a compound, or another way to write inside a date, is none.
  const auto begins = [&](std::uint32_t at) {
    return at == analysis.positions() ||
           std::any_of(runs.begin(), runs.end(), [&](const Run& run) { return run.begin == at; });
  };
  std::erase_if(periods, [&](const Period& period) { return !begins(period.begin) || !begins(period.end); });
  std::erase_if(others, [&](const Other& other) {
    const auto inside = [&](std::uint32_t at) {
      return std::any_of(periods.begin(), periods.end(),
                         [&](const Period& period) { return period.begin < at && at < period.end; });
    };
    return !begins(other.begin) || !begins(other.end) || inside(other.begin) || inside(other.end);
  });
  for (Run& run : runs) {
    // Every word of a compound takes one position; "meurt-il" asks for "meurt" only.
    run.end -= static_cast<std::uint32_t>(run.words.size() - search::without_inverted_subject(run.words));
  }
  const bool only_stop_words = std::all_of(runs.begin(), runs.end(), [](const Run& run) { return run.stop; });
  std::erase_if(runs, [&](const Run& run) { return run.stop && !only_stop_words; });
  const auto within = [](const auto& ranges, const Run& run) {
    const auto found = std::find_if(ranges.begin(), ranges.end(), [&](const auto& range) {
      return range.begin <= run.begin && run.begin < range.end;
    });
    return found == ranges.end() ? nullptr : &*found;
  };
  const void* last = nullptr;
  for (const Run& run : runs) {
    const Period* const period = within(periods, run);
    const Other* const other = within(others, run);
    const void* const group = other != nullptr ? static_cast<const void*>(other) : period;
    if (group == nullptr || group != last) {
      sought.groups.emplace_back();
      if (other != nullptr) {
        sought.groups.back().writings = other->writings;
        sought.groups.back().only_writings = other->only_these;
      } else if (period != nullptr) {
        sought.groups.back().days = period->days;
      }
    }
    last = group;
    sought.runs.push_back(field == query::Field::any && run.written_only ? as_written(run)
                                                                         : run_of(run.begin, run.end));
    sought.runs.back().group = sought.groups.size() - 1;
    // The year behind a month is said by a date in that year, too; and one beside letters (JO 2024).
    if (period != nullptr && run.begin + 1 == period->end) sought.runs.back().days = period->days_of_year;
  }
  return sought;
}

bool Oracle::matches_text(const std::string& text, query::Field field, const Entry& entry, bool exact) {
  if (analysed(text).tokens().empty()) return true;
  if (field == query::Field::author) {
    const std::vector<text::Token>& tokens = analysed(text).tokens();
    return std::all_of(tokens.begin(), tokens.end(), [&](const text::Token& token) {
      return token.kind != text::TokenKind::word ||
             std::find(entry.author_words.begin(), entry.author_words.end(), token.folded) !=
                 entry.author_words.end();
    });
  }
  const auto found = [&](const SoughtRun& run) {
    return run_matches(run, entry.title) ||
           (field == query::Field::any && (run_matches(run, entry.lead) || run_matches(run, entry.body)));
  };
  const SoughtText& wanted = sought(text, field, exact);
  const auto written_otherwise = [&](const Group& group) {
    return std::any_of(group.writings.begin(), group.writings.end(), found);
  };
  if (!exact && !all_words_) {
    return std::any_of(
               wanted.runs.begin(), wanted.runs.end(),
               [&](const SoughtRun& run) { return !wanted.groups[run.group].only_writings && found(run); }) ||
           std::any_of(wanted.groups.begin(), wanted.groups.end(), written_otherwise);
  }
  for (std::size_t g = 0; g < wanted.groups.size(); ++g) {
    const Group& group = wanted.groups[g];
    if (is_dated(entry, group.days) || written_otherwise(group)) continue;
    if (group.only_writings) return false;
    const bool written = std::all_of(wanted.runs.begin(), wanted.runs.end(), [&](const SoughtRun& run) {
      return run.group != g || found(run) || is_dated(entry, run.days);
    });
    if (!written) return false;
  }
  return true;
}

bool Oracle::matches_label(const std::string& text, const std::vector<std::string>& labels,
                           const std::map<std::string, std::string>& slugs, bool prefix) const {
  const std::vector<std::string> wanted = label_words(text);
  return std::any_of(labels.begin(), labels.end(), [&](const std::string& label) {
    if (!prefix && slugs.at(label) == text) return true;
    const std::vector<std::string> words = label_words(label);
    return !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), [&](const std::string& w) {
      // Only the last word may be a beginning.
      const bool beginning = prefix && &w == &wanted.back();
      return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return beginning ? word.starts_with(w) : word == w;
      });
    });
  });
}

bool Oracle::says_nothing(const query::Node& node) {
  const auto no_words = [&](const std::string& text, query::Field field) {
    return field != query::Field::dossier && field != query::Field::person && analysed(text).tokens().empty();
  };
  const auto all = [&](const std::vector<query::NodePtr>& children) {
    return std::all_of(children.begin(), children.end(),
                       [&](const auto& child) { return says_nothing(*child); });
  };
  if (const auto* word = std::get_if<query::Word>(&node.value)) return no_words(word->text, word->field);
  if (const auto* phrase = std::get_if<query::Phrase>(&node.value))
    return no_words(phrase->text, phrase->field);
  if (const auto* negation = std::get_if<query::Not>(&node.value)) return says_nothing(*negation->child);
  if (const auto* bag = std::get_if<query::Bag>(&node.value)) return all(bag->children);
  if (const auto* both = std::get_if<query::And>(&node.value)) return all(both->children);
  if (const auto* any = std::get_if<query::Or>(&node.value)) return all(any->children);
  return false;
}

bool Oracle::matches(const query::Node& node, const Entry& entry) {
  using query::Field;
  const archive::Article& article = *entry.article;
  if (const auto* word = std::get_if<query::Word>(&node.value)) {
    if (word->field == Field::dossier)
      return matches_label(word->text, article.dossiers, slugs_.dossiers, false);
    if (word->field == Field::person)
      return matches_label(word->text, article.persons, slugs_.persons, false);
    return matches_text(word->text, word->field, entry, false);
  }
  if (const auto* phrase = std::get_if<query::Phrase>(&node.value)) {
    if (phrase->field == Field::dossier)
      return matches_label(phrase->text, article.dossiers, slugs_.dossiers, false);
    if (phrase->field == Field::person)
      return matches_label(phrase->text, article.persons, slugs_.persons, false);
    return matches_text(phrase->text, phrase->field, entry, true);
  }
  if (const auto* prefix = std::get_if<query::Prefix>(&node.value)) {
    if (prefix->field == Field::dossier)
      return matches_label(prefix->text, article.dossiers, slugs_.dossiers, true);
    if (prefix->field == Field::person)
      return matches_label(prefix->text, article.persons, slugs_.persons, true);
    // What stands before the last apostrophe or hyphen are words of their own: l'écol*.
    std::string folded = text::fold(prefix->text);
    if (const auto cut = folded.find_last_of("'-"); cut != std::string::npos && cut + 1 < folded.size()) {
      const std::string before = folded.substr(0, cut + 1);
      const std::vector<text::Token>& words = analysed(before).tokens();
      const bool only_stop_words = std::all_of(
          words.begin(), words.end(), [](const auto& word) { return text::is_stop_word(word.folded); });
      if (!only_stop_words && !matches_text(before, prefix->field, entry, false)) return false;
      folded.erase(0, cut + 1);
    }
    const WordSet& words =
        words_that("prefix " + folded, [&](const Word& word) { return word.folded.starts_with(folded); });
    const auto begins = [&](const FieldText& in) {
      return std::any_of(in.tokens.begin(), in.tokens.end(),
                         [&](const Place& place) { return words[place.word]; });
    };
    if (prefix->field == Field::author) {
      return std::any_of(entry.author_words.begin(), entry.author_words.end(),
                         [&](const std::string& word) { return word.starts_with(folded); });
    }
    return begins(entry.title) || (prefix->field == Field::any && (begins(entry.lead) || begins(entry.body)));
  }
  if (const auto* range = std::get_if<query::DateRange>(&node.value)) {
    if (range->each_year) {
      if (!article.day) return false;
      const text::Date date = text::to_date(*article.day);
      return date.month == range->each_year->month && date.day == range->each_year->day.value_or(date.day);
    }
    if (!range->first && !range->last) return true;
    return article.day && (!range->first || *article.day >= *range->first) &&
           (!range->last || *article.day <= *range->last);
  }
  if (says_nothing(node)) return true;
  const auto matches_child = [&](const query::NodePtr& child) { return matches(*child, entry); };
  const auto holds = [&](const query::NodePtr& child) {
    return says_nothing(*child) || matches(*child, entry);
  };
  const auto is_found = [&](const query::NodePtr& child) {
    return !says_nothing(*child) && matches_child(child);
  };
  if (const auto* all = std::get_if<query::And>(&node.value)) {
    return std::all_of(all->children.begin(), all->children.end(), holds);
  }
  if (const auto* any = std::get_if<query::Or>(&node.value)) {
    return std::any_of(any->children.begin(), any->children.end(), is_found);
  }
  if (const auto* negation = std::get_if<query::Not>(&node.value)) {
    const bool dates = std::exchange(dates_, false);
    const bool excluded = matches(*negation->child, entry);
    dates_ = dates;
    return !excluded;
  }

  const auto& bag = std::get<query::Bag>(node.value);
  std::vector<std::function<bool()>> wanted;
  std::string words;
  bool restricted_out = false;
  bool has_content = false;
  const auto is_plain = [](const query::NodePtr& child) {
    const auto* word = std::get_if<query::Word>(&child->value);
    return word != nullptr && word->field == Field::any;
  };
  // Runs of plain words are one text; whether a text has anything but stop words decides if its stop words
  // count.
  std::vector<std::string> texts;
  for (const query::NodePtr& child : bag.children) {
    if (is_plain(child)) {
      words += (words.empty() ? "" : " ") + std::get<query::Word>(child->value).text;
      continue;
    }
    if (!words.empty()) texts.push_back(std::exchange(words, {}));
    if (says_nothing(*child)) continue;
    if (std::holds_alternative<query::Not>(child->value) ||
        std::holds_alternative<query::DateRange>(child->value)) {
      restricted_out = restricted_out || !matches(*child, entry);
    } else {
      has_content = true;
      wanted.emplace_back([&, c = child.get()] { return matches(*c, entry); });
    }
  }
  if (!words.empty()) texts.push_back(words);
  if (restricted_out) return false;
  const auto only_stop_words = [&](const std::string& text) {
    const std::vector<Run> runs = runs_of(analysed(text));
    return std::all_of(runs.begin(), runs.end(), [](const Run& run) { return run.stop; });
  };
  for (const std::string& text : texts) has_content = has_content || !only_stop_words(text);
  for (const std::string& text : texts) {
    if (analysed(text).tokens().empty() || (has_content && only_stop_words(text))) continue;
    wanted.emplace_back([this, text, &entry] { return matches_text(text, query::Field::any, entry, false); });
  }
  if (wanted.empty()) return true;
  const auto call = [](const std::function<bool()>& f) { return f(); };
  return all_words_ ? std::all_of(wanted.begin(), wanted.end(), call)
                    : std::any_of(wanted.begin(), wanted.end(), call);
}

Oracle::Answer Oracle::search(const search::SearchRequest& request) {
  all_words_ = request.match != search::Match::any;
  analysed_.clear();
  word_sets_.clear();
  sought_.clear();
  const query::Query parsed = query::parse(request.q, 0);
  const auto in = [](const std::vector<std::string>& slugs, const std::vector<std::string>& labels,
                     const std::map<std::string, std::string>& values) {
    return std::any_of(labels.begin(), labels.end(), [&](const std::string& label) {
      return std::find(slugs.begin(), slugs.end(), values.at(label)) != slugs.end();
    });
  };
  Answer answer;
  std::vector<const archive::Article*> found;
  for (const Entry& entry : entries_) {
    const archive::Article& a = *entry.article;
    if (parsed.root && !matches(*parsed.root, entry)) continue;
    if (request.from && (!a.day || *a.day < *request.from)) continue;
    if (request.to && (!a.day || *a.day > *request.to)) continue;
    if (in(request.dossier.none_of, a.dossiers, slugs_.dossiers) ||
        in(request.person.none_of, a.persons, slugs_.persons)) {
      continue;
    }
    const bool dossier =
        request.dossier.any_of.empty() || in(request.dossier.any_of, a.dossiers, slugs_.dossiers);
    const bool person = request.person.any_of.empty() || in(request.person.any_of, a.persons, slugs_.persons);
    const bool date =
        request.dates.empty() ||
        std::any_of(request.dates.begin(), request.dates.end(), [&](const search::DatePeriod& p) {
          return p.undated ? !a.day : a.day && *a.day >= p.first && *a.day <= p.last;
        });
    if (dossier && person && date) found.push_back(&a);
    if (person && date) {
      for (const std::string& label : a.dossiers) ++answer.dossiers[slugs_.dossiers.at(label)];
    }
    if (dossier && date) {
      for (const std::string& label : a.persons) ++answer.persons[slugs_.persons.at(label)];
    }
    if (dossier && person) {
      if (a.day) {
        ++answer.years[text::iso(*a.day).substr(0, 4)];
      } else {
        ++answer.undated;
      }
    }
  }
  std::sort(found.begin(), found.end(), [](const archive::Article* a, const archive::Article* b) {
    if (a->day != b->day) return a->day && (!b->day || *a->day > *b->day);
    return a->id < b->id;
  });
  for (const archive::Article* a : found) answer.ids.push_back(a->id);
  return answer;
}

}  // namespace fonds::test
