#include "server/api/keys.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>
#include <utility>

#include <openssl/rand.h>
#include <openssl/sha.h>

#include "indexer/text/hex.h"

namespace fonds::api {
namespace {

constexpr std::size_t kHashDigits = 2 * SHA256_DIGEST_LENGTH;
constexpr std::int64_t kMostRequests = 1'000'000;
// Of a header that may be one; ours have 49.
constexpr std::size_t kLongestKey = 200;

bool is_hash(std::string_view text) {
  return text.size() == kHashDigits && text.find_first_not_of(text::kHexLower) == std::string_view::npos;
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  });
}

bool is_origin(std::string_view text) {
  const bool scheme = text.starts_with("https://") || text.starts_with("http://");
  const auto host = text.substr(std::min(text.size(), text.find("//") + 2));
  return scheme && !host.empty() && host.find_first_of("/?#\"<>\\") == std::string_view::npos;
}

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 1 || value > kMostRequests) {
    return std::nullopt;
  }
  return value;
}

std::vector<std::string_view> words(std::string_view line) {
  std::vector<std::string_view> words;
  constexpr std::string_view kSpace = " \t\r";
  for (std::size_t begin = 0; (begin = line.find_first_not_of(kSpace, begin)) != std::string_view::npos;) {
    const auto end = std::min(line.find_first_of(kSpace, begin), line.size());
    words.push_back(line.substr(begin, end - begin));
    begin = end;
  }
  return words;
}

// What is wrong with a setting of a key; empty where nothing is.
std::string take_setting(std::string_view setting, Key& key) {
  const auto equals = setting.find('=');
  const std::string_view name = setting.substr(0, equals);
  const std::string_view value = equals == std::string_view::npos ? "" : setting.substr(equals + 1);
  if (name == "per_second" || name == "burst") {
    const auto parsed = number(value);
    if (!parsed) return "'" + std::string(name) + "' is a whole number from 1 to 1000000";
    (name == "burst" ? key.burst : key.per_second) = *parsed;
  } else if (name == "origin") {
    if (!is_origin(value)) return "'origin' is an origin such as https://journal.example";
    key.origins.emplace_back(value);
  } else if (name == "expires") {
    key.expires = text::parse_iso(value);
    if (!key.expires || value.size() != 10) return "'expires' is a day such as 2027-12-31";
  } else {
    return "'" + std::string(setting) + "' is none of per_second=, burst=, origin=, expires=";
  }
  return {};
}

}  // namespace

bool Key::allows(std::string_view origin) const {
  return origins.empty() || origin.empty() ||
         std::find(origins.begin(), origins.end(), origin) != origins.end();
}

ParsedKeys parse_keys(std::string_view text, const std::string& file) {
  ParsedKeys parsed;
  std::size_t line_number = 0;
  while (!text.empty()) {
    ++line_number;
    const auto end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    line = line.substr(0, line.find('#'));
    const auto parts = words(line);
    if (parts.empty()) continue;
    Key key;
    std::string wrong;
    if (parts.size() < 2 || !is_name(parts[0])) {
      wrong = "a key is NAME HASH, the name of letters, digits, '-', '_' and '.'";
    } else if (!is_hash(parts[1])) {
      wrong = "the hash of '" + std::string(parts[0]) +
              "' is not 64 hexadecimal digits: fonds-server key makes one";
    }
    for (std::size_t i = 2; i < parts.size() && wrong.empty(); ++i) wrong = take_setting(parts[i], key);
    if (wrong.empty()) {
      key.name = parts[0];
      key.hash = parts[1];
      const auto same = std::find_if(parsed.keys.begin(), parsed.keys.end(), [&](const Key& other) {
        return other.name == key.name || other.hash == key.hash;
      });
      if (same != parsed.keys.end()) wrong = "there is a key '" + same->name + "' already";
    }
    if (wrong.empty()) {
      parsed.keys.push_back(std::move(key));
    } else {
      parsed.errors.push_back(file + ":" + std::to_string(line_number) + ": " + wrong);
    }
  }
  return parsed;
}

std::string to_line(const Key& key) {
  std::string line = key.name + " " + key.hash;
  if (key.per_second) line += " per_second=" + std::to_string(*key.per_second);
  if (key.burst) line += " burst=" + std::to_string(*key.burst);
  for (const std::string& origin : key.origins) line += " origin=" + origin;
  if (key.expires) line += " expires=" + text::iso(*key.expires);
  return line;
}

std::string hash_of_key(std::string_view key) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(key.data()), key.size(), digest.data());
  std::string hex;
  for (const unsigned char byte : digest) text::append_hex(byte, hex);
  return hex;
}

std::string make_key() {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  constexpr std::size_t kKeyLetters = 43;  // of six bits: 256 and two
  std::array<unsigned char, kKeyLetters> random{};
  if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1) {
    throw std::runtime_error("the system gives no random numbers");
  }
  std::string key = "fonds_";
  for (const unsigned char byte : random) key += kLetters[byte & 63U];
  return key;
}

void KeyRing::set(std::vector<Key> keys) {
  std::map<std::string, std::shared_ptr<const Key>, std::less<>> fresh;
  for (Key& key : keys) {
    std::string hash = key.hash;
    fresh.emplace(std::move(hash), std::make_shared<const Key>(std::move(key)));
  }
  const MutexLock lock(mutex_);
  std::erase_if(buckets_, [&](const auto& bucket) { return !fresh.contains(bucket.first); });
  keys_.swap(fresh);
}

bool KeyRing::empty() const {
  const MutexLock lock(mutex_);
  return keys_.empty();
}

std::shared_ptr<const Key> KeyRing::find(std::string_view key, text::Day today) const {
  if (key.size() > kLongestKey) return nullptr;
  const std::string hash = hash_of_key(key);
  const MutexLock lock(mutex_);
  const auto found = keys_.find(hash);
  if (found == keys_.end() || (found->second->expires && *found->second->expires < today)) return nullptr;
  return found->second;
}

Verdict KeyRing::take(const Key& key, const Allowance& usual, Clock::time_point now) {
  const MutexLock lock(mutex_);
  return buckets_[key.hash].take(key.allowance(usual), now);
}

void KeyRing::charge(const Key& key, const Allowance& usual, std::int64_t tokens, Clock::time_point now) {
  const MutexLock lock(mutex_);
  if (const auto bucket = buckets_.find(key.hash); bucket != buckets_.end()) {
    bucket->second.charge(key.allowance(usual), tokens, now);
  }
}

bool KeyRing::some_allows(std::string_view origin) const {
  const MutexLock lock(mutex_);
  return std::any_of(keys_.begin(), keys_.end(), [&](const auto& entry) {
    const auto& origins = entry.second->origins;
    return std::find(origins.begin(), origins.end(), origin) != origins.end();
  });
}

}  // namespace fonds::api
