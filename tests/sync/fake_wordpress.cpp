#include "tests/sync/fake_wordpress.h"

#include <algorithm>
#include <ctime>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

#include "indexer/text/calendar.h"

namespace fonds::test {
namespace {

using nlohmann::json;

std::string gmt(std::int64_t time) {
  return text::rfc3339(time).substr(0, 19);
}

std::string with_space(std::int64_t time) {
  std::string text = gmt(time);
  text[10] = ' ';
  return text;
}

std::string http_date(std::int64_t time) {
  std::string text = text::rfc822(time);
  return text.substr(0, text.find(" +")) + " GMT";
}

std::int64_t parameter(const Request& request, const std::string& name, std::int64_t otherwise) {
  const auto found = request.parameters.find(name);
  return found == request.parameters.end() ? otherwise : std::stoll(found->second);
}

std::string words_of(const std::string& html, std::size_t most) {
  std::string text;
  bool tag = false;
  for (const char c : html) {
    if (c == '<') tag = true;
    if (!tag) text += c;
    if (c == '>') tag = false, text += ' ';
  }
  std::istringstream words(text);
  std::string word, result;
  for (std::size_t i = 0; words >> word; ++i) {
    if (i == most) return result + " [&hellip;]";
    result += (result.empty() ? "" : " ") + word;
  }
  return result;
}

json post_object(const FakePost& post, const std::string& fields, const std::string& site) {
  const auto wants = [&](const std::string& field) {
    std::istringstream names(fields);
    for (std::string name; std::getline(names, name, ',');) {
      if (name == field) return true;
    }
    return fields.empty();
  };
  json object = {{"id", post.id}};
  if (wants("status")) object["status"] = post.status;
  if (wants("date")) object["date"] = gmt(post.date + 3600);
  if (wants("date_gmt")) object["date_gmt"] = gmt(post.date);
  if (wants("modified_gmt")) object["modified_gmt"] = gmt(post.modified);
  if (wants("link")) object["link"] = site + "/?p=" + std::to_string(post.id);
  if (wants("author")) object["author"] = post.author;
  if (wants("categories") && post.type == "post") object["categories"] = post.categories;
  if (wants("tags") && post.type == "post") object["tags"] = post.tags;
  if (wants("title")) object["title"] = {{"rendered", post.title}};
  const bool guarded = !post.password.empty();
  if (wants("content.protected")) object["content"] = {{"protected", guarded}};
  if (wants("content"))
    object["content"] = {{"rendered", guarded ? "" : post.content}, {"protected", guarded}};
  if (wants("excerpt")) {
    const std::string words = post.excerpt.empty() ? words_of(post.content, 55) : post.excerpt;
    object["excerpt"] = {{"rendered", guarded ? "" : "<p>" + words + "</p>\n"}, {"protected", guarded}};
  }
  return object;
}

}  // namespace

FakeWordPress::FakeWordPress() : server_([this](const Request& request) { return answer(request); }) {}

FakePost& FakeWordPress::publish(int id, const std::string& title, const std::string& words) {
  FakePost& post = posts[id];
  post.id = id;
  post.title = title;
  post.content = "\n<p>" + words + "</p>\n";
  post.date = post.modified = now;
  return post;
}

FakePost& FakeWordPress::edit(int id) {
  FakePost& post = posts.at(id);
  post.modified = now;
  return post;
}

Reply FakeWordPress::refusal(int status, const std::string& code) const {
  return {status, json{{"code", code}, {"message", "Non."}, {"data", {{"status", status}}}}.dump(), {}};
}

Reply FakeWordPress::answer(const Request& request) {
  ++asked_;
  Reply reply;
  if (on_request) {
    if (auto instead = on_request(request, asked_)) return *instead;
  }
  const auto route_parameter = request.parameters.find("rest_route");
  const bool asks_for_api = has_api && request.path == "/" && route_parameter != request.parameters.end();
  if (!user_and_password.empty()) {
    const auto sent = request.headers.find("authorization");
    if (sent == request.headers.end() || sent->second != "Basic " + user_and_password)
      reply = refusal(401, "rest_not_logged_in");
  }
  if (reply.status != 200) {
  } else if (asks_for_api) {
    reply = route(route_parameter->second, request);
  } else if (has_api && has_pretty_addresses && request.path.starts_with("/wp-json")) {
    reply = route(request.path.size() > 8 ? request.path.substr(8) : "/", request);
  } else if (request.path == "/") {
    reply.body =
        "<!DOCTYPE html><html lang=\"fr-FR\"><head><title>Journal</title></head><body>Une</body></html>";
    reply.headers["Content-Type"] = "text/html; charset=UTF-8";
    if (has_api && announces_api) {
      reply.headers["Link"] = "<" + address() + (has_pretty_addresses ? "/wp-json/" : "/?rest_route=/") +
                              ">; rel=\"https://api.w.org/\"";
    }
  } else {
    reply = {404, "<html>Pas ici</html>", {{"Content-Type", "text/html"}}};
  }
  reply.headers["Date"] = http_date(now);
  if (!warning.empty() && request.path != "/") reply.body = warning + reply.body;
  return reply;
}

Reply FakeWordPress::route(const std::string& path, const Request& request) {
  if (path == "/" || path.empty())
    return {200, json{{"name", "Journal"}, {"namespaces", {"oembed/1.0", "wp/v2"}}}.dump(), {}};
  for (const auto& [type, base] : types) {
    if (path == "/wp/v2/" + base) return list_posts(type, request);
    if (path == "/wp/v2/types/" + type) return {200, json{{"rest_base", base}}.dump(), {}};
  }
  if (path == "/wp/v2/users") {
    if (users_are_closed) return refusal(401, "rest_user_cannot_view");
    return list_names(users, nullptr, request);
  }
  if (path == "/wp/v2/categories" || path == "/wp/v2/tags") {
    if (terms_are_closed) return refusal(403, "rest_forbidden");
    const bool is_tag = path == "/wp/v2/tags";
    return list_names(is_tag ? tags : categories, is_tag ? &FakePost::tags : &FakePost::categories, request);
  }
  return refusal(404, "rest_no_route");
}

Reply FakeWordPress::list_posts(const std::string& type, const Request& request) {
  const auto text = [&](const std::string& name) {
    const auto found = request.parameters.find(name);
    return found == request.parameters.end() ? std::string() : found->second;
  };
  std::set<int> included;
  std::istringstream numbers(text("include"));
  for (std::string number; std::getline(numbers, number, ',');) included.insert(std::stoi(number));
  std::vector<const FakePost*> chosen;
  for (const auto& [id, post] : posts) {
    if (post.type != type || post.status != "publish") continue;
    if (!included.empty() && !included.contains(id)) continue;
    if (knows_modified_after && !text("modified_after").empty() &&
        post.modified <= text::parse_iso_instant(text("modified_after")).value())
      continue;
    if (!text("after").empty() && post.date <= text::parse_iso_instant(text("after")).value()) continue;
    chosen.push_back(&post);
  }
  const std::string order_by = text("orderby");
  const bool descending = text("order") != "asc";
  std::stable_sort(chosen.begin(), chosen.end(), [&](const FakePost* a, const FakePost* b) {
    const auto key = [&](const FakePost* post) {
      return order_by == "id" ? post->id : order_by == "modified" ? post->modified : post->date;
    };
    return descending ? key(a) > key(b) : key(a) < key(b);
  });
  const std::int64_t per_page = parameter(request, "per_page", 10), page = parameter(request, "page", 1);
  if (per_page > 100) return refusal(400, "rest_invalid_param");
  const std::int64_t offset = parameter(request, "offset", (page - 1) * per_page);
  const auto total = static_cast<std::int64_t>(chosen.size());
  if (page > 1 && offset >= total && total > 0) return refusal(400, "rest_post_invalid_page_number");
  json list = json::array();
  const bool embeds = request.parameters.contains("_embed");
  for (std::int64_t i = offset; i < std::min(total, offset + per_page); ++i) {
    const FakePost& post = *chosen[static_cast<std::size_t>(i)];
    json object = post_object(post, text("_fields"), address());
    if (embeds) {
      json authors = json::array(), terms = json::array({json::array(), json::array()});
      authors.push_back(users.contains(post.author)
                            ? json{{"id", post.author}, {"name", users.at(post.author)}}
                            : json{{"code", "rest_user_invalid_id"}, {"message", "Identifiant invalide."}});
      for (const int id : post.categories)
        terms[0].push_back({{"id", id}, {"name", categories.at(id)}, {"taxonomy", "category"}});
      for (const int id : post.tags)
        terms[1].push_back({{"id", id}, {"name", tags.at(id)}, {"taxonomy", "post_tag"}});
      object["_embedded"] = {{"author", authors}, {"wp:term", terms}};
    }
    list.push_back(std::move(object));
  }
  return {200,
          list.dump(),
          {{"X-WP-Total", std::to_string(total)},
           {"X-WP-TotalPages", std::to_string((total + per_page - 1) / per_page)},
           {"Content-Type", "application/json; charset=UTF-8"}}};
}

Reply FakeWordPress::list_names(const std::map<int, std::string>& names, const std::vector<int> FakePost::*of,
                                const Request& request) {
  json all = json::array();
  for (const auto& [id, name] : names) {
    std::int64_t count = 0;
    for (const auto& [number, post] : posts) {
      if (of == nullptr || post.status != "publish" || post.type != "post") continue;
      const std::vector<int>& terms = post.*of;
      count += std::count(terms.begin(), terms.end(), id);
    }
    if (of != nullptr && count == 0) continue;
    json object = {{"id", id}, {"name", name}};
    if (of != nullptr) object["count"] = count;
    all.push_back(std::move(object));
  }
  json page = json::array();
  const std::int64_t offset = parameter(request, "offset", 0);
  for (std::size_t i = static_cast<std::size_t>(offset); i < all.size() && page.size() < 100; ++i)
    page.push_back(all[i]);
  return {200, page.dump(), {{"X-WP-Total", std::to_string(all.size())}}};
}

std::string FakeWordPress::export_xml() const {
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<rss version=\"2.0\" "
      "xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel>\n<language>fr-FR</language>\n"
      "<wp:wxr_version>1.2</wp:wxr_version>\n";
  const auto data = [](const std::string& text) { return "<![CDATA[" + text + "]]>"; };
  for (const auto& [id, name] : users) {
    xml += "<wp:author><wp:author_login>" + data("user" + std::to_string(id)) +
           "</wp:author_login><wp:author_display_name>" + data(name) +
           "</wp:author_display_name></wp:author>\n";
  }
  for (const auto& [id, name] : categories)
    xml += "<wp:category><wp:cat_name>" + data(name) + "</wp:cat_name></wp:category>\n";
  for (const auto& [id, post] : posts) {
    xml += "<item>\n<title>" + data(post.title) + "</title>\n<link>" + address() +
           "/?p=" + std::to_string(id) + "</link>\n<dc:creator>" +
           data("user" + std::to_string(post.author)) + "</dc:creator>\n<content:encoded>" +
           data("<!-- wp:paragraph -->" + post.content) + "</content:encoded>\n<excerpt:encoded>" +
           data(post.excerpt) + "</excerpt:encoded>\n<wp:post_id>" + std::to_string(id) +
           "</wp:post_id>\n<wp:post_date>" + data(with_space(post.date + 3600)) +
           "</wp:post_date>\n<wp:post_date_gmt>" + data(with_space(post.date)) +
           "</wp:post_date_gmt>\n<wp:post_modified_gmt>" + data(with_space(post.modified)) +
           "</wp:post_modified_gmt>\n<wp:status>" + data(post.status) + "</wp:status>\n<wp:post_type>" +
           data(post.type) + "</wp:post_type>\n<wp:post_password>" + data(post.password) +
           "</wp:post_password>\n";
    if (post.type == "post") {
      for (const int term : post.categories)
        xml += "<category domain=\"category\">" + data(categories.at(term)) + "</category>\n";
      for (const int term : post.tags)
        xml += "<category domain=\"post_tag\">" + data(tags.at(term)) + "</category>\n";
    }
    xml += "</item>\n";
  }
  return xml + "</channel>\n</rss>\n";
}

}  // namespace fonds::test
