#include "tests/search/random_query.h"

#include <sstream>

#include "indexer/text/folding.h"

namespace fonds::test {

QueryGenerator::QueryGenerator(const std::vector<archive::Article>& articles, std::uint32_t seed)
    : random_(seed) {
  for (const archive::Article& article : articles) {
    for (const std::string* text : {&article.title, &article.lead, &article.body}) {
      std::istringstream in(text->substr(0, 3000));
      std::vector<std::string> words;
      for (std::string w; in >> w;) words.push_back(w);
      if (words.size() > 1) texts_.push_back(std::move(words));
    }
    for (const std::string& label : article.dossiers) labels_.push_back(label);
    if (!article.author.empty()) authors_.push_back(article.author);
    if (article.day) days_.push_back(*article.day);
  }
  if (labels_.empty()) labels_.emplace_back("rien");
  if (authors_.empty()) authors_.emplace_back("personne");
  if (days_.empty()) days_.push_back(0);
}

std::string QueryGenerator::word() {
  const std::vector<std::string>& text = texts_[below(texts_.size())];
  std::string w = text[below(text.size())];
  switch (below(6)) {
    case 0:
      return text::fold(w);
    case 1:
      return text::lower(w);
    case 2:
      return w + (chance(50) ? "s" : "e");  // often another form of a word that the archive has
    default:
      return w;
  }
}

std::string QueryGenerator::phrase() {
  const std::vector<std::string>& text = texts_[below(texts_.size())];
  const std::size_t start = below(text.size());
  const std::size_t length = 1 + below(4);
  std::string words;
  for (std::size_t i = start; i < std::min(text.size(), start + length); ++i)
    words += (words.empty() ? "" : " ") + text[i];
  std::erase(words, '"');
  switch (below(3)) {
    case 0:
      return "« " + words + " »";
    case 1:
      return "“" + words + "”";
    default:
      return "\"" + words + "\"";
  }
}

std::string QueryGenerator::operand(int depth) {
  switch (below(depth > 0 ? 14 : 11)) {
    case 0:
      return phrase();
    case 1: {
      const std::string folded = text::fold(word());
      return folded.substr(0, 2 + below(3)) + "*";
    }
    case 2:
      return "titre:" + word();
    case 3:
      return "dossier:\"" + labels_[below(labels_.size())] + "\"";
    case 4:
      return "auteur:" + authors_[below(authors_.size())];
    case 5: {
      const text::Date date = text::to_date(days_[below(days_.size())]);
      const std::string year = std::to_string(date.year);
      switch (below(5)) {
        case 0:
          return "date:" + year;
        case 3:
          return "date:" + text::french_month(date.month);
        case 1:
          return "date:" + year + ".." + std::to_string(date.year + static_cast<int>(below(3)));
        case 2:
          return "date:\"" + text::french_month(date.month) + " " + year + "\"";
        default:
          return "date:\"depuis " + year + "\"";
      }
    }
    case 11:
    case 12:
      return "(" + expression(depth - 1) + ")";
    case 13:
      return "-" + word();
    default:
      return word();
  }
}

std::string QueryGenerator::expression(int depth) {
  std::string text = operand(depth);
  const std::size_t more = below(3);
  for (std::size_t i = 0; i < more; ++i) {
    static constexpr const char* kOperators[] = {" ",      " ",    " ",     " OU ", " ET ",
                                                 " SAUF ", " OR ", " AND ", " NOT "};
    text += kOperators[below(std::size(kOperators))] + operand(depth);
  }
  return text;
}

std::string QueryGenerator::query() {
  if (chance(5)) return {};
  return expression(static_cast<int>(below(3)));
}

search::SearchRequest QueryGenerator::request(const std::vector<std::string>& dossiers,
                                              const std::vector<std::string>& persons) {
  search::SearchRequest request;
  request.q = query();
  request.fuzzy = search::Fuzzy::off;
  request.match = chance(70) ? search::Match::all : search::Match::any;
  const auto pick = [&](const std::vector<std::string>& values, search::FacetSelection& selection) {
    if (values.empty()) return;
    const std::size_t chosen = chance(60) ? 0 : 1 + below(2);
    for (std::size_t i = 0; i < chosen; ++i) selection.any_of.push_back(values[below(values.size())]);
    if (chance(10)) selection.none_of.push_back(values[below(values.size())]);
  };
  pick(dossiers, request.dossier);
  pick(persons, request.person);
  if (chance(25)) {
    const text::Date date = text::to_date(days_[below(days_.size())]);
    search::DatePeriod period;
    period.value = std::to_string(date.year);
    period.first = text::to_day({date.year, 1, 1});
    period.last = text::to_day({date.year, 12, 31});
    request.dates.push_back(period);
    if (chance(30)) {
      search::DatePeriod undated;
      undated.undated = true;
      undated.value = "undated";
      request.dates.push_back(undated);
    }
  }
  if (chance(10)) request.from = days_[below(days_.size())];
  if (chance(10)) request.to = days_[below(days_.size())];
  static constexpr search::Sort kSorts[] = {search::Sort::relevance, search::Sort::newest,
                                            search::Sort::oldest};
  request.sort = kSorts[below(3)];
  request.facet_limit = 1000;
  return request;
}

}  // namespace fonds::test
