#include "server/desk/password.h"

#include <array>
#include <stdexcept>
#include <vector>

#include <sodium.h>

namespace fonds::desk {

namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kDigestBytes = 32;
using Digest = std::array<unsigned char, kDigestBytes>;

void make_ready() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium finds no source of random bytes");
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string in_letters(const unsigned char* bytes, std::size_t count) {
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::vector<char> letters(sodium_base64_ENCODED_LEN(count, kVariant));
  sodium_bin2base64(letters.data(), letters.size(), bytes, count, kVariant);
  return letters.data();
}

Digest digest_of(std::string_view text, std::string_view key = {}) {
  make_ready();
  Digest digest{};
  if (crypto_generichash(digest.data(), digest.size(), bytes_of(text), text.size(),
                         key.empty() ? nullptr : bytes_of(key), key.size()) != 0) {
    throw std::runtime_error("libsodium makes no digest");
  }
  return digest;
}

}  // namespace

std::string hash_password(std::string_view password) {
  make_ready();
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                            crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::runtime_error("there is not enough memory to hash a password");
  }
  return hash.data();
}

bool is_password(std::string_view password, const std::string& hash) {
  make_ready();
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool is_password_hash(const std::string& text) {
  make_ready();
  return text.size() < crypto_pwhash_STRBYTES && text.starts_with(crypto_pwhash_argon2id_STRPREFIX) &&
         crypto_pwhash_str_needs_rehash(text.c_str(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                        crypto_pwhash_MEMLIMIT_INTERACTIVE) >= 0;
}

const std::string& nobodys_hash() {
  static const std::string hash = hash_password(random_token());
  return hash;
}

std::string random_token() {
  make_ready();
  std::array<unsigned char, kTokenBytes> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return in_letters(bytes.data(), bytes.size());
}

std::string fingerprint(std::string_view token) {
  const Digest digest = digest_of(token);
  return in_letters(digest.data(), digest.size());
}

std::string signature(std::string_view text, std::string_view key) {
  // A key of any length becomes one that the function takes.
  const Digest fixed = digest_of(key);
  const Digest digest = digest_of(text, {reinterpret_cast<const char*>(fixed.data()), fixed.size()});
  return in_letters(digest.data(), digest.size());
}

bool are_equal(std::string_view a, std::string_view b) {
  const Digest first = digest_of(a), second = digest_of(b);
  return sodium_memcmp(first.data(), second.data(), first.size()) == 0;
}

}  // namespace fonds::desk
