// Idea of a walk: ordered by id, each page begins with the last post of the page before. Where it does not, a post
// before it has gone and everything has moved forward: the walk steps back until it meets what it knows.
#include "indexer/sync/wordpress_api.h"

#include <algorithm>
#include <set>
#include <utility>

#include <curl/curl.h>
#include <nlohmann/json.hpp>

#include "indexer/text/calendar.h"
#include "indexer/text/percent.h"

namespace fonds::sync {
namespace {

using nlohmann::json;

constexpr int kPerPage = 100;  // the most that WordPress gives
// Pages of one list: ten million posts. What goes on longer goes round in circles.
constexpr int kMaxPages = 100'000;
constexpr const char* kEntryFields = "_fields=id,modified_gmt,author,categories,tags,content.protected";

std::int64_t number_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

std::string text_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// The value of an attribute in the first tag that begins with `tag` and has `mark` in it.
std::string attribute_in(const std::string& html, std::string_view tag, std::string_view mark,
                         std::string_view name) {
  for (std::size_t at = html.find(tag); at != std::string::npos; at = html.find(tag, at + 1)) {
    const std::string_view whole = std::string_view(html).substr(at, html.find('>', at) - at);
    if (whole.find(mark) == std::string_view::npos) continue;
    const std::size_t found = whole.find(" " + std::string(name) + "=");
    if (found == std::string_view::npos) continue;
    std::string_view value = whole.substr(found + name.size() + 2);
    if (value.empty()) continue;
    const char quote = value.front();
    if (quote != '"' && quote != '\'') return std::string(value.substr(0, value.find_first_of(" >")));
    value.remove_prefix(1);
    return std::string(value.substr(0, value.find(quote)));
  }
  return {};
}

// <https://journal.example/wp-json/>; rel="https://api.w.org/", <…>; rel=…
std::string api_in_link_header(const std::string& header) {
  const std::size_t rel = header.find("rel=\"https://api.w.org/\"");
  if (rel == std::string::npos) return {};
  const std::size_t begin = header.rfind('<', rel);
  const std::size_t end = begin == std::string::npos ? begin : header.find('>', begin);
  return end == std::string::npos || end > rel ? std::string() : header.substr(begin + 1, end - begin - 1);
}

bool is_api_index(const HttpAnswer& answer) {
  if (answer.status != 200) return false;
  const std::optional<json> index = parse_api_json(answer.body);
  if (!index || !index->is_object()) return false;
  const auto namespaces = index->find("namespaces");
  return namespaces != index->end() && namespaces->is_array() &&
         std::find(namespaces->begin(), namespaces->end(), "wp/v2") != namespaces->end();
}

// Where a security plugin hides the index, the posts themselves may still be shown.
bool lists_posts(Fetcher& fetcher, const std::string& root) {
  const HttpAnswer answer = fetcher.get({with_query(root + "wp/v2/posts", "per_page=1&_fields=id")});
  const std::optional<json> posts = answer.status == 200 ? parse_api_json(answer.body) : std::nullopt;
  return posts && posts->is_array();
}

std::string instant(std::int64_t seconds) {
  return text::rfc3339(seconds);
}

}  // namespace

PostEntry entry_of(const json& post) {
  PostEntry entry;
  entry.id = number_of(post, "id");
  entry.modified = text_of(post, "modified_gmt");
  entry.author = number_of(post, "author");
  for (const char* taxonomy : {"categories", "tags"}) {
    std::vector<std::int64_t> terms;
    if (const auto found = post.find(taxonomy); found != post.end() && found->is_array()) {
      for (const json& term : *found) {
        if (term.is_number_integer()) terms.push_back(term.get<std::int64_t>());
      }
    }
    std::sort(terms.begin(), terms.end());
    entry.terms.insert(entry.terms.end(), terms.begin(), terms.end());
  }
  if (const auto content = post.find("content"); content != post.end() && content->is_object()) {
    entry.is_public = !content->value("protected", false);
  }
  return entry;
}

std::optional<json> parse_api_json(const std::string& body) {
  const auto parse = [](std::string_view text) -> std::optional<json> {
    json value = json::parse(text, nullptr, false);
    if (value.is_discarded()) return std::nullopt;
    return value;
  };
  std::string_view text = body;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (std::optional<json> value = parse(text)) return value;
  // <b>Warning</b>: … on line <b>12</b><br />[{"id":…
  for (const std::string_view start : {"[{\"", "{\"", "[]"}) {
    const std::size_t at = text.find(start);
    if (at == std::string_view::npos || at == 0) continue;
    if (std::optional<json> value = parse(text.substr(at))) return value;
  }
  return std::nullopt;
}

std::optional<ApiLocation> find_api(Fetcher& fetcher, const Address& site) {
  Address home = site;
  if (!home.path.ends_with('/')) home.path += '/';
  home.query.clear();
  const HttpAnswer front = fetcher.get({site.text()});
  ApiLocation location;
  location.language = attribute_in(front.body, "<html", "lang", "lang");
  if (is_api_index(front)) {
    location.root = front.url;
    if (location.root.find('?') == std::string::npos && !location.root.ends_with('/')) location.root += '/';
    return location;
  }
  std::string link = api_in_link_header(front.header("link"));
  if (link.empty()) link = attribute_in(front.body, "<link", "https://api.w.org/", "href");
  std::vector<std::string> places;
  if (const auto linked = link.empty() ? std::nullopt : resolved_address(front.url, link)) {
    // A site that is reached by another name than its own, behind a proxy or on a test machine, is asked there.
    if (std::optional<Address> address = parse_address(*linked); address && !address->same_origin(site)) {
      address->scheme = site.scheme;
      address->host = site.host;
      address->port = site.port;
      places.push_back(address->text());
    }
    places.push_back(*linked);
  }
  places.push_back(home.text() + "wp-json/");
  places.push_back(home.text() + "?rest_route=/");
  std::set<std::string> tried;
  for (const std::string& place : places) {
    if (!tried.insert(place).second) continue;
    const HttpAnswer answer = fetcher.get({place});
    const bool hidden = answer.status == 401 || answer.status == 403;
    if (!is_api_index(answer) && !(hidden && lists_posts(fetcher, place))) continue;
    location.root = place;
    return location;
  }
  return std::nullopt;
}

struct WordPressApi::Page {
  json value;
  std::optional<std::int64_t> total;
};

WordPressApi::Page WordPressApi::get(const std::string& route, const std::string& parameters) {
  const HttpAnswer answer = fetcher_.get({with_query(root_ + route, parameters)});
  if (site_time_ == 0) {
    const time_t date = curl_getdate(answer.header("date").c_str(), nullptr);
    site_time_ = date > 0 ? date : std::time(nullptr);
  }
  std::optional<json> value = parse_api_json(answer.body);
  if (answer.status != 200) {
    std::string message = answer.url + ": the site answers " + std::to_string(answer.status);
    if (value && value->is_object()) message += " " + text_of(*value, "code");
    throw ApiRefusal(answer.status, message);
  }
  if (!value) {
    throw NetworkError(NetworkError::Kind::unreachable,
                       answer.url + ": the answer is not the JSON that WordPress gives");
  }
  Page page{std::move(*value), std::nullopt};
  const std::string total = answer.header("x-wp-total");
  if (!total.empty() && total.size() < 12 && total.find_first_not_of("0123456789") == std::string::npos)
    page.total = std::stoll(total);
  return page;
}

std::optional<std::vector<json>> WordPressApi::walk(const std::string& route, const std::string& parameters) {
  std::vector<json> found;
  std::int64_t last = 0;
  std::size_t offset = 0;
  for (int pages = 0; pages < kMaxPages; ++pages) {
    const Page page = get(route, parameters + "&orderby=id&order=asc&per_page=" + std::to_string(kPerPage) +
                                     "&offset=" + std::to_string(offset));
    if (!page.value.is_array()) return std::nullopt;
    const bool ordered =
        std::is_sorted(page.value.begin(), page.value.end(),
                       [](const json& a, const json& b) { return number_of(a, "id") < number_of(b, "id"); });
    if (!ordered) return std::nullopt;
    const bool joins = offset == 0 || (!page.value.empty() && number_of(page.value.front(), "id") <= last);
    if (!joins) {
      offset -= std::min<std::size_t>(offset, kPerPage - 1);
      continue;
    }
    const bool is_last = page.value.size() < kPerPage;
    for (const json& item : page.value) {
      if (number_of(item, "id") <= last) continue;
      last = number_of(item, "id");
      found.push_back(item);
    }
    if (is_last) return found;
    offset += kPerPage - 1;
  }
  return std::nullopt;
}

std::optional<std::map<std::int64_t, PostEntry>> WordPressApi::posts(const std::string& base,
                                                                     const std::string& filter) {
  std::map<std::int64_t, PostEntry> entries;
  const std::string parameters = kEntryFields + (filter.empty() ? "" : "&" + filter);
  if (const auto found = walk(base, parameters)) {
    for (const json& post : *found) {
      PostEntry entry = entry_of(post);
      entries.insert_or_assign(entry.id, std::move(entry));
    }
    return entries;
  }
  // A plugin orders posts as it likes: read page by page, and believed only where the numbers agree.
  for (int page = 1, pages = 1; page <= pages && page < kMaxPages; ++page) {
    const Page listed =
        get(base, parameters + "&per_page=" + std::to_string(kPerPage) + "&page=" + std::to_string(page));
    if (!listed.value.is_array() || !listed.total) return std::nullopt;
    pages = static_cast<int>((*listed.total + kPerPage - 1) / kPerPage);
    for (const json& post : listed.value) {
      PostEntry entry = entry_of(post);
      entries.insert_or_assign(entry.id, std::move(entry));
    }
    if (page == pages && static_cast<std::int64_t>(entries.size()) != *listed.total) return std::nullopt;
  }
  return entries;
}

WordPressApi::Extent WordPressApi::extent(const std::string& base) {
  const Page page = get(base, "_fields=id&per_page=1&orderby=id&order=desc");
  Extent extent;
  extent.total = page.total.value_or(-1);
  if (page.value.is_array() && !page.value.empty()) extent.greatest = number_of(page.value.front(), "id");
  return extent;
}

std::map<std::int64_t, PostEntry> WordPressApi::walk_down(
    const std::string& base, const std::string& parameters,
    const std::function<bool(const PostEntry&)>& wanted) {
  std::map<std::int64_t, PostEntry> entries;
  for (int page = 1; page < kMaxPages; ++page) {
    Page listed;
    try {
      listed = get(base, std::string(kEntryFields) + "&" + parameters + "&order=desc&per_page=" +
                             std::to_string(kPerPage) + "&page=" + std::to_string(page));
    } catch (const ApiRefusal& refusal) {
      if (page > 1 && refusal.status() == 400) break;  // beyond the last page: posts have gone meanwhile
      throw;
    }
    if (!listed.value.is_array()) break;
    for (const json& post : listed.value) {
      PostEntry entry = entry_of(post);
      if (!wanted(entry)) return entries;
      entries.insert_or_assign(entry.id, std::move(entry));
    }
    if (listed.value.size() < kPerPage || (listed.total && *listed.total <= std::int64_t{page} * kPerPage))
      break;
  }
  return entries;
}

std::map<std::int64_t, PostEntry> WordPressApi::posts_beyond(const std::string& base, std::int64_t id) {
  return walk_down(base, "orderby=id", [id](const PostEntry& entry) { return entry.id > id; });
}

std::map<std::int64_t, PostEntry> WordPressApi::posts_by_modification(const std::string& base,
                                                                      std::int64_t after) {
  const std::string border = instant(after).substr(0, 19);
  return walk_down(base, "orderby=modified", [&](const PostEntry& entry) { return entry.modified > border; });
}

bool WordPressApi::knows_modified_after(const std::string& base) {
  // One that does not know it takes no notice, and gives a post.
  const Page page = get(base, "_fields=id&per_page=1&modified_after=2999-01-01T00:00:00Z");
  return page.value.is_array() && page.value.empty();
}

json WordPressApi::contents(const std::string& base, const std::vector<std::int64_t>& ids,
                            const std::string& parameters) {
  std::string include;
  for (const std::int64_t id : ids) include += (include.empty() ? "" : ",") + std::to_string(id);
  Page page = get(base, "orderby=id&order=asc&per_page=" + std::to_string(kPerPage) + "&include=" + include +
                            "&" + parameters);
  if (!page.value.is_array()) {
    throw NetworkError(NetworkError::Kind::unreachable,
                       root_ + base + ": the answer is not the list of posts that was asked for");
  }
  return std::move(page.value);
}

std::optional<std::vector<Term>> WordPressApi::terms(const std::string& base) {
  try {
    const auto found = walk("wp/v2/" + base, "_fields=id,name,count&hide_empty=true");
    if (!found) return std::nullopt;
    std::vector<Term> terms;
    for (const json& term : *found)
      terms.push_back({number_of(term, "id"), number_of(term, "count"), text_of(term, "name")});
    return terms;
  } catch (const ApiRefusal&) {
    return std::nullopt;
  }
}

std::optional<std::map<std::int64_t, std::string>> WordPressApi::authors() {
  try {
    const auto found = walk("wp/v2/users", "_fields=id,name");
    if (!found) return std::nullopt;
    std::map<std::int64_t, std::string> names;
    for (const json& author : *found) names.emplace(number_of(author, "id"), text_of(author, "name"));
    return names;
  } catch (const ApiRefusal&) {
    return std::nullopt;
  }
}

std::optional<std::string> WordPressApi::base_of_type(const std::string& type) {
  if (type == "post") return "wp/v2/posts";
  if (type == "page") return "wp/v2/pages";
  try {
    const Page page = get("wp/v2/types/" + text::percent_encode(type), "_fields=rest_base,rest_namespace");
    const std::string base = text_of(page.value, "rest_base");
    std::string space = text_of(page.value, "rest_namespace");
    if (space.empty()) space = "wp/v2";
    if (base.empty()) return std::nullopt;
    return space + "/" + base;
  } catch (const ApiRefusal&) {
    return std::nullopt;
  }
}

}  // namespace fonds::sync
