// What reference managers and libraries read in the head of an article's page: the fields of Highwire Press, which Zotero,
// Mendeley and Google Scholar know, and its other forms. They know no field for a newspaper and would file it as an article
// of a journal; so its name and its kind are said in PRISM and Dublin Core.
#include "indexer/text/calendar.h"
#include "server/api/article_forms.h"
#include "server/api/citation.h"
#include "server/api/site_parts.h"

namespace fonds::api {
namespace {

std::string joined(const std::vector<search::FacetLabel>& labels) {
  std::string text;
  for (const search::FacetLabel& label : labels) text += (text.empty() ? "" : "; ") + label.label;
  return text;
}

// "2017/04/05", as Google Scholar asks for it.
std::string scholar_date(const search::Hit& hit) {
  std::string date = hit.day ? text::iso(*hit.day) : std::string();
  for (char& c : date) c = c == '-' ? '/' : c;
  return date;
}

}  // namespace

Data citation_data(const Frame& frame, const search::ArticleView& article, const std::string& address) {
  const search::Hit& hit = article.hit;
  Data citation;
  set_text(citation, "title", hit.title);
  DataList authors;
  for (const std::string& author : authors_of(hit.author)) {
    Data entry;
    entry["name"] = Data(author);
    authors.push_back(std::move(entry));
  }
  citation["authors"] = Data(authors);
  set_text(citation, "date", scholar_date(hit));
  set_text(citation, "abstract", hit.lead);
  citation["language"] = Data(article.lang.empty() ? "fr" : article.lang);
  set_text(citation, "keywords", joined(hit.dossiers));
  set_text(citation, "address", address);
  citation["paper"] = Data(paper_of(hit, frame.options.title));
  DataList forms;
  for (const ArticleForm form :
       {ArticleForm::json, ArticleForm::text, ArticleForm::bibtex, ArticleForm::ris}) {
    Data entry;
    const std::string_view type = media_type(form);
    entry["type"] = Data(std::string(type.substr(0, type.find(';'))));
    entry["href"] = Data(article_url(frame, hit.id + std::string(ending(form)), nullptr));
    forms.push_back(std::move(entry));
  }
  citation["forms"] = Data(forms);
  return citation;
}

}  // namespace fonds::api
