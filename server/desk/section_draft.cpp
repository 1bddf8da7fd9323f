// A draft against the archive: what was written on it, what of it has been printed before, who is named in it and what they
// were then, the dossiers it may go into, and what the archive says otherwise. Nothing of the draft is kept.
#include <algorithm>

#include "server/api/search_url.h"
#include "server/api/site_text.h"
#include "server/desk/disagreements.h"
#include "server/desk/visit.h"
#include "server/desk/wording.h"

namespace fonds::desk {

namespace {

// As the API's.
constexpr std::size_t kDraftBytes = 200 * 1024;
// Articles shown, and articles that the draft is held against.
constexpr std::uint32_t kRelated = 10, kComparedWith = 25;

std::string years_of(const search::PersonFunction& function) {
  if (!function.from) return "";
  if (!function.to) return "depuis " + std::to_string(*function.from);
  return *function.to == *function.from ? std::to_string(*function.from)
                                        : std::to_string(*function.from) + "–" + std::to_string(*function.to);
}

Data article_row(const Visit& visit, const search::Hit& hit) {
  Data row;
  row["title"] = Data(hit.title);
  row["article_href"] = Data(visit.pages.base() + "/article/" + api::path_encode(hit.id));
  api::set_text(row, "day", hit.day ? text::french(*hit.day) : "sans date");
  api::set_text(row, "author", hit.author);
  return row;
}

// What the closest articles say otherwise.
DataList disagreement_rows(const Visit& visit, const search::RelatedText& related, std::string_view draft,
                           text::Day day, text::Analyzer& analyzer) {
  std::vector<Archived> articles;
  std::vector<const search::Hit*> hits;
  for (const search::Hit& hit : related.hits) {
    auto article = visit.engine.state().article(visit.worker, hit.id, "", visit.today, visit.deadline);
    if (!article) continue;
    articles.push_back({hit.day, hit.title + ".\n\n" + hit.lead + "\n\n" + article->body_text});
    hits.push_back(&hit);
  }
  DataList rows;
  for (const Disagreement& found : disagreements(draft, day, articles, analyzer)) {
    Data row = article_row(visit, *hits[found.article]);
    row["said"] = Data(found.said);
    row["archived"] = Data(found.archived);
    row["said_figure"] = Data(found.said_figure);
    row["archived_figure"] = Data(found.archived_figure);
    rows.push_back(std::move(row));
  }
  return rows;
}

struct PersonRows {
  DataList persons;
  // beside whom the draft has a function of another time
  DataList functions;
};

// Those that the draft names, with their functions; the ones of its day are marked.
PersonRows person_rows(const Visit& visit, const search::RelatedText& related, std::string_view draft,
                       text::Day day, text::Analyzer& analyzer) {
  PersonRows rows;
  const int year = text::to_date(day).year;
  for (const search::FacetValue& person : related.persons) {
    Data row;
    row["label"] = Data(person.label);
    row["person_href"] = Data(visit.pages.base() + "/personnes/" + api::percent_encode(person.value));
    row["count"] = Data(api::count_of_articles(person.count));
    DataList functions;
    const auto profile = visit.engine.state().person(person.value, {0, 0, {}}, visit.deadline);
    if (profile) {
      for (const auto& found :
           function_disagreements(draft, day, person.label, profile->functions, analyzer)) {
        Data entry;
        entry["said"] = Data(found.said);
        entry["label"] = Data(person.label);
        entry["function"] = Data(found.function.title);
        api::set_text(entry, "years", years_of(found.function));
        rows.functions.push_back(std::move(entry));
      }
      for (const search::PersonFunction& function : profile->functions) {
        Data entry;
        entry["function"] = Data(function.title);
        api::set_text(entry, "years", years_of(function));
        entry["then"] =
            Data((!function.from || *function.from <= year) && (!function.to || *function.to >= year));
        functions.push_back(std::move(entry));
      }
    }
    api::set_list(row, "functions", functions);
    rows.persons.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

http::Response draft_section(const Visit& visit) {
  Data page = visit.begin("Texte à vérifier", "texte");
  const std::string title = visit.field("titre", 500);
  // As it was typed: lines are paragraphs.
  const std::string body(visit.form.get("texte").value_or(""));
  const std::string written = visit.field("jour", 10);
  const text::Day day = text::parse_iso(written).value_or(visit.today);
  page["draft_title"] = Data(title);
  page["draft"] = Data(text::repair_utf8(body));
  page["day_value"] = Data(text::iso(day));
  page["checked"] = Data(false);
  page["too_long"] = Data(body.size() + title.size() > kDraftBytes);
  const bool empty = body.find_first_not_of(" \t\r\n") == std::string::npos && title.empty();
  page["empty"] = Data(visit.posted && empty);
  if (!visit.posted || empty || body.size() + title.size() > kDraftBytes) {
    return visit.pages.respond(200, "redaction_texte", page);
  }
  const search::RelatedText related = visit.engine.state().related_text(
      visit.worker, title, text::repair_utf8(body), kComparedWith, visit.deadline);
  page["checked"] = Data(true);
  DataList hits, passages, dossiers;
  for (const search::Hit& hit : related.hits) {
    if (hits.size() < kRelated) hits.push_back(article_row(visit, hit));
  }
  for (const search::KnownPassage& passage : related.passages) {
    Data row = article_row(visit, passage.article);
    row["passage"] = Data(passage.text);
    row["found"] = Data(passage.found);
    row["word_for_word"] = Data(passage.resemblance >= 1);
    passages.push_back(std::move(row));
  }
  for (const search::Proposal& proposal : related.dossiers) {
    Data row;
    row["label"] = Data(proposal.dossier.label);
    row["dossier_href"] =
        Data(visit.pages.base() + "/dossiers/" + api::percent_encode(proposal.dossier.value));
    row["count"] = Data(api::count_of_articles(proposal.dossier.count));
    dossiers.push_back(std::move(row));
  }
  api::set_list(page, "hits", hits);
  api::set_list(page, "passages", passages);
  api::set_list(page, "dossiers", dossiers);
  text::Analyzer analyzer;
  const std::string whole = title + ".\n\n" + text::repair_utf8(body);
  const PersonRows persons = person_rows(visit, related, whole, day, analyzer);
  const DataList differing = disagreement_rows(visit, related, whole, day, analyzer);
  api::set_list(page, "persons", persons.persons);
  api::set_list(page, "function_faults", persons.functions);
  api::set_list(page, "disagreements", differing);
  page["any_fault"] = Data(!differing.empty() || !persons.functions.empty());
  return visit.pages.respond(200, "redaction_texte", page);
}

}  // namespace fonds::desk
