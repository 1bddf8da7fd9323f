// The key of an editor's private feed: a feed reader has no cookie, so its address carries who it is for.
//
// It is made of the account and its password's hash by a secret that lies in the desk's folder (« secret », of the server
// alone): nothing is kept of it, and it ends with the account or with its password. Thread safety: any thread. Errors:
// index::IndexError io.
#pragma once

#include <string>
#include <string_view>

#include "server/desk/accounts.h"
#include "server/desk/decision_folder.h"

namespace fonds::desk {

// Makes the secret where there is none yet.
std::string feed_key(const DecisionFolder& folder, const Account& account);
// nullptr where the key is not that account's.
const Account* account_with_feed_key(const DecisionFolder& folder, const Accounts& accounts,
                                     std::string_view name, std::string_view key);

}  // namespace fonds::desk
