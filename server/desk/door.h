// The door of the desk: the page where a name and a password are given, and what comes of it.
//
// Whatever is wrong, the page says the same and takes as long: it tells nobody which accounts there are. The form's token
// belongs to a cookie of the page, so that no other site can sign a reader in.
//
// Thread safety: a Door is one request's. Errors: std::runtime_error where there is no memory to compare a password.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "server/desk/accounts.h"
#include "server/desk/attempts.h"
#include "server/desk/page.h"
#include "server/desk/sessions.h"
#include "server/http/message.h"

namespace fonds::desk {

inline constexpr std::string_view kSessionCookie = "fonds_redaction", kDoorCookie = "fonds_porte",
                                  kDeviceCookie = "fonds_appareil";

class Door {
 public:
  // `key`: a secret of this process, for the token of the form.
  Door(const Pages& pages, const std::string& public_url, const std::string& key, Sessions& sessions,
       Attempts& attempts)
      : pages_(pages), public_url_(public_url), key_(key), sessions_(sessions), attempts_(attempts) {}

  // The empty form.
  http::Response page(const http::Request& request) const;
  // The form filled in. 303 into the desk, or the form again: 403, or 429 with Retry-After.
  http::Response enter(const http::Request& request, const Accounts& accounts,
                       Attempts::Clock::time_point now);
  // Ends this session, or all of its account's where the form says so.
  http::Response leave(const http::Request& request, const Session& session);
  // "?suite=…" for the way back to what was asked for; "" for the desk itself.
  std::string way_back(const http::Request& request) const;

 private:
  http::Response form(const http::Request& request, int status, const std::string& problem,
                      const std::string& name, const std::string& way) const;
  std::string set_cookie(const http::Request& request, std::string_view name, std::string_view value,
                         std::chrono::seconds age) const;
  // The number of a browser that the account has been entered from; "" where this is none.
  static std::string device_of(const http::Request& request, std::string_view name, const Account* account);

  const Pages& pages_;
  const std::string& public_url_;
  const std::string& key_;
  Sessions& sessions_;
  Attempts& attempts_;
};

}  // namespace fonds::desk
