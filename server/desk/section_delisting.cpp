// Taking an article out of search: a line of the register, in force within a second; a receipt that asks every surface
// whether it is gone from there; and back.
#include <algorithm>
#include <chrono>
#include <sstream>
#include <thread>

#include "indexer/index/generation.h"
#include "indexer/index/writer.h"
#include "server/api/search_url.h"
#include "server/api/site_text.h"
#include "server/desk/delisting_line.h"
#include "server/desk/visit.h"
#include "server/desk/wording.h"
#include "server/http/url.h"
#include "server/search/witnesses.h"

namespace fonds::desk {

namespace {

constexpr std::string_view kSection = "/retraits";
// The register is looked at five times a second; the index is opened anew for it.
constexpr std::chrono::milliseconds kAskAgain{20};
constexpr std::chrono::seconds kInForceWithin{5};

std::string article_path(const Visit& visit, const std::string& id) {
  return visit.pages.base() + "/article/" + api::path_encode(id);
}

std::optional<search::ArticleView> article_of(const Visit& visit, const std::string& id) {
  return visit.engine.state().article(visit.worker, id, "", visit.today, visit.deadline);
}

// Waits until the server's readers see what the register says; false where that takes too long.
bool wait_until_served(const Visit& visit, const std::string& id, bool served) {
  const auto until = std::chrono::steady_clock::now() + kInForceWithin;
  while (visit.engine.state().place(visit.worker, id).has_value() != served) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(kAskAgain);
  }
  return true;
}

// Whether the index has it on disk, delisted or not.
bool is_in_files(const Visit& visit, const std::string& id) {
  return index::article_ids(visit.index).contains(id);
}

// One place where a reader could meet the article, and what it answered.
struct Surface {
  std::string name, asked;
  bool gone = false;
};

bool mentions(const http::Response& response, const std::string& id) {
  if (!response.body) return false;
  const std::string_view body = *response.body;
  return body.find("/article/" + api::path_encode(id) + "\"") != std::string_view::npos ||
         body.find("/article/" + api::path_encode(id) + "<") != std::string_view::npos ||
         body.find("/article/" + api::path_encode(id) + "?") != std::string_view::npos ||
         body.find("\"" + id + "\"") != std::string_view::npos;
}

class Receipt {
 public:
  Receipt(const Visit& visit, std::string id) : visit_(visit), id_(std::move(id)) {}

  std::vector<Surface> ask() {
    const std::string encoded = api::path_encode(id_);
    closed("Page de l’article", "/article/" + encoded);
    closed("API : l’article", "/api/v1/articles/" + encoded);
    closed("API : articles liés", "/api/v1/articles/" + encoded + "/related");
    const search::SearchRequest all = everything();
    const auto results = visit_.engine.state().results(visit_.worker, all, visit_.deadline);
    add("Résultats, comptes et exports", "les " + api::count_of_articles(results->size()) + " de l’archive",
        search::place_in(*results, id_) == 0);
    for (const char* feed : {"/feed.rss", "/feed.json", "/feed.atom"}) silent("Fil", feed, "");
    silent("La une", "/", "");
    ask_sitemap();
    if (const auto known = visit_.taken_out.find(id_)) ask_by_name(*known);
    return std::move(surfaces_);
  }

 private:
  search::SearchRequest everything() const {
    search::SearchRequest request;
    request.today = visit_.today;
    request.limit = static_cast<std::uint32_t>(visit_.engine.info().articles);
    return request;
  }
  void add(std::string name, std::string asked, bool gone) {
    surfaces_.push_back({std::move(name), std::move(asked), gone});
  }
  // Nothing is at this address any more.
  void closed(const std::string& name, const std::string& path) {
    add(name, path, ask_site(visit_, path).status == 404);
  }
  // What is at this address does not name it.
  void silent(const std::string& name, const std::string& path, const std::string& query) {
    const http::Response response = ask_site(visit_, path, query);
    add(name, query.empty() ? path : path + "?" + query, response.status == 200 && !mentions(response, id_));
  }
  void ask_sitemap() {
    const http::Response map = ask_site(visit_, "/sitemap.xml");
    bool gone = map.status == 200 && !mentions(map, id_);
    // Where it is in parts, each of them.
    std::string_view rest = map.body ? std::string_view(*map.body) : std::string_view();
    constexpr std::string_view kPart = "/sitemap/";
    for (std::size_t at = rest.find(kPart); at != std::string_view::npos; at = rest.find(kPart)) {
      rest.remove_prefix(at);
      const std::string part(rest.substr(0, rest.find('<')));
      // Not the name of the format at its head.
      const bool address = part.find('"') == std::string::npos;
      if (address) gone = gone && !mentions(ask_site(visit_, part), id_);
      rest.remove_prefix(kPart.size());
    }
    add("Plan du site", "/sitemap.xml", gone);
  }
  void ask_by_name(const TakenOut::Article& known) {
    const std::string title = http::encode_form(known.title);
    silent("Recherche de son titre", "/", "q=" + title);
    silent("API et boîte intégrée : recherche de son titre", "/api/v1/search", "limit=100&q=" + title);
    silent("Suggestions", "/api/v1/suggest", "limit=20&q=" + title);
    for (const std::string& dossier : known.dossiers) {
      absent("Dossier", "/dossiers/" + api::percent_encode(dossier));
    }
    for (const std::string& person : known.persons) {
      absent("Personne", "/personnes/" + api::percent_encode(person));
    }
  }
  // The page is gone with its last article, or does not name it.
  void absent(const std::string& name, const std::string& path) {
    const http::Response response = ask_site(visit_, path);
    add(name, path, response.status == 404 || (response.status == 200 && !mentions(response, id_)));
  }

  const Visit& visit_;
  const std::string id_;
  std::vector<Surface> surfaces_;
};

http::Response take_out(const Visit& visit) {
  DelistingLine line;
  line.id = visit.field("id", 200);
  line.reason = visit.field("motif", 300);
  const std::string until = visit.field("jusqu_au", 10);
  line.until = text::parse_iso(until);
  const auto article = line.id.empty() ? std::nullopt : article_of(visit, line.id);
  const bool over = line.until && *line.until < visit.today;
  if (article && over) {
    return done(visit, std::string(kSection) + "?id=" + http::encode_form(line.id), "retrait-passe");
  }
  if (!article || line.reason.empty() || (!until.empty() && !line.until)) {
    return done(visit, std::string(kSection) + "?id=" + http::encode_form(line.id), "retrait-refuse");
  }
  TakenOut::Article known{article->hit.title, {}, {}, visit.engine.info().articles};
  for (const auto& dossier : article->hit.dossiers) known.dossiers.push_back(dossier.value);
  for (const auto& person : article->hit.persons) known.persons.push_back(person.value);
  visit.folder.decide({visit.session.account, DecisionFile::delisted, {}, {to_line(line)}, ""});
  visit.taken_out.remember(line.id, std::move(known));
  wait_until_served(visit, line.id, false);
  return visit.pages.redirect(
      visit.pages.path(std::string(kSection) + "/recu?id=" + http::encode_form(line.id)));
}

http::Response put_back(const Visit& visit) {
  const std::string text = visit.field("ligne", 4000);
  visit.folder.decide({visit.session.account, DecisionFile::delisted, {text}, {}, ""});
  const auto line = parse_delisting_line(text);
  const bool on_disk = line && is_in_files(visit, line->id);
  if (on_disk) wait_until_served(visit, line->id, true);
  return done(visit, std::string(kSection), on_disk ? "remis" : "remis-sources");
}

// Out of the index's files, too: what `fonds-indexer update --delisted` does.
http::Response erase(const Visit& visit) {
  const std::string id = visit.field("id", 200);
  index::WriterOptions options;
  options.threads = 1;
  options.delisted = visit.whole_register();
  index::Updater(visit.index, std::move(options)).publish();
  return visit.pages.redirect(visit.pages.path(std::string(kSection) + "/recu?id=" + http::encode_form(id)));
}

// Whether there was ever such an article, as far as anything remembers.
bool is_known(const Visit& visit, const std::string& id) {
  if (id.empty()) return false;
  if (visit.taken_out.find(id) || is_in_files(visit, id)) return true;
  std::istringstream lines(visit.whole_register());
  for (std::string text; std::getline(lines, text);) {
    if (const auto line = parse_delisting_line(text); line && line->id == id) return true;
  }
  return false;
}

http::Response receipt(const Visit& visit) {
  const std::string id = visit.parameter("id");
  if (!is_known(visit, id)) return done(visit, std::string(kSection), "retrait-inconnu");
  Data page = visit.begin("Reçu d’un retrait", "retraits");
  page["id"] = Data(id);
  DataList rows;
  bool gone = true;
  for (const Surface& surface : Receipt(visit, id).ask()) {
    Data row;
    row["name"] = Data(surface.name);
    row["asked"] = Data(surface.asked);
    row["gone"] = Data(surface.gone);
    gone = gone && surface.gone;
    rows.push_back(std::move(row));
  }
  api::set_list(page, "surfaces", rows);
  page["gone"] = Data(gone);
  page["in_files"] = Data(is_in_files(visit, id));
  page["by_name"] = Data(visit.taken_out.find(id).has_value());
  page["now"] = Data(french_instant(text::rfc3339(
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
          .count())));
  return visit.pages.respond(200, "redaction_recu", page);
}

}  // namespace

http::Response delisting_section(const Visit& visit) {
  if (visit.path == "/recu" && !visit.posted) return receipt(visit);
  if (visit.posted && visit.path == "/effacer") return erase(visit);
  if (visit.posted) return visit.form.has("ligne") ? put_back(visit) : take_out(visit);
  Data page = visit.begin("Retraits", "retraits");
  const std::string id = visit.parameter("id");
  page["id"] = Data(id);
  const auto article = id.empty() ? std::nullopt : article_of(visit, id);
  api::set_text(page, "article_title", article ? article->hit.title : "");
  page["article_href"] = Data(article_path(visit, id));
  page["unknown"] = Data(!id.empty() && !article);
  DataList rows;
  for (const std::string& text : visit.folder.lines(DecisionFile::delisted)) {
    const auto line = parse_delisting_line(text);
    if (!line) continue;
    Data row;
    row["id"] = Data(line->id);
    api::set_text(row, "reason", line->reason);
    api::set_text(row, "until", line->until ? text::french(*line->until) : "");
    row["line"] = Data(text);
    row["receipt_href"] =
        Data(visit.pages.path(std::string(kSection) + "/recu?id=" + http::encode_form(line->id)));
    rows.push_back(std::move(row));
  }
  std::reverse(rows.begin(), rows.end());
  api::set_list(page, "lines", rows);
  return visit.pages.respond(200, "redaction_retraits", page);
}

}  // namespace fonds::desk
