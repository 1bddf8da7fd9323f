#include "indexer/index/delisted_register.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <random>

#include <openssl/sha.h>

#include "indexer/archive/article_names.h"
#include "indexer/index/durable_file.h"
#include "indexer/index/generation_folders.h"
#include "indexer/index/manifest.h"
#include "indexer/index/stored_article.h"

namespace fonds::index {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRegisterMagic = "fonds delisted 2\n";
// Changes whenever article_names.h may give the same article other names: digests say nothing then.
constexpr std::uint64_t kNameRules = 1;
constexpr std::size_t kSaltBytes = 16;
// Of the schema in which the file was the editor's text itself.
constexpr int kLastSchemaWithText = 5;

std::string fresh_salt() {
  std::random_device random;
  std::string salt;
  while (salt.size() < kSaltBytes) salt.push_back(static_cast<char>(random() & 0xFF));
  return salt;
}

std::optional<std::string> take_bytes(std::string_view& bytes, std::size_t size) {
  if (bytes.size() < size) return std::nullopt;
  std::string taken(bytes.substr(0, size));
  bytes.remove_prefix(size);
  return taken;
}

IndexError lost(const fs::path& generation) {
  return IndexError(
      IndexError::Kind::damaged,
      "the register of delisted articles that " + generation.string() +
          " keeps cannot be read, and without it they would come back: give it again with "
          "fonds-indexer build or update --delisted FILE (an empty file where nothing is delisted)");
}

// The folder of the generation published last: what CURRENT names, else the youngest that was whole once.
std::optional<fs::path> last_generation(const fs::path& index) {
  bool there_was_one = false;
  try {
    const auto current = current_generation_folder(index);
    if (current && fs::exists(*current)) return current;
    there_was_one = current.has_value();
  } catch (const IndexError&) {
    // CURRENT is damaged. A build replaces it, but not what it stood for.
    there_was_one = true;
  }
  const std::string newest = newest_recorded(index);
  if (!newest.empty()) return generation_folder(index, newest);
  if (there_was_one) throw lost(index / kGenerationsFolder);
  return std::nullopt;
}

}  // namespace

std::size_t DelistedRegister::Hash::operator()(const NameDigest& digest) const {
  std::size_t hash = 0;
  std::memcpy(&hash, digest.data(), sizeof hash);
  return hash;
}

NameDigest DelistedRegister::digest(std::string_view name) const {
  const std::string salted = salt_ + std::string(name);
  std::array<unsigned char, SHA256_DIGEST_LENGTH> whole{};
  SHA256(reinterpret_cast<const unsigned char*>(salted.data()), salted.size(), whole.data());
  NameDigest cut{};
  std::copy_n(whole.begin(), cut.size(), cut.begin());
  return cut;
}

DelistedRegister::DelistedRegister(const archive::Delisting& delisting, const DelistedRegister& before)
    : salt_(before.salt_.empty() ? fresh_salt() : before.salt_) {
  for (const archive::Delisting::Line& line : delisting.lines) {
    Entry& entry = entries_.emplace_back();
    entry.line = line.number;
    for (const std::string& name : line.names) {
      entry.names.push_back(digest(name));
      const auto earlier = before.by_name_.find(entry.names.back());
      if (earlier == before.by_name_.end()) continue;
      for (const std::size_t place : earlier->second) entry.effective |= before.entries_[place].effective;
    }
  }
  find_names();
}

void DelistedRegister::find_names() {
  taken_.resize(entries_.size());
  for (std::size_t place = 0; place < entries_.size(); ++place) {
    for (const NameDigest& name : entries_[place].names) by_name_[name].push_back(place);
  }
}

bool DelistedRegister::takes_out(std::string_view id, std::string_view url) {
  if (entries_.empty()) return false;
  bool found = false;
  for (const std::string& name : archive::names_of(id, url)) {
    const auto named = by_name_.find(digest(name));
    if (named == by_name_.end()) continue;
    for (const std::size_t place : named->second) took_out(place, id);
    found = true;
  }
  return found;
}

void DelistedRegister::took_out(std::size_t entry, std::string_view id) {
  entries_[entry].effective = true;
  taken_[entry].emplace(id);
}

bool DelistedRegister::knows(const Entry& entry) const {
  return std::any_of(entry.names.begin(), entry.names.end(),
                     [&](const NameDigest& name) { return by_name_.contains(name); });
}

bool DelistedRegister::names_more_than(const DelistedRegister& before) const {
  return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return std::any_of(entry.names.begin(), entry.names.end(),
                       [&](const NameDigest& name) { return !before.by_name_.contains(name); });
  });
}

std::size_t DelistedRegister::no_longer_named(const DelistedRegister& before) const {
  return static_cast<std::size_t>(
      std::count_if(before.entries_.begin(), before.entries_.end(),
                    [&](const Entry& entry) { return entry.effective && !knows(entry); }));
}

std::string DelistedRegister::encode() const {
  std::string out(kRegisterMagic);
  append_varint(kNameRules, out);
  append_varint(salt_.size(), out);
  out += salt_;
  append_varint(entries_.size(), out);
  for (const Entry& entry : entries_) {
    append_varint(entry.line << 1 | (entry.effective ? 1 : 0), out);
    append_varint(entry.names.size(), out);
    for (const NameDigest& name : entry.names) out.append(name.begin(), name.end());
  }
  return out + crc32_bytes(out);
}

std::optional<DelistedRegister> DelistedRegister::decode(std::string_view bytes) {
  if (!bytes.starts_with(kRegisterMagic) || bytes.size() < kRegisterMagic.size() + kCrc32Bytes)
    return std::nullopt;
  const std::string_view contents = bytes.substr(0, bytes.size() - kCrc32Bytes);
  if (bytes.substr(contents.size()) != crc32_bytes(contents)) return std::nullopt;
  std::string_view rest = contents.substr(kRegisterMagic.size());
  DelistedRegister result;
  if (take_varint(rest) != kNameRules) return std::nullopt;
  auto salt = take_bytes(rest, take_varint(rest).value_or(rest.size() + 1));
  const auto count = take_varint(rest);
  if (!salt || !count) return std::nullopt;
  result.salt_ = *std::move(salt);
  for (std::uint64_t i = 0; i < *count; ++i) {
    const auto line = take_varint(rest);
    const auto names = take_varint(rest);
    if (!line || !names) return std::nullopt;
    Entry& entry = result.entries_.emplace_back();
    entry.line = *line >> 1;
    entry.effective = (*line & 1) != 0;
    for (std::uint64_t j = 0; j < *names; ++j) {
      const auto name = take_bytes(rest, NameDigest().size());
      if (!name) return std::nullopt;
      std::copy(name->begin(), name->end(), entry.names.emplace_back().begin());
    }
  }
  if (!rest.empty()) return std::nullopt;
  result.find_names();
  return result;
}

void write_register(const fs::path& generation, const DelistedRegister& delisted) {
  write_durably(generation / kRegisterFile, delisted.encode());
}

DelistedRegister kept_register(const fs::path& index) {
  const auto generation = last_generation(index);
  if (!generation) return {};
  const auto read = [&](const char* name) -> std::optional<std::string> {
    try {
      return read_whole_file(*generation / name);
    } catch (const IndexError&) {
      return std::nullopt;  // whatever the reason, nobody knows what it says
    }
  };
  const auto manifest_bytes = read(kManifestFile);
  const auto manifest = manifest_bytes ? parse_manifest(*manifest_bytes) : std::nullopt;
  const auto bytes = read(kRegisterFile);
  if (!manifest || !bytes) throw lost(*generation);
  if (auto kept = DelistedRegister::decode(*bytes)) return *std::move(kept);
  // The crc32_bytes decides whether the text of an older index is whole: half a register would do harm unseen.
  const auto sum = manifest->files.find(kRegisterFile);
  const bool whole = sum != manifest->files.end() && sum->second == FileSum{bytes->size(), crc32(*bytes)};
  if (manifest->manifest.schema > kLastSchemaWithText || !whole) throw lost(*generation);
  return {archive::parse_delisting(*bytes), {}};
}

}  // namespace fonds::index
