#include "tests/search/oracle.h"

#include <algorithm>
#include <set>

#include "indexer/text/folding.h"
#include "indexer/text/stemmer.h"
#include "server/query/parser.h"

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
      if (range->each_year->month == 0) {
        for (const int year : {date.year - 1, date.year}) {
          const auto days = query::days_in_year(*range, year);
          if (days && days->first <= *article.day && *article.day <= days->second) return true;
        }
        return false;
      }
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
