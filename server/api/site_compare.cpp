// Expressions over time, per thousand articles: curves that the server draws, and the same numbers as a table.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "server/api/search_url.h"
#include "server/api/site_impl.h"
#include "server/api/site_text.h"

namespace fonds::api {
namespace {

// Of the drawing, whatever size it is shown in: its lines keep their width.
constexpr double kWidth = 1000, kHeight = 300;
constexpr std::size_t kMostLabels = 12, kLabelsOnPhone = 6;
// Fields for expressions that are not there yet.
constexpr std::size_t kFewestFields = 2;

double per_thousand(std::uint64_t count, std::uint64_t articles) {
  return articles == 0 ? 0 : 1000.0 * static_cast<double>(count) / static_cast<double>(articles);
}

// "12,4": one digit behind the comma, as far as it says something.
std::string french_decimal(double number) {
  if (number >= 100) return french_number(static_cast<std::uint64_t>(std::llround(number)));
  std::array<char, 16> digits{};
  const bool small = number > 0 && number < 1;
  const int length = std::snprintf(digits.data(), digits.size(), small ? "%.2f" : "%.1f", number);
  std::string text(digits.data(), static_cast<std::size_t>(std::max(length, 0)));
  std::replace(text.begin(), text.end(), '.', ',');
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with(',')) text.pop_back();
  return text;
}

// The least of 1, 2, 3, 4, 6 and 8 times a power of ten that holds `most`: its half is a number too.
double top_of_scale(double most) {
  if (most <= 0) return 1;
  const double power = std::pow(10, std::floor(std::log10(most)));
  for (const double step : {1.0, 2.0, 3.0, 4.0, 6.0, 8.0}) {
    if (most <= step * power) return step * power;
  }
  return 10 * power;
}

std::string place(double number) {
  std::array<char, 24> digits{};
  const int length = std::snprintf(digits.data(), digits.size(), "%.1f", number);
  return {digits.data(), static_cast<std::size_t>(std::max(length, 0))};
}

struct Curve {
  std::string line, dots;
};

// Interrupted where the archive has no article.
Curve curve_of(const Comparison& comparison, const Comparison::Expression& expression, double top) {
  Curve curve;
  const double step = kWidth / static_cast<double>(comparison.periods.size());
  bool drawing = false;
  for (std::size_t i = 0; i < comparison.periods.size(); ++i) {
    if (comparison.articles[i] == 0) {
      drawing = false;
      continue;
    }
    const double share = per_thousand(expression.counts[i], comparison.articles[i]) / top;
    const std::string at = place((static_cast<double>(i) + 0.5) * step) + " " + place(kHeight * (1 - share));
    curve.line += (drawing ? "L" : "M") + at;
    curve.dots += "M" + at + "h0";
    drawing = true;
  }
  return curve;
}

// « en 2017 », « en avril 2017 »
std::string in_period(const std::string& value) {
  return "en " + french_period(value);
}

// Where it is met most, for those who do not see the curve.
std::string summary(const Comparison& comparison, const Comparison::Expression& expression) {
  std::size_t best = 0;
  double most = 0;
  for (std::size_t i = 0; i < comparison.periods.size(); ++i) {
    const double share = per_thousand(expression.counts[i], comparison.articles[i]);
    if (share > most) {
      most = share;
      best = i;
    }
  }
  if (most == 0) return count_of_articles(0);
  return count_of_articles(expression.total) + ", surtout " + in_period(comparison.periods[best]) + " (" +
         french_decimal(most) + "\u00A0‰)";
}

DataList series_of(const Comparison& comparison, const Frame& frame, double top) {
  DataList series;
  for (std::size_t i = 0; i < comparison.expressions.size(); ++i) {
    const auto& expression = comparison.expressions[i];
    const Curve curve = curve_of(comparison, expression, top);
    Data data;
    data["series_number"] = Data(std::to_string(i + 1));
    data["series_q"] = Data(expression.q);
    data["series_line"] = Data(curve.line);
    data["series_dots"] = Data(curve.dots);
    data["series_summary"] = Data(summary(comparison, expression));
    data["series_href"] = Data(page_url(frame, with_match(with_query({}, expression.q), search::Match::all)));
    series.push_back(std::move(data));
  }
  return series;
}

DataList rows_of(const Comparison& comparison, const Frame& frame) {
  DataList rows;
  for (std::size_t i = 0; i < comparison.periods.size(); ++i) {
    Data row;
    row["row_period"] = Data(capitalised(french_period(comparison.periods[i])));
    row["row_articles"] = Data(french_number(comparison.articles[i]));
    DataList cells;
    for (const auto& expression : comparison.expressions) {
      Data cell;
      auto within = with_only_date(with_query({}, expression.q), comparison.periods[i]);
      within.match = search::Match::all;
      cell["cell_count"] = Data(french_number(expression.counts[i]));
      set_text(cell, "cell_href", expression.counts[i] == 0 ? "" : page_url(frame, within));
      cell["cell_share"] = Data(french_decimal(per_thousand(expression.counts[i], comparison.articles[i])));
      cells.push_back(std::move(cell));
    }
    row["cells"] = Data(cells);
    rows.push_back(std::move(row));
  }
  return rows;
}

DataList fields_of(const Comparison& comparison) {
  const std::size_t filled = comparison.expressions.size();
  const std::size_t wanted = std::min(std::max(kFewestFields, filled + 1), Comparison::kMostExpressions);
  DataList fields;
  for (std::size_t i = 0; i < wanted; ++i) {
    Data field;
    field["field_number"] = Data(std::to_string(i + 1));
    field["field_q"] = Data(i < filled ? comparison.expressions[i].q : "");
    fields.push_back(std::move(field));
  }
  return fields;
}

// Under the curve, as many as there is room for.
DataList labels_of(const std::vector<std::string>& periods) {
  const std::size_t every = (periods.size() + kMostLabels - 1) / kMostLabels;
  const bool crowded = periods.size() / every > kLabelsOnPhone;
  DataList labels;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    const bool january = periods[i].ends_with("-01");
    Data label;
    // Where the page is narrow every second one stays.
    label["axis_minor"] = Data(crowded && i / every % 2 == 1);
    label["axis_label"] = Data(i % every != 0 ? ""
                               : january      ? periods[i].substr(0, 4)
                                              : short_period(periods[i]));
    labels.push_back(std::move(label));
  }
  return labels;
}

}  // namespace

std::string Site::compare_page(const Comparison& comparison) const {
  const auto& frame = impl_->frame;
  std::string names;
  for (const auto& expression : comparison.expressions)
    names += (names.empty() ? "" : ", ") + in_guillemets(expression.q);
  PageHead head;
  head.section = Section::search;
  head.title = names.empty() ? "Comparer dans le temps" : names + " dans le temps";
  head.description = "La part des articles qui emploient un mot ou une expression, année par année.";
  head.canonical = names.empty() ? frame.base + "/frise" : "";
  head.indexed = names.empty();
  auto page = begin_page(frame, head, &comparison.index);
  page["live"] = Data(false);
  page["compact"] = Data(true);
  page["on_search"] = Data(false);
  page["fields"] = Data(fields_of(comparison));

  const bool drawn = !comparison.expressions.empty() && !comparison.periods.empty();
  page["chart"] = Data(false);
  if (drawn) {
    double most = 0;
    for (const auto& expression : comparison.expressions) {
      for (std::size_t i = 0; i < comparison.periods.size(); ++i)
        most = std::max(most, per_thousand(expression.counts[i], comparison.articles[i]));
    }
    const double top = top_of_scale(most);
    Data chart;
    chart["chart_title"] = Data(names + " de " + french_period(comparison.periods.front()) + " à " +
                                french_period(comparison.periods.back()));
    chart["axis_top"] = Data(french_decimal(top));
    chart["axis_middle"] = Data(french_decimal(top / 2));
    chart["axis"] = Data(labels_of(comparison.periods));
    chart["series"] = Data(series_of(comparison, frame, top));
    chart["rows"] = Data(rows_of(comparison, frame));
    page["chart"] = std::move(chart);
  }
  return impl_->templates.render("compare", page);
}

}  // namespace fonds::api
