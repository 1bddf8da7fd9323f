#include "server/desk/door.h"

#include "indexer/text/folding.h"
#include "server/desk/decision_folder.h"
#include "server/desk/password.h"
#include "server/desk/request.h"
#include "server/http/query_string.h"
#include "server/http/url.h"

namespace fonds::desk {

namespace {

// Of a password that is compared at all.
constexpr std::size_t kPasswordBytes = 1024;
constexpr std::chrono::hours kDeviceAge{24 * 180};
constexpr std::string_view kWrong = "Le nom ou le mot de passe n’est pas le bon.";

// A mark that only the account's hash makes: another password, and the browser is a stranger again.
std::string device_mark(const std::string& number, const Account& account) {
  return number + "." + signature("device " + number + " " + account.name, account.hash);
}

}  // namespace

std::string Door::set_cookie(const http::Request& request, std::string_view name, std::string_view value,
                             std::chrono::seconds age) const {
  return std::string(name) + "=" + std::string(value) + "; Path=" + pages_.path("") +
         "; Max-Age=" + std::to_string(age.count()) + "; HttpOnly; SameSite=Strict" +
         (is_secure(request, public_url_) ? "; Secure" : "");
}

std::string Door::way_back(const http::Request& request) const {
  std::string wanted = std::string(kDeskPath) + path_below(request.path, pages_.base()).value_or("");
  if (!request.query.empty()) wanted += "?" + request.query;
  if (wanted == kDeskPath || safe_way(wanted).empty()) return {};
  return "?suite=" + http::encode_form(wanted);
}

http::Response Door::form(const http::Request& request, int status, const std::string& problem,
                          const std::string& name, const std::string& way) const {
  std::string number(cookie(request, kDoorCookie));
  const bool fresh = number.empty() || number.size() > 64;
  if (fresh) number = random_token();
  Data page = pages_.begin({"Connexion", "-", "", signature("door " + number, key_), ""});
  api::set_text(page, "problem", problem);
  page["name"] = Data(name);
  api::set_text(page, "way", way);
  http::Response response = pages_.respond(status, "redaction_connexion", page);
  if (fresh)
    response.headers.emplace_back("Set-Cookie",
                                  set_cookie(request, kDoorCookie, number, std::chrono::hours(1)));
  return response;
}

http::Response Door::page(const http::Request& request) const {
  const auto query = http::QueryString::parse(request.query);
  return form(request, 200, "", "", safe_way(query.get("suite").value_or("")));
}

std::string Door::device_of(const http::Request& request, std::string_view name, const Account* account) {
  const std::string mark(cookie(request, kDeviceCookie));
  const std::string number = mark.substr(0, mark.find('.'));
  // An account that is not there is compared with, too.
  const Account nobody{std::string(name), nobodys_hash()};
  const bool known = are_equal(mark, device_mark(number, account != nullptr ? *account : nobody));
  return known && account != nullptr ? number : "";
}

http::Response Door::enter(const http::Request& request, const Accounts& accounts,
                           Attempts::Clock::time_point now) {
  const auto fields = http::QueryString::parse(request.body);
  const std::string name = as_line(fields.get("nom").value_or(""), 100);
  const std::string password(fields.get("mot_de_passe").value_or(""));
  const std::string way = safe_way(fields.get("suite").value_or(""));
  const std::string number(cookie(request, kDoorCookie));
  if (number.empty() || !are_equal(fields.get("jeton").value_or(""), signature("door " + number, key_))) {
    return form(
        request, 403,
        "Le formulaire n’était plus valable : recommencez. Votre navigateur doit accepter les cookies.", name,
        way);
  }
  const Account* const account = accounts.find(name);
  std::string device = device_of(request, name, account);
  if (const auto early = attempts_.take(request.client, name, device, now)) {
    http::Response response =
        form(request, 429,
             "Trop d’essais : attendez " + std::to_string(early->count()) + " s, puis réessayez.", name, way);
    response.headers.emplace_back("Retry-After", std::to_string(early->count()));
    return response;
  }
  const bool right = is_password(std::string_view(password).substr(0, kPasswordBytes),
                                 account != nullptr ? account->hash : nobodys_hash());
  if (!right || account == nullptr || password.size() > kPasswordBytes) {
    return form(request, 403, std::string(kWrong), name, way);
  }
  attempts_.succeeded(request.client, device);
  if (device.empty()) device = random_token();
  const std::string token = sessions_.open(*account, now);
  http::Response response = pages_.redirect(way.empty() ? pages_.path("") : pages_.base() + way);
  const auto set = [&](std::string_view cookie_name, const std::string& value, std::chrono::seconds age) {
    response.headers.emplace_back("Set-Cookie", set_cookie(request, cookie_name, value, age));
  };
  set(kSessionCookie, token, Sessions::kLife);
  set(kDeviceCookie, device_mark(device, *account), kDeviceAge);
  set(kDoorCookie, "", std::chrono::seconds(0));
  return response;
}

http::Response Door::leave(const http::Request& request, const Session& session) {
  const auto fields = http::QueryString::parse(request.body);
  if (!are_equal(fields.get("jeton").value_or(""), session.form_token))
    return pages_.redirect(pages_.path(""));
  if (fields.has("partout")) {
    sessions_.close_all(session.account);
  } else {
    sessions_.close(cookie(request, kSessionCookie));
  }
  http::Response response = pages_.redirect(pages_.path("/connexion"));
  response.headers.emplace_back("Set-Cookie",
                                set_cookie(request, kSessionCookie, "", std::chrono::seconds(0)));
  return response;
}

}  // namespace fonds::desk
