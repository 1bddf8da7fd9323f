#include "server/desk/sessions.h"

#include <algorithm>

#include "server/desk/password.h"

namespace fonds::desk {

std::string Sessions::open(const Account& account, Clock::time_point now) {
  std::string token = random_token();
  Kept kept{{account.name, random_token()}, account.hash, now};
  const std::lock_guard lock(mutex_);
  std::erase_if(sessions_, [&](const auto& entry) { return now - entry.second.opened >= kLife; });
  if (sessions_.size() >= kMost) {
    sessions_.erase(std::min_element(sessions_.begin(), sessions_.end(), [](const auto& a, const auto& b) {
      return a.second.opened < b.second.opened;
    }));
  }
  sessions_.emplace(fingerprint(token), std::move(kept));
  return token;
}

std::optional<Session> Sessions::find(std::string_view token, const Accounts& accounts,
                                      Clock::time_point now) {
  if (token.empty()) return std::nullopt;
  const std::string print = fingerprint(token);
  const std::lock_guard lock(mutex_);
  const auto found = sessions_.find(print);
  if (found == sessions_.end()) return std::nullopt;
  const Account* const account = accounts.find(found->second.session.account);
  if (now - found->second.opened >= kLife || account == nullptr || account->hash != found->second.hash) {
    sessions_.erase(found);
    return std::nullopt;
  }
  return found->second.session;
}

void Sessions::close(std::string_view token) {
  const std::string print = fingerprint(token);
  const std::lock_guard lock(mutex_);
  sessions_.erase(print);
}

std::size_t Sessions::close_all(std::string_view account) {
  const std::lock_guard lock(mutex_);
  return std::erase_if(sessions_, [&](const auto& entry) { return entry.second.session.account == account; });
}

}  // namespace fonds::desk
