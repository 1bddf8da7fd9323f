// How the oracle reads the words of a query: compounds, small words, dates, other ways to write a number.
#include <algorithm>

#include "indexer/text/stemmer.h"
#include "server/search/other_writings.h"
#include "server/search/sentence.h"
#include "tests/search/oracle.h"

namespace fonds::test {

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
  const search::ArchiveWords archive{
      [this](std::string_view folded) { return counts_.contains(std::string(folded)); },
      [this](std::string_view folded) {
        const auto found = counts_.find(std::string(folded));
        return found != counts_.end() && 2 * found->second.capitalised >= found->second.articles;
      }};
  std::vector<Other> others;
  for (const search::OtherWriting& known : search::other_writings(text, analysis, archive)) {
    Other other{known.begin, known.end, known.only_these, {}};
    for (const std::vector<std::string>& writing : known.writings) {
      SoughtRun run{true, {}, WordSet(words_.size()), {}};
      for (const std::string& word : writing) {
        run.words.emplace_back();
        const bool inflected = known.inflected && &word == &writing.back();
        const std::string stem = text::stem(word);
        for (const Word& heard : words_) {
          const bool form = inflected && heard.stem == stem && !text::is_stop_word(heard.folded) &&
                            !name_forbids(word, heard.folded);
          run.words.back().push_back(heard.folded == word || form);
        }
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

const text::Analysis& Oracle::analysed(const std::string& text) {
  const auto [analysis, is_new] = analysed_.try_emplace(text);
  if (is_new) analyzer_.analyze(text, analysis->second);
  return analysis->second;
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
    run.exact_form = run.words.size() == 1 && accents_tell(run.words.front(), run.written.front());
    run.stop = std::all_of(run.words.begin(), run.words.end(), text::is_stop_word) && !run.exact_form;
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
    sought.runs.push_back(field == query::Field::any && run.exact_form ? as_written(run)
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

}  // namespace fonds::test
