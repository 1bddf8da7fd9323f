// Synonyms: a line is tried before it is kept, so that an editor sees what it changes.
#include <algorithm>
#include <memory>
#include <utility>

#include "indexer/index/durable_file.h"
#include "indexer/text/analyzer.h"
#include "server/api/search_url.h"
#include "server/api/site_text.h"
#include "server/desk/visit.h"
#include "server/http/url.h"
#include "server/search/synonyms.h"

namespace fonds::desk {

namespace {

constexpr std::uint32_t kHitsShown = 10;  // articles, before and after
constexpr std::size_t kFormsTried = 8;    // of a line
constexpr std::string_view kTried = "la ligne";

// What is in force with another line, and what was wrong with that.
struct Tried {
  search::ParsedSynonyms parsed;
  std::vector<std::string> forms;
  std::string error;
};

std::vector<search::SynonymText> texts_in_force(const Visit& visit) {
  std::vector<search::SynonymText> texts;
  if (!visit.synonym_file.empty())
    texts.push_back({index::read_whole_file(visit.synonym_file).value_or(""), visit.synonym_file.string()});
  texts.push_back({visit.folder.read(DecisionFile::synonyms), "synonymes"});
  return texts;
}

Tried with_line(const Visit& visit, const std::string& line) {
  std::vector<search::SynonymText> texts = texts_in_force(visit);
  texts.push_back({line, std::string(kTried)});
  text::Analyzer analyzer;
  Tried tried;
  tried.parsed = search::parse_synonyms(texts, analyzer);
  for (const std::string& error : tried.parsed.errors) {
    if (error.starts_with(std::string(kTried) + ":")) tried.error = error;
  }
  if (!tried.error.empty()) return tried;
  // The forms as a line of its own has them.
  std::string rest = line;
  std::replace(rest.begin(), rest.end(), '=', ',');
  for (std::size_t begin = 0; begin <= rest.size() && tried.forms.size() < kFormsTried;) {
    const std::size_t end = std::min(rest.find(',', begin), rest.size());
    if (std::string form = as_line(std::string_view(rest).substr(begin, end - begin)); !form.empty())
      tried.forms.push_back(std::move(form));
    begin = end + 1;
  }
  return tried;
}

DataList hits_of(const Visit& visit, const search::SearchResponse& found,
                 const search::SearchResponse& other) {
  DataList hits;
  for (const search::Hit& hit : found.hits) {
    const bool both = std::any_of(other.hits.begin(), other.hits.end(),
                                  [&](const search::Hit& known) { return known.id == hit.id; });
    Data row;
    row["title"] = Data(hit.title);
    row["article_href"] = Data(visit.pages.base() + "/article/" + api::path_encode(hit.id));
    row["other"] = Data(!both);
    hits.push_back(std::move(row));
  }
  return hits;
}

// What each form finds now, and would find.
DataList preview(const Visit& visit, Tried tried) {
  const search::State now = visit.engine.state();
  const search::State then =
      now.with(std::make_shared<const search::Synonyms>(std::move(tried.parsed.synonyms)));
  DataList forms;
  for (const std::string& form : tried.forms) {
    search::SearchRequest request;
    request.q = form;
    request.today = visit.today;
    request.kind = search::ArticleKind::article;
    request.limit = kHitsShown;
    request.excerpts = false;
    request.facet_date = request.facet_dossier = request.facet_person = false;
    const search::SearchResponse before = now.search(visit.worker, request, visit.deadline);
    const search::SearchResponse after = then.search(visit.worker, request, visit.deadline);
    Data row;
    row["form"] = Data(form);
    row["before"] = Data(api::count_of_articles(before.total));
    row["after"] = Data(after.total == 0 ? "aucun article" : api::count_of_articles(after.total));
    api::set_text(row, "more",
                  after.total > before.total ? api::count_of_articles(after.total - before.total) : "");
    api::set_list(row, "hits_before", hits_of(visit, before, after));
    api::set_list(row, "hits_after", hits_of(visit, after, before));
    forms.push_back(std::move(row));
  }
  return forms;
}

http::Response change_synonyms(const Visit& visit) {
  Decision decision;
  decision.who = visit.session.account;
  decision.file = DecisionFile::synonyms;
  if (visit.form.has("retirer")) {
    decision.removed = {visit.field("retirer", 4000)};
    visit.folder.decide(decision);
    serve_synonyms(visit);
    return done(visit, "/synonymes", "synonyme-retire");
  }
  const std::string line = visit.field("ligne");
  const bool comment = line.find('#') != std::string::npos;
  if (line.empty() || comment || !with_line(visit, line).error.empty())
    return done(visit, "/synonymes?ligne=" + http::encode_form(line), "synonyme-refuse");
  decision.added = {line};
  visit.folder.decide(decision);
  serve_synonyms(visit);
  return done(visit, "/synonymes", "synonyme");
}

}  // namespace

void serve_synonyms(const Visit& visit) {
  text::Analyzer analyzer;
  visit.engine.set_synonyms(search::parse_synonyms(texts_in_force(visit), analyzer).synonyms);
}

http::Response synonym_section(const Visit& visit) {
  if (visit.posted) return change_synonyms(visit);
  Data page = visit.begin("Synonymes", "synonymes");
  const std::string line = visit.parameter("ligne");
  page["line_value"] = Data(line);
  page["tried"] = Data(false);
  page["wrong"] = Data(false);
  // Half a line, from a search without result, is not tried yet.
  if (!line.empty() && !line.ends_with('=')) {
    Tried tried = with_line(visit, line);
    page["wrong"] = Data(!tried.error.empty());
    page["tried"] = Data(tried.error.empty());
    page["line"] = Data(line);
    api::set_list(page, "forms", tried.error.empty() ? preview(visit, std::move(tried)) : DataList());
  }
  DataList rows;
  for (const std::string& kept : visit.folder.lines(DecisionFile::synonyms)) {
    Data row;
    row["line"] = Data(kept);
    rows.push_back(std::move(row));
  }
  api::set_list(page, "kept", rows);
  return visit.pages.respond(200, "redaction_synonymes", page);
}

}  // namespace fonds::desk
