#include "tests/desk/desk_service.h"

#include <gtest/gtest.h>

#include "server/desk/accounts.h"
#include "server/desk/decision_folder.h"
#include "server/desk/password.h"
#include "server/http/url.h"

namespace fonds::test {

namespace {

constexpr unsigned kReaders = 2;
constexpr std::chrono::milliseconds kLookForNewIndex{10};

http::ServerOptions any_port() {
  http::ServerOptions options;
  options.port = 0;
  // So that a test can be many readers.
  options.trusted_proxies = {*http::Network::parse("127.0.0.1")};
  return options;
}

}  // namespace

std::vector<archive::Article> desk_articles() {
  return {
      article("2017-ecole", "L’école numérique ouvre ses portes",
              "L’école numérique du quartier ouvre ses portes. Elle accueille 120 élèves.", "2017-04-05",
              {"Écoles"}, {"Claire Vasseur"}),
      article("2018-ecole", "Une école de plus", "Une école ouvre au village, sans numérique pour l’instant.",
              "2018-09-03", {"Écoles"}),
      article("2016-budget", "Le budget de la commune", "Le conseil municipal vote le budget.", "2016-01-31",
              {"Budget"}, {"Claire Vasseur"}),
      article("<b>x\"&'", "<script>alert('titre')</script>",
              "Un texte avec <img src=x onerror=alert(1)> dedans.", "2015-01-01", {"<i>Dossier</i>"},
              {"Jean <u>Dupont</u>"}),
  };
}

DeskService::DeskService(desk::DeskOptions options, bool with_account,
                         const std::vector<archive::Article>& articles) {
  build_index(index(), articles);
  if (with_account) add_account();
  delisted_.add(desk() / "retraits");
  synonyms_.add(desk() / "synonymes");
  engine_ = std::make_unique<search::Engine>(index(), search::EngineOptions{kReaders + 1});
  pool_ = std::make_unique<http::WorkerPool>(kReaders, 64);
  api::ApplicationOptions site;
  site.site = options.site;
  application_ = std::make_unique<api::Application>(*engine_, *pool_, std::move(site));
  options.folder = desk();
  options.index = index();
  options.worker = kReaders;
  desk_ = std::make_unique<desk::Desk>(*application_, *engine_, std::move(options));
  server_ = std::make_unique<http::Server>(any_port(), *desk_);
  application_->observe(server_->counters(), "http://127.0.0.1:" + std::to_string(server_->port()));
  serving_ = std::thread([this] { server_->run(); });
  following_ = std::thread([this] { follow(); });
}

DeskService::~DeskService() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  following_.join();
  server_->stop();
  serving_.join();
  server_.reset();
  desk_.reset();
  pool_.reset();
}

void DeskService::follow() {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, kLookForNewIndex, [this] { return stopping_; })) {
    if (auto read = delisted_.read_if_changed()) engine_->set_delisting(std::move(read));
    if (auto read = synonyms_.read_if_changed()) engine_->set_synonyms(std::move(read->synonyms));
    engine_->reload_if_changed(nullptr);
  }
}

void DeskService::add_account(const std::string& name) const {
  static const std::string hash = desk::hash_password(kPassword);
  desk::DecisionFolder folder(desk());
  desk::Decision decision;
  decision.who = name;
  decision.file = desk::DecisionFile::accounts;
  decision.added = {desk::to_line(desk::Account{name, hash})};
  folder.decide(decision);
}

Answer Browser::get(const std::string& path) {
  return ask("GET " + path, "", false);
}

Answer Browser::post(const std::string& path, const Fields& fields) {
  std::string body;
  for (const auto& [name, value] : fields) {
    body += (body.empty() ? "" : "&") + http::encode_form(name) + "=" + http::encode_form(value);
  }
  return ask("POST " + path, body, true);
}

Answer Browser::submit(const std::string& path, Fields fields, const std::string& to) {
  fields.emplace_back("jeton", token_of(path));
  return post(to.empty() ? path : to, fields);
}

Answer Browser::sign_in(const std::string& name, const std::string& password) {
  return submit("/redaction/connexion", {{"nom", name}, {"mot_de_passe", password}});
}

std::string Browser::token_of(const std::string& path) {
  return hidden_field(get(path).body, "jeton");
}

Answer Browser::ask(const std::string& request_line, const std::string& body, bool posted) {
  const std::string host = "127.0.0.1:" + std::to_string(port_);
  std::string head =
      request_line + " HTTP/1.1\r\nHost: " + host + "\r\nAccept: text/html, */*;q=0.8\r\n" + more_headers;
  if (posted) {
    head +=
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + std::to_string(body.size()) +
        "\r\n";
    if (origin != "-") head += "Origin: " + (origin.empty() ? "http://" + host : origin) + "\r\n";
  }
  std::string sent;
  for (const auto& [name, value] : cookies) sent += (sent.empty() ? "" : "; ") + name + "=" + value;
  if (!sent.empty()) head += "Cookie: " + sent + "\r\n";
  RawClient client(port_);
  client.send(head + "Connection: close\r\n\r\n" + body);
  // RawClient keeps one header of each name; cookies are read from the bytes.
  const std::string bytes = client.read_to_end();
  Answer answer;
  const std::size_t end = bytes.find("\r\n\r\n");
  if (bytes.size() < 12 || end == std::string::npos) return answer;
  answer.status = std::stoi(bytes.substr(9, 3));
  answer.body = bytes.substr(end + 4);
  std::size_t at = bytes.find("\r\n") + 2;
  while (at < end) {
    const std::size_t line_end = bytes.find("\r\n", at);
    const std::string line = bytes.substr(at, line_end - at);
    at = line_end + 2;
    std::string name = line.substr(0, line.find(':'));
    for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    std::string value = line.substr(std::min(line.size(), line.find(':') + 2));
    if (name == "set-cookie") {
      const std::size_t equals = value.find('=');
      const std::string cookie = value.substr(0, equals);
      cookies[cookie] = value.substr(equals + 1, value.find(';') - equals - 1);
      if (value.find("Max-Age=0;") != std::string::npos) cookies.erase(cookie);
      value = answer.headers[name] + value + "\n";
    }
    answer.headers[name] = value;
  }
  return answer;
}

std::string hidden_field(const std::string& html, const std::string& name) {
  const std::string before = "name=\"" + name + "\" value=\"";
  const std::size_t at = html.find(before);
  if (at == std::string::npos) return {};
  return html.substr(at + before.size(), html.find('"', at + before.size()) - at - before.size());
}

}  // namespace fonds::test
