// Who may enter the editors' desk: a file of one account a line, its name and the argon2id hash of its password.
//
//   # comment
//   marie $argon2id$v=19$m=65536,t=2,p=1$…
//
// A line taken out closes the account and ends its sessions; so does another hash in its place.
//
// Thread safety: pure functions. User input never throws.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::desk {

struct Account {
  std::string name, hash;
  bool operator==(const Account&) const = default;
};

struct Accounts {
  std::vector<Account> list;
  // "FILE:LINE: what is wrong"; such a line is no account
  std::vector<std::string> errors;

  // nullptr where there is none of that name
  const Account* find(std::string_view name) const;
};

Accounts parse_accounts(std::string_view text, const std::string& file);
// Letters, figures, ".", "-", "_" and "@", of any alphabet; 64 bytes at most.
bool is_account_name(std::string_view name);
// As a line of the file, without its end.
std::string to_line(const Account& account);

}  // namespace fonds::desk
