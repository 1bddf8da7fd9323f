// Passwords and random tokens, by libsodium: argon2id for what people choose, BLAKE2b for what is random already.
//
// Thread safety: pure functions, any thread. Errors: std::runtime_error where the system gives no random bytes or has
// not the memory that a hash takes (64 MB for some tens of milliseconds).
#pragma once

#include <string>
#include <string_view>

namespace fonds::desk {

// "$argon2id$v=19$m=65536,t=2,p=1$…", with a salt of its own.
std::string hash_password(std::string_view password);
// Takes as long for a wrong one as for the right one.
bool is_password(std::string_view password, const std::string& hash);
// Whether a text has the form of a hash that is_password() understands.
bool is_password_hash(const std::string& text);
// A hash that no password has, which takes as long to compare with: for accounts that are not there.
const std::string& nobodys_hash();

// 256 random bits, in letters that need no escape in a cookie or an address.
std::string random_token();
// What is kept of a token in place of itself: whoever reads it cannot use it.
std::string fingerprint(std::string_view token);
// What only who has `key` can make of `text`.
std::string signature(std::string_view text, std::string_view key);
// Takes the same time wherever they differ.
bool are_equal(std::string_view a, std::string_view b);

}  // namespace fonds::desk
