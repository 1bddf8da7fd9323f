#include "server/desk/accounts.h"

#include <algorithm>

#include "indexer/text/ascii.h"
#include "indexer/text/folding.h"
#include "server/desk/password.h"

namespace fonds::desk {

namespace {

constexpr std::size_t kNameBytes = 64;
constexpr std::string_view kBlank = " \t\r";

}  // namespace

bool is_account_name(std::string_view name) {
  if (name.empty() || name.size() > kNameBytes || !text::is_valid_utf8(name)) return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    // What lies beyond ASCII is a letter, or does no harm: names are escaped wherever they are shown.
    return letter || byte >= 0x80 || c == '.' || c == '-' || c == '_' || c == '@';
  });
}

const Account* Accounts::find(std::string_view name) const {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Account& a) { return a.name == name; });
  return found == list.end() ? nullptr : &*found;
}

Accounts parse_accounts(std::string_view text, const std::string& file) {
  Accounts accounts;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text::trimmed(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    const auto fail = [&](const std::string& reason) {
      accounts.errors.push_back(file + ":" + std::to_string(number) + ": " + reason);
    };
    const std::size_t blank = line.find_first_of(kBlank);
    Account account{std::string(line.substr(0, blank)), {}};
    if (blank != std::string_view::npos) account.hash = text::trimmed(line.substr(blank));
    if (!is_account_name(account.name)) {
      fail("no name of an account: letters, figures, '.', '-', '_' and '@'");
    } else if (!is_password_hash(account.hash)) {
      fail("behind the name stands no argon2id hash; fonds-server account makes one");
    } else if (accounts.find(account.name) != nullptr) {
      fail("this name is there already");
    } else {
      accounts.list.push_back(std::move(account));
    }
  }
  return accounts;
}

std::string to_line(const Account& account) {
  return account.name + " " + account.hash;
}

}  // namespace fonds::desk
