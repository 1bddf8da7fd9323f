#include "server/api/sitemap.h"

#include <charconv>

#include "indexer/archive/body_html.h"
#include "indexer/text/calendar.h"
#include "server/api/search_url.h"

namespace fonds::api {
namespace {

constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr std::string_view kSpace = " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";

void add_lists(std::vector<std::string>& lists, const std::string& period, std::uint64_t count) {
  for (std::uint64_t part = 0; part * kSitemapAddresses < count; ++part) {
    lists.push_back(part == 0 ? period : period + "." + std::to_string(part + 1));
  }
}

std::string entry(std::string_view name, const std::string& address, const std::string& modified = {}) {
  std::string out = "<" + std::string(name) + "><loc>" + archive::escape_html(address) + "</loc>";
  if (!modified.empty()) out += "<lastmod>" + modified + "</lastmod>";
  return out + "</" + std::string(name) + ">\n";
}

std::string document(std::string_view root, const std::string& entries) {
  return std::string(kHead).append("<").append(root).append(kSpace) + entries + "</" + std::string(root) +
         ">\n";
}

}  // namespace

std::vector<std::string> sitemap_lists(const search::DateFacet& dates) {
  std::vector<std::string> lists = {"pages"};
  for (const auto& year : dates.histogram.buckets) add_lists(lists, year.value, year.count);
  add_lists(lists, "undated", dates.undated);
  return lists;
}

SitemapPart sitemap_part(std::string_view name) {
  SitemapPart part{std::string(name.substr(0, name.find('.'))), 0};
  if (part.period.size() == name.size()) return part;
  const std::string_view digits = name.substr(part.period.size() + 1);
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size() || number < 2) return {};
  part.part = number - 1;
  return part;
}

std::string sitemap_index(const std::string& base, const std::vector<std::string>& lists) {
  std::string entries;
  for (const auto& list : lists) entries += entry("sitemap", base + "/sitemap/" + list + ".xml");
  return document("sitemapindex", entries);
}

std::string sitemap_list(const std::string& base, const std::vector<search::ArticleAddress>& articles) {
  std::string entries;
  for (const auto& article : articles) {
    entries += entry("url", base + "/article/" + path_encode(article.id),
                     article.day ? text::iso(*article.day) : "");
  }
  return document("urlset", entries);
}

std::string sitemap_pages(const std::string& base, const search::FacetListing& dossiers) {
  std::string entries =
      entry("url", base + "/") + entry("url", base + "/dossiers") + entry("url", base + "/personnes");
  for (const auto& dossier : dossiers.values) {
    entries += entry("url", base + "/dossiers/" + percent_encode(dossier.value));
  }
  return document("urlset", entries);
}

std::string robots(const std::string& base, std::string_view path) {
  const std::string root(path);
  return "User-agent: *\nAllow: " + root + "/static/\nAllow: " + root + "/personnes?page=\nAllow: " + root +
         "/dossiers/*?page=\nDisallow: " + root + "/api/\nDisallow: " + root + "/*?\n\nSitemap: " + base +
         "/sitemap.xml\n";
}

}  // namespace fonds::api
