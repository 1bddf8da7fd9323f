#include "server/api/article_forms.h"

#include "indexer/text/calendar.h"
#include "indexer/text/folding.h"
#include "server/api/citation.h"
#include "server/api/search_url.h"
#include "server/http/accept.h"

namespace fonds::api {
namespace {

struct FormName {
  ArticleForm form;
  std::string_view ending, type;
};
constexpr FormName kForms[] = {
    {ArticleForm::page, "", "text/html; charset=utf-8"},
    {ArticleForm::json, ".json", "application/json"},
    {ArticleForm::text, ".txt", "text/plain; charset=utf-8"},
    {ArticleForm::bibtex, ".bib", "application/x-bibtex; charset=utf-8"},
    {ArticleForm::ris, ".ris", "application/x-research-info-systems; charset=utf-8"},
};

const FormName& names_of(ArticleForm form) {
  return kForms[static_cast<std::size_t>(form)];
}

http::Quality quality(std::string_view accept, ArticleForm form) {
  const std::string_view type = media_type(form);
  return http::media_type_quality(accept, type.substr(0, type.find(';')));
}

}  // namespace

std::string_view media_type(ArticleForm form) {
  return names_of(form).type;
}

std::string_view ending(ArticleForm form) {
  return names_of(form).ending;
}

std::optional<ArticleForm> preferred_form(ArticleForm usual, std::string_view accept) {
  std::optional<ArticleForm> best;
  http::Quality most = quality(accept, usual);
  if (most > 0) best = usual;
  for (const FormName& name : kForms) {
    if (name.form == ArticleForm::page) continue;
    if (const http::Quality wanted = quality(accept, name.form); wanted > most) {
      most = wanted;
      best = name.form;
    }
  }
  return best;
}

std::optional<NamedForm> form_by_ending(std::string_view id) {
  for (const FormName& name : kForms) {
    if (name.ending.empty() || id.size() <= name.ending.size() || !id.ends_with(name.ending)) continue;
    return NamedForm{std::string(id.substr(0, id.size() - name.ending.size())), name.form};
  }
  return std::nullopt;
}

std::string page_address(const ArticleSite& site, const search::Hit& hit) {
  return site.base + "/article/" + path_encode(hit.id);
}

std::string plain_text(const ArticleSite& site, const search::ArticleView& article) {
  const search::Hit& hit = article.hit;
  std::string text = hit.title + "\n";
  std::string line = hit.day ? text::french(*hit.day) : "Sans date";
  if (!hit.author.empty()) line += ", par " + hit.author;
  if (!hit.source.empty()) line += ", " + hit.source;
  text += line + "\n\n";
  if (!hit.lead.empty()) text += hit.lead + "\n\n";
  if (!article.body_text.empty()) text += article.body_text + "\n\n";
  return text + page_address(site, hit) + "\n";
}

http::Response article_in(ArticleForm form, const ArticleSite& site, const search::ArticleView& article) {
  const std::string address = page_address(site, article.hit);
  std::string body = form == ArticleForm::bibtex ? bibtex(article.hit, site.title, address)
                     : form == ArticleForm::ris  ? ris(article.hit, site.title, address)
                                                 : plain_text(site, article);
  http::Response response = http::Response::text(200, std::string(media_type(form)), std::move(body));
  if (form != ArticleForm::text) {
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" +
                                                             text::slugify(article.hit.id) +
                                                             std::string(names_of(form).ending) + "\"");
  }
  return response;
}

}  // namespace fonds::api
