// Who is signed in at the editors' desk. A session is a random token in a cookie; the server keeps its fingerprint, in
// memory alone, so that a restart signs everybody out.
//
// A session is always made anew when a password was given, never taken from a request: there is nothing to fixate.
// It ends after twelve hours, when it is closed, and when its account's hash is another one than it was opened with.
//
// Thread safety: all members may be called from any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "server/desk/accounts.h"

namespace fonds::desk {

struct Session {
  std::string account;
  // Given back with every form: what another site cannot know.
  std::string form_token;
};

class Sessions {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::hours kLife{12};
  // Far more than a newsroom has; beyond it the oldest ends.
  static constexpr std::size_t kMost = 512;

  // The token of a new session.
  std::string open(const Account& account, Clock::time_point now);
  // nullopt where there is none, its time is over, or the account is not as it was.
  std::optional<Session> find(std::string_view token, const Accounts& accounts, Clock::time_point now);
  void close(std::string_view token);
  // All of an account's; how many they were.
  std::size_t close_all(std::string_view account);

 private:
  struct Kept {
    Session session;
    std::string hash;
    Clock::time_point opened;
  };
  std::mutex mutex_;
  // by fingerprint
  std::map<std::string, Kept, std::less<>> sessions_;
};

}  // namespace fonds::desk
