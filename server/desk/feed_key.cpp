#include "server/desk/feed_key.h"

#include <filesystem>
#include <mutex>
#include <optional>

#include "indexer/index/access.h"
#include "indexer/index/durable_file.h"
#include "server/desk/password.h"

namespace fonds::desk {

namespace {

std::filesystem::path secret_file(const DecisionFolder& folder) {
  return folder.path() / "secret";
}

std::string key_with(const std::string& secret, const Account& account) {
  return signature("feed\n" + account.name + "\n" + account.hash, secret);
}

}  // namespace

std::string feed_key(const DecisionFolder& folder, const Account& account) {
  static std::mutex making;
  const std::lock_guard lock(making);
  std::optional<std::string> secret = index::read_small_file(secret_file(folder));
  if (!secret || secret->empty()) {
    secret = random_token();
    index::Access own = index::access_of(folder.path());
    own.file = 0600;
    index::replace_file(secret_file(folder), *secret, own);
  }
  return key_with(*secret, account);
}

const Account* account_with_feed_key(const DecisionFolder& folder, const Accounts& accounts,
                                     std::string_view name, std::string_view key) {
  const Account* const account = accounts.find(name);
  const std::optional<std::string> secret = index::read_small_file(secret_file(folder));
  // Who has no secret has given out no key.
  if (account == nullptr || !secret || secret->empty()) return nullptr;
  return are_equal(key_with(*secret, *account), key) ? account : nullptr;
}

}  // namespace fonds::desk
