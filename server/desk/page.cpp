#include "server/desk/page.h"

#include "indexer/text/fnv.h"
#include "server/api/answers.h"
#include "server/desk/request.h"
#include "server/http/url.h"
#include "web/embedded_files.h"

namespace fonds::desk {

namespace {

constexpr std::string_view kStyleFile = "redaction/redaction.css";
// The site's own page policy without scripts and connections.
constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri "
    "'none'; "
    "frame-ancestors 'none'";

struct Entry {
  std::string_view section, label;
};
// In the order of a day's work.
constexpr Entry kNavigation[] = {
    {"", "Accueil"},          {"texte", "Texte"},       {"recherche", "Chercher"}, {"personnes", "Personnes"},
    {"dossiers", "Dossiers"}, {"retraits", "Retraits"}, {"alertes", "Alertes"},    {"synonymes", "Synonymes"},
    {"temoins", "Témoins"},   {"lecteurs", "Lecteurs"}, {"journal", "Journal"},    {"etat", "État"},
};

}  // namespace

Pages::Pages(const api::SiteOptions& options) : templates_(web::embedded_files()), site_(options.title) {
  base_ = http::path_of_url(options.public_url);
  while (base_.ends_with('/')) base_.pop_back();
  const api::Site site(options);
  const auto version = [&](std::string_view name) {
    const api::StaticFile* const file = site.static_file(name);
    return file == nullptr ? std::string() : file->version;
  };
  site_style_ = version("style.css");
  icon_ = version("favicon.svg");
  typeface_ = version("fonts/regular.woff2");
  for (const web::EmbeddedFile& file : web::embedded_files()) {
    if (file.name == kStyleFile) style_ = file.content;
  }
  style_version_ = text::digest(style_);
}

std::string Pages::path(std::string_view below) const {
  return base_ + std::string(kDeskPath) + std::string(below);
}

Data Pages::begin(const Head& head) const {
  Data page;
  page["base"] = Data(base_);
  page["desk"] = Data(path(""));
  page["site"] = Data(site_);
  page["page_title"] = Data((head.title.empty() ? "Rédaction" : head.title + " – Rédaction") + " – " + site_);
  page["title"] = Data(head.title);
  page["v_style"] = Data(site_style_);
  page["v_desk"] = Data(style_version_);
  page["v_icon"] = Data(icon_);
  api::set_text(page, "v_typeface", typeface_);
  api::set_text(page, "account", head.account);
  page["form_token"] = Data(head.form_token);
  api::set_text(page, "notice", head.notice);
  DataList sections;
  for (const Entry& entry : kNavigation) {
    Data section;
    section["label"] = Data(std::string(entry.label));
    section["section_href"] = Data(path(entry.section.empty() ? "" : "/" + std::string(entry.section)));
    section["current"] = Data(head.section == entry.section);
    sections.push_back(std::move(section));
  }
  page["sections"] = Data(sections);
  return page;
}

http::Response Pages::respond(int status, std::string_view page, const Data& data) const {
  http::Response response =
      http::Response::text(status, std::string(api::kHtml), templates_.render(page, data));
  protect(response);
  return response;
}

http::Response Pages::redirect(const std::string& address) const {
  http::Response response;
  response.status = 303;
  response.headers.emplace_back("Location", address);
  protect(response);
  return response;
}

http::Response Pages::style() const {
  http::Response response = http::Response::text(200, "text/css; charset=utf-8", style_);
  protect(response);
  response.cache_control = "private, max-age=86400";
  return response;
}

void protect(http::Response& response) {
  response.cache_control = "no-store";
  // What a page says back in answer to a guess must not show in its length (BREACH).
  response.compressible = false;
  const auto add = [&](std::string_view name, std::string_view value) {
    response.headers.emplace_back(name, value);
  };
  add("Content-Security-Policy", kPolicy);
  add("X-Robots-Tag", "noindex, nofollow");
  add("X-Content-Type-Options", "nosniff");
  // Not no-referrer: browsers would send forms with "Origin: null".
  add("Referrer-Policy", "same-origin");
  add("Cross-Origin-Opener-Policy", "same-origin");
  add("Cross-Origin-Resource-Policy", "same-origin");
  add("Vary", "Cookie");
}

}  // namespace fonds::desk
