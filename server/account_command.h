// fonds-server account --desk DIR NAME: an account of the editors' desk, or another password for one.
//
// Thread safety: one thread. Errors: std::exception, which says what is wrong.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <stdexcept>
#include <string>

namespace fonds {

// What was typed makes no account: exit code 65.
class AccountError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Reads the password twice, a line each, without an echo where `in` is the terminal of standard input; writes its hash.
// Prompts and remarks go to `out`. Throws AccountError, index::IndexError.
void make_account(const std::filesystem::path& folder, const std::string& name, std::istream& in,
                  std::ostream& out);

}  // namespace fonds
