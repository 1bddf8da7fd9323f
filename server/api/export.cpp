#include "server/api/export.h"

#include <exception>
#include <utility>

#include "indexer/text/calendar.h"
#include "indexer/text/json_writer.h"
#include "server/api/citation.h"

namespace fonds::api {
namespace {

constexpr std::string_view kColumns[] = {"id",      "title",  "date", "published", "modified",
                                         "author",  "source", "lang", "url",       "dossiers",
                                         "persons", "lead",   "body"};

std::string day_of(const search::Hit& hit) {
  return hit.day ? text::iso(*hit.day) : std::string();
}
std::string instant_of(const std::optional<std::int64_t>& seconds) {
  return seconds ? text::rfc3339(*seconds) : std::string();
}
std::string address_of(const ArticleSite& site, const search::Hit& hit) {
  return hit.url.empty() ? page_address(site, hit) : hit.url;
}

void add_json(const ArticleSite& site, const search::ArticleView& article, std::string& out) {
  const search::Hit& hit = article.hit;
  text::JsonWriter json;
  json.open('{').member("id", hit.id).member("title", hit.title);
  // What is not known is left out, as the indexer's own format has it.
  const auto text = [&json](std::string_view name, const std::string& value) {
    if (!value.empty()) json.member(name, value);
  };
  const auto labels = [&json](std::string_view name, const std::vector<search::FacetLabel>& values) {
    if (values.empty()) return;
    json.key(name).open('[');
    for (const search::FacetLabel& value : values) json.value(value.label);
    json.close(']');
  };
  text("date", day_of(hit));
  text("published", instant_of(hit.published));
  text("modified", instant_of(hit.modified));
  text("author", hit.author);
  text("source", hit.source);
  text("lang", article.lang);
  text("url", address_of(site, hit));
  labels("dossiers", hit.dossiers);
  labels("persons", hit.persons);
  text("lead", hit.lead);
  json.member("body", article.body_text).close('}');
  out += json.take();
  out += '\n';
}

class CsvLine {
 public:
  CsvLine(const ExportOptions& options, std::string& out) : options_(options), out_(out) {}
  void cell(std::string_view text) {
    if (!first_) out_ += options_.separator;
    first_ = false;
    // A spreadsheet runs what begins so as a formula.
    constexpr std::string_view kFormula = "=+-@\t\r";
    const bool formula =
        options_.bom && !text.empty() && kFormula.find(text.front()) != std::string_view::npos;
    constexpr std::string_view kQuoted = "\"\r\n,;\t";
    if (!formula && text.find_first_of(kQuoted) == std::string_view::npos) {
      out_ += text;
      return;
    }
    out_ += '"';
    if (formula) out_ += '\'';
    for (const char c : text) {
      if (c == '"') out_ += '"';
      out_ += c;
    }
    out_ += '"';
  }
  void cell(const std::vector<search::FacetLabel>& labels) {
    std::string text;
    for (const search::FacetLabel& label : labels) text += (text.empty() ? "" : " | ") + label.label;
    cell(std::string_view(text));
  }
  void end() { out_ += "\r\n"; }

 private:
  const ExportOptions& options_;
  std::string& out_;
  bool first_ = true;
};

void add_csv(const ExportOptions& options, const ArticleSite& site, const search::ArticleView& article,
             std::string& out) {
  const search::Hit& hit = article.hit;
  CsvLine line(options, out);
  for (const std::string& text :
       {hit.id, hit.title, day_of(hit), instant_of(hit.published), instant_of(hit.modified), hit.author,
        hit.source, article.lang, address_of(site, hit)}) {
    line.cell(std::string_view(text));
  }
  line.cell(hit.dossiers);
  line.cell(hit.persons);
  line.cell(std::string_view(hit.lead));
  line.cell(std::string_view(article.body_text));
  line.end();
}

}  // namespace

std::string_view media_type(ExportFormat format) {
  switch (format) {
    case ExportFormat::csv:
      return "text/csv; charset=utf-8; header=present";
    case ExportFormat::bibtex:
      return media_type(ArticleForm::bibtex);
    case ExportFormat::ris:
      return media_type(ArticleForm::ris);
    case ExportFormat::jsonl:
      break;
  }
  return "application/x-ndjson";
}

std::string_view ending(ExportFormat format) {
  switch (format) {
    case ExportFormat::csv:
      return ".csv";
    case ExportFormat::bibtex:
      return ".bib";
    case ExportFormat::ris:
      return ".ris";
    case ExportFormat::jsonl:
      break;
  }
  return ".jsonl";
}

std::string export_head(const ExportOptions& options) {
  std::string head;
  if (options.format != ExportFormat::csv) return head;
  if (options.bom) head += "\xEF\xBB\xBF";
  CsvLine line(options, head);
  for (const std::string_view column : kColumns) line.cell(column);
  line.end();
  return head;
}

void export_article(const ExportOptions& options, const ArticleSite& site, const search::ArticleView& article,
                    std::string& out) {
  switch (options.format) {
    case ExportFormat::jsonl:
      return add_json(site, article, out);
    case ExportFormat::csv:
      return add_csv(options, site, article, out);
    case ExportFormat::bibtex:
      out += bibtex(article.hit, site.title, page_address(site, article.hit)) + "\n";
      return;
    case ExportFormat::ris:
      out += ris(article.hit, site.title, page_address(site, article.hit)) + "\r\n";
      return;
  }
}

ExportSource::ExportSource(std::unique_ptr<search::Results> results, ExportOptions options, ArticleSite site,
                           Surroundings in)
    : results_(std::move(results)), options_(options), site_(std::move(site)), in_(std::move(in)) {}

void ExportSource::next(std::function<void(http::Piece)> give) {
  http::Job job;
  job.run = [self = shared_from_this(), give](unsigned /*worker*/) {
    const bool gone = self->in_.gone && self->in_.gone->load(std::memory_order_relaxed);
    give(gone ? http::Piece{{}, http::Piece::State::failed} : self->make());
  };
  job.give_up = [give] { give({{}, http::Piece::State::later}); };
  if (!in_.submit(std::move(job))) give({{}, http::Piece::State::later});
}

http::Piece ExportSource::make() {
  http::Piece piece;
  try {
    if (!std::exchange(begun_, true)) piece.bytes = export_head(options_);
    while (piece.bytes.size() < kPieceBytes) {
      const auto article = results_->next();
      if (!article) {
        piece.state = http::Piece::State::last;
        break;
      }
      export_article(options_, site_, *article, piece.bytes);
    }
    return piece;
  } catch (const std::exception& e) {
    if (in_.on_failure) in_.on_failure(std::string("export: ") + e.what());
  }
  return {{}, http::Piece::State::failed};
}

}  // namespace fonds::api
