// The forms that one article is given out in: the page, JSON, text, BibTeX, RIS. Which one is said by Accept, or by an
// ending of the address (/article/{id}.bib).
//
// Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/message.h"
#include "server/search/types.h"

namespace fonds::api {

enum class ArticleForm : std::uint8_t { page, json, text, bibtex, ris };

std::string_view media_type(ArticleForm form);
// Of its address, ".bib"; empty for the page.
std::string_view ending(ArticleForm form);

// The form that `accept` prefers, `usual` where it does not care; nullopt where it takes none that there is. A page is
// given only where it is the usual form.
std::optional<ArticleForm> preferred_form(ArticleForm usual, std::string_view accept);

// "a.bib" names the article "a" as BibTeX, where none has the id "a.bib".
struct NamedForm {
  std::string id;
  ArticleForm form = ArticleForm::page;
};
std::optional<NamedForm> form_by_ending(std::string_view id);

struct ArticleSite {
  std::string title;
  // "https://archives.example.fr", without a final slash
  std::string base;
};
std::string page_address(const ArticleSite& site, const search::Hit& hit);

// Text, BibTeX or RIS. REQUIRES: one of these.
http::Response article_in(ArticleForm form, const ArticleSite& site, const search::ArticleView& article);

// The article as plain text: what it is called, when and by whom, its words, where it comes from.
std::string plain_text(const ArticleSite& site, const search::ArticleView& article);

}  // namespace fonds::api
