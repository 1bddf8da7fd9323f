// The register of delisted articles as an index keeps it, a file of each generation: what its lines name
// (archive/article_names.h), as digests only. Neither the ids that somebody asked to be forgotten nor the
// remarks that say who asked stay in the index; a later build still knows the articles when it meets them.
//
// The digests are SHA-256 with a salt of the index's own, cut to 16 bytes. They keep a name from being read, not
// from being tried: whoever can read the index and knows an id can ask whether it is delisted.
//
// Thread safety: one thread at a time. Errors: IndexError damaged, io.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/archive/delisting.h"

namespace fonds::index {

// Its file in the folder of a generation.
inline constexpr const char* kRegisterFile = "delisted";

using NameDigest = std::array<unsigned char, 16>;

class DelistedRegister {
 public:
  // Of a line of the editor's file.
  struct Entry {
    std::uint64_t line = 0;
    // it has taken an article out, now or earlier
    bool effective = false;
    std::vector<NameDigest> names;
    bool operator==(const Entry&) const = default;
  };

  // nothing is delisted
  DelistedRegister() = default;
  // The editor's file, where `before` was in force; what took effect there has taken effect here.
  DelistedRegister(const archive::Delisting& delisting, const DelistedRegister& before);

  // Whether a line names the article; that line is effective then.
  bool takes_out(std::string_view id, std::string_view url);
  // The line of that place in `delisting` has taken out an article that was in the index.
  void took_out(std::size_t entry, std::string_view id);

  const std::vector<Entry>& entries() const { return entries_; }
  // The ids that an entry has taken out since this was made.
  const std::set<std::string>& taken_by(std::size_t entry) const { return taken_[entry]; }
  // Whether it names something that `before` does not, or the reverse, where that had an effect.
  bool names_more_than(const DelistedRegister& before) const;
  // effective entries of `before`
  std::size_t no_longer_named(const DelistedRegister& before) const;

  std::string encode() const;
  static std::optional<DelistedRegister> decode(std::string_view bytes);

 private:
  struct Hash {
    std::size_t operator()(const NameDigest& digest) const;
  };
  NameDigest digest(std::string_view name) const;
  // one of its names
  bool knows(const Entry& entry) const;
  void find_names();

  std::string salt_;
  std::vector<Entry> entries_;
  // by entry
  std::vector<std::set<std::string>> taken_;
  // entries
  std::unordered_map<NameDigest, std::vector<std::size_t>, Hash> by_name_;
};

void write_register(const std::filesystem::path& generation, const DelistedRegister& delisted);

// Of the generation published last; empty where there is no index yet. Throws IndexError damaged where it is
// not there, or not what was written: nothing may come back because a file was lost.
DelistedRegister kept_register(const std::filesystem::path& index);

}  // namespace fonds::index
